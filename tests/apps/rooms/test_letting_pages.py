"""The desk pages of letting: terms, rates, a card as rows, a try-out; nothing typed is lost."""

from datetime import date, time

import pytest
from django.urls import reverse

from schuifaan.apps.people.audit_words import label, sentence, value_in_words
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.enums import DayPartKind, PartyKind
from schuifaan.apps.rooms.models import DayPart, LettingTerms, Rate, RateCard
from tests.apps.pages import words_of
from tests.factories import make_place
from tests.factories.rooms import at, make_booking, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def main_of(response):
    said = response.content.decode()
    return said[said.index("<main") : said.index("</main>")]


def words(response):
    return words_of(main_of(response))


def sent_by(page):
    """What the browser sends when nothing is touched."""
    form = page.context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False, ""):
            sent[bound.html_name] = bound.field.prepare_value(value) if value is not True else "on"
    return sent


# -- Terms ----------------------------------------------------------------------------------------


def test_terms_begin_with_what_is_usual_and_are_kept(at_work, place):
    page = at_work.get(address("letting", place))
    assert page.status_code == 200
    assert not LettingTerms.objects.exists()
    sent = sent_by(page) | {
        "is_open": "on",
        "at_once": ["resident", "association"],
        "iban": "nl91 abna 0417 1643 00",
        "trade_number": "1234 5678",
        "vat_number": "nl123456789b01",
        "highest_social_cents": "12,50",
        "gross_floor_m2": "450,5",
        "is_social_real_estate": "yes",
        "no_letting": "no",
    }
    after = at_work.post(address("letting", place), sent, follow=True)
    assert "Bewaard." in words(after)
    terms = LettingTerms.objects.get()
    assert (terms.is_open, terms.at_once, terms.version) == (True, ["resident", "association"], 1)
    assert (terms.iban, terms.trade_number, terms.vat_number) == (
        "NL91ABNA0417164300",
        "12345678",
        "NL123456789B01",
    )
    assert (terms.highest_social_cents, str(terms.gross_floor_m2)) == (1250, "450.5")
    assert (terms.is_social_real_estate, terms.no_letting, terms.serves_alcohol) == (True, False, None)
    assert (terms.answer_days, terms.option_days, terms.most_per_month) == (5, 14, None)
    assert 'value="NL91 ABNA 0417 1643 00"' in main_of(after)


def test_terms_saved_as_they_are_change_nothing(at_work, place):
    make_terms(place, iban="NL91ABNA0417164300", highest_social_cents=1250, is_social_real_estate=False)
    before = LettingTerms.objects.values().get()
    at_work.post(address("letting", place), sent_by(at_work.get(address("letting", place))))
    assert LettingTerms.objects.values().get() == before
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("iban", "NL92ABNA0417164300", "Er zit een fout in dit IBAN."),
        ("iban", "mijn rekening 🏦", "Dit is geen IBAN."),
        ("trade_number", "123", "Een KvK-nummer heeft 8 cijfers"),
        ("vat_number", "123456789B01", "Een btw-nummer is NL"),
        ("bic", "AB", "Een BIC heeft 8 of 11 tekens"),
        ("answer_days", "veel", "Schrijf een heel getal"),
        ("answer_days", "", "Schrijf een getal."),
        ("answer_days", "3,5", "Schrijf een heel getal"),
        ("late_percentage", "101", "100"),
        ("ahead_days", "99999999999999999999", "3660"),
        ("gross_floor_m2", "NaN", "Schrijf een getal"),
        ("summary_to", "jan@", "Dit is geen e-mailadres"),
        ("highest_social_cents", "tien", "Schrijf een bedrag"),
        ("at_once", "queen", "queen"),
    ],
)
def test_wrong_answer_is_said_beside_its_question_and_stays(at_work, place, field, typed, said):
    sent = sent_by(at_work.get(address("letting", place))) | {
        "house_terms": "\u200fمرحبا 🪑 d'r uit",
        field: typed,
    }
    page = at_work.post(address("letting", place), sent)
    assert page.status_code == 422
    assert [said in str(error) for error in page.context["form"].errors[field]] == [True]
    assert set(page.context["form"].errors) == {field}
    assert "مرحبا 🪑 d&#x27;r uit" in main_of(page)
    assert not LettingTerms.objects.exists()


def test_who_was_earlier_is_told_and_nothing_is_overwritten(at_work, place):
    make_terms(place, option_days=3)
    sent = sent_by(at_work.get(address("letting", place))) | {"option_days": "9"}
    LettingTerms.objects.update(version=2)
    page = at_work.post(address("letting", place), sent)
    assert page.status_code == 422
    assert "deze plek veranderd" in words(page)
    assert LettingTerms.objects.get().option_days == 3


