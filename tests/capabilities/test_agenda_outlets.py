"""Rows F07 and G11–G13 of the feature table, what leaves the building: each example, with its own numbers."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree as ET

import icalendar
import pypdf
import pytest
import recurring_ical_events
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import hold_room, release
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Claim
from tests.capabilities.conftest import Read
from tests.factories import NOW, TODAY, make_neighbourhood, make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence
from tests.factories.rooms import make_room

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _saturday_at_eleven() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def paper(path: str) -> pypdf.PdfReader:
    """A sheet as somebody without an account gets it."""
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.getvalue()))


def words_of(sheet: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in sheet.pages).split())


def test_f07_ten_bookings_open_in_a_calendar_and_private_ones_show_occupied(place: Place, read: Read) -> None:
    """Nobody can book at a page yet; what a booking will be is a claim on the room."""
    hall = make_room(place, "Zaal")
    address = f"/plek/t-atrium/ruimte/{hall.pk}/agenda.ics"
    assert "BEGIN:VEVENT" not in read(address)
    morning = datetime(2026, 11, 24, 9, tzinfo=UTC)
    for number in range(10):
        starts_at = morning + timedelta(days=number)
        hold_room(
            room=hall, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), kind=ClaimKind.BOOKING,
            label=f"Koor {number}", is_private=number >= 7, now=NOW,
        )  # fmt: skip
    feed = Client().get(address).getvalue().decode()
    opened = recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(
        TODAY, TODAY + timedelta(days=30)
    )
    assert [str(one["SUMMARY"]) for one in opened] == [f"Koor {number}" for number in range(7)] + [
        "Bezet"
    ] * 3
    assert [one["DTSTART"].dt.astimezone(UTC) for one in opened] == [
        morning + timedelta(days=number) for number in range(10)
    ]
    assert re.findall(r"Koor [789]", feed) == []
    release(claims=Claim.objects.all())
    assert "BEGIN:VEVENT" not in read(address)


def test_g11_a_week_sheet_on_a4_holds_twenty_activities(place: Place) -> None:
    for number in range(20):
        activity = make_activity(place, title=f"Nummer {number}x", cost_cents=(number % 3) * 150)
        make_occurrence(
            activity, first_on=MONDAY + timedelta(days=number % 7), at=time(9 + 3 * (number // 7))
        )
    sheet = paper("/plek/t-atrium/week.pdf?week=2026-W48&formaat=a4")
    words = words_of(sheet)
    assert len(sheet.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in sheet.pages[0].mediabox[2:]] == [210, 297]
    assert [number for number in range(20) if f"Nummer {number}x" not in words] == []


def test_g11_the_screen_in_the_hall_takes_turns_without_signing_in(place: Place, read: Read) -> None:
    """That it turns is seen in a browser, in tests/journeys/test_screen.py; here that nobody signs in for it."""
    for number in range(12):
        make_occurrence(
            make_activity(place, title=f"Avond {number}"), first_on=MONDAY + timedelta(days=number % 5)
        )
    page = read("/plek/t-atrium/scherm/")
    assert re.findall(r'data-stage="(\w+)"', page) == ["today", "week", "notices"]
    assert {number for number in range(12) if f"Avond {number}<" in page} == set(range(12))
    assert re.findall(r'<script src="([^"]*)" defer>', page) == ["/static/outlets/screen.js"]
    assert "<form" not in page


def test_g12_the_next_fourteen_days_as_a_piece_of_html_and_as_a_feed(read: Read) -> None:
    heer = make_neighbourhood("BU09350501", "Heer")
    house = make_place(neighbourhood=heer, municipality=heer.municipality)
    for title, day in (("Dag 1", TODAY), ("Dag 14 & <b>", date(2026, 12, 4)), ("Dag 15", date(2026, 12, 5))):
        make_occurrence(make_activity(house, title=title, slug=f"dag-{day.day}"), first_on=day, at=time(15))
    # Whole as XML is whole as HTML: every mark is closed, nothing somebody typed has become one.
    block = ET.fromstring(Client().get("/buurt/BU09350501/tekstblok.html").getvalue())  # noqa: S314 our own
    assert [link.text for link in block.iter("a")] == ["Dag 1", "Dag 14 & <b>", block.findtext("p[2]/a")]
    assert {mark.tag for mark in block.iter()} == {"section", "h2", "p", "h3", "ul", "li", "a"}
    assert {name for mark in block.iter() for name in mark.attrib} == {"lang", "href"}
    assert [link.get("href") for link in block.iter("a") if not link.get("href", "").startswith("http")] == []
    feed = ET.fromstring(read("/buurt/BU09350501/agenda.atom"))  # noqa: S314 our own
    # What RFC 4287 asks of a feed, and of each of its entries.
    needed = ("id", "title", "updated")
    entries = feed.findall(f"{ATOM}entry")
    assert [
        one.findtext(f"{ATOM}{name}")
        for one in (feed, *entries)
        for name in needed
        if not one.findtext(f"{ATOM}{name}")
    ] == []
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(entries)
    assert [one.findtext(f"{ATOM}title") for one in entries][:2] == [
        "Dag 1 (zaterdag 21 november)",
        "Dag 14 & <b> (vrijdag 4 december)",
    ]


def test_g13_twelve_cards_with_place_time_and_first_name_and_nothing_kept_about_who_gets_one(
    place: Place, read: Read
) -> None:
    Place.objects.update(street="Markt", house_number="1")
    make_occurrence(make_activity(place, title="Soep", welcomed_by="Truus van Dam"), at=time(12))
    form = read("/plek/t-atrium/printen/")
    form = form[form.index('action="/plek/t-atrium/uitnodigingen.pdf"') :]
    asked = re.findall(r'name="(\w+)"', form[: form.index("</form>")])
    # Which time, and the name of who welcomes: of who is invited nothing is asked.
    assert asked == ["keer", "naam"]
    with CaptureQueriesContext(connection) as queries:
        sheet = paper("/plek/t-atrium/uitnodigingen.pdf")
    words = words_of(sheet)
    on_each = ("’t Atrium, Markt 1", "Maandag 23 november, 12.00–14.00 uur", "Vraag naar Truus", "Voor")
    assert {one: words.count(one) for one in on_each} == dict.fromkeys(on_each, 12)
    assert len(sheet.pages) == 1
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
