"""Who pays: from an empty dossier to a plan that closes, and every detail of the money opened by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways, tab_stops
from tests.journeys.dossier_steps import begin, save, visit
from tests.journeys.kinds import PROFESSIONAL
from tests.journeys.money_answers import (
    CLUB,
    HOMES,
    ROOM,
    USE,
    OpenTab,
    add,
    answer,
    answer_and_go_on,
    go_on,
    verdict,
)
from tests.journeys.pages_dossiers import FLAT

pytestmark = pytest.mark.journey

SERVICES = {"Bedrag per woning per maand in een overeenkomst voor diensten": "5"}
COFFEE = {
    "Kopjes koffie en thee per week die betaald worden": "120",
    "Weken per jaar": "46",
    "Prijs van een los kopje": "0,80",
    "Wat een kopje jullie kost": "0,35",
}
KITCHEN = {
    "Waarvoor?": "Nieuwe keuken",
    "Wat is het?": "Bouw of verbouwing",
    "Bedrag, met btw als jullie die betalen": "18.000",
    "Jaren dat het meegaat": "20",
    "Hoe verdeel je het?": "Elk jaar hetzelfde bedrag, met de rente erin (annuïteit)",
    "Rente per jaar": "3,5",
}
COSTS = (
    ("Energie", "Energie", "17", "Per vierkante meter per jaar"),
    ("Schoonmaak", "Schoonmaak", "3.200", "Per jaar"),
    ("Internet", "Internet en telefoon", "45", "Per maand"),
)
OPENING = {
    "Aantal ruimten dat je apart verhuurt": "1",
    "Dagdelen per week dat een ruimte open kan": "10",
    "Weken per jaar": "46",
    "Huur per dagdeel die je meestal vraagt": "30",
}


# ------------------------------------------------------------------ from blank to "dit komt uit"


def to_the_money(page: Page, site: Site, dossier: str) -> None:
    visit(page, site, dossier, "")
    page.get_by_role("link", name=re.compile("^Geld")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat kost het, en wie betaalt?")


def fill_in_the_questions(page: Page) -> None:
    """In the order they are asked; what nobody knows yet is skipped."""
    page.get_by_role("link", name="Begin met de vragen").click()
    page.wait_for_url("**/vraag/money.costs/")
    for what, kind, amount, per in COSTS:
        add(
            page,
            "kostenpost",
            {"Waarvoor?": what, "Wat voor kosten zijn het?": kind, "Bedrag": amount, "Per wat?": per},
        )
    go_on(page, "money.parties")
    add(page, "huurder", CLUB)
    go_on(page, "money.sales")
    answer_and_go_on(page, COFFEE, "money.grants")
    go_on(page, "money.investment")
    add(page, "uitgave", KITCHEN)
    go_on(page, "money.room")
    answer_and_go_on(page, ROOM, "money.homes")
    answer_and_go_on(page, HOMES, "money.use")
    answer_and_go_on(page, USE, "money.opening")
    answer_and_go_on(page, OPENING, "money.shared_rooms")
    go_on(page, "money.rent")
    answer_and_go_on(page, SERVICES, "money.soo")


def test_empty_dossier_becomes_a_plan_that_closes(site: Site, open_as: OpenTab):
    """What is missing is said, the smallest change is followed, and the set that then closes is taken over."""
    page = open_as(PROFESSIONAL)
    dossier = begin(page, site, "Wie betaalt de zaal in Malberg")
    visit(page, site, dossier, "geld/")
    expect(verdict(page)).to_have_text("Vul eerst kosten in")
    to_the_money(page, site, dossier)
    fill_in_the_questions(page)

    to_the_money(page, site, dossier)
    page.get_by_role("link", name="Bekijk of het uitkomt").click()
    expect(verdict(page)).to_have_text("Er ontbreekt € 1.737,50 in het eerste jaar.")
    page.get_by_role("link", name="Zoek de beste combinatie").first.click()
    expect(page.get_by_role("heading", name="Geen enkele combinatie komt uit")).to_be_visible()
    smallest = page.locator(".changes li").first
    expect(smallest).to_contain_text("Verlaag ‘Schoonmaak’ met € 297,50 per jaar.")
    smallest.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schoonmaak")
    answer(page, {"Bedrag": "2.900"})
    save(page)

    visit(page, site, dossier, "geld/")
    expect(verdict(page)).to_have_text("Er ontbreekt € 1.437,50 in het eerste jaar.")
    page.get_by_role("link", name="Zoek de beste combinatie").first.click()
    first = page.get_by_role("article", name="Combinatie 1")
    expect(first).to_contain_text("Dienstverleningsovereenkomst bij de huur")
    first.get_by_role("button", name=re.compile("^Neem deze over")).click()
    page.wait_for_url(f"**{dossier}geld/")
    expect(verdict(page)).to_have_text("Dit komt uit, tot en met 2036.")
    expect(page.locator(".sheet__row--result").last).to_contain_text("€ 2,50")
    assert (axe_problems(page), sideways(page)) == ([], 0)


# ------------------------------------------------------------------ by keyboard

FOLDS = "[...document.querySelectorAll('main details > summary')].filter((one) => one.checkVisibility())"
PLACE = f"() => {FOLDS}.indexOf(document.activeElement)"


def test_every_detail_of_the_money_opens_by_keyboard(site: Site, open_as: OpenTab):
    """One after the other as they stand, each stop seen, what is opened reached before what comes after it."""
    page = open_as(PROFESSIONAL)
    page.goto(site(f"/beheer/dossier/{FLAT}/geld/"))
    names = [" ".join(name.split()) for name in page.evaluate(f"() => {FOLDS}.map((one) => one.innerText)")]
    assert [name for name in names if names.count(name) > 1] == [], "two that sound the same"
    opened_in_order: list[str] = []
    for stop in tab_stops(page, most=500):
        if stop["tag"] == "SUMMARY" and page.evaluate(PLACE) >= 0:
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open"), stop
            opened_in_order.append(" ".join(page.evaluate("document.activeElement.innerText").split()))
    assert [name for name in opened_in_order if name in names] == names
    assert page.locator("main .made-of:visible").count() > 0
    assert (axe_problems(page), sideways(page)) == ([], 0)
