"""From idea to printed decision memo in one sitting: the team, its colleague and residents, on a laptop and a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways, tab_to
from tests.journeys.dossier_steps import begin, heading, save, visit, words_of

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
# Both of Gemeente Maastricht.
PROFESSIONAL, COLLEAGUE = "gemeente@example.org", "applicatiebeheer@example.org"
ROLE = "Buren uit de twee flats eten elke week samen en kennen elkaar."
THEIR_ROLE = "Mensen die alleen wonen, komen hier elke dag even langs."
ASSUMPTION = "Wij denken dat niemand nu weet waar de sleutel ligt."
WISH, RESIDENTS_WISH = "samen pannenkoeken bakken", "een puzzelhoek bij het raam"
PARTY = "Bewonersgroep De Brug"


def answer_the_first_step_by_keyboard(page: Page) -> None:
    """Refused once: the list of what is wrong has the focus, and leads to the field."""
    tab_to(page, "Beantwoord deze vraag")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/goal.area/")
    assert page.get_by_role("radio", name="Een buurt", exact=True).is_checked(), "it came along"
    tab_to(page, "Naam", tag="INPUT")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Malberg, rond het plein")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/goal.role/")
    tab_to(page, "De rol van de plek", tag="TEXTAREA")
    page.keyboard.type("Eten.")
    tab_to(page, "Bewaar en ga verder")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("De rol van de plek")).to_be_focused()
    expect(page.get_by_label("De rol van de plek")).to_have_value("Eten.")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(ROLE)
    tab_to(page, "Bewaar en ga verder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/goal.kinds/")
    tab_to(page, "Gezellig samen zijn", tag="INPUT")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/goal.target_groups/")


def halfway_again(page: Page, site: Site, dossier: str) -> None:
    """What was answered is there after a reload; what was only typed was never sent."""
    page.get_by_label("Iedereen die hier woont").check()
    page.reload()
    expect(page.get_by_label("Iedereen die hier woont")).not_to_be_checked()
    page.get_by_label("Iedereen die hier woont").check()
    save(page)
    page.wait_for_url("**/vraag/goal.added_value/")
    visit(page, site, dossier, "stap/goal/")
    expect(page.locator("main")).to_contain_text(ROLE)
    expect(page.locator("main")).to_contain_text("Malberg, rond het plein")


def colleague_joins(first: Page, second: Page, site: Site, dossier: str) -> None:
    """Other questions go by; of the same question both answers are shown."""
    title = heading_of(first, site, dossier)
    second.goto(site("/beheer/dossiers/"))
    second.get_by_role("link", name=title, exact=True).first.click()
    visit(second, site, dossier, "vraag/goal.assumptions/nieuw/")
    second.get_by_label("Wij denken dat").fill(ASSUMPTION)
    save(second)
    expect(second.locator("main")).to_contain_text(ASSUMPTION)

    for page in (first, second):
        visit(page, site, dossier, "vraag/goal.role/")
    second.get_by_label("De rol van de plek").fill(THEIR_ROLE)
    save(second)
    first.get_by_label("De rol van de plek").fill(f"{ROLE} Ook op zondag.")
    save(first)
    expect(first.get_by_role("heading", level=1)).to_have_text("Iemand was je voor")
    expect(first.locator(".conflict__side").nth(0)).to_contain_text(f"{ROLE} Ook op zondag.")
    expect(first.locator(".conflict__side").nth(1)).to_contain_text(THEIR_ROLE)
    expect(first.locator("main")).to_contain_text("Sem de Wit")
    assert (axe_problems(first), sideways(first)) == ([], 0)
    first.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(first).not_to_have_url(re.compile("goal.role"))


def heading_of(page: Page, site: Site, dossier: str) -> str:
    visit(page, site, dossier, "")
    return heading(page)


def resident_answers_through_a_link(page: Page, resident: Page, site: Site, dossier: str) -> None:
    visit(page, site, dossier, "delen/")
    page.get_by_label("Voor wie is de link?").fill("Bewoners rond het plein")
    page.get_by_label("Wat mogen ze zien?").select_option("step.needs")
    page.get_by_label("Ze mogen ook antwoorden").check()
    page.get_by_role("button", name="Maak de link").click()
    address = page.locator(".share-link__address a").inner_text()
    resident.goto(address)
    assert sideways(resident) <= 0
    resident.get_by_role("link", name=re.compile("^Geef antwoord.*Wat zou je er graag doen")).click()
    resident.get_by_label("Wensen").fill(WISH)
    save(resident)
    expect(resident.get_by_text("Dank je wel. Je antwoord is bewaard.")).to_be_visible()
    expect(resident.locator("main")).to_contain_text(WISH)
    assert {cookie["name"] for cookie in resident.context.cookies()} <= {"csrftoken"}


def resident_fills_in_the_questionnaire(page: Page, resident: Page, site: Site, dossier: str) -> None:
    """And the team takes the wish over."""
    visit(page, site, dossier, "vragenlijst/")
    page.get_by_role("button", name="Open de vragenlijst").click()
    address = page.locator(".listening__words a").first.inner_text()
    resident.goto(address)
    assert sideways(resident) <= 0
    resident.get_by_role("radio", name="Ja", exact=True).check()
    resident.get_by_label("Koffie of thee drinken").check()
    resident.get_by_label("Nog iets wat je er wilt doen?").fill(RESIDENTS_WISH)
    resident.get_by_role("button", name="Verstuur mijn antwoorden").click()
    expect(resident.get_by_role("heading", level=1)).to_have_text("Dank je wel voor het meedenken")

    page.reload()
    page.get_by_label(RESIDENTS_WISH, exact=True).check()
    page.locator("form", has=page.get_by_label(RESIDENTS_WISH, exact=True)).get_by_role(
        "button", name="Kies aangekruiste voor het dossier"
    ).click()
    page.get_by_role("button", name="Neem de gekozen wensen over").click()
    visit(page, site, dossier, "stap/needs/")
    expect(page.locator("main")).to_contain_text(RESIDENTS_WISH)
    expect(page.locator("main")).to_contain_text(WISH)


def choose_a_type_and_give_out_the_tasks(page: Page, second: Page, site: Site, dossier: str) -> None:
    visit(second, site, dossier, "vraag/partners.parties/nieuw/")
    second.get_by_label("Naam", exact=True).fill(PARTY)
    second.get_by_role("radio", name="Bewoners", exact=True).check()
    save(second)
    expect(second.locator("main")).to_contain_text(PARTY)

    visit(page, site, dossier, "vraag/type.choice/")
    page.get_by_role("radio", name=re.compile("^De multifunctionele")).check()
    page.get_by_label("Waarom deze soort plek?").fill("Er is een gastvrouw en de zaal is groot genoeg.")
    save(page)
    visit(page, site, dossier, "vraag/management.tasks/")
    page.get_by_role("link", name="Beantwoord de eerste die nog leeg is").click()
    task = heading(page)
    page.get_by_role("radio", name=PARTY, exact=True).check()
    page.get_by_label("Hoe vaak?").fill("elke dinsdagochtend")
    save(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(task)
    visit(page, site, dossier, "beheerplan/")
    expect(page.locator("main")).to_contain_text(PARTY)
    visit(page, site, dossier, "type/")
    expect(page.locator("main")).to_contain_text("Er is een gastvrouw en de zaal is groot genoeg.")


def memo_holds_everybody(page: Page, site: Site, dossier: str) -> None:
    visit(page, site, dossier, "")
    page.get_by_role("link", name="Print of bewaar").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("^Besluitnota.*PDF", re.IGNORECASE)).click()
    words = words_of(Path(coming.value.path()).read_bytes())
    for said in (f"{ROLE} Ook op zondag.", ASSUMPTION, WISH, RESIDENTS_WISH, PARTY, "elke dinsdagochtend"):
        assert said in words, said
    assert [name for name in ("Yvonne", "Theunissen", "Sem de Wit", "example.org") if name in words] == []


def history_says_who(page: Page, site: Site, dossier: str) -> None:
    visit(page, site, dossier, "geschiedenis/?stap=goal")
    role = page.locator(".history__one", has_text="Wat moet de plek gaan betekenen")
    assert [one.inner_text() for one in role.locator(".history__who strong").all()] == [
        "Yvonne Theunissen", "Sem de Wit", "Yvonne Theunissen",
    ]  # fmt: skip
    expect(role.nth(0)).to_contain_text(THEIR_ROLE)  # what it was, so nothing is lost
    visit(page, site, dossier, "geschiedenis/?stap=needs")
    expect(page.locator(".history__who", has_text="Via de link “Bewoners rond het plein”")).to_have_count(1)


@pytest.mark.parametrize("phone", [False, True], ids=["laptop", "phone"])
def test_idea_becomes_a_printed_memo_in_one_sitting(
    site: Site, open_as: OpenTab, open_tab: OpenTab, *, phone: bool
):
    first, second = open_as(PROFESSIONAL, phone=phone), open_as(COLLEAGUE)
    dossier = begin(first, site, "Aan tafel in Malberg" + (" (mobiel)" if phone else ""))
    answer_the_first_step_by_keyboard(first)
    halfway_again(first, site, dossier)
    colleague_joins(first, second, site, dossier)
    resident_answers_through_a_link(first, open_tab(phone=True), site, dossier)
    resident_fills_in_the_questionnaire(first, open_tab(phone=True), site, dossier)
    choose_a_type_and_give_out_the_tasks(first, second, site, dossier)
    memo_holds_everybody(first, site, dossier)
    history_says_who(first, site, dossier)


def test_idea_becomes_a_memo_without_scripts(site: Site, open_as: OpenTab, open_tab: OpenTab):
    page, resident = open_as(PROFESSIONAL, javascript=False), open_tab(javascript=False, phone=True)
    dossier = begin(page, site, "Zonder scripts in Malberg")
    page.get_by_role("link", name="Beantwoord deze vraag").click()
    save(page)
    save(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(".error-summary a").first.click()
    assert page.url.endswith("#id_role"), page.url
    page.get_by_label("De rol van de plek").fill(ROLE)
    save(page)
    visit(page, site, dossier, "stap/goal/")
    page.get_by_label("Opmerking", exact=True).fill("Vragen of de school mee wil doen.")
    page.get_by_role("button", name="Plaats de opmerking").click()
    expect(page.locator("#opmerkingen")).to_contain_text("Vragen of de school mee wil doen.")
    resident_answers_through_a_link(page, resident, site, dossier)
    resident_fills_in_the_questionnaire(page, resident, site, dossier)
    words = words_of(page.request.get(site(f"{dossier}uitvoer/besluitnota.pdf")).body())
    assert [said for said in (ROLE, WISH, RESIDENTS_WISH) if said not in words] == []
