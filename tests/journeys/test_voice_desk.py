"""On a phone: a manager notes two wishes, finds a third that is the same, combines them and answers once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.kinds import MANAGER
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
DESK = "/beheer/plek/t-atrium/signalen/"
WISHES = (
    "Mogen we in de hal jeu de boules spelen?",
    "Een avond jeu de boules lijkt me gezellig.",
    "Is er ergens plaats voor jeu de boules?",
)


def fine(page: Page) -> None:
    assert (axe_problems(page), sideways(page)) == ([], 0)


def note(page: Page, site: Site, text: str, contact: str = "") -> None:
    page.goto(site(f"{DESK}noteren/"))
    page.get_by_label("Wat zei iemand?").fill(text)
    page.get_by_label("een wens", exact=True).check()
    page.get_by_label("aan de deur").check()
    page.get_by_label("Wil iemand antwoord?").fill(contact)
    page.get_by_role("button", name="Noteer dit").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Genoteerd")
    assert re.fullmatch(r"[A-Z0-9]{4} [A-Z0-9]{4}", page.locator(".noted-code").inner_text())


def test_manager_combines_three_wishes_and_answers_on_a_phone(site: Site, open_as: OpenTab) -> None:
    page = open_as(MANAGER, phone=True, has_touch=True)
    for text, contact in zip(WISHES, ("", "043 765 43 21", ""), strict=True):
        note(page, site, text, contact)
    page.goto(site(f"{DESK}?zoek=boules"))
    rows = page.locator(".matter-row")
    expect(rows).to_have_count(3)
    fine(page)
    for number in range(3):
        rows.nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Voeg samen wat ik aankruis").tap()
    expect(page.locator(".said__one")).to_have_count(3)
    fine(page)

    # Not the same after all, and yet: apart and together again.
    page.get_by_role("button", name=re.compile("^Zet apart")).last.tap()
    expect(page.locator(".said__one")).to_have_count(1)
    page.get_by_role("link", name="Voeg samen", exact=True).tap()
    page.get_by_role("checkbox", name=re.compile("boules")).first.check()
    page.get_by_role("button", name="Voeg samen wat ik aankruis").tap()
    expect(page.locator(".said__one")).to_have_count(3)

    page.get_by_role("link", name="Geef antwoord").tap()
    page.get_by_label("niet overgenomen").check()
    page.get_by_role("button", name="Geef dit antwoord").tap()
    expect(page.locator("main")).to_contain_text("Schrijf op waarom het niet kan.")
    fine(page)
    page.get_by_label("overgenomen", exact=True).check()
    page.get_by_label("Je antwoord").fill("De baan in de tuin is van iedereen. De ballen liggen in de kast.")
    page.get_by_role("button", name="Geef dit antwoord").tap()
    expect(page.locator("main")).to_contain_text("Je antwoord is gegeven.")

    page.goto(site(f"{DESK}bellen/"))
    call = page.locator(".call").filter(has_text="043 765 43 21")
    expect(call).to_have_count(1)
    call.get_by_role("button", name=re.compile("^Gebeld")).tap()
    expect(page.locator(".call").filter(has_text="043 765 43 21")).to_have_count(0)

    page.goto(site(f"{DESK}?status=beantwoord&zoek=boules"))
    page.locator(".matter-row__title").first.tap()
    page.get_by_role("button", name="Rond af", exact=True).tap()
    expect(page.locator("main")).to_contain_text("Afgerond.")
