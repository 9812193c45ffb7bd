"""What is done with the handbook: a room that fell silent is looked into, and anybody reads and prints it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways, tab_to

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
MANAGER, PROFESSIONAL = "beheerder@example.org", "corporatie@example.org"
MEDIATION = "Vraag buurtbemiddeling om te helpen."


def press(page: Page, name: str) -> None:
    """A link or a button, found and used with the keyboard alone."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def begin_about_the_place(page: Page, site: Site) -> str:
    page.goto(site("/beheer/plek/t-atrium/"))
    page.get_by_role("link", name="Begin een dossier").click()
    expect(page.get_by_role("radio", name="Een ruimte die stil is gevallen")).to_be_checked()
    page.get_by_label("Hoe heet dit dossier?").fill("Weer licht in het atrium")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weer licht in het atrium")
    return re.sub(r"^https?://[^/]+", "", page.url)


def walk_to_the_outcomes(page: Page) -> None:
    """Each answer is a button of its own; the question that comes is the heading."""
    for question, answer in (
        ("Staat de groep bewoners", "Nee"),
        ("Is er onenigheid", "Ja"),
        ("Wordt de groep steeds ouder", "Nee"),
        ("Is het te veel werk", "Nee"),
        ("Komen er te weinig nieuwe mensen", "Nee"),
    ):
        expect(page.get_by_role("heading", level=1)).to_contain_text(question)
        if question.startswith("Is er onenigheid"):
            tab_to(page, "Schrijf er een notitie bij")
            page.keyboard.press("Enter")
            tab_to(page, "Notitie", tag="TEXTAREA")
            page.keyboard.type("Over wie de sleutel houdt.")
        press(page, answer)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hier kom je op uit")
    expect(page.locator(".outcomes__one")).to_have_count(1)
    expect(page.locator(".outcomes__text")).to_have_text(
        "Zorg eerst dat mensen weer met elkaar kunnen praten."
    )


def test_silent_room_is_looked_into_by_keyboard(site: Site, open_as: OpenTab):
    page = open_as(MANAGER)
    dossier = begin_about_the_place(page, site)
    page.goto(site(f"{dossier}revitalisatie/"))
    tree = page.locator("[id='tree.T1']")
    if not tree.is_visible():
        page.get_by_text("Vragen over andere oorzaken").click()
    tree.get_by_role("link", name=re.compile("^Begin met de vragen")).click()
    walk_to_the_outcomes(page)

    press(page, "Maak er een taak van")
    expect(page.locator(".task__what")).to_have_text([MEDIATION])
    page.goto(site(f"{dossier}boom/tree.T1/"))
    expect(page.get_by_text("Staat al bij de taken.")).to_be_visible()

    press(page, "Bekijk de hele boom")
    taken = {
        kind: page.locator(f".tree-node--taken.tree-node--{kind}").count()
        for kind in ("question", "outcome", "end")
    }
    assert taken == {"question": 5, "outcome": 1, "end": 1}
    expect(page.locator(".tree-node--taken .tree-node__head", has_text="gekozen")).to_have_count(7)
    expect(page.locator(".walked__one")).to_have_count(5)
    expect(page.locator("main")).to_contain_text("Over wie de sleutel houdt.")
    assert (axe_problems(page), sideways(page)) == ([], 0)
    tab_to(page, "Tekening: ", tag="DIV")  # so that the drawing can be moved without a mouse


def test_answers_of_a_tree_are_not_overwritten_unseen(site: Site, open_as: OpenTab):
    first = open_as(MANAGER)
    dossier = begin_about_the_place(first, site)
    first.goto(site(f"{dossier}mensen/"))
    first.get_by_label("E-mailadres").fill(PROFESSIONAL)
    first.get_by_role("radio", name=re.compile("^Meewerken")).check()
    first.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(first.locator("main")).to_contain_text("Bart Schoenmakers")
    second = open_as(PROFESSIONAL, phone=True)
    for page in (first, second):
        page.goto(site(f"{dossier}boom/tree.T1/"))
    second.get_by_role("button", name="Nee").click()
    first.locator(".walk-note > summary").click()
    first.get_by_label("Notitie").fill("Volgens ons wel.")
    first.get_by_role("button", name="Ja").click()
    expect(first.locator("main")).to_contain_text("Iemand was je voor")
    expect(first.get_by_label("Notitie")).to_have_value("Volgens ons wel.")
    expect(first.get_by_role("button", name=re.compile("zo staat het nu"))).to_contain_text("Nee")
    assert axe_problems(first) == []
    first.get_by_role("button", name="Ja").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("Hier kom je op uit")


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without scripts"])
def test_resident_finds_something_in_the_handbook_and_prints_it(
    site: Site, open_tab: OpenTab, *, javascript: bool
):
    page = open_tab(phone=True, javascript=javascript)
    page.goto(site("/"))
    page.locator("footer").get_by_role("link", name="Handboek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Handboek voor ontmoetingsplekken")
    page.get_by_role("searchbox", name="Zoek in het handboek").fill("sleutel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Dit gaat over “sleutel”")
    first = page.locator(".found__name").first
    name = first.inner_text()
    first.click()
    anchor = page.url.rpartition("#")[2]
    item = page.locator(f"[id='{anchor}']")
    expect(item).to_be_in_viewport()
    expect(item).to_contain_text(name)
    assert sideways(page) <= 0

    page.emulate_media(media="print")
    expect(item).to_be_visible()
    expect(page.locator(".print-foot")).to_be_visible()
    assert [
        one for one in page.locator("main nav, main button, .page-footer").all() if one.is_visible()
    ] == []
    # What is folded away on the screen is there on paper.
    assert page.locator("details:visible > :not(summary)").evaluate_all(
        "parts => parts.filter(one => one.textContent.trim() && !one.getClientRects().length).length"
    ) == 0  # fmt: skip


def test_search_forgives_a_slip_and_helps_on_when_nothing_is_found(site: Site, open_tab: OpenTab):
    page = open_tab()
    page.goto(site("/handboek/zoek/?q=sleutl"))
    expect(page.locator(".found")).to_contain_text("sleutel")
    page.goto(site("/handboek/zoek/?q=xqzwv"))
    expect(page.locator("main")).to_contain_text("Niets gevonden over “xqzwv”")
    page.get_by_role("link", name="Naar de hoofdstukken").click()
    expect(page).to_have_url(site("/handboek/"))
