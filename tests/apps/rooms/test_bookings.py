"""Bookings as people look at them, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.rooms.enums import ClaimKind, TimeState, Use, WaitingState
from schuifaan.apps.rooms.models import BookedEquipment, Claim, Equipment, Waiting
from schuifaan.apps.rooms.queries.bookings import (
    booking_at,
    booking_page,
    bookings_of_party,
    day_lines,
    free_until,
    late_line,
    open_questions,
    options_of,
    party_with,
)
from schuifaan.apps.rooms.wording_prices import price_sentences
from tests.factories import NOW as NOVEMBER
from tests.factories import make_place
from tests.factories.rooms import (
    at,
    make_booked_time,
    make_booking,
    make_claim,
    make_party,
    make_room,
    make_terms,
)

NOW = at(8, day=2)
WEEK = timedelta(weeks=1)


@pytest.fixture
def room(place):
    return make_room(place, "Achterzaal")


def queries_for(work):
    with CaptureQueriesContext(connection) as caught:
        work()
    return len(caught)


@pytest.mark.django_db
def test_questions_wait_in_the_order_in_which_they_were_asked(place, room):
    late = make_booking(room, (at(9), at(10)), status="requested", asked_at=NOW)
    early = make_booking(room, (at(10), at(11)), status="requested", asked_at=NOW - WEEK)
    option = make_booking(room, (at(11), at(12)), status="option")
    make_booking(room, (at(12), at(13)))
    make_booking(make_room(make_place("elders")), (at(12), at(13)), status="requested")
    assert list(open_questions(place)) == [early, late]
    assert list(options_of(place)) == [option]
    assert booking_at(place, 2) == early
    assert booking_at(place, 99) is None


@pytest.mark.django_db
def test_lists_cost_the_same_however_long(place, room):
    party = make_party(place)

    def read():
        return [(one.party.name, one.room.name, len(one.times.all())) for one in open_questions(place)]

    def day():
        return [
            (line.room.name, line.time.booking.party.name, list(line.time.booking.equipment.all()))
            for line in day_lines(place, date(2026, 1, 6))
        ]

    def mine():
        return bookings_of_party(party, NOW)

    for work in (read, day, mine):
        hour = {read: 1, day: 7, mine: 13}[work]
        make_booking(room, (at(hour), at(hour + 1)), party=party, status="requested")
        few = queries_for(work)
        for more in range(1, 4):
            make_booking(room, (at(hour + more), at(hour + more + 1)), status="requested")
        assert queries_for(work) == few


@pytest.mark.django_db
def test_one_booking_in_full(place, room):
    make_terms(place, free_until_days=3, late_percentage=50)
    booking = make_booking(room, (at(18), at(20)), (at(18) + WEEK, at(20) + WEEK), price_cents=3000)
    make_booked_time(booking, at(18) + 2 * WEEK, at(20) + 2 * WEEK, state=TimeState.SKIPPED)
    make_booked_time(
        booking, at(18, day=1), at(20, day=1), state=TimeState.CANCELLED, price_cents=1500, deposit_cents=900
    )
    beamer = Equipment.objects.create(place=place, name="beamer", count=2)
    asked = BookedEquipment.objects.create(booking=booking, equipment=beamer, count=1)
    page = booking_page(booking)
    assert [one.starts_at for one in page.planned] == [at(18), at(18) + WEEK]
    assert [one.starts_at for one in page.skipped] == [at(18) + 2 * WEEK]
    assert (len(page.times), page.equipment, page.warnings, page.overrulings) == (4, [asked], (), [])
    assert (page.price_cents, page.deposit_cents) == (7500, 900)
    assert [page.late_cents(now) for now in (NOW, at(9, day=5), at(19), at(19, day=13))] == [0, 1500, 0, 0]
    assert page.late_cents(at(9, day=13)) == 1500


@pytest.mark.django_db
def test_without_stated_terms_what_goes_without_saying_holds(room):
    page = booking_page(make_booking(room, (at(18), at(20)), status="cancelled"))
    assert (page.terms.pk, page.terms.free_until_days, page.deposit_cents, page.warnings) == (None, 7, 0, ())


@pytest.mark.django_db
def test_cancelling_is_free_through_a_day_and_only_for_what_is_confirmed(place, room):
    terms = make_terms(place, free_until_days=3, late_percentage=50)
    assert free_until(terms, at(23.5)) == date(2026, 1, 4)
    booking = make_booking(room, (at(18), at(20)), price_cents=3000)
    time = booking.times.get()
    assert late_line(booking, time, terms, at(22.9, day=3)) is None
    assert late_line(booking, time, terms, at(23, day=3)).as_data() == {
        "code": "late_cancel", "cents": 1500, "values": {"percentage": 50, "price_cents": 3000},
    }  # fmt: skip
    line = late_line(booking, time, terms, at(23, day=3)).as_data()
    assert price_sentences([line]) == [("Laat geannuleerd: 50% van €\xa030,00", 1500)]
    terms.late_percentage = 0
    assert late_line(booking, time, terms, at(17)) is None
    booking.status = "requested"
    terms.late_percentage = 50
    assert late_line(booking, time, terms, at(17)) is None


@pytest.mark.django_db
def test_day_shows_all_that_holds_a_room_at_the_hours_of_the_party(place, room):
    kitchen = make_room(place, "Keuken", position=1)
    booking = make_booking(room, (at(18), at(20)))
    booked = booking.times.get()
    Claim.objects.update(starts_at=at(17))
    yoga = make_claim(kitchen, at(18), at(19), label="yoga")
    night = make_claim(kitchen, at(22, day=5), at(1), label="bouw", kind=ClaimKind.MAINTENANCE)
    make_claim(kitchen, at(23), at(23.5), label="morgen")
    lines = day_lines(place, date(2026, 1, 6))
    assert [(one.room.name, one.starts_at, one.ends_at, one.kind, one.label, one.time) for one in lines] == [
        ("Keuken", night.starts_at, night.ends_at, "maintenance", "bouw", None),
        ("Achterzaal", at(18), at(20), "booking", "Koor De Lijster", booked),
        ("Keuken", at(18), at(19), "activity", "yoga", None),
    ]
    assert lines[2].claim == yoga


@pytest.mark.django_db
def test_setting_up_alone_does_not_put_a_party_on_the_day(place, room):
    """It begins half past midnight: the room is taken from the evening before, the party is there today."""
    make_booking(room, (at(23.5, day=5), at(1)))
    Claim.objects.update(starts_at=at(22.5, day=5))
    assert day_lines(place, date(2026, 1, 5)) == []
    assert len(day_lines(place, date(2026, 1, 6))) == 1


@pytest.mark.django_db
def test_party_sees_what_is_coming_first_and_what_was(place, room):
    party = make_party(place)
    late = make_booking(room, (at(18, day=9), at(20, day=9)), party=party)
    running = make_booking(room, (at(10, day=1), at(11, day=1)), (at(18, day=8), at(20, day=8)), party=party)
    past = make_booking(room, (at(12, day=1), at(13, day=1)), party=party)
    gone = make_booking(
        room, (at(9, day=9), at(10, day=9)), party=party, status="cancelled", asked_at=NOVEMBER
    )
    make_booking(room, (at(14), at(15)), party=make_party(place, "Ander"))
    fields = {"party": party, "room": room, "ends_at": at(20), "use": Use.CLUB, "asked_at": NOW}
    waiting = Waiting.objects.create(starts_at=at(18), **fields)
    Waiting.objects.create(starts_at=at(17), state=WaitingState.GONE, **fields)
    found = bookings_of_party(party, NOW)
    assert (found.coming, found.past, found.waiting) == ([running, late], [gone, past], [waiting])
    assert bookings_of_party(party, NOW, most_past=1).past == [gone]


@pytest.mark.django_db
def test_link_opens_one_party(place):
    party = make_party(place)
    assert party_with(party.token) == party
    assert party_with("") is None
    assert party_with("iets anders") is None
