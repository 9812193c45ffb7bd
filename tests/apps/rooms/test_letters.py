"""What a party hears of its bookings: each change once, in its language, and never anything else than was meant."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.rooms.actions import post, telling
from schuifaan.apps.rooms.actions.changing import cancel, cancel_times, move_time
from schuifaan.apps.rooms.actions.deciding import confirm, decline, expire, give_option
from schuifaan.apps.rooms.actions.waiting import wait_for
from schuifaan.apps.rooms.actions.writing import address
from schuifaan.apps.rooms.enums import AccessKind, BookingStatus, SetUpKind, ShownAs, TimeState, Use
from schuifaan.apps.rooms.models import (
    Access,
    BookedEquipment,
    Booking,
    BookingTime,
    DoorDuty,
    Equipment,
    KeyLoan,
    KeySet,
    Letter,
    Party,
    Room,
)
from schuifaan.apps.rooms.queries.letters import calls_to_make
from schuifaan.apps.rooms.tasks import send_letter
from schuifaan.core.timeline.wallclock import from_wall
from tests.factories import NOW
from tests.factories.rooms import make_booked_time, make_booking, make_party, make_room, make_terms
from tests.letter_box import LetterBox
from tests.racing import at_once

pytestmark = pytest.mark.django_db

HIRE = [
    {
        "code": "hire",
        "cents": 1500,
        "values": {"minutes": 120, "unit": "day_part", "unit_cents": 3000, "unit_minutes": 240},
    }
]
PAID = {"price_cents": 1500, "price_lines": HIRE, "deposit_cents": 5000}


def at(day: date, hour: int) -> datetime:
    return from_wall(datetime.combine(day, time(hour)))


def tuesday(weeks: int = 0) -> date:
    """The first of December 2026, and each week after."""
    return date(2026, 12, 1) + timedelta(weeks=weeks)


@pytest.fixture(scope="session", autouse=True)
def _in_english() -> None:
    call_command("compile_texts", verbosity=0)


@pytest.fixture
def hall(place: Place) -> Room:
    Place.objects.filter(pk=place.pk).update(
        street="Dorpsstraat", house_number="1", postcode="6211 AA", city="Maastricht"
    )
    place.refresh_from_db()
    ContactPerson.objects.create(
        place=place, name="Truus", phone="043 123 45 67", email="truus@example.org", since_date=NOW.date()
    )
    make_terms(place, house_terms="Zet de stoelen terug.\nDoe het licht uit.")
    return make_room(place, is_let=True)


def ask_for(hall: Room, *days: date, hour: int = 19, party: Party | None = None, **fields: Any) -> Booking:
    booking = make_booking(
        hall, party=party, status=fields.pop("status", BookingStatus.REQUESTED), coffee=True,
        set_up=SetUpKind.ROWS, **fields,
    )  # fmt: skip
    for day in days:
        make_booked_time(booking, at(day, hour), at(day, hour + 2), **PAID)
    return booking


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("pk"))


def the_letter() -> Letter:
    (letter,) = letters()
    return letter


def text_of(letter: Letter) -> str:
    """An amount never breaks after its sign; here that is a space like any other."""
    return letter.text.replace("\N{NO-BREAK SPACE}", " ")


def own_page(party: Party, words: str, warning: str, heading: str) -> str:
    """Only where that page is."""
    url = address("rooms:party", party.token)
    return f"\n{heading}\n{words}:\n{url}\n{warning}\n" if url else ""


# -- Whole letters --------------------------------------------------------------------------------


def test_a_yes_says_all_one_needs(hall: Room, manager: User) -> None:
    Access.objects.create(place=hall.place, kind=AccessKind.PERSON, told="Bel aan bij de voordeur.")
    DoorDuty.objects.create(place=hall.place, day=tuesday(), opens="Jan")
    beamer = Equipment.objects.create(place=hall.place, name="beamer", count=2)
    booking = ask_for(hall, tuesday())
    BookedEquipment.objects.create(booking=booking, equipment=beamer)
    confirm(booking=booking, by=manager, now=NOW)
    letter = the_letter()
    page = own_page(
        booking.party,
        "Bekijk je reserveringen, verander ze of annuleer ze",
        "Wie deze link heeft, kan dat ook. Stuur hem dus niet zomaar door.",
        "Je eigen pagina",
    )
    assert letter.to == "koor@example.org"
    assert letter.subject == "Ja: Grote zaal, dinsdag 1 december 19.00–21.00 uur"
    assert (
        text_of(letter)
        == f"""\
