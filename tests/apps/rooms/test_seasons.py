"""Seasons: wishes, dividing, and one yes that makes all series, or none."""

from datetime import date, time, timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.rooms.actions import seasons as actions
from schuifaan.apps.rooms.actions.seasons import Hour, HourGiven, SeasonChanged, SeasonClosed, WrongHour
from schuifaan.apps.rooms.actions.settling import NotSettled, settle
from schuifaan.apps.rooms.enums import PartyKind, SeasonState, TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, Letter, Season, SeasonWish
from schuifaan.apps.rooms.queries.season_plan import plan_of
from schuifaan.apps.rooms.queries.seasons import board_of, slot_got
from schuifaan.core.letting.seasons import Kind
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.factories import NOW, make_place
from tests.factories.rooms import make_claim, make_party, make_rate_card, make_room, make_terms

# Nineteen Tuesdays from the fifth of January 2027; the other days of the week nineteen or eighteen times.
FIRST, LAST = date(2027, 1, 5), date(2027, 5, 11)


@pytest.fixture
def room(place):
    make_terms(place)
    make_rate_card(place)
    return make_room(place, "Achterzaal", is_let=True)


@pytest.fixture
def season(place, room, manager):
    return actions.open_season(
        place=place, name="Voorjaar 2027", first_on=FIRST, last_on=LAST, wishes_until=date(2026, 12, 1),
        priorities="Eerst jeugd\nDan buurt", by=manager, now=NOW,
    )  # fmt: skip


def hour(room, starts=19, ends=21, weekday=2, **fields):
    return Hour(room, weekday, time(starts), time(ends), Use.REHEARSAL, **fields)


def wished(season, name, where, *, email="", **fields):
    party = make_party(season.place, name, email=email, **fields)
    return actions.add_wish(season=season, party=party, hour=where, by=None, now=NOW)


def given(wish, by, *, room=None, weekday=2, starts=19):
    season = Season.objects.get(pk=wish.season_id)
    return actions.allot(
        wish=wish, room=room or wish.room, weekday=weekday, starts=time(starts), by=by, now=NOW,
        version=season.version,
    )  # fmt: skip


def settled(season, by, **fields):
    again = Season.objects.get(pk=season.pk)
    return settle(season=again, by=by, now=NOW, **{"version": again.version, **fields})


def dates(booking, state):
    times = booking.times.filter(state=state).order_by("starts_at")
    return [to_wall(one.starts_at).date() for one in times]


@pytest.mark.django_db
def test_a_party_wishes_while_the_season_is_open_and_no_longer(season, room):
    party = make_party(season.place)
    late = from_wall(to_wall(NOW).replace(month=12, day=2))
    with pytest.raises(SeasonClosed):
        actions.add_wish(season=season, party=party, hour=hour(room), by=None, now=late)
    wish = actions.add_wish(
        season=season, party=party, hour=hour(room), by=None, now=late - timedelta(days=1)
    )
    with pytest.raises(SeasonClosed):
        actions.withdraw_wish(wish=wish, by=None, now=late)
    actions.withdraw_wish(wish=wish, by=None, now=NOW)
    assert not SeasonWish.objects.exists()


@pytest.mark.django_db
def test_the_desk_may_still_add_a_wish_when_dividing_has_begun(season, room, manager):
    again = Season.objects.get()
    actions.start_dividing(season=again, by=manager, now=NOW, version=again.version)
    party = make_party(season.place)
    with pytest.raises(SeasonClosed):
        actions.add_wish(season=season, party=party, hour=hour(room), by=None, now=NOW)
    assert actions.add_wish(season=season, party=party, hour=hour(room), by=manager, now=NOW).party == party


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"last_on": FIRST}, "last_on"),
        ({"last_on": FIRST + timedelta(days=551)}, "last_on"),
        ({"wishes_until": FIRST}, "wishes_until"),
        ({}, "first_on"),
    ],
)
def test_days_that_make_no_season_are_refused_beside_their_field(season, manager, facts, field):
    days = {"first_on": FIRST, "last_on": LAST, "wishes_until": date(2026, 12, 1), **facts}
    if field != "first_on":
        Season.objects.all().delete()
    with pytest.raises(WrongHour) as error:
        actions.open_season(place=season.place, name="Nog een", by=manager, now=NOW, **days)
    assert error.value.field == field


@pytest.mark.django_db
def test_hosts_do_not_divide(season, room, host):
    wish = wished(season, "Koor", hour(room))
    with pytest.raises(NotAllowed):
        given(wish, host)
    with pytest.raises(NotAllowed):
        settled(season, host)


@pytest.mark.django_db
def test_an_hour_is_given_once_and_the_half_of_a_hall_goes_with_the_hall(
    season, hall, left, kitchen, manager
):
    one, other = wished(season, "Koor", hour(hall)), wished(season, "Yoga", hour(left, 20, 22))
    given(one, manager)
    with pytest.raises(HourGiven) as error:
        given(other, manager, starts=20)
    assert error.value.other == one
    assert slot_got(given(other, manager, starts=20, room=kitchen)).space == kitchen.pk


@pytest.mark.django_db
def test_two_who_divide_at_once_do_not_undo_each_other(season, room, manager):
    one, other = wished(season, "Koor", hour(room)), wished(season, "Yoga", hour(room))
    version, later = Season.objects.get().version, NOW + timedelta(minutes=1)
    actions.allot(wish=one, room=room, weekday=2, starts=time(19), by=manager, now=later, version=version)
    with pytest.raises(SeasonChanged) as error:
        actions.allot(wish=other, room=room, weekday=3, starts=time(19), by=manager, now=NOW, version=version)
    assert error.value.by == str(manager)
    assert SeasonWish.objects.get(pk=other.pk).got_room is None


