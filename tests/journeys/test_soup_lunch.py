"""What is entered once on a phone is right everywhere, and so is that it does not go on.

Soup lunch, every second Monday, EUR 3, at most 24 people: from the desk of the place that is one button, one page with
nine things to say, seventeen taps (three of them in the phone's own calendar, three on its clock) and twenty-five letters
and figures. At two seconds for a tap and seventy-five letters a minute, which is slow, that takes 54 seconds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import DEMO_PASSWORD, Site, axe_problems, sideways
from tests.journeys.kinds import MANAGER

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
LUNCH = "Soeplunch met de buren"
REASON = "De ketel is stuk"
# By turns from the first Monday after the Wednesday of the journeys; and each second one of a month.
EVERY_OTHER = ("2026-11-23", "om de zoveel weken", ["2026-11-23", "2026-12-07", "2026-12-21", "2027-01-04"])
SECOND_OF_MONTH = (
    "2026-12-14",
    "elke maand op de tweede maandag",
    ["2026-12-14", "2027-01-11", "2027-02-08", "2027-03-08"],
)
SLOW_TAP, SLOW_LETTER = 2.0, 0.8


@dataclass
class Thumb:
    """Somebody who types with one thumb, and how much that was."""

    page: Page
    taps: int = 0
    letters: int = 0
    said: list[str] = field(default_factory=list)

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def write(self, label: str, text: str) -> None:
        self.tap(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)
        self.letters += len(text)

    def pick(self, label: str, value: str, *, taps: int) -> None:
        """From what the phone itself unrolls: a list, a calendar, a clock."""
        here = self.page.get_by_label(label, exact=True)
        if here.evaluate("one => one.tagName") == "SELECT":
            here.select_option(value)
        else:
            here.fill(value)
        self.taps += taps

    @property
    def seconds(self) -> float:
        return self.taps * SLOW_TAP + self.letters * SLOW_LETTER


def enter(page: Page, site: Site, first: str, how_often: str) -> Thumb:
    page.goto(site("/beheer/"))
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="Agenda", exact=True))
    thumb.tap(page.get_by_role("link", name="Zet iets in de agenda").first)
    thumb.write("Wat is er te doen?", LUNCH)
    thumb.pick("Soort", "meal", taps=2)
    thumb.tap(page.get_by_label("Een bedrag per keer"))
    thumb.write("Hoeveel euro per keer?", "3")
    thumb.pick("Eerste keer", first, taps=3)
    thumb.pick("Van", "12:30", taps=3)
    page.get_by_label("Van", exact=True).dispatch_event("change")
    expect(page.get_by_label("Tot", exact=True)).to_have_value("14:30")
    thumb.tap(page.get_by_label(how_often))
    thumb.tap(page.get_by_label("Mensen moeten zich vooraf aanmelden"))
    thumb.write("Voor hoeveel mensen is er plaats?", "24")
    thumb.tap(page.get_by_role("button", name="Zet het in de agenda"))
    expect(page.get_by_role("heading", level=1)).to_have_text(LUNCH)
    return thumb


@pytest.fixture
def manager(site: Site, open_tab: OpenTab) -> Iterator[Page]:
    """On a phone, signed in there by hand. What was entered is taken out again."""
    page = open_tab(phone=True, has_touch=True)
    page.goto(site("/account/login/?next=/beheer/"))
    page.get_by_text("Met een wachtwoord").tap()
    page.fill("input[name=login]", MANAGER)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.tap()
    expect(page).to_have_url(site("/beheer/plek/t-atrium/"))
    yield page
    page.goto(site("/beheer/plek/t-atrium/agenda/"))
    here = page.locator(".desk-rows").get_by_role("link", name=LUNCH, exact=True)
    if not here.count():
        return
    here.tap()
    page.get_by_role("link", name="Meer vertellen of veranderen").tap()
    page.locator("summary").filter(has_text="Verwijderen").tap()
    page.get_by_role("group").filter(has_text="Verwijderen").get_by_role("button").tap()
    expect(page.get_by_role("link", name=LUNCH, exact=True)).to_have_count(0)


@dataclass
class Visitor:
    """The five ways out, each asked anew as anybody would."""

    site: Site
    page: Page

    def on_neighbourhood_page(self) -> Locator:
        self.page.goto(self.site("/buurt/BU09350209/agenda/"))
        return self.page.locator(".happening").filter(has_text=LUNCH)

    def on_screen(self) -> Locator:
        self.page.goto(self.site("/plek/t-atrium/scherm/"))
        return self.page.locator(".line").filter(has_text=LUNCH)

    def poster(self) -> str:
        answer = self.page.request.get(self.site("/plek/t-atrium/week.pdf?week=2026-W48"))
        assert answer.headers["content-type"] == "application/pdf"
        return " ".join(
            "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).split()
        )

    def feed(self) -> list[Event]:
        answer = self.page.request.get(self.site("/plek/t-atrium/agenda.ics"))
        events: list[Event] = Calendar.from_ical(answer.body()).walk("VEVENT")  # type: ignore[assignment]
        return [event for event in events if LUNCH in str(event["SUMMARY"])]

    def api(self) -> list[dict[str, Any]]:
        asked = urlencode({"place": "t-atrium", "kind": "meal", "pageSize": 100})
        answer = self.page.request.get(self.site(f"/api/v1/occurrences?{asked}"))
        return [one for one in answer.json()["results"] if one["title"] == LUNCH]


def call_off(page: Page, day: str) -> None:
    """From the page of the activity at the desk."""
    page.get_by_role("link", name=day).first.tap()
    page.get_by_label("Wat zeg je erbij?").last.fill(REASON)
    page.get_by_role("button", name="Annuleer alleen deze keer").tap()
    expect(page.locator("main")).to_contain_text("gaat niet door")


def test_soup_lunch_every_other_monday_is_everywhere_and_called_off_everywhere(
    site: Site, manager: Page, open_tab: OpenTab
) -> None:
    visitor = Visitor(site, open_tab(phone=True))
    assert visitor.on_neighbourhood_page().count() == 0
    assert visitor.on_screen().count() == 0
    assert LUNCH not in visitor.poster()
    assert (visitor.feed(), visitor.api()) == ([], [])

    first, how_often, days = EVERY_OTHER
    thumb = enter(manager, site, first, how_often)
    assert (thumb.taps, thumb.letters) == (17, 25)
    assert thumb.seconds < 60
    assert (axe_problems(manager), sideways(manager)) == ([], 0)
    goes_on(visitor, days)

    call_off(manager, "maandag 23 november")
    is_off(visitor, days)

    manager.get_by_role("button", name="Het gaat toch door").tap()
    expect(manager.get_by_role("button", name="Het gaat toch door")).to_have_count(0)
    goes_on(visitor, days)


def goes_on(visitor: Visitor, days: list[str]) -> None:
    line = visitor.on_neighbourhood_page()
    expect(line).to_have_count(1)
    expect(line).to_contain_text("€ 3,00")
    expect(line).to_contain_text("12.30–14.30")
    expect(line).not_to_contain_text("gaat niet door")
    expect(visitor.on_screen()).to_have_count(1)
    expect(visitor.on_screen()).not_to_contain_text("Gaat niet door")
    poster = visitor.poster()
    assert LUNCH in poster
    assert REASON not in poster
    (series,) = visitor.feed()
    assert series["RRULE"]["INTERVAL"] == [2]
    assert series["DTSTART"].dt.date().isoformat() == days[0]
    found = visitor.api()
    assert [one["startsAt"][:10] for one in found][: len(days)] == days
    assert {one["costCents"] for one in found} == {300}
    assert {one["seatsLeft"] for one in found} == {24}
    assert {one["state"] for one in found} == {"on"}


def is_off(visitor: Visitor, days: list[str]) -> None:
    line = visitor.on_neighbourhood_page()
    expect(line).to_contain_text("gaat niet door")
    expect(line).to_contain_text(REASON)
    expect(visitor.on_screen()).to_contain_text(f"Gaat niet door: {REASON}")
    poster = visitor.poster()
    assert LUNCH in poster
    assert REASON in poster
    called_off = [event for event in visitor.feed() if event.get("STATUS") == "CANCELLED"]
    assert [event["RECURRENCE-ID"].dt.date().isoformat() for event in called_off] == days[:1]
    found = visitor.api()
    assert [(one["startsAt"][:10], one["state"]) for one in found][:2] == [
        (days[0], "cancelled"),
        (days[1], "on"),
    ]
    assert found[0]["note"] == REASON


def test_soup_lunch_on_the_second_monday_of_each_month(site: Site, manager: Page, open_tab: OpenTab) -> None:
    first, how_often, days = SECOND_OF_MONTH
    enter(manager, site, first, how_often)
    expect(manager.locator("main")).to_contain_text("tweede maandag")
    visitor = Visitor(site, open_tab())
    (series,) = visitor.feed()
    assert series["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=2MO"
    found = visitor.api()
    assert [one["startsAt"][:10] for one in found][: len(days)] == days
    begin = datetime.fromisoformat(found[0]["startsAt"])
    assert begin.astimezone(UTC) == datetime(2026, 12, 14, 11, 30, tzinfo=UTC)