Dag Wil,

Ja, de ruimte is voor je. Hieronder staat alles wat je moet weten.

Wat
Reservering: 1
Op naam van: Koor De Lijster
Op de agenda staat: Koor De Lijster
Wat je gaat doen: repetitie of oefenen
Ruimte: Grote zaal
Waar: ’t Atrium, Dorpsstraat 1, 6211 AA Maastricht

Wanneer
- dinsdag 1 december 19.00–21.00 uur

Wat het kost
Huur 2 uur, voor € 30,00 per dagdeel van 4 uur: € 15,00
Samen: € 15,00
Daarnaast vragen we één keer € 50,00 borg. Die krijg je terug als alles in orde is.

Zo kom je binnen
- Jan doet open.
- Bel aan bij de voordeur.

Wat we voor je klaarzetten
Opstelling: stoelen in rijen
Koffie en thee: ja
Materiaal: 1 × beamer

Wat we van je vragen
Zet de stoelen terug.
Doe het licht uit.

Als je niet kunt
Kun je niet? Zeg het dan zo vroeg als je kunt, dan kan een ander de ruimte gebruiken. Tot en met dinsdag 24 november annuleer je gratis. Daarna betaal je 50% van de prijs.
{page}
Vragen? Bel 043 123 45 67 of mail naar truus@example.org.
’t Atrium
"""
    )


def test_a_yes_in_english(hall: Room, manager: User) -> None:
    Access.objects.create(place=hall.place, room=hall, kind=AccessKind.CODE)
    booking = ask_for(
        hall, tuesday(), party=make_party(hall.place, language="en"), door_code="1234#",
        shown_as=ShownAs.TAKEN,
    )  # fmt: skip
    confirm(booking=booking, by=manager, now=NOW)
    letter = the_letter()
    page = own_page(
        booking.party,
        "See your bookings, change them or cancel them",
        "Anybody who has this link can do that too. Think before you pass it on.",
        "Your own page",
    )
    assert letter.subject == "Yes: Grote zaal, Tuesday 1 December 19:00–21:00"
    assert (
        text_of(letter)
        == f"""\
Hello Wil,

Yes, the room is yours. Below is everything you need to know.

What
Booking: 1
In the name of: Koor De Lijster
In the programme: taken
What you will do: rehearsal or practice
Room: Grote zaal
Where: ’t Atrium, Dorpsstraat 1, 6211 AA Maastricht

When
- Tuesday 1 December 19:00–21:00

What it costs
Hire for 2 hours, at €30.00 per day-part of 4 hours: €15.00
Total: €15.00
We also ask for a deposit of €50.00, once. You get it back when all is in order.

How to get in
- You get in with a door code.
Door code: 1234#

What we get ready for you
Set-up: chairs in rows
Coffee and tea: yes

What we ask of you
Zet de stoelen terug.
Doe het licht uit.

If you cannot come
Can you not come? Tell us as early as you can, so that somebody else can use the room. Up to and including Tuesday 24 November you can cancel free of charge. After that you pay 50% of the price.
{page}
Questions? Call 043 123 45 67 or write to truus@example.org.
’t Atrium
"""
    )


def test_what_is_cancelled_is_one_letter_with_what_is_still_to_pay(hall: Room, manager: User) -> None:
    days = [tuesday(weeks) for weeks in range(3)]
    booking = ask_for(hall, *days, status=BookingStatus.CONFIRMED)
    cancel_times(times=list(booking.times.all()[:2]), by=manager, now=at(date(2026, 11, 26), 9))
    letter = the_letter()
    page = own_page(
        booking.party,
        "Bekijk je reserveringen, verander ze of annuleer ze",
        "Wie deze link heeft, kan dat ook. Stuur hem dus niet zomaar door.",
        "Je eigen pagina",
    )
    assert letter.subject == "Gaat niet door: Grote zaal, 2 keer vanaf dinsdag 1 december"
    assert (
        text_of(letter)
        == f"""\
