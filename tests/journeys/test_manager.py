"""Who keeps a place running: at home or on a phone, each with what the role may do and no more."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
MANAGER, BOARD, HOST = "beheerder@example.org", "bestuur@example.org", "gastvrouw@example.org"
OFFICER, PROFESSIONAL = "gemeente@example.org", "corporatie@example.org"
ATRIUM = "/beheer/plek/t-atrium/"

BROKEN = """naam;straat;huisnummer;postcode;plaats;breedtegraad;lengtegraad
De Proefkamer;Binnenplaatsplein;12;6215 TA;Maastricht;50.8391;5.6581
Het Verdwaalde Huis;Binnenplaatsplein;14;6215 TA;Maastricht;508.391;5.6581
"""


def week_of(page: Page, site: Site) -> str:
    page.goto(site("/plek/t-atrium/"))
    return page.locator("table.week").inner_text()


def test_manager_changes_hours_on_a_phone_and_visitors_see_it_at_once(
    site: Site, open_as: OpenTab, open_tab: OpenTab
):
    visitor = open_tab(phone=True)
    assert "13.15" not in week_of(visitor, site)

    page = open_as(MANAGER, phone=True)
    page.goto(site("/beheer/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("'t Atrium")
    page.get_by_role("link", name=re.compile("^Wijzig.*Openingstijden")).click()
    page.get_by_label("Dinsdag").fill("10.00–12.00 en 13.15–17.00")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Bekijk voorbeeld").click()
    preview = opened.value
    expect(preview.get_by_text("Dit is een voorbeeld", exact=True)).to_be_visible()
    expect(preview.locator("table.week")).to_contain_text("13.15")
    preview.close()
    assert "13.15" not in week_of(visitor, site), "a preview saves nothing"

    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page).to_have_url(site(ATRIUM))
    assert "13.15" in week_of(visitor, site)


def test_error_keeps_what_was_typed(site: Site, open_as: OpenTab):
    page = open_as(MANAGER, phone=True)
    page.goto(site(f"{ATRIUM}openingstijden/"))
    page.get_by_label("Woensdag").fill("tien tot laat")
    page.get_by_label("Donderdag").fill("11.00–15.45")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_label("Woensdag")).to_have_value("tien tot laat")
    expect(page.get_by_label("Donderdag")).to_have_value("11.00–15.45")
    expect(page.get_by_label("Woensdag")).to_have_attribute("aria-invalid", "true")
    summary = page.locator(".error-summary, [role=alert]").first
    expect(summary).to_contain_text("Schrijf een begin en een eind")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Woensdag")).to_be_focused()


def test_second_of_two_is_told_and_nothing_is_lost(site: Site, open_as: OpenTab, open_tab: OpenTab):
    first, second = open_as(MANAGER), open_as(BOARD)
    for page in (first, second):
        page.goto(site(f"{ATRIUM}openingstijden/"))
    first.get_by_label("Vrijdag").fill("9.00–20.05")
    first.get_by_role("button", name="Bewaar", exact=True).click()
    expect(first).to_have_url(site(ATRIUM))
    second.get_by_label("Vrijdag").fill("9.00–18.35")
    second.get_by_role("button", name="Bewaar", exact=True).click()

    expect(second.get_by_text("Iemand was je voor")).to_be_visible()
    expect(second.locator("main")).to_contain_text("Truus Daemen")
    expect(second.locator("main")).to_contain_text("20.05")
    expect(second.get_by_label("Vrijdag")).to_have_value("9.00–18.35")
    visitor = open_tab()
    assert "20.05" in week_of(visitor, site)
    second.get_by_role("button", name="Bewaar toch mijn versie").click()
    expect(second).to_have_url(site(ATRIUM))
    assert "18.35" in week_of(visitor, site)


def test_host_sees_the_desk_and_may_not_change_the_page(site: Site, open_as: OpenTab):
    page = open_as(HOST, phone=True)
    page.goto(site("/beheer/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("aalhof")
    assert page.get_by_role("link", name="Wijzig").count() == 0
    answer = page.goto(site("/beheer/plek/huiskamer-daalhof/openingstijden/"))
    assert answer
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    answer = page.goto(site(f"{ATRIUM}openingstijden/"))
    assert answer
    assert answer.status in {403, 404}


def test_board_reads_who_changed_what(site: Site, open_as: OpenTab):
    manager = open_as(MANAGER)
    manager.goto(site(f"{ATRIUM}openingstijden/"))
    manager.get_by_label("Zondag").fill("13.00–16.40")
    manager.get_by_role("button", name="Bewaar", exact=True).click()
    expect(manager).to_have_url(site(ATRIUM))

    page = open_as(BOARD)
    page.goto(site("/beheer/"))
    if ATRIUM not in page.url:
        page.get_by_role("link", name="'t Atrium").first.click()
    page.get_by_role("link", name="Bekijk het hele logboek").click()
    newest = page.locator(".trail__row").first
    expect(newest).to_contain_text("Truus Daemen")
    expect(newest).to_contain_text("openingstijden veranderd")
    expect(newest).to_contain_text("18 november 2026")
    expect(newest).not_to_contain_text(re.compile(r"\bMo\b"))  # said as people say it, never as syntax


def test_officer_finds_the_import_from_the_desk(site: Site, open_as: OpenTab):
    page = open_as(OFFICER)
    page.goto(site("/beheer/"))
    assert page.locator("a[href='/beheer/import/']").count() > 0


def offer_list(page: Page, site: Site, file: Path) -> None:
    page.goto(site("/beheer/import/"))
    page.get_by_label("Het bestand").set_input_files(file)
    page.get_by_label("Korte naam van de lijst").fill("proeflijst")
    page.get_by_role("button", name="Lees de lijst in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke kolom is wat?")
    page.get_by_role("button", name="Kijk wat er zou veranderen").click()


def test_officer_brings_a_list_that_is_refused_mended_and_taken_over(
    site: Site, open_as: OpenTab, open_tab: OpenTab, tmp_path: Path
):
    visitor = open_tab()
    file = tmp_path / "buurthuizen.csv"
    file.write_text(BROKEN)
    page = open_as(OFFICER)
    offer_list(page, site, file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze lijst kan nog niet")
    refused = page.get_by_role("table").get_by_role("row").nth(1)
    expect(refused).to_contain_text("3")
    expect(refused.get_by_role("cell").nth(2)).not_to_be_empty()
    assert page.get_by_role("button", name="Neem de lijst over").count() == 0
    visitor.goto(site("/plekken/?bij=Proefkamer"))
    assert "De Proefkamer" not in visitor.locator("main").inner_text()

    file.write_text(BROKEN.replace("508.391", "50.8393"))
    offer_list(page, site, file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er zou veranderen")
    visitor.goto(site("/plekken/?bij=Proefkamer"))
    assert "De Proefkamer" not in visitor.locator("main").inner_text(), "a dry run changes nothing"
    page.get_by_role("button", name="Neem de lijst over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De lijst is overgenomen")
    visitor.goto(site("/plekken/?bij=Proefkamer"))
    expect(visitor.locator(".place-card__name").first).to_have_text("De Proefkamer")


def test_professional_signs_in_with_a_code_from_the_letter_box(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True, javascript=False)
    page.goto(site("/"))
    page.get_by_role("link", name="Ga naar je bureau").click()
    page.get_by_label("E-mailadres").first.fill(PROFESSIONAL)
    page.get_by_role("button", name="Stuur me een code").click()
    box = open_tab()
    box.goto(site("/demo/post/"))
    letter = box.locator("article").filter(has_text=PROFESSIONAL).first.inner_text()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letter)
    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_url(site("/beheer/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"sessionid", "csrftoken", "messages"}, names
