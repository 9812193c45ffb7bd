"""The pages of a season: the board, giving an hour, the one yes, and what a party sees by its link."""

from datetime import date, time

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.actions import seasons as actions
from schuifaan.apps.rooms.actions.seasons import Hour
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.models import Booking, Season, SeasonWish
from tests.apps.pages import html, queries_of, words_of
from tests.factories import NOW
from tests.factories.rooms import make_party, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


@pytest.fixture
def room(place):
    make_terms(place)
    make_rate_card(place)
    return make_room(place, "Achterzaal", is_let=True)


@pytest.fixture
def season(place, room, manager):
    return actions.open_season(
        place=place, name="Voorjaar 2027", first_on=date(2027, 1, 5), last_on=date(2027, 5, 11),
        wishes_until=date(2026, 12, 1), priorities="Eerst jeugd\n\nDan buurt", by=manager, now=NOW,
    )  # fmt: skip


def wished(season, room, name, starts=19, weekday=2):
    party = make_party(season.place, name, email=f"{name.lower()}@example.org")
    hour = Hour(room, weekday, time(starts), time(starts + 2), Use.REHEARSAL)
    return actions.add_wish(season=season, party=party, hour=hour, by=None, now=NOW)


def address(name, season, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": season.place.slug, "pk": season.pk, **more})


def give(client, wish, **said):
    data = {
        "version": Season.objects.get().version,
        "room": wish.room_id,
        "weekday": 2,
        "starts": "19:00",
        **said,
    }
    return client.post(address("allot_hour", wish.season, wish=wish.pk), data)


def test_opening_a_season_leads_to_its_board(at_work, place, room):
    typed = {
        "name": "Najaar ’27 😀", "first_on": "2027-09-01", "last_on": "2027-12-20", "wishes_until": "2027-06-01",
        "priorities": "Jeugd",
    }  # fmt: skip
    response = at_work.post(reverse("rooms:seasons", args=[place.slug]), typed)
    season = Season.objects.get()
    assert response["Location"] == address("season", season)
    assert season.name == "Najaar ’27 😀"
    response = at_work.post(reverse("rooms:seasons", args=[place.slug]), {**typed, "last_on": "2027-02-30"})
    assert response.status_code == 422
    assert "Deze dag bestaat niet." in response.content.decode()


def test_the_board_counts_marks_and_shows_who_goes_first(at_work, season, room):
    one = wished(season, room, "Koor")
    wished(season, room, "Yoga", starts=20)
    assert give(at_work, one).status_code == 302
    page = words_of(html(at_work, address("season", season)))
    assert "2 wensen, 1 verdeeld, 1 nog niet" in page
    assert "Eerst jeugd Dan buurt" in page
    assert "Dit uur is van Koor" in page
    assert "Ook gewild door Yoga" in page
    # The nearest that is free, one tap away.
    assert "Geef dit Achterzaal , dinsdag 21.00–23.00 uur" in page


def test_an_hour_that_is_gone_is_refused_with_the_nearest_beside_it(at_work, season, room):
    one, other = wished(season, room, "Koor"), wished(season, room, "Yoga")
    give(at_work, one)
    response = give(at_work, other)
    assert response.status_code == 422
    assert "Dat uur is al gegeven aan Koor." in response.content.decode()
    assert SeasonWish.objects.get(pk=other.pk).got_room is None
    at_work.post(address("take_away_hour", season, wish=one.pk), {"version": Season.objects.get().version})
    assert give(at_work, other).status_code == 302


def test_who_looks_at_an_old_board_is_told(at_work, season, room):
    one, other = wished(season, room, "Koor"), wished(season, room, "Yoga")
    old = Season.objects.get().version
    give(at_work, one)
    response = give(at_work, other, version=old, weekday=3)
    assert response.status_code == 422
    assert "iets veranderd aan dit seizoen" in response.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"room": "0"},
        {"weekday": "9"},
        {"starts": "\u200f\u0663"},
        {"starts": "23:30"},
        {"version": "x"},
        {"room": "'"},
    ],
)
def test_what_is_no_hour_never_breaks_the_board(at_work, season, room, said):
    assert give(at_work, wished(season, room, "Koor"), **said).status_code == 422