def test_trail_says_terms_in_words(at_work, place):
    at_work.post(
        address("letting", place),
        sent_by(at_work.get(address("letting", place))) | {"at_once": ["resident", "initiative"]},
    )
    event = AuditEvent.objects.get()
    assert sentence(event.verb) == "heeft de afspraken over verhuur veranderd"
    assert label(event.verb, "at_once") == "meteen ja voor"
    assert value_in_words(event.verb, "at_once", event.changes["at_once"][1]) == "bewoner, buurtinitiatief"


# -- Day-parts ------------------------------------------------------------------------------------


def test_day_part_can_last_five_hours(at_work, place):
    page = at_work.get(address("day_parts", place))
    assert 'value="18:00"' in main_of(page)
    sent = {
        "morning_starts": "8.00", "morning_ends": "13.00", "afternoon_starts": "13:00", "afternoon_ends": "18",
        "evening_starts": "18:00", "evening_ends": "23:00",
    }  # fmt: skip
    after = at_work.post(address("day_parts", place), sent, follow=True)
    assert "ochtend 8.00–13.00 uur, middag 13.00–18.00 uur, avond 18.00–23.00 uur" in words(after)
    assert DayPart.objects.filter(place=place).count() == 3
    at_work.post(address("day_parts", place), {"morning_starts": ""})
    assert not DayPart.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"morning_starts": "8:00"}, "morning_ends"),
        ({"morning_starts": "12:00", "morning_ends": "8:00"}, "morning_ends"),
        (
            {
                "morning_starts": "8:00",
                "morning_ends": "13:00",
                "afternoon_starts": "12:00",
                "afternoon_ends": "17:00",
            },
            "afternoon_starts",
        ),
        ({"morning_starts": "acht", "morning_ends": "12:00"}, "morning_starts"),
    ],
)
def test_day_part_that_cannot_be_is_refused(at_work, place, sent, field):
    page = at_work.post(address("day_parts", place), sent)
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}


# -- Cards ----------------------------------------------------------------------------------------


def test_card_is_made_filled_in_and_read_again(at_work, place):
    hall = make_room(place, "Grote zaal", is_let=True)
    make_room(place, "Berging")
    assert "Hier staan nog geen prijzen" in words(at_work.get(address("rates", place)))
    made = at_work.post(
        address("rates", place), {"name": " Tarieven  2027 ", "first_on": "2027-01-01"}, follow=True
    )
    card = RateCard.objects.get()
    assert (card.name, card.first_on, card.last_on) == ("Tarieven 2027", date(2027, 1, 1), None)
    form = made.context["form"]
    assert [bound.name for bound in next(form.rows()).amounts] == ["resident_all", f"resident_room_{hall.pk}"]
    assert "knowingly" not in form.fields
    sent = sent_by(made) | {
        "resident_all": "10", "association_all": "€ 30,-", f"association_room_{hall.pk}": "37,50",
        "association_coffee": "on", "association_minimum": "1,5", "association_step": "15",
        "association_deposit": "50", "association_unit": "hour", "initiative_all": "gratis",
        "commercial_all": "60,00", "commercial_vat": "high", "commercial_first_free": "on",
    }  # fmt: skip
    after = at_work.post(address("rate_card", place, pk=card.pk), sent, follow=True)
    assert "Bewaard: Tarieven 2027." in words(after)
    kept = {
        (rate.party_kind, rate.room): (
            rate.unit, rate.cents, rate.minimum_minutes, rate.step_minutes, rate.coffee_included,
            rate.first_time_free, rate.deposit_cents, rate.vat,
        )
        for rate in Rate.objects.select_related("room")
    }  # fmt: skip
    assert kept == {
        ("resident", None): ("day_part", 1000, None, 30, False, False, 0, "exempt"),
        ("initiative", None): ("day_part", 0, None, 30, False, False, 0, "exempt"),
        ("association", None): ("hour", 3000, 90, 15, True, False, 5000, "exempt"),
        ("association", hall): ("hour", 3750, 90, 15, True, False, 5000, "exempt"),
        ("commercial", None): ("day_part", 6000, None, 30, False, True, 0, "high"),
    }
    again = at_work.get(address("rate_card", place, pk=card.pk))
    assert again.context["form"][f"association_room_{hall.pk}"].value() == "37,50"
    assert again.context["form"]["initiative_all"].value() == "gratis"
    events = AuditEvent.objects.count()
    at_work.post(address("rate_card", place, pk=card.pk), sent_by(again))
    assert AuditEvent.objects.count() == events


def test_emptied_amount_takes_its_rate_away(at_work, place):
    card = make_rate_card(place, first_on=date(2027, 1, 1))
    sent = sent_by(at_work.get(address("rate_card", place, pk=card.pk))) | {"resident_all": ""}
    at_work.post(address("rate_card", place, pk=card.pk), sent)
    assert set(Rate.objects.values_list("party_kind", flat=True)) == set(PartyKind.values) - {"resident"}


