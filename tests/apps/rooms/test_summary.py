"""One mail in the morning for who decides about the rooms, and one the day before for who comes with a key or a code."""

from datetime import date, datetime, time, timedelta

import pytest

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import post
from schuifaan.apps.rooms.actions.summary import write_reminders, write_summaries
from schuifaan.apps.rooms.enums import AccessKind, AgreementKind, AgreementStatus, BookingStatus
from schuifaan.apps.rooms.models import Access, Agreement, DoorDuty, KeyLoan, KeySet, Letter, Room
from schuifaan.core.timeline.wallclock import from_wall
from tests.factories import NOW, TODAY
from tests.factories.rooms import make_booking, make_party, make_room, make_terms
from tests.letter_box import LetterBox
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return from_wall(datetime.combine(day, time(hour, minute)))


def evening(day: date) -> tuple[datetime, datetime]:
    return at(day, 19), at(day, 21)


SEVEN = at(TODAY, 7)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def hall(place: Place) -> Room:
    make_terms(place, summary_to="truus@example.org")
    return make_room(place)


def ask_for(hall: Room, day: date, **fields: object) -> None:
    asked_at = SEVEN - timedelta(days=2)
    make_booking(
        hall, evening(day), **{"status": BookingStatus.REQUESTED, "asked_at": asked_at, **fields}
    )  # fmt: skip


def sections() -> dict[str, list[str]]:
    """Each heading with its lines."""
    (letter,) = Letter.objects.filter(to="truus@example.org")
    found: dict[str, list[str]] = {}
    heading = ""
    for line in letter.text.split("\n"):
        if line.startswith("- "):
            found.setdefault(heading, []).append(line[2:])
        elif line:
            heading = line
    return found


def test_all_that_waits_is_one_letter(hall: Room) -> None:
    place = hall.place
    ask_for(hall, date(2026, 12, 8))
    ask_for(hall, date(2026, 12, 9), status=BookingStatus.OPTION, held_until=at(TODAY + timedelta(days=4), 0))
    ask_for(
        hall, date(2026, 12, 10), status=BookingStatus.OPTION, held_until=at(TODAY + timedelta(days=5), 0)
    )
    Access.objects.create(place=place, kind=AccessKind.PERSON)
    make_booking(hall, evening(TODAY))
    make_booking(hall, evening(TOMORROW))
    DoorDuty.objects.create(place=place, day=TODAY, opens="Jan")
    key = KeySet.objects.create(place=place, number="7")
    KeyLoan.objects.create(key_set=key, holder="Wil", out_at=NOW, due_on=TODAY - timedelta(days=1))
    for days in (60, 61):
        Agreement.objects.create(
            place=place, party=make_party(place, f"Toneel {days}"), kind=AgreementKind.USE,
            status=AgreementStatus.SIGNED, starts_on=TODAY, signed_on=TODAY,
            ends_on=TODAY + timedelta(days=days), made_at=NOW,
        )  # fmt: skip
    assert write_summaries(now=SEVEN) == 1
    assert sections() == {
        "Vragen die op antwoord wachten": [
            ("1 Koor De Lijster, Grote zaal, dinsdag 8 december 19.00–21.00 uur. 2 dagen geleden gevraagd,"
            " vastgehouden tot donderdag 26 november 11.00 uur")
        ],
        "Opties die bijna aflopen": [
            ("2 Koor De Lijster, Grote zaal, woensdag 9 december 19.00–21.00 uur. Vastgehouden tot en met"
            " dinsdag 24 november")
        ],
        "Vandaag": ["19.00–21.00 uur, Grote zaal: Koor De Lijster"],
        "Morgen": [
            "19.00–21.00 uur, Grote zaal: Koor De Lijster. Wie doet open? Er is nog niemand."
        ],
        "Sleutels die al terug hadden moeten zijn": [
            "7 bij Wil, had terug moeten zijn op vrijdag 20 november"
        ],
        "Overeenkomsten waar je naar moet kijken": [
            "Gebruikersovereenkomst met Toneel 60: loopt af op woensdag 20 januari 2027"
        ],
    }  # fmt: skip


