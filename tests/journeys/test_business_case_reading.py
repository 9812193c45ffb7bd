"""The board reads the business case on a phone: where an amount comes from, the years, and the papers."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.dossier_steps import begin, save, visit, words_of
from tests.journeys.kinds import BOARD, PROFESSIONAL
from tests.journeys.money_answers import (
    COUNTS,
    DOOR,
    FOR_TENANTS,
    HOMES,
    POINTS,
    ROOM,
    USE,
    OpenTab,
    answer,
    count_on,
)

pytestmark = pytest.mark.journey

LIVING_ROOM = {
    "Naam": "Huiskamer",
    "Wat voor ruimte is het?": "Vertrek: je kunt er zitten, soms ook koken",
    "Oppervlakte": "40",
    "Verwarmd?": "Ja",
}
RENT = {
    "Punten van een woning zonder deze ruimte": "140",
    "Deel van de woningen dat per jaar een nieuwe huurder krijgt": "10",
}
ENERGY = {
    "Waarvoor?": "Energie",
    "Wat voor kosten zijn het?": "Energie",
    "Bedrag": "300",
    "Per wat?": "Per jaar",
}


def plan_of_the_tenants(page: Page, site: Site) -> str:
    """The tenants pay for their own living room, through the points; the board may read it."""
    dossier = begin(page, site, "De huiskamer van de huurders")
    for question, said in (
        ("money.room", ROOM),
        ("money.homes", HOMES),
        ("money.use", {**USE, DOOR: FOR_TENANTS}),
        ("money.shared_rooms/nieuw", LIVING_ROOM),
        ("money.rent", RENT),
        ("money.costs/nieuw", ENERGY),
    ):
        visit(page, site, dossier, f"vraag/{question}/")
        answer(page, said)
        save(page)
        expect(page.get_by_text("Bewaard.", exact=True).first).to_be_visible()
    count_on(page, site, dossier, POINTS, COUNTS)
    visit(page, site, dossier, "mensen/")
    page.get_by_label("E-mailadres").fill(BOARD)
    page.get_by_role("radio", name=re.compile("^Meelezen")).check()
    page.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(page.locator("main")).to_contain_text("Meelezen")
    return dossier


def opened(page: Page, name: re.Pattern[str]) -> Locator:
    """What an amount is made of, or a drawing as a table."""
    summary = page.locator("summary").filter(has_text=name)
    fold = page.locator("details").filter(has=summary)
    fold.locator("summary").first.click()
    expect(fold).to_have_attribute("open", "")
    return fold


def file_of(page: Page, name: re.Pattern[str]) -> tuple[str, bytes]:
    """What kind of file it says it is, and what is in it."""
    link = page.get_by_role("link", name=name)
    with page.expect_download() as coming:
        link.click()
    answered = page.request.get(link.evaluate("one => one.href"))
    return answered.headers["content-type"], Path(coming.value.path()).read_bytes()


def test_board_member_reads_where_an_amount_comes_from_on_a_phone(site: Site, open_as: OpenTab):
    dossier = plan_of_the_tenants(open_as(PROFESSIONAL), site)
    page = open_as(BOARD, phone=True)
    page.goto(site("/beheer/dossiers/"))
    page.get_by_role("link", name="De huiskamer van de huurders").first.click()
    page.get_by_text("Alle stappen").click()
    page.get_by_role("link", name=re.compile("^Geld")).click()
    page.get_by_role("link", name="Bekijk of het uitkomt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Komt het uit?")
    assert page.get_by_role("link", name=re.compile("^Verander")).count() == 0, "who reads, changes nothing"

    made_of = opened(page, re.compile(rf"^\s*Waarom\?\s*{re.escape(POINTS)}"))
    expect(made_of).to_contain_text("Hoogste huur bij 142 punten − hoogste huur bij 140 punten.")
    expect(made_of).to_contain_text("€ 13,72 per woning per maand")
    for part in made_of.locator("details").all():
        part.locator("summary").first.click()
    own = made_of.locator("dl > div").filter(has_text="Punten nu")
    expect(own).to_contain_text("eigen getal")
    by_law = made_of.locator("dl > div").filter(has_text="Hoogste huur bij 140 punten")
    expect(by_law).to_contain_text("€ 912,26 uit de wet")
    expect(by_law.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"^https://www\.huurcommissie\.nl/")
    )
    expect(by_law.get_by_role("link")).to_be_visible()

    years = opened(page, re.compile("Dezelfde jaren als tabel")).get_by_role("row")
    expect(years).to_have_count(11)
    assert [one.inner_text() for one in years.nth(1).get_by_role("rowheader").all()] == ["2027"]
    first_year = [" ".join(one.inner_text().split()) for one in years.nth(1).get_by_role("cell").all()]
    assert first_year == ["€ 198", "€ 198", "€ 300", "− € 102", "− € 102"]
    assert (axe_problems(page), sideways(page)) == ([], 0)

    visit(page, site, dossier, "")
    page.get_by_role("link", name="Print of bewaar").click()
    kind, report = file_of(page, re.compile("^Businesscase:.*PDF"))
    assert kind == "application/pdf"
    assert [one for one in ("€ 197,57", "€ 300,00", "Hoogste huur") if one not in words_of(report)] == []
    kind, workbook = file_of(page, re.compile("^Rekenblad:"))
    assert kind == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    cells = [cell.value for sheet in load_workbook(BytesIO(workbook)) for row in sheet.rows for cell in row]
    assert "Energie" in cells
    assert any(str(value).startswith("=") for value in cells), "it works things out by itself"