def test_rate_that_differs_from_its_kind_stays_different(at_work, place):
    hall, gone = make_room(place, "Zaal", is_let=True), make_room(place, "Oude zaal", is_active=False)
    card = make_rate_card(place, kinds=(PartyKind.RESIDENT,), first_on=date(2027, 1, 1), step_minutes=45)
    Rate.objects.create(
        card=card, party_kind="resident", room=hall, cents=500, unit="hour", deposit_cents=100
    )
    Rate.objects.create(card=card, party_kind="resident", room=gone, cents=700, unit="time")
    sent = sent_by(at_work.get(address("rate_card", place, pk=card.pk)))
    at_work.post(
        address("rate_card", place, pk=card.pk), sent | {"resident_all": "31", "resident_coffee": "on"}
    )
    facts = ("room", "cents", "unit", "deposit_cents", "step_minutes", "coffee_included")
    assert set(Rate.objects.values_list(*facts)) == {
        (None, 3100, "day_part", 0, 45, True),
        (hall.pk, 500, "hour", 100, 30, True),
        (gone.pk, 700, "time", 0, 30, False),
    }


def test_wrong_amount_says_whose_it_is_and_stays(at_work, place):
    card = make_rate_card(place, first_on=date(2027, 1, 1))
    sent = sent_by(at_work.get(address("rate_card", place, pk=card.pk)))
    page = at_work.post(
        address("rate_card", place, pk=card.pk), sent | {"welfare_all": "twaalf", "welfare_minimum": "25"}
    )
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"welfare_all", "welfare_minimum"}
    assert "Welzijns- of zorgorganisatie, Alle ruimtes: Schrijf een bedrag" in words(page)
    assert 'value="twaalf"' in main_of(page)
    assert main_of(page).count("<details open") + main_of(page).count('class="details" open') == 1


def test_card_that_holds_already_asks_whether_one_knows(at_work, place):
    card = make_rate_card(place, first_on=date(2026, 1, 1))
    page = at_work.get(address("rate_card", place, pk=card.pk))
    assert "Wat al gereserveerd is, houdt de prijs van toen." in words(page)
    sent = sent_by(page) | {"resident_all": "11"}
    refused = at_work.post(address("rate_card", place, pk=card.pk), sent)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"knowingly"})
    assert 'value="11"' in main_of(refused)
    at_work.post(address("rate_card", place, pk=card.pk), sent | {"knowingly": "on"})
    assert Rate.objects.get(party_kind="resident").cents == 1100


def test_card_changed_by_a_colleague_is_not_overwritten(at_work, place):
    card = make_rate_card(place, first_on=date(2027, 1, 1))
    sent = sent_by(at_work.get(address("rate_card", place, pk=card.pk)))
    at_work.post(address("rate_card", place, pk=card.pk), sent | {"resident_all": "11"})
    page = at_work.post(address("rate_card", place, pk=card.pk), sent | {"resident_all": "12"})
    assert page.status_code == 422
    assert "deze plek veranderd" in words(page)
    assert Rate.objects.get(party_kind="resident").cents == 1100


def test_two_cards_cannot_begin_on_one_day(at_work, place):
    make_rate_card(place, first_on=date(2027, 1, 1))
    page = at_work.post(address("rates", place), {"name": "Nog een", "first_on": "2027-01-01"})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"first_on"})
    page = at_work.post(
        address("rates", place), {"name": "Kort", "first_on": "2027-02-02", "last_on": "2027-02-01"}
    )
    assert set(page.context["form"].errors) == {"last_on"}
    assert set(at_work.post(address("rates", place), {"first_on": "gisteren"}).context["form"].errors) == {
        "name",
        "first_on",
    }


def test_card_for_next_year_is_a_percentage_higher(at_work, place):
    card = make_rate_card(place, cents=1250, name="Tarieven 2026", deposit_cents=5000)
    page = at_work.get(address("copy_rate_card", place, pk=card.pk))
    assert (page.context["form"]["name"].value(), page.context["form"]["first_on"].value()) == (
        "Tarieven 2027",
        date(2027, 1, 1),
    )
    sent = {"name": "Tarieven 2027", "first_on": "2027-01-01", "percentage": "2,5"}
    copied = at_work.post(address("copy_rate_card", place, pk=card.pk), sent, follow=True)
    assert copied.context["title"] == "Tarieven 2027"
    copy = RateCard.objects.exclude(pk=card.pk).get()
    assert set(copy.rates.values_list("cents", "deposit_cents")) == {(1280, 5000)}
    assert set(card.rates.values_list("cents", flat=True)) == {1250}
    for typed in ("", "veel", "-101", "NaN", "1e9"):
        page = at_work.post(
            address("copy_rate_card", place, pk=card.pk),
            {"name": "x", "first_on": "2028-01-01", "percentage": typed},
        )
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"percentage"})


