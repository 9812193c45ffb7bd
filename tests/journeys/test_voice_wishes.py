"""A poll from beginning to end: made on a phone, answered without JavaScript, typed over, and it becomes something."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.kinds import BOARD, MANAGER
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
DESK = "/beheer/plek/t-atrium/wensen/"
TITLE = "Wat doen we in de zomer?"
WISH = "Samen koken en eten"


def fits(page: Page) -> None:
    assert sideways(page) == 0
    assert axe_problems(page) == []


def makes_it(page: Page, site: Site) -> str:
    """On a phone: pick, look, open; the address to share."""
    page.goto(site(DESK))
    page.get_by_role("link", name="Vraag wat mensen wensen").tap()
    page.get_by_label("Hoe heet de vragenlijst?").fill(TITLE)
    page.get_by_label("Wat zou je hier met anderen willen doen?").check()
    page.get_by_label(re.compile("^Wat moet hier zeker zo blijven")).check()
    fits(page)
    page.get_by_role("button", name="Verder met deze vragen").tap()
    wishes = page.get_by_label("Wensen om aan te kruisen").first
    wishes.fill(f"{wishes.input_value()}\nBoten bouwen")
    fits(page)
    page.get_by_role("button", name="Bewaar", exact=True).tap()
    page.get_by_role("link", name="Bekijk het voorbeeld").tap()
    expect(page.get_by_label("Boten bouwen")).to_be_visible()
    page.get_by_role("link", name="Terug naar de vragenlijst").tap()
    page.get_by_role("button", name="Zet de vragenlijst open").tap()
    expect(page.get_by_text("Open tot en met")).to_be_visible()
    fits(page)
    found = page.locator(".poll-state__words a").first.get_attribute("href")
    assert found is not None
    return found


def answers_it(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label(WISH).check()
    page.get_by_label("Boten bouwen").check()
    page.get_by_role("textbox").last.fill("Dat meneer Pieters koffie zet")
    page.get_by_role("button", name="Verstuur mijn wensen").click()
    expect(page.get_by_text("Er staat een naam in").first).to_be_visible()
    assert sideways(page) == 0
    page.get_by_role("textbox").last.fill("Dat er koffie is")
    page.get_by_role("button", name="Verstuur mijn wensen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")
    assert page.context.cookies() == []


def test_poll_made_on_a_phone_is_answered_typed_over_and_becomes_an_activity(
    site: Site, open_as: OpenTab, open_tab: OpenTab
) -> None:
    manager = open_as(MANAGER, phone=True, has_touch=True)
    address = makes_it(manager, site)
    desk = manager.url
    answers_it(open_tab(phone=True, javascript=False), address)

    at_the_counter = open_as(BOARD)
    at_the_counter.goto(f"{desk}overtypen/")
    at_the_counter.get_by_label("Hoeveel blaadjes zijn het?").fill("14")
    at_the_counter.get_by_label(WISH).fill("9")
    at_the_counter.get_by_label("Boten bouwen").fill("2")
    fits(at_the_counter)
    at_the_counter.get_by_role("button", name="Tel deze stapel op").click()
    expect(at_the_counter.get_by_text("14 blaadjes zijn opgeteld.")).to_be_visible()

    manager.goto(desk)
    first = manager.locator(".wish-list__one").first
    expect(first).to_contain_text(WISH)
    expect(first).to_contain_text("10 keer")
    first.get_by_role("button", name=re.compile("Maak er een activiteit van")).tap()
    expect(manager.get_by_text("Er staat een concept klaar.")).to_be_visible()
    manager.goto(desk)
    expect(manager.locator(".wish-list__one").first.get_by_role("link", name=WISH)).to_be_visible()
    manager.get_by_role("button", name="Sluit de vragenlijst af").tap()
    result = open_tab()
    result.goto(f"{address}uitkomst/")
    expect(result.locator(".wish-list__one").first).to_contain_text("10 keer")
    fits(result)
