"""Taking over a diary: what clashes is told first, nothing comes in before somebody decides, then all or nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.diary import (
    DiaryChanged,
    DiaryDone,
    DiaryNotAllowed,
    DiaryRefused,
    DiaryUndecided,
    decide,
    decide_rest,
    discard_diary,
    match_rooms,
    offer_diary,
    say_columns,
    take_over_diary,
)
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, ShownAs
from schuifaan.apps.rooms.models import (
    Booking,
    BookingTime,
    Claim,
    DiaryImport,
    Letter,
    Overruling,
    Party,
)
from schuifaan.apps.rooms.queries.diary import dry_run
from tests.factories import NOW
from tests.factories.diaries import EXCEL, GOOGLE
from tests.factories.rooms import make_booking, make_claim, make_party, make_rate_card, make_terms

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2027, 1, 5, 18, 30, tzinfo=UTC)
EVENING = timedelta(hours=2, minutes=30)


@pytest.fixture
def offer(place, manager, hall, kitchen):
    """Read, with each room where it belongs."""

    def offered(content=EXCEL, kind=PartyKind.ASSOCIATION, **rooms):
        rooms = {"Grote zaal": hall, "Keuken": kitchen, **rooms}
        made = offer_diary(place=place, content=content, filename="agenda", by=manager, now=NOW)
        return match_rooms(offered=made, rooms=rooms, party_kind=kind, by=manager)

    return offered


def rows(*lines):
    return "\n".join(["dag;van;tot;ruimte;wie", *lines]).encode()


def take_over(offered, by, *, seen=None, **more):
    seen = dry_run(now_of(offered)).seen if seen is None else seen
    return take_over_diary(offered=offered, seen=seen, by=by, now=NOW, **more)


def now_of(offered):
    return DiaryImport.objects.get(pk=offered.pk)


def outcome(offered):
    return [(one.entry.title, one.what, one.why) for one in dry_run(now_of(offered)).lines]


def test_nothing_comes_into_the_diary_before_somebody_decides(offer):
    offered = offer()
    assert outcome(offered) == [("Repetitie", "new", ""), ("Kookclub", "new", ""), ("Repetitie", "new", "")]
    assert (Booking.objects.count(), Claim.objects.count(), Party.objects.count()) == (0, 0, 0)


def test_all_comes_in_confirmed_and_nobody_gets_a_letter(offer, manager, place):
    done = take_over(offer(), manager)
    assert (done.applied_times, done.diary) == (3, {})
    told = [
        (one.title, one.party.name, one.status, one.times.count(), one.note, one.by_host)
        for one in Booking.objects.order_by("number").select_related("party")
    ]
    assert told == [
        ("Repetitie", "Café Één", BookingStatus.CONFIRMED, 2, "sleutel bij de bar", True),
        ("Kookclub", "Kookclub", BookingStatus.CONFIRMED, 1, "", True),
    ]
    party = Party.objects.get(name="Café Één")
    assert (party.email, party.phone, party.kind) == ("een@example.org", "06-12345678", PartyKind.ASSOCIATION)
    assert Letter.objects.count() == 0
    assert AuditEvent.objects.filter(verb="diary.imported").values_list("changes", flat=True).get() == {
        "diary.times": [0, 3], "diary.bookings": [0, 2],
    }  # fmt: skip


def test_a_series_is_one_booking_with_its_rule_and_what_is_private_is_shown_as_taken(offer, manager):
    take_over(offer(GOOGLE), manager)
    choir = Booking.objects.get(title="Koor De Lijster")
    assert (choir.rule, choir.times.count(), choir.shown_as) == (
        "FREQ=WEEKLY;BYDAY=TU;COUNT=6", 5, ShownAs.NAME,
    )  # fmt: skip
    family = Booking.objects.get(title="Familie Öz")
    assert (family.shown_as, family.times.get().claim.is_private) == (ShownAs.TAKEN, True)


def test_prices_are_frozen_by_the_rates_of_the_place(offer, manager, place):
    make_rate_card(place, cents=4000)
    take_over(offer(), manager)
    assert set(BookingTime.objects.values_list("price_cents", flat=True)) == {4000}


def test_a_clash_is_named_and_must_be_left_out_before_anything_comes_in(offer, manager, hall):
    make_claim(hall, TUESDAY, TUESDAY + EVENING, label="Buurtdiner")
    offered = offer()
    assert outcome(offered)[0] == ("Repetitie", "clash", "Buurtdiner")
    key = dry_run(offered).of("clash")[0].key
    with pytest.raises(DiaryUndecided) as error:
        take_over(offered, manager)
    assert (error.value.keys, Booking.objects.count()) == ({key}, 0)
    decide(offered=offered, said={key: "weg"}, by=manager)
    assert outcome(offered)[0] == ("Repetitie", "out", "")
    take_over(offered, manager)
    assert BookingTime.objects.count() == 2


def test_all_clashes_can_be_left_out_at_once(offer, manager, hall, kitchen):
    make_claim(hall, TUESDAY, TUESDAY + EVENING)
    make_claim(kitchen, TUESDAY + timedelta(hours=14), TUESDAY + timedelta(hours=15))
    offered = offer()
    assert [one.what for one in dry_run(offered).lines] == ["clash", "clash", "new"]
    assert decide_rest(offered=offered, what="weg", by=manager) == 0
    take_over(offered, manager)
    assert BookingTime.objects.count() == 1


def test_a_half_of_the_hall_is_in_the_way_of_the_hall_and_so_is_an_earlier_row(offer, left, hall):
    offered = offer(
        rows(
            "5-1-2027;19.30;22.00;Links;Yoga",
            "5-1-2027;20.00;21.00;Grote zaal;Feest",
            "5-1-2027;22.00;23.00;Grote zaal;Koor",
        ),
        Links=left,
    )
    assert outcome(offered) == [("Yoga", "new", ""), ("Feest", "clash", "rij 2: Yoga"), ("Koor", "new", "")]


def test_setting_up_and_cleaning_count_between_rows(offer, kitchen):
    kitchen.after_minutes = 30
    kitchen.save()
    offered = offer(rows("5-1-2027;19.00;20.00;Keuken;Een", "5-1-2027;20.15;21.00;Keuken;Twee"))
    assert outcome(offered) == [("Een", "new", ""), ("Twee", "clash", "rij 2: Een")]


def test_a_row_that_stands_twice_is_made_once(offer, manager):
    offered = offer(rows("5-1-2027;19.00;20.00;Keuken;Koor", "5-1-2027;19.00;20.00;Keuken;koor"))
    assert outcome(offered) == [("Koor", "new", ""), ("koor", "known", "staat al op rij 2")]
    take_over(offered, manager)
    assert BookingTime.objects.count() == 1


@pytest.mark.parametrize("content", [EXCEL, GOOGLE])
def test_read_a_second_time_everything_is_there_already(offer, manager, content):
    take_over(offer(content), manager)
    again = offer(content)
    assert {one.what for one in dry_run(again).lines} == {"known"}
    with pytest.raises(DiaryDone):
        take_over(again, manager)


def test_an_event_that_was_moved_here_is_known_by_its_name_in_the_calendar(offer, manager):
    take_over(offer(GOOGLE), manager)
    Booking.objects.update(title="Anders")
    Party.objects.update(name="Ook anders")
    assert {one.what for one in dry_run(offer(GOOGLE)).lines} == {"known"}


def test_what_a_series_got_since_is_new(offer, manager):
    take_over(offer(GOOGLE), manager)
    longer = offer(GOOGLE.replace(b"COUNT=6", b"COUNT=8"))
    assert [one.what for one in dry_run(longer).lines if one.entry.rule] == ["known"] * 5 + ["new"] * 2
    take_over(longer, manager)
    assert sorted(one.times.count() for one in Booking.objects.filter(title="Koor De Lijster")) == [2, 5]


def test_what_a_manager_noted_already_is_known_by_room_time_and_name(offer, hall):
    booking = make_booking(hall, (TUESDAY, TUESDAY + EVENING), title="Repetitie")
    assert outcome(offer())[0] == ("Repetitie", "known", f"reservering {booking.number}")


def test_a_party_is_found_by_its_name_and_keeps_its_kind(offer, manager, place):
    known = make_party(place, "kookclub", kind=PartyKind.RESIDENT)
    take_over(offer(), manager)
    assert Booking.objects.get(title="Kookclub").party == known
    assert known.kind == PartyKind.RESIDENT


def test_a_name_of_a_room_that_is_left_out_takes_its_rows_along(offer, manager):
    offered = offer(Keuken=None)
    assert [one.what for one in dry_run(offered).lines] == ["new", "left", "new"]
    take_over(offered, manager)
    assert BookingTime.objects.count() == 2


def test_a_booking_between_the_dry_run_and_the_decision_is_told_and_nothing_comes_in(offer, manager, hall):
    offered = offer()
    seen = dry_run(offered).seen
    make_booking(hall, (TUESDAY + timedelta(hours=1), TUESDAY + timedelta(hours=2)), title="Sneller")
    with pytest.raises(DiaryChanged) as error:
        take_over(offered, manager, seen=seen)
    assert error.value.problems == (
        "Rij 2 (Repetitie, dinsdag 5 januari 2027 19.30–22.00 uur) botst met Sneller.",
    )
    assert Booking.objects.count() == 1
    assert outcome(offered)[0] == ("Repetitie", "clash", "Sneller")


def test_twice_pressed_it_is_taken_over_once(offer, manager):
    offered = offer()
    seen = dry_run(offered).seen
    take_over(offered, manager, seen=seen)
    with pytest.raises(DiaryDone):
        take_over(offered, manager, seen=seen)
    assert Booking.objects.count() == 2


def test_a_rule_against_one_of_them_stops_all_until_the_board_says_why(offer, manager, board_member, place):
    make_terms(place, no_letting=True)
    make_rate_card(place)
    offered = offer()
    for by, why in ((manager, "mag"), (board_member, " ")):
        with pytest.raises(DiaryNotAllowed) as error:
            take_over(offered, by, why=why)
        assert len(error.value.problems) == 2
        assert (Booking.objects.count(), Party.objects.count(), Claim.objects.count()) == (0, 0, 0)
    take_over(offered, board_member, why="Dit was al afgesproken.")
    assert set(Overruling.objects.values_list("reason", flat=True)) == {"Dit was al afgesproken."}


def test_a_file_that_is_no_diary_leaves_nothing(place, manager):
    with pytest.raises(DiaryRefused):
        offer_diary(place=place, content=b"%PDF", filename="x.pdf", by=manager, now=NOW)
    assert DiaryImport.objects.count() == 0


def test_a_host_may_do_none_of_it(place, host, offer):
    offered = offer()
    with pytest.raises(PermissionDenied):
        offer_diary(place=place, content=EXCEL, filename="x", by=host, now=NOW)
    with pytest.raises(PermissionDenied):
        match_rooms(offered=offered, rooms={}, party_kind=PartyKind.RESIDENT, by=host)
    with pytest.raises(PermissionDenied):
        take_over(offered, host)
    with pytest.raises(PermissionDenied):
        decide(offered=offered, said={}, by=host)
    with pytest.raises(PermissionDenied):
        decide_rest(offered=offered, what="weg", by=host)
    with pytest.raises(PermissionDenied):
        say_columns(offered=offered, columns={}, by=host, now=NOW)
    with pytest.raises(PermissionDenied):
        discard_diary(offered=offered, by=host)
