"""Who pays: from an empty dossier to a plan that closes, what cannot go together, and the board that reads it."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, axe_problems, focused, sideways
from tests.journeys.kinds import BOARD, PROFESSIONAL
from tests.journeys.pages_dossiers import FLAT
from tests.journeys.test_dossier import begin, save, visit, words_of

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
Said = Mapping[str, str]

ROOM = {
    "Van wie is het gebouw?": "Van een woningcorporatie",
    "Nieuw of bestaand?": "Bestaand: we bouwen niet, of we verbouwen",
    "Bruto oppervlakte": "110",
    "Oppervlakte die je kunt gebruiken": "95",
    "Gebruikt de verhuurder een deel zelf, als kantoor of opslag?": "Nee",
}
HOMES = {
    "Aantal zelfstandige woningen bij elkaar": "24",
    "Deel van de bewoners dat 55 jaar of ouder is": "60",
    "Afstand van de ruimte tot de woningen": "0",
}
DOOR = "Voor wie is de deur open?"
FOR_ALL, FOR_TENANTS = "Voor de huurders en voor de buurt", "Alleen voor de huurders van het complex"
USE = {
    DOOR: FOR_ALL,
    "Werkt er een (sociaal) ondernemer in de ruimte?": "Nee",
    "Is er dagbesteding in de ruimte?": "Nee",
    "Wordt er alcohol geschonken?": "Nee",
    "Is er horeca, zoals een café of een restaurant?": "Nee",
    "Zijn de prijzen lager dan bij een bedrijf?": "Ja",
    "Gaat wat overblijft terug naar de ruimte?": "Ja",
}
OPENING = {
    "Aantal ruimten dat je apart verhuurt": "1",
    "Dagdelen per week dat een ruimte open kan": "10",
    "Weken per jaar": "46",
    "Huur per dagdeel die je meestal vraagt": "30",
}
CLUB = {
    "Naam": "Koor De Brug",
    "Wat voor huurder is het?": "Stichting of vereniging die volgens de statuten alleen het algemeen belang dient",
    "Hoe betaalt deze huurder?": "Per keer, als de ruimte gebruikt wordt",
    "Dagdelen per week": "2",
    "Weken per jaar": "40",
    "Huur per dagdeel": "30",
    "Hoe zeker is dit, volgens jullie?": "100",
}
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
POINTS, HIRE = "Huur van bewoners, via de punten (WWS)", "Zaalhuur per keer"
COUNTS, COUNTS_NOT = "Ja, dit telt mee", "Nee, dit doen we niet"
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


# ------------------------------------------------------------------ filling in


def answer(page: Page, said: Said) -> None:
    """Every field by its label, whatever it is made of."""
    for label, value in said.items():
        name = re.compile(rf"^{re.escape(label)}( \(mag leeg blijven\))?$")
        group = page.get_by_role("group", name=name)
        if group.count():
            group.get_by_role("radio", name=value, exact=True).check()
            continue
        field = page.get_by_label(name)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def answer_and_go_on(page: Page, said: Said, following: str) -> None:
    answer(page, said)
    save(page)
    page.wait_for_url(f"**/vraag/{following}/")


def add(page: Page, name: str, said: Said) -> None:
    page.get_by_role("link", name=re.compile(rf"^Voeg (nog )?een {name} toe$")).click()
    answer(page, said)
    save(page)
    expect(page.get_by_role("link", name=re.compile(rf"^Voeg nog een {name} toe$"))).to_be_visible()


def go_on(page: Page, following: str) -> None:
    page.get_by_role("link", name=re.compile("^(Ga verder|Sla over)$")).click()
    page.wait_for_url(f"**/vraag/{following}/")


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


def verdict(page: Page) -> Locator:
    return page.locator(".verdict").get_by_role("heading", level=2)


# ------------------------------------------------------------------ from blank to "dit komt uit"


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


# ------------------------------------------------------------------ what cannot go together


def source(page: Page, site: Site, dossier: str, name: str) -> None:
    visit(page, site, dossier, "vraag/money.sources/")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def count_on(page: Page, site: Site, dossier: str, name: str, use: str, why: str = "") -> None:
    source(page, site, dossier, name)
    answer(page, {"Reken je hierop?": use, **({"Waarom?": why} if why else {})})
    save(page)


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


# ------------------------------------------------------------------ the board reads


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
    for _ in range(500):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            break
        assert stop["marked"], f"focus cannot be seen at {stop}"
        assert not stop["hidden"], f"focus goes into hiding at {stop}"
        if stop["tag"] == "SUMMARY" and page.evaluate(PLACE) >= 0:
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open"), stop
            opened_in_order.append(" ".join(page.evaluate("document.activeElement.innerText").split()))
    else:
        pytest.fail("the Tab key never leaves the page")
    assert [name for name in opened_in_order if name in names] == names
    assert page.locator("main .made-of:visible").count() > 0
    assert (axe_problems(page), sideways(page)) == ([], 0)