def test_whom_to_call_stands_in_it(hall: Room) -> None:
    make_party(hall.place, email="", phone="06 12345678")
    ask_for(hall, date(2026, 12, 8), status=BookingStatus.DECLINED, decided_at=SEVEN - timedelta(hours=10))
    write_summaries(now=SEVEN)
    assert sections() == {
        "Bel deze mensen: ze hebben geen e-mail": [
            "Wil, 06 12345678. Het lukt niet: Grote zaal, dinsdag 8 december 19.00–21.00 uur"
        ]
    }


def test_the_subject_says_how_many_wait(hall: Room) -> None:
    ask_for(hall, date(2026, 12, 8))
    write_summaries(now=SEVEN)
    assert Letter.objects.get().subject == "Ruimtes bij ’t Atrium: 1 vraag wacht op je antwoord"


def test_nothing_to_say_is_no_letter_that_day(hall: Room) -> None:
    assert write_summaries(now=SEVEN) == 0
    ask_for(hall, date(2026, 12, 8))
    assert write_summaries(now=SEVEN + timedelta(minutes=10)) == 0
    assert write_summaries(now=SEVEN + timedelta(days=1)) == 1


def test_what_was_only_looked_at_is_never_sent(hall: Room, letter_box: LetterBox) -> None:
    write_summaries(now=SEVEN)
    assert post.send_waiting_letters(clock=lambda: NOW) == 0
    assert letter_box.letters == []


@pytest.mark.parametrize(
    ("hour", "minute", "written"), [(6, 59, 0), (7, 0, 1), (11, 59, 1), (12, 0, 0)]
)  # fmt: skip
def test_it_comes_in_the_morning(hall: Room, hour: int, minute: int, written: int) -> None:
    ask_for(hall, date(2026, 12, 8))
    assert write_summaries(now=at(TODAY, hour, minute)) == written


def test_who_wants_none_gets_none(place: Place) -> None:
    make_terms(place)
    ask_for(make_room(place), date(2026, 12, 8))
    assert write_summaries(now=SEVEN) == 0
    assert Letter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_and_send_it_once(hall: Room, letter_box: LetterBox) -> None:
    ask_for(hall, date(2026, 12, 8))

    def work(_number: int) -> None:
        write_summaries(now=SEVEN)
        post.send_waiting_letters(clock=lambda: NOW)

    assert at_once(work, range(3)) == [None] * 3
    post.send_waiting_letters(clock=lambda: NOW)
    assert letter_box.addresses == ["truus@example.org"]


# -- The day before -------------------------------------------------------------------------------


def test_who_comes_tomorrow_with_a_code_hears_it_once(hall: Room) -> None:
    Access.objects.create(place=hall.place, room=hall, kind=AccessKind.CODE)
    make_booking(
        hall, evening(TOMORROW), evening(TOMORROW + timedelta(days=7)), door_code="1234",
        decided_at=NOW - timedelta(days=9),
    )  # fmt: skip
    for minutes in (0, 10):
        write_reminders(now=SEVEN + timedelta(minutes=minutes))
    letter = Letter.objects.get()
    assert letter.subject == "Morgen: Grote zaal, zondag 22 november 19.00–21.00 uur"
    assert "Je komt binnen met een deurcode.\nDeurcode: 1234\n" in letter.text


@pytest.mark.parametrize(
    ("kind", "first", "decided"),
    [
        # Somebody opens; it was not the first time; they heard it today.
        (AccessKind.PERSON, TOMORROW, NOW - timedelta(days=9)),
        (AccessKind.KEY, TODAY, NOW - timedelta(days=9)),
        (AccessKind.KEY, TOMORROW, SEVEN),
    ],
)
def test_nobody_else_is_reminded(hall: Room, kind: AccessKind, first: date, decided: datetime) -> None:
    Access.objects.create(place=hall.place, kind=kind)
    make_booking(hall, *{evening(first), evening(TOMORROW)}, decided_at=decided)
    assert write_reminders(now=SEVEN) == 0
    assert Letter.objects.count() == 0