@pytest.mark.parametrize("query", ["?wens=x", "?wens=99999999999", "?wens=²", "?wens=0", "?iets=1"])
def test_an_address_that_means_nothing_shows_the_board(at_work, season, room, query):
    wished(season, room, "Koor")
    assert at_work.get(address("season", season) + query).status_code == 200


def test_the_button_says_what_one_yes_does_and_does_it(at_work, season, room):
    one, other = wished(season, room, "Koor"), wished(season, room, "Yoga")
    give(at_work, one)
    page = words_of(html(at_work, address("settle_season", season)))
    assert "Maak 1 reeks en mail 2 groepen" in page
    # Nineteen Tuesdays, of which King's Day is one.
    assert "18 keer" in page
    assert "€ 540" in page
    assert "27 april 2027: Koningsdag" in page
    said = {"version": Season.objects.get().version, "skip_holidays": "on"}
    response = at_work.post(address("settle_season", season), said)
    assert response["Location"] == address("season", season)
    assert Booking.objects.get().party == one.party
    assert "Krijgt geen uur" in page
    assert other.party.name in page
    assert give(at_work, other, weekday=3).status_code == 422


def test_nothing_is_made_when_something_does_not_fit(at_work, season, room):
    give(at_work, wished(season, room, "Koor"))
    room.is_active = False
    room.save()
    response = at_work.post(
        address("settle_season", season), {"version": Season.objects.get().version, "skip_holidays": "on"}
    )
    assert response.status_code == 422
    assert "Achterzaal is niet meer in gebruik; Koor heeft die ruimte." in response.content.decode()
    assert Booking.objects.count() == 0


def test_a_wish_can_be_noted_changed_and_taken_off_at_the_desk(at_work, season, room):
    party = make_party(season.place, "Schaak")
    typed = {"room": room.pk, "weekday": 3, "starts": "19:00", "ends": "21:00", "use": "club", "note": ""}
    at_work.post(address("add_season_wish", season), {**typed, "party": party.pk})
    wish = SeasonWish.objects.get()
    give(at_work, wish)
    at_work.post(address("change_season_wish", season, wish=wish.pk), {**typed, "note": "Stil graag"})
    wish.refresh_from_db()
    assert (wish.note, wish.got_room) == ("Stil graag", room)
    at_work.post(address("change_season_wish", season, wish=wish.pk), {**typed, "weekday": 4})
    wish.refresh_from_db()
    assert (wish.weekday, wish.got_room) == (4, None)
    at_work.post(address("withdraw_season_wish", season, wish=wish.pk))
    assert not SeasonWish.objects.exists()


def test_a_party_wishes_by_its_link_and_takes_it_back(client, season, room):
    party = make_party(season.place)
    page = reverse("rooms:season_wish", args=[party.token, season.pk])
    assert "Eerst jeugd Dan buurt" in words_of(html(client, page))
    typed = {"room": room.pk, "weekday": 2, "starts": "19:30", "ends": "19:00", "use": "rehearsal"}
    response = client.post(page, typed)
    assert response.status_code == 422
    assert "Het einde moet na het begin liggen." in response.content.decode()
    client.post(page, {**typed, "ends": "21:00"})
    wish = SeasonWish.objects.get()
    assert wish.party == party
    assert "dinsdag 19.30–21.00 uur" in words_of(html(client, page))
    other = make_party(season.place, "Ander")
    gone = reverse("rooms:withdraw_own_wish", args=[other.token, season.pk, wish.pk])
    assert client.post(gone).status_code == 404
    client.post(reverse("rooms:withdraw_own_wish", args=[party.token, season.pk, wish.pk]))
    assert not SeasonWish.objects.exists()


def test_the_board_asks_no_more_of_the_database_for_more_wishes(at_work, season, room):
    def asked():
        return queries_of(at_work, address("season", season))

    wished(season, room, "Koor")
    few = asked()
    for number in range(8):
        wished(season, room, f"Groep{number}", weekday=1 + number % 7)
    assert asked() == few


def test_the_page_of_a_party_leads_to_a_season_that_asks_for_wishes(client, season, room, manager):
    party = make_party(season.place)
    page = reverse("rooms:party", args=[party.token])
    assert "Voorjaar 2027 : vragen kan tot en met 1 december 2026" in words_of(html(client, page))
    actions.start_dividing(season=season, by=manager, now=NOW, version=season.version)
    assert "Voorjaar 2027" not in html(client, page)
