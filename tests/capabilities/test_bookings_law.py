"""Rows I05, L05 and L06: what the law says against a booking stands on its page before anybody says yes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.deciding import WarningsStand, confirm
from schuifaan.apps.rooms.enums import BookingStatus, Use
from schuifaan.apps.rooms.models import Booking, Overruling, Room
from tests.capabilities.conftest import Fill, signed_in
from tests.capabilities.dossier_desk import words
from tests.factories import NOW
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room, make_terms

DESK = "/beheer/plek/t-atrium/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STOPS, DOUBTS = "Dit mag niet zomaar", "Dit weten we niet zeker"


@pytest.fixture(autouse=True)
def _saturday_at_eleven() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hall(place: Place) -> Room:
    make_rate_card(place)
    return make_room(place, "Grote zaal", is_let=True)


def ask(fill_in: Fill, user: User, room: Room, **typed: Any) -> Booking:
    """An evening, written down at the desk."""
    told = {"room": room.pk, "day": "2026-12-11", "starts": "18:00", "ends": "22:00", **typed}
    sent = fill_in(
        user, f"{DESK}reserveringen/nieuw/", **{"name": "Yogaclub", "phone": "043 321 00 00", **told}
    )
    assert sent.status_code == 302, words(sent)
    return Booking.objects.latest("pk")


def read(user: User, booking: Booking) -> str:
    page = words(signed_in(user).get(f"{DESK}reserveringen/{booking.number}/"))
    return page.replace("\N{NO-BREAK SPACE}", " ")


def say_yes(user: User, booking: Booking, **told: str) -> BookingStatus:
    signed_in(user).post(f"{DESK}reserveringen/{booking.number}/antwoord/", {"wat": "ja", **told})
    return BookingStatus(Booking.objects.get(pk=booking.pk).status)


def test_i05_outsider_who_would_pay_30_euros_is_warned_about_and_only_the_board_lets_it_go_on(
    fill_in: Fill, manager: User, board_member: User, hall: Room
) -> None:
    told = {"is_let": "on", "audience": "everyone", "in_residents_rent": "yes"}
    assert signed_in(manager).post(f"{DESK}ruimtes/{hall.pk}/over/voor-wie/", told).status_code == 302
    booking = ask(fill_in, manager, hall)
    assert booking.times.get().price_cents == 3000
    page = read(manager, booking)
    assert STOPS in page
    assert "De bewoners betalen deze ruimte in hun huur." in page
    assert "Hier zou het om € 30,00 gaan." in page
    assert "regel IC5" in page
    assert "Alleen het bestuur kan dit toch toestaan, met een reden" in page

    reason = {"ja-reason_residents_rent": "De huurcommissie vond één avond goed."}
    assert say_yes(manager, booking, **reason) == BookingStatus.REQUESTED
    # Nor by another way than the page.
    with pytest.raises(WarningsStand):
        confirm(booking=booking, by=manager, now=NOW, reasons={"residents_rent": "Mag van mij."})
    assert say_yes(board_member, booking) == BookingStatus.REQUESTED
    assert say_yes(board_member, booking, **reason) == BookingStatus.CONFIRMED
    kept = Overruling.objects.get()
    assert (kept.rule, kept.reason, kept.by) == (
        "residents_rent",
        "De huurcommissie vond één avond goed.",
        board_member,
    )


def six_parties(room: Room) -> None:
    first = datetime(2026, 1, 10, 19, tzinfo=AMSTERDAM)
    family = make_party(room.place, "Familie De Wit")
    for number in range(6):
        begins = first + timedelta(weeks=number)
        make_booking(room, (begins, begins + timedelta(hours=3)), party=family, use=Use.PARTY)


def test_l05_seventh_party_of_a_year_warns_where_the_municipality_allows_six(
    fill_in: Fill, manager: User, hall: Room, place: Place
) -> None:
    make_terms(place)
    set_to = {"is_paracommercial": "yes", "parties_per_year": "6"}
    assert fill_in(manager, f"{DESK}verhuur/", **set_to).status_code == 302
    six_parties(hall)
    seventh = ask(fill_in, manager, hall, use="party")
    warned = "Dit wordt feest nummer 7 van dit jaar. De gemeente staat er 6 toe."
    assert warned in read(manager, seventh)
    assert say_yes(manager, seventh) == BookingStatus.REQUESTED
    # A rehearsal is no party, and next year has six of its own.
    assert warned not in read(manager, ask(fill_in, manager, hall, day="2026-12-12", use="rehearsal"))
    assert "Dit wordt feest" not in read(manager, ask(fill_in, manager, hall, day="2027-01-09", use="party"))

    # How many there may be is not known: that is said, with whom to ask, and stops nobody.
    assert fill_in(manager, f"{DESK}verhuur/", parties_per_year="").status_code == 302
    page = read(manager, seventh)
    assert (STOPS in page, DOUBTS in page) == (False, True)
    assert "Hoeveel feesten hier per jaar mogen, is niet ingevuld. Vraag het de gemeente." in page
    assert say_yes(manager, seventh) == BookingStatus.CONFIRMED


def test_l06_alcohol_without_a_licence_is_warned_about(
    fill_in: Fill, manager: User, hall: Room, place: Place
) -> None:
    make_terms(place)
    booking = ask(fill_in, manager, hall, starts="20:00", ends="22:00")
    assert "alcohol" not in read(manager, booking).lower()
    said = f"{DESK}reserveringen/{booking.number}/afspraken/"
    assert fill_in(manager, said, alcohol="on").status_code == 302
    page = read(manager, booking)
    assert "Of de plek daar een vergunning voor heeft, is niet ingevuld." in page
    assert (STOPS in page, DOUBTS in page) == (False, True)

    assert fill_in(manager, f"{DESK}verhuur/", serves_alcohol="no").status_code == 302
    page = read(manager, booking)
    assert "Er wordt alcohol geschonken, en de plek heeft daar geen vergunning voor." in page
    assert say_yes(manager, booking) == BookingStatus.REQUESTED

    assert fill_in(manager, f"{DESK}verhuur/", serves_alcohol="yes").status_code == 302
    page = read(manager, booking)
    assert (STOPS in page, DOUBTS in page) == (False, False)
    assert say_yes(manager, booking) == BookingStatus.CONFIRMED