def test_unused_card_can_go_and_a_used_one_stays(at_work, place):
    unused, used = make_rate_card(place, first_on=date(2027, 1, 1)), make_rate_card(place)
    booking = make_booking(make_room(place), (at(18), at(20)))
    booking.times.update(price_lines=[{"code": "hire", "cents": 3000, "values": {}}])
    assert "Weghalen" not in words(at_work.get(address("rate_card", place, pk=used.pk)))
    refused = at_work.post(address("remove_rate_card", place, pk=used.pk), follow=True)
    assert "is al iets gereserveerd" in refused.content.decode()
    gone = at_work.post(address("remove_rate_card", place, pk=unused.pk), follow=True)
    assert "Tarieven is weg." in gone.content.decode()
    assert list(RateCard.objects.all()) == [used]


def test_card_of_another_place_is_not_found_here(at_work, place):
    card = make_rate_card(make_place("elders", name="Elders"))
    for name in ("rate_card", "copy_rate_card"):
        assert at_work.get(address(name, place, pk=card.pk)).status_code == 404
    assert at_work.post(address("remove_rate_card", place, pk=card.pk)).status_code == 404


def test_cards_stand_newest_first_and_say_which_holds(at_work, place):
    make_rate_card(place, name="Oud", first_on=date(2025, 1, 1))
    make_rate_card(place, name="Nu", first_on=date(2026, 1, 1))
    make_rate_card(place, name="Straks", first_on=date(2027, 1, 1))
    said = words(at_work.get(address("rates", place)))
    order = ["Straks komt nog", "Nu geldt nu", "Oud voorbij"]
    assert sorted(order, key=said.index) == order


# -- A try ----------------------------------------------------------------------------------------


def trial(hall, **more):
    asked = {
        "party_kind": "association", "room": hall.pk, "day": "2026-11-24", "starts": "19:00", "ends": "22:00",
    }  # fmt: skip
    return {f"proef-{name}": value for name, value in (asked | more).items()}


def test_try_out_explains_a_price_line_by_line(at_work, place):
    hall = make_room(place, "Grote zaal", is_let=True)
    make_rate_card(place, coffee_included=True, deposit_cents=5000)
    said = words(at_work.get(address("rates", place), trial(hall)))
    assert (
        "Dinsdag 24 november 19.00–22.00 uur Huur 4 uur, voor € 30,00 per dagdeel van 4 uur € 30,00 "
        "Je huurt 3 uur; de kleinste huur is 4 uur Koffie en thee zijn inbegrepen Samen € 30,00"
    ) in said.replace("\xa0", " ")
    assert "Daarbij vragen jullie € 50,00 borg." in said.replace("\xa0", " ")


def test_try_out_adds_vat_where_it_is_due(at_work, place):
    hall = make_room(place)
    make_rate_card(place, kinds=(PartyKind.COMMERCIAL,), cents=6000, vat="high")
    said = words(at_work.get(address("rates", place), trial(hall, party_kind="commercial"))).replace(
        "\xa0", " "
    )
    assert "Btw, 21% € 12,60 Samen € 72,60" in said
    assert "is op die dag geen prijs" in words(at_work.get(address("rates", place), trial(hall)))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends": "18:00"}, "ends"),
        ({"starts": "🕖"}, "starts"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "morgen"}, "day"),
        ({"room": "99999999999999999999999"}, "room"),
        ({"party_kind": "'"}, "party_kind"),
    ],
)
def test_try_out_that_cannot_be_says_why(at_work, place, more, field):
    hall = make_room(place)
    make_rate_card(place)
    page = at_work.get(address("rates", place), trial(hall, **more))
    assert page.status_code == 200
    assert set(page.context["trial"].errors) == {field}


def test_evening_until_midnight_has_a_price(at_work, place):
    hall = make_room(place)
    make_rate_card(place)
    page = at_work.get(address("rates", place), trial(hall, starts="18:00", ends="00:00"))
    assert page.context["price"].cents == 4500


# -- Who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["letting", "rates", "day_parts"])
def test_host_and_stranger_do_not_let_rooms(client, place, host, stranger, name):
    for user in (host, stranger):
        client.force_login(user)
        assert client.get(address(name, place)).status_code == 403


def test_rooms_of_desk_lead_to_letting_and_rates(at_work, place):
    said = at_work.get(reverse("rooms:list", kwargs={"slug": place.slug})).content.decode()
    assert address("letting", place) in said
    assert address("rates", place) in said


def test_hours_of_a_day_part_are_those_of_the_place(at_work, place):
    DayPart.objects.create(place=place, kind=DayPartKind.EVENING, starts=time(18), ends=time(23))
    assert "Een dagdeel is: avond 18.00–23.00 uur." in words(at_work.get(address("rates", place)))
