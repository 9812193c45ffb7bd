"""Looking back on a year at a table with one phone, stopping and going on; and whom to call with a worry."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.kinds import ADMINISTRATOR, HOST
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
HOUSE = "aw-sjaol"
DESK = f"/beheer/plek/{HOUSE}/terugblik/"
SAID = "De soep op dinsdag brengt de hele straat bij elkaar."


@pytest.fixture
def desk(site: Site, open_as: OpenTab) -> Iterator[Page]:
    """Of a place that never looked back; afterwards it has not again."""
    page = open_as(ADMINISTRATOR, phone=True)
    page.goto(site(DESK))
    yield page
    page.goto(site(f"{DESK}2026/"))
    again = page.get_by_role("button", name="Open weer")
    if again.count():
        again.click()
    page.goto(site(f"{DESK}2026/vragen/1/"))
    page.locator("textarea").first.fill("")
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.goto(site(f"{DESK}2026/afspraken/"))
    for box in page.locator("textarea").all():
        box.fill("")
    for box in page.locator(".agreed-line input").all():
        box.fill("")
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.goto(site(f"{DESK}2026/bewoners/"))
    page.get_by_label("Wanneer bespraken jullie dit met bewoners?").fill("")
    page.get_by_label("Hoe ging dat?").fill("")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Toch niet, gooi weg").click()
    expect(page.get_by_text("Nog geen terugblik")).to_be_visible()


def looks_well(page: Page) -> None:
    assert axe_problems(page) == []
    assert not sideways(page)


def test_team_looks_back_stops_goes_on_and_lets_everybody_read_it(
    site: Site, desk: Page, open_tab: OpenTab
) -> None:
    page = desk
    page.get_by_role("button", name="Begin met 2026").click()
    page.locator("textarea").first.fill(f"{SAID} Dank aan mevrouw Jansen.")
    looks_well(page)
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    expect(page.get_by_text(SAID)).to_be_visible()
    looks_well(page)
    # Another day, by keyboard.
    page.get_by_role("link", name="Wat we afspreken").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Wat", exact=True).first.fill("De soep op dinsdag")
    page.get_by_label("Wie let erop").first.fill("het keukenteam")
    looks_well(page)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_label("Wanneer bespraken jullie dit met bewoners?").fill("2026-11-14")
    page.get_by_label("Hoe ging dat?").fill("Na de soep, met wie bleef zitten.")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Rond af").click()
    expect(page.get_by_text("Afgerond. Dank aan iedereen die meedacht.")).to_be_visible()
    page.get_by_role("link", name="Laat iedereen meelezen").click()
    expect(page.locator("mark")).to_have_text("mevrouw Jansen")
    looks_well(page)
    page.get_by_role("button", name="Laat iedereen meelezen").click()
    reader = open_tab(phone=True)
    reader.goto(site(f"/plek/{HOUSE}/"))
    reader.get_by_role("link", name="Lees de terugblik").click()
    expect(reader.get_by_text(f"{SAID} Dank aan [naam].")).to_be_visible()
    expect(reader.get_by_text("het keukenteam")).to_have_count(0)
    looks_well(reader)


def test_somebody_with_a_worry_finds_whom_to_call_and_types_nothing(site: Site, open_tab: OpenTab) -> None:
    page = open_tab(phone=True)
    page.goto(site("/plek/t-atrium/"))
    page.get_by_role("link", name="Zorgen om iemand? Bel").click()
    calls = page.locator("main a[href^='tel:']")
    expect(calls.first).to_have_attribute("href", "tel:112")
    expect(calls.nth(1)).to_have_text(re.compile("^Bel 043"))
    expect(page.locator("main").locator("form, textarea, input")).to_have_count(0)
    for call in calls.all():
        box = call.bounding_box()
        assert box is not None
        assert box["height"] >= 60
    looks_well(page)


def test_host_reaches_it_from_the_desk(site: Site, open_as: OpenTab) -> None:
    page = open_as(HOST, phone=True)
    page.goto(site("/beheer/plek/huiskamer-daalhof/"))
    page.get_by_role("link", name="Zorgen om iemand? Bel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zorgen om iemand? Bel.")
