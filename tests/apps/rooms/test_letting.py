"""What is said of letting, by whom it may be said, and what the trail keeps of it."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from schuifaan.apps.people.audit_words import label, sentence, value_in_words
from schuifaan.apps.people.domain_errors import ChangedMeanwhile, NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import letting
from schuifaan.apps.rooms.actions.letting import RateLine
from schuifaan.apps.rooms.models import DayPart, LettingTerms, Rate, RateCard
from schuifaan.apps.rooms.queries.rates import card_state
from tests.factories import NOW
from tests.factories.rooms import make_booked_time, make_booking, make_rate_card, make_room

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def said(manager):
    return {"by": manager, "now": NOW}


@pytest.fixture
def later(said):
    return said | {"now": NOW + timedelta(minutes=1)}


def last():
    return AuditEvent.objects.order_by("-at").first()


def change(card, rates, **more):
    asked = {"name": card.name, "first_on": card.first_on, "last_on": card.last_on, **more}
    return letting.change_rate_card(card=card, rates=rates, **asked)


# -- Who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["host", "stranger"])
def test_only_who_runs_the_place_says_what_it_costs(place, who, request):
    said = {"by": request.getfixturevalue(who), "now": NOW}
    card = make_rate_card(place)
    for refused in (
        lambda: letting.set_terms(place=place, terms={"is_open": True}, **said),
        lambda: letting.set_day_parts(place=place, day_parts={}, **said),
        lambda: letting.add_rate_card(place=place, name="x", first_on=NEXT_YEAR, **said),
        lambda: change(card, [], **said),
        lambda: letting.copy_rate_card(card=card, name="x", first_on=NEXT_YEAR, **said),
        lambda: letting.remove_rate_card(card=card, **said),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert (LettingTerms.objects.count(), RateCard.objects.count(), Rate.objects.count()) == (0, 1, 6)


def test_board_may_say_it_too(place, board_member):
    letting.set_terms(place=place, terms={"is_open": True}, by=board_member, now=NOW)
    assert LettingTerms.objects.get().is_open


# -- Terms ----------------------------------------------------------------------------------------


def test_terms_change_only_where_they_are_named(place, said, later):
    terms = letting.set_terms(place=place, terms={"is_open": True, "option_days": 3}, **said)
    assert (terms.version, terms.answer_days) == (1, 5)
    letting.set_terms(place=place, terms={"gross_floor_m2": Decimal("12.5")}, version=1, **later)
    kept = LettingTerms.objects.get()
    assert (kept.version, kept.option_days, kept.gross_floor_m2) == (2, 3, Decimal("12.5"))
    assert (last().verb, last().changes) == ("terms.changed", {"gross_floor_m2": [None, "12.5"]})


def test_terms_that_stay_as_they_are_leave_no_trail(place, said):
    letting.set_terms(place=place, terms={"option_days": 3}, **said)
    events = AuditEvent.objects.count()
    assert letting.set_terms(place=place, terms={"option_days": 3}, **said).version == 1
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("version", [0, 2])
def test_terms_somebody_changed_meanwhile_are_not_overwritten(place, said, version):
    letting.set_terms(place=place, terms={"option_days": 3}, version=0, **said)
    with pytest.raises(ChangedMeanwhile, match="Intussen"):
        letting.set_terms(place=place, terms={"option_days": 9}, version=version, **said)
    assert LettingTerms.objects.get().option_days == 3


@pytest.mark.parametrize("name", ["place", "version", "nonsense"])
def test_terms_that_do_not_exist_are_a_mistake(place, said, name):
    with pytest.raises(ValueError, match=name):
        letting.set_terms(place=place, terms={name: 1}, **said)


# -- Day-parts ------------------------------------------------------------------------------------


def test_day_parts_are_kept_and_told(place, said):
    letting.set_day_parts(place=place, day_parts={"evening": (time(18), time(23))}, **said)
    assert list(DayPart.objects.values_list("kind", "starts", "ends")) == [("evening", time(18), time(23))]
    assert last().changes == {"evening": [None, "18.00–23.00"]}
    assert label("day_parts.changed", "evening") == "avond"
    events = AuditEvent.objects.count()
    letting.set_day_parts(place=place, day_parts={"evening": (time(18), time(23))}, **said)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"morning": (time(8), time(8))}, "morning_ends"),
        ({"morning": (time(8), time(13)), "afternoon": (time(12, 59), time(17))}, "afternoon_starts"),
        ({"morning": (time(18), time(22)), "evening": (time(8), time(12))}, "evening_starts"),
    ],
)
def test_day_parts_follow_one_another(place, said, parts, field):
    with pytest.raises(letting.DayPartsOverlap) as refused:
        letting.set_day_parts(place=place, day_parts=parts, **said)
    assert refused.value.field == field
    assert not DayPart.objects.exists()


def test_back_to_back_day_parts_are_fine(place, said):
    parts = {"morning": (time(8), time(13)), "afternoon": (time(13), time(18))}
    letting.set_day_parts(place=place, day_parts=parts, **said)
    assert DayPart.objects.count() == 2


# -- Cards ----------------------------------------------------------------------------------------


def test_rates_of_a_card_are_changed_in_one_go(place, said, later):
    hall = make_room(place)
    card = letting.add_rate_card(place=place, name="  2027  ", first_on=NEXT_YEAR, **said)
    change(card, [RateLine("resident", 1000), RateLine("resident", 500, room=hall, unit="hour")], **said)
    change(card, [RateLine("resident", 1100), RateLine("welfare", 0)], **later)
    assert set(Rate.objects.values_list("party_kind", "room", "cents")) == {
        ("resident", None, 1100),
        ("welfare", None, 0),
    }
    assert set(last().changes) == {"resident", "welfare"}
    assert sentence(last().verb) == "heeft een tarievenlijst veranderd"
    assert label(last().verb, "resident") == "bewoner"
    was, now_is = (value_in_words(last().verb, "resident", value) for value in last().changes["resident"])
    assert was.replace("\xa0", " ") == (
        "€ 10,00 per dagdeel, afgerond op 30 minuten; Grote zaal: € 5,00 per uur, afgerond op 30 minuten"
    )
    assert now_is.replace("\xa0", " ") == "€ 11,00 per dagdeel, afgerond op 30 minuten"


def test_two_rates_for_one_thing_are_a_mistake(place, said):
    card = make_rate_card(place, first_on=NEXT_YEAR)
    with pytest.raises(ValueError, match="one rate"):
        change(card, [RateLine("resident", 1), RateLine("resident", 2)], **said)


def test_card_that_began_before_today_is_changed_knowingly(place, said):
    card = make_rate_card(place)
    rates = [RateLine("resident", 1)]
    with pytest.raises(letting.AlreadyInForce):
        change(card, rates, **said)
    with pytest.raises(letting.AlreadyInForce):
        change(card, [RateLine.of(rate) for rate in card.rates.all()], last_on=NEXT_YEAR, **said)
    # Another name changes no price.
    change(card, [RateLine.of(rate) for rate in card.rates.all()], name="Anders", **said)
    change(card, rates, knowingly=True, **said)
    assert Rate.objects.get().cents == 1


def test_card_of_today_that_nothing_was_booked_with_changes_freely(place, said):
    card = make_rate_card(place, first_on=date(2026, 11, 21))
    change(card, [RateLine("resident", 1)], **said)
    booking = make_booking(make_room(place))
    make_booked_time(
        booking,
        NOW.replace(hour=18),
        NOW.replace(hour=20),
        price_cents=1,
        price_lines=[{"code": "hire", "cents": 1, "values": {}}],
    )
    with pytest.raises(letting.AlreadyInForce):
        change(card, [RateLine("resident", 2)], **said)
    change(card, [RateLine("resident", 2)], knowingly=True, **said)
    assert booking.times.get().price_cents == 1


def test_card_that_was_changed_meanwhile_is_not_overwritten(place, said):
    card = make_rate_card(place, first_on=NEXT_YEAR)
    seen = card_state(card)
    change(card, [RateLine("resident", 1)], seen=seen, **said)
    with pytest.raises(ChangedMeanwhile):
        change(card, [RateLine("resident", 2)], seen=seen, **said)
    assert Rate.objects.get().cents == 1


def test_days_of_cards_are_checked(place, said):
    card, other = make_rate_card(place, first_on=NEXT_YEAR), make_rate_card(place, name="Nu")
    with pytest.raises(letting.FirstDayTaken, match="Nu"):
        change(card, [], first_on=other.first_on, **said)
    with pytest.raises(letting.FirstDayTaken):
        letting.add_rate_card(place=place, name="x", first_on=NEXT_YEAR, **said)
    with pytest.raises(letting.EndsBeforeStart):
        letting.copy_rate_card(card=card, name="x", first_on=NEXT_YEAR, last_on=date(2026, 12, 31), **said)
    change(card, [], last_on=NEXT_YEAR, **said)
    assert RateCard.objects.get(pk=card.pk).last_on == NEXT_YEAR


@pytest.mark.parametrize(
    ("cents", "percentage", "raised"),
    [
        (1250, "0", 1250),
        (1251, "0", 1251),
        (1250, "2.5", 1280),
        (3000, "3", 3090),
        (3000, "-100", 0),
        (1250, "1", 1265),
        (1245, "0.3", 1250),
        (0, "10", 0),
        (1, "10", 0),
    ],
)
def test_price_goes_up_to_whole_five_cents(cents, percentage, raised):
    assert letting.raised(cents, Decimal(percentage)) == raised


def test_copy_takes_every_fact_along(place, said):
    hall = make_room(place)
    card = make_rate_card(
        place, kinds=("resident",), minimum_minutes=60, step_minutes=15, coffee_included=True,
        first_time_free=True, deposit_cents=5000, vat="high",
    )  # fmt: skip
    Rate.objects.create(card=card, party_kind="resident", room=hall, cents=1000, unit="hour")
    copy = letting.copy_rate_card(card=card, name="Nieuw", first_on=NEXT_YEAR, percentage=Decimal(10), **said)
    facts = [field.name for field in Rate._meta.concrete_fields if field.name not in {"id", "card", "cents"}]
    assert list(copy.rates.values_list(*facts)) == list(card.rates.values_list(*facts))
    assert list(copy.rates.values_list("cents", flat=True)) == [3300, 1100]
    assert list(card.rates.values_list("cents", flat=True)) == [3000, 1000]
    assert last().changes["copy_of"] == [None, "Tarieven"]


def test_card_that_was_booked_with_stays(place, said):
    card = make_rate_card(place)
    booked = make_booked_time(
        make_booking(make_room(place)),
        NOW,
        NOW.replace(hour=20),
        price_lines=[{"code": "hire", "cents": 1, "values": {}}],
    )
    with pytest.raises(letting.CardUsed, match="Tarieven"):
        letting.remove_rate_card(card=card, **said)
    booked.price_lines = []
    booked.save()
    letting.remove_rate_card(card=card, **said)
    assert (RateCard.objects.count(), last().verb, last().subject) == (0, "rate_card.removed", "Tarieven")