Dag Wil,

Deze 2 keren gaan niet door.

Wat
Reservering: 1
Op naam van: Koor De Lijster
Op de agenda staat: Koor De Lijster
Wat je gaat doen: repetitie of oefenen
Ruimte: Grote zaal
Waar: ’t Atrium, Dorpsstraat 1, 6211 AA Maastricht

Het gaat om
- dinsdag 1 december 19.00–21.00 uur
- dinsdag 8 december 19.00–21.00 uur

Wat je nog betaalt
Gratis annuleren kon hiervoor niet meer. Volgens onze afspraken betaal je dan nog:
dinsdag 1 december 19.00–21.00 uur: € 7,50

Wat wel doorgaat
- dinsdag 15 december 19.00–21.00 uur
{page}
Vragen? Bel 043 123 45 67 of mail naar truus@example.org.
’t Atrium
"""
    )


def test_what_is_cancelled_in_english(hall: Room) -> None:
    booking = ask_for(
        hall, tuesday(), status=BookingStatus.CONFIRMED, party=make_party(hall.place, language="en")
    )
    cancel(booking=booking, by=None, now=NOW)
    letter = the_letter()
    page = own_page(
        booking.party,
        "See your bookings, change them or cancel them",
        "Anybody who has this link can do that too. Think before you pass it on.",
        "Your own page",
    )
    assert letter.subject == "Cancelled: Grote zaal, Tuesday 1 December 19:00–21:00"
    assert (
        text_of(letter)
        == f"""\
Hello Wil,

Your booking is cancelled.

What
Booking: 1
In the name of: Koor De Lijster
In the programme: Koor De Lijster
What you will do: rehearsal or practice
Room: Grote zaal
Where: ’t Atrium, Dorpsstraat 1, 6211 AA Maastricht

This is about
- Tuesday 1 December 19:00–21:00

