"""A club asks for a weekly evening on a phone; the house says yes, and settles paper, key and door."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.kinds import MANAGER
from tests.journeys.walking import OpenTab, letter_to

pytestmark = pytest.mark.journey
ATRIUM = "/beheer/plek/t-atrium/"
ROOM = "Kleine zaal"
CLUB = "Schaakclub 't Paard"


def paper(page: Page, site: Site, path: str) -> str:
    """The words of a PDF."""
    answer = page.request.get(site(path))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(answer.body())).pages).split())


def shut_one_evening(page: Page, site: Site) -> None:
    """So that one of the dates clashes, with room for an alternative later that evening."""
    page.goto(site(f"{ATRIUM}ruimtes/"))
    page.get_by_role("link", name=f"Wijzig {ROOM}").click()
    expect(page).to_have_url(re.compile(r"/ruimtes/\d+/$"))
    page.goto(f"{page.url}dicht/")
    page.get_by_label("Eerste dag").fill("2027-02-23")
    page.get_by_label("Vanaf hoe laat?").fill("18:00")
    page.get_by_label("Laatste dag").fill("2027-02-23")
    page.get_by_label("Tot hoe laat?").fill("19:45")
    page.get_by_label("onderhoud").check()
    page.get_by_label("Waarom?").fill("Nieuwe vloer")
    page.get_by_role("button", name="Sluit de ruimte").click()
    expect(page.locator("main")).to_contain_text("dinsdag 23 februari 2027 18.00–19.45 uur")


def fill_in(page: Page, site: Site) -> None:
    page.goto(site("/plek/t-atrium/ruimtes/"))
    page.get_by_role("link", name=ROOM, exact=True).first.tap()
    page.get_by_role("link", name="Vraag deze ruimte").tap()
    page.locator("[name=day]").fill("2027-01-05")
    page.get_by_label("Van", exact=True).fill("19:30")
    page.get_by_label("Tot", exact=True).fill("22:00")
    page.get_by_label("elke week").check()
    page.locator("[name=until]").fill("2027-06-29")
    page.get_by_label("Waar is het voor?").select_option("club")
    page.get_by_label("de naam van de groep").check()
    page.get_by_label("Namens wie vraag je dit?").select_option("association")
    page.get_by_label("Hoe heet jullie groep?").fill(CLUB)
    page.get_by_label("Hoe heet jij?").fill("Mieke")
    page.get_by_label("Je e-mailadres").fill("paard@example.org")


@pytest.mark.usefixtures("worker")
def test_club_asks_for_tuesday_evenings_and_the_house_settles_everything(
    site: Site, open_tab: OpenTab, open_as: OpenTab
) -> None:
    manager = open_as(MANAGER)
    shut_one_evening(manager, site)

    page = open_tab(phone=True, has_touch=True)
    fill_in(page, site)
    assert (axe_problems(page), sideways(page)) == ([], 0)
    page.get_by_role("button", name="Verder").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 van de 26 keren kan niet zo")
    assert (axe_problems(page), sideways(page)) == ([], 0)
    page.get_by_label("20.00–22.30 uur").check()
    page.get_by_role("button", name="Verder met de rest").tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt het zo?")
    told = page.locator("main")
    expect(told).to_contain_text("26 keer Kleine zaal")
    expect(told).to_contain_text("dinsdag 23 februari 2027, 20.00–22.30 uur")
    expect(told).to_contain_text("€ 533,00")
    assert (axe_problems(page), sideways(page)) == ([], 0)
    page.get_by_role("button", name="Verstuur mijn vraag").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je vraag is verstuurd")
    assert page.context.cookies() == []
    letter = letter_to(page, site, "paard@example.org", "We hebben je vraag.")
    assert ROOM in letter
    own = re.search(r"http\S+/huur/[\w-]+/", letter)
    assert own

    manager.goto(site(f"{ATRIUM}reserveringen/"))
    manager.get_by_role("button", name=re.compile(f"Ja, en stuur bericht.*{CLUB}", re.DOTALL)).click()
    expect(manager.locator("main")).to_contain_text(f"Ja gezegd: {CLUB} heeft de ruimte.")

    page.goto(own[0])
    expect(page.get_by_role("heading", level=1)).to_have_text(CLUB)
    # The letter that says yes waits: somebody may have pressed the wrong button.
    page.get_by_role("link", name=re.compile(f"^{ROOM}, nummer")).first.tap()
    expect(page.locator("main")).to_contain_text("De plek gaf net antwoord.")
    assert (axe_problems(page), sideways(page)) == ([], 0)

    settle_paper_key_and_door(manager, site)


def settle_paper_key_and_door(manager: Page, site: Site) -> None:
    manager.goto(site(f"{ATRIUM}overeenkomsten/nieuw/"))
    manager.get_by_label("gebruikersovereenkomst").check()
    manager.get_by_label("Met wie?").select_option(label=CLUB)
    manager.get_by_label("Welke ruimte?").select_option(label=ROOM)
    manager.get_by_role("button", name="Maak een concept").click()
    manager.locator("[name=provider_represented_by]").fill("Marlies Habets")
    manager.locator("[name=user_represented_by]").fill("Mieke")
    manager.locator("[name=user_address]").fill("Paardenstraat 8, Maastricht")
    manager.locator("[name=purpose]").fill("Schaken op dinsdagavond")
    manager.get_by_role("button", name="Bewaar als nieuwe versie").click()
    pdf = manager.get_by_role("link", name=re.compile("pdf", re.IGNORECASE)).first
    words = paper(manager, site, pdf.get_attribute("href") or "")
    assert [one for one in (CLUB, ROOM, "Schaken op dinsdagavond", "Mieke") if one not in words] == []

    manager.goto(site(f"{ATRIUM}sleutels/"))
    manager.get_by_role("link", name=re.compile("^Geef mee.*Bos 1")).click()
    manager.get_by_label("Voor welke huurder?").select_option(label=CLUB)
    manager.get_by_label("Tekenen op papier").check()
    manager.get_by_role("button", name="Geef mee").click()
    manager.goto(site(f"{ATRIUM}sleutels/"))
    expect(manager.locator("main")).to_contain_text(f"{CLUB}, sinds")

    sheet = paper(manager, site, f"{ATRIUM}dagblad/dagblad.pdf?dag=2027-01-05")
    wanted = (CLUB, "19.30", "22.00", "Bos 1")
    assert [one for one in wanted if one not in sheet] == []


def test_what_was_used_is_invoiced_once(site: Site, open_as: OpenTab) -> None:
    page = open_as(MANAGER)
    page.goto(site(f"{ATRIUM}facturen/"))
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("checkbox", name=re.compile("^Koor De Nachtegaal")).check()
    page.get_by_role("button", name="Maak deze facturen").click()
    page.goto(site(f"{ATRIUM}facturen/"))
    # Others have invoices too; this is the first of theirs that is open.
    theirs = page.get_by_role("listitem").filter(has_text="Koor De Nachtegaal")
    theirs.get_by_role("link", name=re.compile("^ATR")).first.click()
    assert (axe_problems(page), sideways(page)) == ([], 0)
    pdf = page.get_by_role("link", name=re.compile("pdf", re.IGNORECASE)).first
    words = paper(page, site, pdf.get_attribute("href") or "")
    assert [
        one for one in ("Koor De Nachtegaal", "Stichting ’t Atrium", "NL91", "20,00") if one not in words
    ] == []
    page.goto(site(f"{ATRIUM}facturen/"))
    expect(page.get_by_role("checkbox", name=re.compile("^Koor De Nachtegaal"))).to_have_count(0)