@pytest.mark.django_db
def test_the_board_says_who_lost_an_hour_and_what_is_nearest(season, room, kitchen, manager):
    one, other = wished(season, "Koor", hour(room)), wished(season, "Yoga", hour(room, 20, 22))
    before = board_of(season, NOW)
    assert [[w.pk for w in card.wanted_by] for card in before.cards.values()] == [[other.pk], [one.pk]]
    given(one, manager)
    board = board_of(season, NOW)
    assert (board.count, board.given, board.waiting) == (2, 1, 1)
    assert board.cards[other.pk].lost_to == [one]
    nearest = board.cards[other.pk].choices[0]
    assert (nearest.kind, nearest.room, nearest.weekday, nearest.starts) == (Kind.ROOM, kitchen, 2, time(20))


@pytest.mark.django_db
def test_one_yes_makes_all_series_and_writes_each_party_once(season, room, kitchen, manager):
    choir = make_party(season.place, "Koor", email="koor@example.org")
    mine = [
        actions.add_wish(season=season, party=choir, hour=where, by=None, now=NOW)
        for where in (hour(room), hour(kitchen, weekday=4))
    ]
    lost = wished(season, "Yoga", hour(room), email="yoga@example.org")
    wished(season, "Schaak", hour(room))
    given(mine[0], manager)
    given(mine[1], manager, weekday=4)
    when = from_wall(to_wall(NOW).replace(year=2027, month=2, day=2, hour=19))
    make_claim(room, when, when + timedelta(hours=1), label="bestuur")
    planned = plan_of(season, now=NOW, skip_holidays=True)
    done = settled(season, manager)
    assert [line.cents for line in planned.lines] == [
        sum(one.price_cents for one in booking.times.all()) for booking in done.bookings
    ]
    tuesdays, thursdays = done.bookings
    assert dates(tuesdays, TimeState.SKIPPED) == [date(2027, 2, 2), date(2027, 4, 27)]
    assert dates(tuesdays, TimeState.PLANNED)[0] == FIRST
    # Ascension Day.
    assert dates(thursdays, TimeState.SKIPPED) == [date(2027, 5, 6)]
    assert {booking.status for booking in done.bookings} == {"confirmed"}
    assert [one.to for one in Letter.objects.order_by("to")] == ["koor@example.org", "yoga@example.org"]
    assert SeasonWish.objects.get(pk=lost.pk).booking is None
    assert SeasonWish.objects.get(pk=mine[0].pk).booking == tuesdays
    assert Season.objects.get().state == SeasonState.SETTLED


@pytest.mark.django_db
def test_holidays_go_on_when_the_place_says_so(season, room, manager):
    given(wished(season, "Koor", hour(room)), manager)
    (booking,) = settled(season, manager, skip_holidays=False).bookings
    assert dates(booking, TimeState.SKIPPED) == []
    assert len(dates(booking, TimeState.PLANNED)) == 19


@pytest.mark.django_db
def test_all_or_nothing_with_every_reason_at_once(season, room, kitchen, manager):
    given(wished(season, "Koor", hour(room)), manager)
    gone = given(wished(season, "Yoga", hour(kitchen)), manager)
    other = wished(season, "Schaak", hour(room, weekday=3))
    given(other, manager, weekday=3)
    kitchen.is_active = False
    kitchen.save()
    # Somebody wrote it past the board.
    SeasonWish.objects.filter(pk=other.pk).update(got_weekday=2)
    with pytest.raises(NotSettled) as error:
        settled(season, manager)
    assert error.value.problems == (
        "Koor en Schaak hebben samen hetzelfde uur.",
        f"Keuken is niet meer in gebruik; {gone.party.name} heeft die ruimte.",
    )
    assert (Booking.objects.count(), BookingTime.objects.count(), Claim.objects.count()) == (0, 0, 0)
    assert Season.objects.get().state == SeasonState.OPEN


@pytest.mark.django_db
def test_what_the_law_says_of_one_series_holds_back_all(season, room, manager, board_member):
    season.place.letting.no_letting = True
    season.place.letting.excluded_uses = ["sale"]
    season.place.letting.save()
    given(wished(season, "Koor", hour(room)), manager)
    shop = wished(season, "Pannen", Hour(room, 3, time(19), time(21), Use.SALE), kind=PartyKind.COMMERCIAL)
    given(shop, manager, weekday=3)
    with pytest.raises(NotSettled):
        settled(season, manager, why="Het mag van de gemeente")
    assert Booking.objects.count() == 0
    assert len(settled(season, board_member, why="Het mag van de gemeente").bookings) == 2


@pytest.mark.django_db
def test_a_season_is_settled_once(season, room, manager):
    with pytest.raises(NotSettled):
        settled(season, manager)
    given(wished(season, "Koor", hour(room)), manager)
    settled(season, manager)
    with pytest.raises(SeasonClosed):
        settled(season, manager)
    with pytest.raises(SeasonClosed):
        actions.take_away(
            wish=SeasonWish.objects.get(), by=manager, now=NOW, version=Season.objects.get().version
        )


@pytest.mark.django_db
def test_a_room_of_elsewhere_is_refused(season, room, manager):
    wish, elsewhere = wished(season, "Koor", hour(room)), make_room(make_place("elders", name="Elders"))
    with pytest.raises(WrongHour):
        given(wish, manager, room=elsewhere)
    with pytest.raises(WrongHour) as error:
        given(wish, manager, starts=23)
    assert error.value.field == "starts"