What you still pay
You pay nothing for this.
{page}
Questions? Call 043 123 45 67 or write to truus@example.org.
’t Atrium
"""
    )


# -- The others -----------------------------------------------------------------------------------


def opening() -> tuple[str, list[str]]:
    """The subject, and the lines up to the first heading."""
    letter = the_letter()
    _greeting, *lines = letter.text.split("\n")
    return letter.subject, [line for line in lines[: lines.index("Wat")] if line]


def test_a_question_is_held_until_somebody_answers(hall: Room) -> None:
    telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
    assert opening() == (
        "Je vraag is binnen: Grote zaal, dinsdag 1 december 19.00–21.00 uur",
        [
            "We hebben je vraag. De ruimte is voor je vastgehouden tot je van ons hoort.",
            "Je krijgt antwoord uiterlijk donderdag 26 november.",
        ],
    )


def test_how_one_gets_in_is_for_who_has_a_yes(hall: Room) -> None:
    Access.objects.create(place=hall.place, kind=AccessKind.KEY, told="De kluis heeft code 9876.")
    telling.asked(booking=ask_for(hall, tuesday(), door_code="1234"), now=NOW)
    assert "9876" not in the_letter().text
    assert "1234" not in the_letter().text


def test_an_option_says_until_when(hall: Room, manager: User) -> None:
    give_option(booking=ask_for(hall, tuesday()), until=date(2026, 11, 27), by=manager, now=NOW)
    assert opening() == (
        "Voor je vastgehouden: Grote zaal, dinsdag 1 december 19.00–21.00 uur",
        [
            "We houden deze ruimte voor je vast. Het is nog geen ja.",
            "Dat doen we tot en met vrijdag 27 november. Laat ons vóór die tijd weten of je de ruimte wilt.",
        ],
    )


def test_a_no_is_in_the_words_of_the_place(hall: Room, manager: User) -> None:
    decline(booking=ask_for(hall, tuesday()), answer="De zaal wordt\ngeverfd.", by=manager, now=NOW)
    letter = the_letter()
    assert letter.subject == "Helaas niet: Grote zaal, dinsdag 1 december 19.00–21.00 uur"
    assert "\nOns antwoord\nDe zaal wordt\ngeverfd.\n" in letter.text


@pytest.mark.parametrize("is_option", [False, True])
def test_what_the_place_wrote_comes_along(hall: Room, manager: User, *, is_option: bool) -> None:
    booking = ask_for(hall, tuesday())
    booking.answer = "Leuk!\nDe piano is gestemd."
    booking.save()
    if is_option:
        give_option(booking=booking, until=date(2026, 11, 27), by=manager, now=NOW)
    else:
        confirm(booking=booking, by=manager, now=NOW)
    assert "\n\nOns antwoord\nLeuk!\nDe piano is gestemd.\n\n" in the_letter().text


@pytest.mark.parametrize(
    ("decided_at", "said"),
    [
        (None, "Het spijt ons: we hebben je vraag niet op tijd beantwoord."),
        (NOW, "We hielden deze ruimte voor je vast. De tijd om ja te zeggen is voorbij."),
    ],
)
def test_what_ran_out_says_who_was_late(hall: Room, decided_at: datetime | None, said: str) -> None:
    status = BookingStatus.OPTION if decided_at else BookingStatus.REQUESTED
    ask_for(hall, tuesday(), status=status, decided_at=decided_at)
    expire(now=NOW + timedelta(days=6))
    assert opening() == (
        "Niet meer vastgehouden: Grote zaal, dinsdag 1 december 19.00–21.00 uur",
        [
            said,
            "De ruimte is nu weer vrij voor iedereen. Wil je haar nog? Vraag het dan opnieuw, of bel ons.",
        ],
    )


def test_what_is_moved_is_told_as_it_is_now(hall: Room, manager: User) -> None:
    booking = ask_for(hall, tuesday(), tuesday(1), status=BookingStatus.CONFIRMED)
    day = tuesday() + timedelta(days=1)
    move_time(time=booking.times.all()[0], starts_at=at(day, 19), ends_at=at(day, 21), by=manager, now=NOW)
    assert opening() == (
        "Veranderd: Grote zaal, woensdag 2 december 19.00–21.00 uur",
        ["Er is iets veranderd in je reservering. Zo is het nu:", "De andere keer blijft zoals hij was."],
    )


def test_who_waited_hears_that_it_came_free(hall: Room, manager: User) -> None:
    booking = ask_for(hall, tuesday(), status=BookingStatus.CONFIRMED, party=make_party(hall.place, email=""))
    wait_for(
        party=make_party(hall.place, "Toneel", email="toneel@example.org"), room=hall,
        starts_at=at(tuesday(), 19), ends_at=at(tuesday(), 21), use=Use.REHEARSAL, now=NOW,
    )  # fmt: skip
    cancel(booking=booking, by=manager, now=NOW)
    assert the_letter().to == "toneel@example.org"
    assert opening() == (
        "Vrijgekomen: Grote zaal, dinsdag 1 december 19.00–21.00 uur",
        [
            "Je wachtte op deze ruimte. Ze is vrijgekomen, en je bent aan de beurt.",
            (
                "We houden haar voor je vast tot maandag 23 november 11.00 uur. Zeg vóór die tijd ja; daarna is de"
                " volgende aan de beurt."
            ),
        ],
    )


def test_a_long_series_names_the_first_dates_and_what_differs(hall: Room, manager: User) -> None:
    booking = ask_for(hall, *[tuesday(weeks) for weeks in range(12)])
    make_booked_time(booking, at(tuesday(12), 18), at(tuesday(12), 20), **PAID)
    make_booked_time(booking, at(tuesday(13), 19), at(tuesday(13), 21), state=TimeState.SKIPPED)
    confirm(booking=booking, by=manager, now=NOW)
    lines = text_of(the_letter()).split("\n")
    said = [line for line in lines[lines.index("Wanneer") : lines.index("Zo kom je binnen")] if line]
    if address("rooms:party", booking.party.token):
        said.remove("Alle keren staan op je eigen pagina. De link staat onderaan.")
    assert said == [
        "Wanneer",
        "13 keer, van dinsdag 1 december tot en met dinsdag 23 februari 2027. De eerste keren:",
        "- dinsdag 1 december 19.00–21.00 uur",
        "- dinsdag 8 december 19.00–21.00 uur",
        "- dinsdag 15 december 19.00–21.00 uur",
        "- dinsdag 22 december 19.00–21.00 uur",
        "- dinsdag 29 december 19.00–21.00 uur",
        "Anders dan anders:",
        "- dinsdag 23 februari 2027 18.00–20.00 uur",
        "Deze keren horen er niet bij:",
        "- dinsdag 2 maart 2027 19.00–21.00 uur",
        "Wat het kost",
        "13 keer, voor elke keer:",
        "Huur 2 uur, voor € 30,00 per dagdeel van 4 uur: € 15,00",
        "Samen: € 195,00",
        "Daarnaast vragen we één keer € 50,00 borg. Die krijg je terug als alles in orde is.",
    ]


def test_a_key_that_should_be_back_is_asked_for_once(hall: Room) -> None:
    key = KeySet.objects.create(place=hall.place, number="7", opens="voordeur")
    loan = KeyLoan.objects.create(
        key_set=key, party=make_party(hall.place), holder="Wil", out_at=NOW, due_on=date(2026, 11, 20)
    )
    for _ in range(2):
        telling.key_due(loan=loan, now=NOW)
    letter = the_letter()
    assert letter.subject == "Breng je de sleutel terug? 7"
    assert "Sleutelbos: 7\nOpent: voordeur\nHeb je sinds: zaterdag 21 november\n" in letter.text
    assert "Zou terug zijn op: vrijdag 20 november\n" in letter.text


# -- Who hears it ---------------------------------------------------------------------------------


def test_one_change_is_one_letter(hall: Room) -> None:
    booking = ask_for(hall, tuesday())
    for _ in range(2):
        telling.asked(booking=booking, now=NOW)
    assert len(letters()) == 1


def test_a_language_nobody_writes_here_is_dutch(hall: Room) -> None:
    telling.asked(booking=ask_for(hall, tuesday(), party=make_party(hall.place, language="ar")), now=NOW)
    assert the_letter().text.startswith("Dag Wil,")


def test_without_an_address_somebody_calls(hall: Room, manager: User) -> None:
    party = make_party(hall.place, email="", phone="06 12345678")
    booking = ask_for(hall, tuesday(), party=party)
    assert calls_to_make(hall.place, NOW) == []
    confirm(booking=booking, by=manager, now=NOW)
    assert letters() == []
    assert [(one.name, one.phone, one.tell) for one in calls_to_make(hall.place, NOW)] == [
        ("Wil", "06 12345678", "Gaat door: Grote zaal, dinsdag 1 december 19.00–21.00 uur")
    ]
    assert calls_to_make(hall.place, NOW + timedelta(days=8)) == []


def test_who_gets_a_letter_is_not_called(hall: Room, manager: User) -> None:
    confirm(booking=ask_for(hall, tuesday()), by=manager, now=NOW)
    assert calls_to_make(hall.place, NOW) == []


def test_who_was_there_when_it_was_decided_is_not_called(hall: Room, manager: User) -> None:
    booking = ask_for(hall, tuesday(), party=make_party(hall.place, email=""), by_host=True)
    BookingTime.objects.update(changed_at=NOW)
    confirm(booking=booking, by=manager, now=NOW + timedelta(minutes=5))
    assert calls_to_make(hall.place, NOW + timedelta(minutes=6)) == []


# -- Whatever people type -------------------------------------------------------------------------


def test_nothing_somebody_is_called_gets_into_the_headers(
    hall: Room, letter_box: LetterBox, manager: User
) -> None:
    party = make_party(
        hall.place, "Koor\r\nBcc: ander@example.org", contact_name="Wil\nSubject: Winst 🎉 d’Artagnan"
    )
    hall.name = "Zaal\r\nBcc: ander@example.org"
    hall.save()
    confirm(booking=ask_for(hall, tuesday(), party=party), by=manager, now=NOW)
    assert post.send_waiting_letters(clock=lambda: NOW) == 1
    ((to, letter),) = letter_box.letters
    assert to == "koor@example.org"
    assert letter["Bcc"] is None
    assert letter["Subject"].strip() == "Ja: Zaal Bcc: ander@example.org, dinsdag 1 december 19.00–21.00 uur"
    assert letter["Reply-To"] == "truus@example.org"
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert text.splitlines()[0] == "Dag Wil Subject: Winst 🎉 d’Artagnan,"


def test_a_name_from_right_to_left_turns_nothing_around_it(hall: Room) -> None:
    party = make_party(hall.place, "\u202eشركة", contact_name="مريم")
    telling.asked(booking=ask_for(hall, tuesday(), party=party, title="<b>Fijn</b>"), now=NOW)
    letter = the_letter()
    assert letter.text.startswith("Dag \u2068مريم\u2069,\n")
    assert "Op naam van: \u2068شركة\u2069\n" in letter.text
    assert "<td>&lt;b&gt;Fijn&lt;/b&gt;</td>" in letter.html


# -- The post -------------------------------------------------------------------------------------


def test_what_went_is_forgotten(hall: Room, letter_box: LetterBox) -> None:
    telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
    assert [post.send_waiting_letters(clock=lambda: NOW) for _ in range(2)] == [1, 0]
    letter = the_letter()
    assert (letter.to, letter.subject, letter.text, letter.html) == ("", "", "", "")
    assert letter_box.addresses == ["koor@example.org"]


def test_a_line_that_falls_away_in_the_middle_sends_nothing_again(hall: Room, letter_box: LetterBox) -> None:
    telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
    letter_box.dies_after = "koor@example.org"
    assert post.send_waiting_letters(clock=lambda: NOW) == 0
    letter_box.dies_after = ""
    assert post.send_waiting_letters(clock=lambda: NOW + timedelta(days=1)) == 0
    assert letter_box.addresses == ["koor@example.org"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_letter_once(hall: Room, letter_box: LetterBox) -> None:
    for number in range(4):
        party = make_party(hall.place, f"Club {number}", email=f"club{number}@example.org")
        telling.asked(booking=ask_for(hall, tuesday(number), party=party), now=NOW)

    def work(_number: int) -> None:
        post.send_waiting_letters(clock=lambda: NOW)

    assert at_once(work, range(3)) == [None] * 3
    post.send_waiting_letters(clock=lambda: NOW)
    assert letter_box.readers() == [f"club{number}@example.org" for number in range(4)]


def test_it_goes_when_it_is_really_so(hall: Room, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
        assert mail.outbox == []
    assert [one.to for one in mail.outbox] == [["koor@example.org"]]


def test_a_task_of_a_letter_that_is_gone_does_nothing() -> None:
    assert send_letter.call(0) is False


# -- What is kept ---------------------------------------------------------------------------------


def test_a_letter_is_gone_fourteen_days_after_it_was_written(hall: Room) -> None:
    telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
    retain(today=date(2026, 12, 4))
    assert len(letters()) == 1
    retain(today=date(2026, 12, 5))
    assert letters() == []


def test_who_wants_to_be_forgotten_gets_no_letter_that_still_waits(hall: Room) -> None:
    telling.asked(booking=ask_for(hall, tuesday()), now=NOW)
    erase_person(person=Person(email="KOOR@example.org", user=None), now=NOW)
    assert letters() == []
