"""Every page of the agenda, of rooms and of what leaves the building: axe, in the dark, 320 pixels, paper, in English."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import CONTRAST, DESKTOP, Site, axe_problems
from tests.journeys.kinds import ADMINISTRATOR, MANAGER
from tests.journeys.pages_agenda import AGENDA, ATRIUM, DAALHOF, READER
from tests.journeys.walking import OpenTab, narrowly, on_paper, walk

pytestmark = pytest.mark.journey
ELSEWHERE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//elsewhere//NL\r
BEGIN:VEVENT\r
UID:1@elsewhere\r
DTSTAMP:20261101T120000Z\r
DTSTART;TZID=Europe/Amsterdam:20261126T190000\r
DTEND;TZID=Europe/Amsterdam:20261126T210000\r
SUMMARY:Schaken\r
END:VEVENT\r
END:VCALENDAR\r
"""
# One of each build; the words differ, the boxes they stand in do not.
IN_ENGLISH = ("agenda:neighbourhood", "agenda:place_month", "agenda:activity", "agenda:sign_up", "outlets:printing",
              "outlets:newsletter", "agenda:desk", "agenda:new", "agenda:occurrence")  # fmt: skip


@pytest.fixture(scope="module")
def lived_in() -> list[str]:
    """Filled once by the first test that asks: see `desk`."""
    return []


@pytest.fixture
def desk(site: Site, open_as: OpenTab, open_tab: OpenTab, lived_in: list[str]) -> None:
    """A calendar of elsewhere, school holidays and a reader of the newsletter, so that their pages are there."""
    if lived_in:
        return
    lived_in.append("yes")
    page = open_as(MANAGER)
    page.goto(site(f"/beheer/plek/{ATRIUM}/agenda/kalenders/"))
    page.locator("input[type=file]").set_input_files(
        {"name": "elders.ics", "mimeType": "text/calendar", "buffer": ELSEWHERE}
    )
    page.get_by_role("radio", name="Gratis").check()
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(page.get_by_role("heading", name="Wat je nu volgt")).to_be_visible()
    page = open_as(ADMINISTRATOR)
    page.goto(site("/beheer/schoolvakanties/"))
    page.locator("form[action$='/inlezen/'] button").click()
    expect(page.locator("form[action$='/weg/']").first).to_be_visible()
    page = open_tab()
    page.goto(site(f"/nieuwsbrief/{DAALHOF}/"))
    page.locator("input[name=email]").fill(READER)
    page.get_by_role("button", name="Stuur mij de nieuwsbrief").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")


def test_agenda_is_fine_in_every_dress(site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None) -> None:
    """Light, dark, narrow and printed in one visit, with what is folded away unfolded."""

    def look(page: Page) -> list[str]:
        page.set_viewport_size(DESKTOP)
        # Without motion a colour is what it will be at once.
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        wrong = axe_problems(page)
        page.emulate_media(media="screen", color_scheme="dark")
        dark = [f"in the dark {problem}" for problem in axe_problems(page, CONTRAST)]
        return [*wrong, *dark, *narrowly(page), *on_paper(page)]

    wrong = walk(site, open_as, open_tab, look, AGENDA)
    assert not wrong, "\n".join(wrong)


def test_agenda_is_fine_in_english_on_a_phone_in_the_dark(
    site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None
) -> None:
    def look(page: Page) -> list[str]:
        said = [] if page.locator("html[lang=en]").count() else ["not in English"]
        return [*said, *axe_problems(page), *narrowly(page)]

    kinds = tuple(kind for kind in AGENDA if kind.name in IN_ENGLISH)
    wrong = walk(site, open_as, open_tab, look, kinds, phone=True, locale="en-GB", color_scheme="dark")
    assert not wrong, "\n".join(wrong)
