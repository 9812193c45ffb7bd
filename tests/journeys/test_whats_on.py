"""A resident looks what is on, comes along for a meal and cannot make it after all: without account, without cookie."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, focused, sideways, tab_to
from tests.journeys.walking import OpenTab, letter_to

pytestmark = pytest.mark.journey
AGENDA = "/buurt/BU09350209/agenda/"


def choose(page: Page, name: str, *, javascript: bool) -> None:
    page.get_by_role("checkbox", name=name, exact=True).check()
    if not javascript:
        page.get_by_role("button", name="Toon wat erbij past").click()


def to_the_neighbourhood(page: Page, site: Site) -> None:
    """From what is on today, by way of the house where it is."""
    page.goto(site("/"))
    today = page.locator("section").filter(has=page.get_by_role("heading", name="Te doen bij jou")).last
    expect(today).to_contain_text("gratis")
    today.get_by_role("link", name="Inloop met koffie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloop met koffie")
    page.get_by_role("link", name="Huiskamer Daalhof", exact=True).first.click()
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Daalhof", exact=True).click()
    page.get_by_role("link", name="De hele agenda, met filters").click()
    expect(page).to_have_url(site(AGENDA))


@pytest.mark.parametrize("javascript", [False, True], ids=["without_javascript", "with_javascript"])
def test_resident_finds_a_meal_signs_up_and_gives_the_seat_back(
    site: Site, worker: None, open_tab: OpenTab, *, javascript: bool
) -> None:
    page = open_tab(phone=True, javascript=javascript)
    to_the_neighbourhood(page, site)
    everything = page.locator(".happening").count()
    choose(page, "Gratis", javascript=javascript)
    expect(page).to_have_url(re.compile("prijs=gratis"))
    lines = page.locator(".happening")
    expect(lines.filter(has_text="€")).to_have_count(0)
    assert 0 < lines.count() < everything
    assert lines.filter(has_text="gratis").count() == lines.filter(has_not_text="gaat niet door").count()
    lines.get_by_role("link", name="Koffie met de krant").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie met de krant")
    expect(page.locator("main")).to_contain_text("Je hoeft je niet aan te melden.")

    page.get_by_role("link", name="Wat er nog meer te doen is bij 't Atrium").click()
    page.locator(".happening").get_by_role("link", name="Soeplunch", exact=True).click()
    join = page.get_by_role("link", name=re.compile("^Meld je aan"))
    expect(join.first).to_contain_text("23 november")
    join.first.click()

    name = "Zeynep" if javascript else "Bram"
    page.get_by_label("Je voornaam").fill(name)
    page.get_by_label("Hoe kunnen we je bereiken?").fill(f"{name}@example.org".lower())
    page.get_by_role("button", name="Ik kom").click()
    expect(page.locator("main")).to_contain_text(f"{name}, er is een plaats voor je.")
    if javascript:
        assert (axe_problems(page), sideways(page)) == ([], 0)
    assert page.context.cookies() == []

    letter = letter_to(page, site, f"{name}@example.org".lower(), "Fijn dat je komt")
    assert "maandag 23 november" in letter
    assert ".." not in letter
    link = re.search(r"http\S+/aanmelding/\S+", letter)
    assert link
    elsewhere = open_tab(phone=True, javascript=javascript)
    elsewhere.goto(link[0])
    elsewhere.get_by_role("button", name="Meld me af").click()
    expect(elsewhere.locator("main")).to_contain_text("Je bent afgemeld.")
    elsewhere.goto(link[0])
    expect(elsewhere.get_by_role("button", name="Meld me af")).to_have_count(0)
    assert elsewhere.context.cookies() == []


def test_filter_is_worked_by_keyboard_alone(site: Site, open_tab: OpenTab) -> None:
    page = open_tab()
    page.goto(site(AGENDA))
    tab_to(page, "Gratis", tag="INPUT")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?prijs=gratis$"))
    expect(page.get_by_role("checkbox", name="Gratis")).to_be_focused()
    expect(page.locator("#programme-said")).not_to_be_empty()
    tab_to(page, "Meer filters", tag="SUMMARY")
    page.keyboard.press("Enter")
    tab_to(page, "Ochtend", tag="INPUT")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("dagdeel=ochtend"))
    expect(page.get_by_role("checkbox", name="Ochtend")).to_be_focused()
    times = page.locator(".happening__time").all_inner_texts()
    assert times
    assert {int(re.match(r"\d+", text)[0]) < 12 for text in times} == {True}  # type: ignore[index]
    tab_to(page, "Koffie met de krant", tag="A")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie met de krant")


def test_address_of_a_choice_is_the_same_for_everybody(site: Site, open_tab: OpenTab) -> None:
    page = open_tab(phone=True)
    page.goto(site(AGENDA))
    page.get_by_role("checkbox", name="Gratis", exact=True).check()
    expect(page).to_have_url(re.compile("prijs=gratis"))
    expect(page.locator("#programme-said")).not_to_be_empty()
    shared = open_tab(javascript=False)
    shared.goto(page.url)
    assert shared.locator(".happening").all_inner_texts() == page.locator(".happening").all_inner_texts()
    answer = httpx.get(page.url)
    assert httpx.get(page.url, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert focused(page)["name"] == "prijs"
