"""Income that cannot go together: refused in plain words, on a phone and without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, axe_problems, focused, sideways
from tests.journeys.dossier_steps import begin, visit
from tests.journeys.kinds import PROFESSIONAL
from tests.journeys.money_answers import (
    CLUB,
    COUNTS,
    DOOR,
    FOR_ALL,
    FOR_TENANTS,
    HIRE,
    HOMES,
    POINTS,
    ROOM,
    USE,
    OpenTab,
    add,
    answer_and_go_on,
    count_on,
    verdict,
)

pytestmark = pytest.mark.journey

BECAUSE = "Zo doet de corporatie het in het andere complex ook."
CLASH = (
    f"“{POINTS}” en “{HIRE}” gaan niet samen. Een ruimte waarvoor anderen dan de huurders betalen, geeft geen punten "
    f"voor de huur. Eén betaalde reservering is al te veel. Wil je op “{POINTS}” rekenen? Kies dan eerst nee bij "
    f"“{HIRE}”. Neem betaalde reserveringen van buiten niet aan, of laat de punten vallen."
)
OPEN_DOOR = (
    f"Op “{POINTS}” kun je nu niet rekenen. De ruimte gaat ook open voor mensen van buiten. Houd de ruimte alleen voor "
    "de huurders, of zoek ander geld en zet de deur open voor de buurt."
)
CODE = re.compile(r"\b(?:IC|RES|MOG|GEM)-?\d|\bincome[._]")


def card(page: Page, name: str) -> Locator:
    """A source of income on the page of all of them."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=name, exact=True))


def count_on_here(page: Page, name: str, button: str) -> None:
    here = card(page, name)
    if not here.get_by_role("button", name=re.compile(f"^{button}")).is_visible():
        here.locator("summary").first.click()
    here.get_by_role("button", name=re.compile(f"^{button}")).click()


def refused(page: Page, message: str) -> None:
    """In plain words at the top and beside the field; nothing that was typed is gone."""
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text(message)
    field = page.get_by_role("group", name="Reken je hierop?")
    expect(field).to_contain_text(message)
    assert CODE.findall(field.inner_text()) == [], "a code is not a word"
    expect(field.get_by_role("radio", name=COUNTS, exact=True)).to_be_checked()
    expect(page.get_by_label("Waarom?")).to_have_value(BECAUSE)
    assert sideways(page) <= 0


def test_rent_points_beside_a_club_that_pays_are_refused_on_a_phone(site: Site, open_as: OpenTab):
    page = open_as(PROFESSIONAL, phone=True)
    dossier = begin(page, site, "Punten of zaalhuur")
    visit(page, site, dossier, "vraag/money.room/")
    answer_and_go_on(page, ROOM, "money.homes")
    answer_and_go_on(page, HOMES, "money.use")
    answer_and_go_on(page, {**USE, DOOR: FOR_TENANTS}, "money.opening")
    visit(page, site, dossier, "vraag/money.parties/")
    add(page, "huurder", CLUB)

    visit(page, site, dossier, "geld/bronnen/")
    count_on_here(page, POINTS, "Reken hierop")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary")).to_contain_text(CLASH)
    expect(card(page, POINTS)).to_contain_text(CLASH)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page, POINTS).get_by_text(CLASH)).to_be_in_viewport()
    assert (axe_problems(page), sideways(page)) == ([], 0)

    count_on(page, site, dossier, POINTS, COUNTS, BECAUSE)
    refused(page, CLASH)
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page)["name"] == "use"
    assert axe_problems(page) == []

    visit(page, site, dossier, "geld/bronnen/")
    count_on_here(page, HIRE, "Niet meer")
    expect(card(page, HIRE)).to_contain_text("Dit telt niet mee in de som.")
    count_on_here(page, POINTS, "Reken hierop")
    expect(card(page, POINTS)).to_contain_text("Dit telt nu mee in de som.")
    count_on_here(page, HIRE, "Reken hierop")  # the other way round no better
    expect(card(page, HIRE)).to_contain_text(f"“{HIRE}” en “{POINTS}” gaan niet samen.")


def test_rent_points_behind_an_open_door_are_refused_without_scripts(site: Site, open_as: OpenTab):
    page = open_as(PROFESSIONAL, phone=True, javascript=False)
    dossier = begin(page, site, "Punten en een open deur")
    visit(page, site, dossier, "vraag/money.use/")
    answer_and_go_on(page, USE, "money.opening")

    count_on(page, site, dossier, POINTS, COUNTS, BECAUSE)
    refused(page, OPEN_DOOR)
    page.locator(".error-summary a").first.click()
    assert page.url.rpartition("#")[2].startswith("id_use"), page.url

    visit(page, site, dossier, "vraag/money.use/")
    answer_and_go_on(page, {DOOR: FOR_TENANTS}, "money.opening")
    count_on(page, site, dossier, POINTS, COUNTS, BECAUSE)
    expect(page.locator(".error-summary")).to_have_count(0)

    # Opening the door afterwards is an answer like any other; the sum then says what it does.
    visit(page, site, dossier, "vraag/money.use/")
    answer_and_go_on(page, {DOOR: FOR_ALL}, "money.opening")
    visit(page, site, dossier, "geld/")
    expect(verdict(page)).to_have_text("Deze combinatie kan zo niet")
    why = page.get_by_role("region", name="Waarom het zo niet kan")
    expect(why).to_contain_text("Houd de ruimte voor de huurders, of reken niet meer op hun bijdrage.")
