"""Asking for a room: held at once, all clashes said at once, asked once however often it is pressed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import NoSuchPeriod
from schuifaan.apps.rooms.actions.asking import MOST_TIMES, NotToLet, PartyDetails, TimesTaken, Wish, ask
from schuifaan.apps.rooms.actions.changing import cancel
from schuifaan.apps.rooms.actions.parties import NameMissing
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, ShownAs, TimeState, Use
from schuifaan.apps.rooms.models import BookedEquipment, Booking, BookingTime, Claim, Equipment, Party, Room
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.factories import make_place
from tests.factories.rooms import at, make_claim, make_party, make_rate_card, make_room, make_terms
from tests.racing import at_once, names_of

# The morning of the second of January 2026.
NOW = at(8, day=2)
CHOIR = PartyDetails("Koor De Lijster", PartyKind.ASSOCIATION, "Wil", "koor@example.org", "06 12345678")


@pytest.fixture
def terms(place):
    return make_terms(place)


@pytest.fixture
def room(place, terms):
    return make_room(place, "Achterzaal", is_let=True)


def weekly(number, start=18, end=20):
    return [(at(start) + timedelta(weeks=week), at(end) + timedelta(weeks=week)) for week in range(number)]


def wish(room, *periods, **fields):
    return Wish(room=room, periods=periods or weekly(1), use=Use.REHEARSAL, title="Koor", **fields)


def asked(wished, party=CHOIR, **fields):
    return ask(place=wished.room.place, party=party, wish=wished, **{"now": NOW, **fields})


@pytest.mark.django_db
def test_asking_keeps_what_was_said_and_holds_the_room(room):
    beamer = Equipment.objects.create(place=room.place, name="beamer", count=2)
    booking = asked(
        wish(
            room, shown_as=ShownAs.TAKEN, set_up="circle", coffee=True, alcohol=True, entry_cents=250, note="Hoi",
            equipment={beamer: 2}, rule="FREQ=WEEKLY",
        ),
        form_token="een",
    )  # fmt: skip
    kept = Booking.objects.values_list(
        "number", "room", "use", "title", "shown_as", "set_up", "coffee", "alcohol", "entry_cents", "note",
        "rule", "status", "held_until", "by_host", "form_token", "asked_at",
    ).get()  # fmt: skip
    assert kept == (
        1, room.pk, "rehearsal", "Koor", "taken", "circle", True, True, 250, "Hoi",
        "FREQ=WEEKLY", "requested", at(20), False, "een", NOW,
    )  # fmt: skip
    party = Party.objects.values_list("name", "kind", "contact_name", "email", "phone", "language")
    assert party.get() == ("Koor De Lijster", "association", "Wil", "koor@example.org", "06 12345678", "nl")
    held = Claim.objects.values_list("room", "starts_at", "ends_at", "kind", "label", "is_private")
    assert held.get() == (room.pk, at(18), at(20), "booking", "Koor", True)
    assert BookingTime.objects.get().claim == Claim.objects.get()
    assert BookedEquipment.objects.values_list("booking", "equipment", "count").get() == (
        booking.pk, beamer.pk, 2,
    )  # fmt: skip
    told = AuditEvent.objects.values_list("verb", "scope", "subject", "actor").get()
    assert told == ("booking.asked", f"place:{room.place_id}", "1 Achterzaal", None)


@pytest.mark.django_db
def test_answer_is_due_in_the_days_the_place_states(room, terms):
    terms.answer_days = 2
    terms.save()
    assert asked(wish(room, *weekly(9))).held_until == NOW + timedelta(days=2)


@pytest.mark.django_db
def test_setting_up_and_cleaning_hold_the_room_longer(room):
    room.before_minutes, room.after_minutes = 15, 30
    room.save()
    booking = asked(wish(room))
    assert Claim.objects.values_list("starts_at", "ends_at").get() == (at(17.75), at(20.5))
    assert booking.times.values_list("starts_at", "ends_at").get() == (at(18), at(20))
    with pytest.raises(TimesTaken) as caught:
        asked(wish(room, (at(20.5), at(21))))
    assert list(caught.value.clashes) == [(at(20.5), at(21))]
    asked(wish(room, (at(20.75), at(21))))


@pytest.mark.django_db
def test_hall_is_taken_by_its_half_and_the_other_way_round(hall, left, right, terms):
    Room.objects.update(is_let=True)
    for one in (hall, left, right):
        one.refresh_from_db()
    asked(wish(left))
    with pytest.raises(TimesTaken):
        asked(wish(hall))
    asked(wish(right))
    asked(wish(hall, (at(20), at(21))))
    with pytest.raises(TimesTaken):
        asked(wish(right, (at(20.5), at(21.5))))


@pytest.mark.django_db
def test_all_clashes_are_said_at_once_and_nothing_is_kept(room):
    periods = weekly(4)
    choir = make_claim(room, *periods[1], label="yoga")
    secret = make_claim(room, *periods[3], label="feest van An", is_private=True)
    with pytest.raises(TimesTaken) as caught:
        asked(wish(room, *periods))
    assert caught.value.clashes == {periods[1]: choir, periods[3]: secret}
    assert str(caught.value) == (
        "Dan is het al bezet: dinsdag 13 januari 19.00–21.00 uur (yoga); dinsdag 27 januari 19.00–21.00 uur."
    )
    assert (Booking.objects.count(), Party.objects.count(), Claim.objects.count()) == (0, 0, 2)


@pytest.mark.django_db
def test_what_is_left_out_is_kept_as_skipped(room):
    make_rate_card(room.place)
    periods = weekly(3)
    make_claim(room, *periods[1])
    booking = asked(wish(room, *periods), leave_out=[periods[1]])
    kept = booking.times.values_list("starts_at", "state", "claim__starts_at", "price_cents")
    assert list(kept) == [
        (periods[0][0], TimeState.PLANNED, periods[0][0], 3000),
        (periods[1][0], TimeState.SKIPPED, None, 0),
        (periods[2][0], TimeState.PLANNED, periods[2][0], 3000),
    ]


@pytest.mark.django_db
def test_price_is_frozen_line_by_line_and_only_the_first_time_is_free(room):
    make_rate_card(room.place, first_time_free=True, deposit_cents=5000)
    first, second = asked(wish(room, *weekly(2))).times.all()
    assert (first.price_cents, [line["code"] for line in first.price_lines]) == (
        0,
        ["hire", "minimum", "first_time"],
    )
    assert (second.price_cents, second.deposit_cents, second.vat) == (3000, 5000, "exempt")
    assert second.price_lines[0] == {
        "code": "hire",
        "cents": 3000,
        "values": {"minutes": 240, "unit": "day_part", "unit_cents": 3000, "unit_minutes": 240},
    }
    again = asked(wish(room, (at(8, day=8), at(10, day=8))))
    assert again.times.get().price_cents == 3000


@pytest.mark.django_db
def test_without_rates_nothing_is_asked(room):
    time = asked(wish(room)).times.get()
    assert (time.price_cents, time.price_lines) == (0, [])


@pytest.mark.django_db
def test_numbers_count_on_per_place(room):
    periods = weekly(2)
    other = make_room(make_place("elders"), is_let=True)
    make_terms(other.place)
    numbers = [asked(wish(one, period)).number for one in (room, other) for period in periods]
    assert numbers == [1, 2, 1, 2]


@pytest.mark.django_db
def test_pressed_twice_it_is_asked_once(room):
    first = asked(wish(room), form_token="een")
    assert asked(wish(room), form_token="een") == first
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_token_of_another_place_is_not_an_answer(room):
    other = make_room(make_place("elders"), is_let=True)
    make_terms(other.place)
    first = asked(wish(other), form_token="een")
    second = asked(wish(room), form_token="een")
    assert second != first
    assert second.form_token != "een"


@pytest.mark.django_db
def test_who_asks_again_is_the_same_party_and_unchanged(room):
    first = asked(wish(room))
    again = replace(
        CHOIR, name=" koor de lijster", email="KOOR@example.org", phone="06 999", contact_name="X"
    )
    second = asked(wish(room, (at(8), at(10))), again)
    assert second.party == first.party
    assert Party.objects.values_list("phone", "contact_name").get() == ("06 12345678", "Wil")
    third = asked(wish(room, (at(10), at(11))), replace(CHOIR, kind=PartyKind.COMMERCIAL))
    assert third.party != first.party
    with pytest.raises(NameMissing):
        asked(wish(room, (at(11), at(12))), replace(CHOIR, name=" "))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "kinds", "link", "status"),
    [
        (True, ["association"], True, "confirmed"),
        (True, ["association"], False, "requested"),
        (True, ["resident"], True, "requested"),
        (False, ["association"], True, "requested"),
    ],
)
def test_known_parties_have_a_yes_at_once_through_their_link(room, terms, known, kinds, link, status):
    terms.at_once = kinds
    terms.save()
    party = make_party(room.place, is_known=known)
    booking = asked(wish(room), party, through_link=link)
    assert booking.status == status
    assert (booking.held_until is None) == (status == "confirmed")
    assert booking.decided_at == (NOW if status == "confirmed" else None)


@pytest.mark.django_db
def test_what_the_law_speaks_against_waits_for_an_answer(room, terms):
    terms.at_once, terms.excluded_uses = ["association"], [Use.REHEARSAL]
    terms.save()
    party = make_party(room.place, is_known=True)
    assert asked(wish(room), party, through_link=True).status == BookingStatus.REQUESTED


@pytest.mark.django_db
def test_asking_is_refused_in_words(room, terms):
    with pytest.raises(NotToLet, match="te kort dag"):
        asked(wish(room), now=at(12))
    terms.most_per_month = 2
    terms.save()
    with pytest.raises(NotToLet, match="2 keer per maand"):
        asked(wish(room, *weekly(3)))
    with pytest.raises(NotToLet, match="Kies minstens één keer"):
        asked(wish(room), leave_out=weekly(1))
    with pytest.raises(NoSuchPeriod):
        asked(wish(room, (at(10), at(10))))
    with pytest.raises(NotToLet, match="overlappen elkaar"):
        asked(wish(room, (at(10), at(12)), (at(11), at(13))))
    days = [(at(10) + timedelta(days=day), at(11) + timedelta(days=day)) for day in range(MOST_TIMES + 1)]
    with pytest.raises(NotToLet, match="te veel keren"):
        asked(wish(room, *days))
    terms.is_open = False
    terms.save()
    with pytest.raises(NotToLet, match="zelf geen ruimte vragen"):
        asked(wish(room))
    assert not Booking.objects.exists()


@pytest.mark.django_db
def test_who_comes_through_a_link_may_ask_where_strangers_may_not(room, terms):
    terms.is_open = False
    terms.save()
    party = make_party(room.place)
    assert asked(wish(room), party, through_link=True).status == BookingStatus.REQUESTED
    terms.delete()
    with pytest.raises(NotToLet, match="zelf geen ruimte vragen"):
        asked(wish(room, (at(9), at(10))), party, through_link=True)


@pytest.mark.django_db
def test_equipment_that_is_not_there_is_refused(room, kitchen):
    beamer = Equipment.objects.create(place=room.place, name="beamer", count=3)
    pan = Equipment.objects.create(place=room.place, room=kitchen, name="pan", count=9)
    for what, count in [(beamer, 4), (beamer, 0), (pan, 1)]:
        with pytest.raises(NotToLet) as caught:
            asked(wish(room, equipment={what: count}))
        assert caught.value.field == "equipment"
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_equipment_others_have_is_not_promised_twice(room, kitchen, manager):
    """Two at a time, one after another: at no moment more than are there."""
    beamer = Equipment.objects.create(place=room.place, name="beamer", count=3)
    kitchen.is_let = True
    kitchen.save()
    asked(wish(kitchen, (at(17), at(19)), equipment={beamer: 2}))
    asked(wish(kitchen, (at(19), at(21)), equipment={beamer: 2}))
    gone = asked(wish(kitchen, (at(15), at(16)), equipment={beamer: 3}))
    cancel(booking=gone, by=None, now=NOW)
    periods = (at(15), at(16)), (at(18), at(20))
    for by in (None, manager):
        with pytest.raises(NotToLet) as caught:
            asked(wish(room, *periods, equipment={beamer: 2}), by=by)
        assert str(caught.value) == (
            "Van beamer is er dan nog 1 vrij: dinsdag 6 januari 19.00–21.00 uur. "
            "Vraag er minder, of kies een andere tijd."
        )
    asked(wish(room, *periods, equipment={beamer: 1}))


@pytest.mark.django_db
@pytest.mark.parametrize(("begins", "until"), [("2026-03-28T23:00+01:00", 7), ("2026-10-24T23:00+02:00", 5)])
def test_night_the_clock_changes_is_paid_by_real_hours(place, host, begins, until):
    """From eleven in the evening until seven or five in the morning, as the clock says it: seven hours each."""
    make_rate_card(place, cents=1000, unit="hour")
    start = datetime.fromisoformat(begins)
    end = from_wall(to_wall(start).replace(hour=until) + timedelta(days=1))
    time = asked(wish(make_room(place), (start, end)), by=host).times.get()
    assert (time.price_cents, time.claim.ends_at - time.claim.starts_at) == (7000, timedelta(hours=7))


@pytest.mark.django_db
def test_series_costs_the_same_few_queries_however_long(room):
    make_rate_card(room.place)
    asked(wish(room, (at(8), at(9))))
    with CaptureQueriesContext(connection) as short:
        asked(wish(room, *weekly(2)))
    with CaptureQueriesContext(connection) as long:
        asked(wish(room, *weekly(52, 14, 16)))
    assert len(long) == len(short)


@pytest.mark.django_db
def test_host_notes_down_without_notice_but_not_over_another(place, host, stranger):
    room = make_room(place)
    booking = asked(wish(room), now=at(17.9), by=host)
    assert (booking.by_host, booking.status) == (True, BookingStatus.REQUESTED)
    assert AuditEvent.objects.values_list("verb", "actor").get() == ("booking.noted", host.pk)
    with pytest.raises(TimesTaken):
        asked(wish(room), now=at(17.9), by=host)
    with pytest.raises(NotAllowed):
        asked(wish(room, (at(10), at(11))), by=stranger)


@pytest.mark.django_db
def test_room_of_another_place_is_a_mistake_of_ours(room, terms):
    with pytest.raises(ValueError, match="belong to the place"):
        ask(place=make_place("elders"), party=CHOIR, wish=wish(room), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_ask_at_once_one_gets_it(place):
    make_terms(place)
    room = make_room(place, is_let=True)
    outcomes = at_once(
        lambda name: asked(wish(room), replace(CHOIR, name=name)), [f"Club {n}" for n in range(12)]
    )
    assert names_of(outcomes) == ["NoneType", *["TimesTaken"] * 11]
    assert (Booking.objects.count(), Party.objects.count(), Claim.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_asked_once_and_numbers_do_not_meet(place):
    make_terms(place)
    room = make_room(place, is_let=True)
    assert at_once(lambda _n: asked(wish(room), form_token="een"), range(6)) == [None] * 6
    assert Booking.objects.count() == 1
    many = [(at(8 + hour), at(9 + hour)) for hour in range(6)]
    assert at_once(lambda period: asked(wish(room, period)), many) == [None] * 6
    assert sorted(Booking.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
