"""At the door with a phone: who comes tonight, somebody who rang, and that it does not go on after all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.kinds import BOARD, HOST
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
HOUSE, DINNER = "huiskamer-daalhof", "Stamppot aan de lange tafel"
REASON = "De kok is ziek"


@pytest.fixture
def dinner(site: Site, open_as: OpenTab) -> Iterator[None]:
    """Tonight, at most two: entered by who may plan there, and taken out again."""
    page = open_as(BOARD)
    agenda = site(f"/beheer/plek/{HOUSE}/agenda/")
    page.goto(f"{agenda}nieuw/")
    page.get_by_label("Wat is er te doen?").fill(DINNER)
    page.get_by_label("Een bedrag per keer").check()
    page.get_by_label("Hoeveel euro per keer?").fill("4")
    page.get_by_label("Eerste keer").fill("2026-11-18")
    page.get_by_label("Van", exact=True).fill("17:30")
    page.get_by_label("Tot", exact=True).fill("19:30")
    page.get_by_label("Mensen moeten zich vooraf aanmelden").check()
    page.get_by_label("Voor hoeveel mensen is er plaats?").fill("2")
    page.get_by_role("button", name="Zet het in de agenda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(DINNER)
    yield
    page.goto(agenda)
    page.locator(".desk-rows").get_by_role("link", name=DINNER, exact=True).click()
    page.get_by_role("link", name="Meer vertellen of veranderen").click()
    page.locator("summary").filter(has_text="Verwijderen").click()
    page.get_by_role("group").filter(has_text="Verwijderen").get_by_role("button").click()
    expect(page.get_by_role("link", name=DINNER, exact=True)).to_have_count(0)


def join(page: Page, site: Site, name: str, contact: str) -> None:
    page.goto(site(f"/plek/{HOUSE}/agenda/?dag=vandaag"))
    page.get_by_role("link", name=DINNER, exact=True).click()
    page.get_by_role("link", name=re.compile("^(Meld je aan|Zet je op de wachtlijst)")).click()
    page.get_by_label("Je voornaam").fill(name)
    page.get_by_label("Hoe kunnen we je bereiken?").fill(contact)
    page.get_by_role("button", name=re.compile("^(Ik kom|Zet me op de wachtlijst)$")).click()
    expect(page.locator(".joining__state")).to_contain_text(name)


def write_down(page: Page, name: str, contact: str) -> None:
    page.get_by_label("Voornaam").fill(name)
    page.get_by_label("E-mail of telefoon").fill(contact)
    page.get_by_role("button", name=re.compile("^Zet op de ")).tap()
    expect(page.locator(".door__who").filter(has_text=name)).to_be_visible()


def test_host_sees_who_comes_writes_down_who_rang_and_calls_it_off(
    site: Site, dinner: None, open_as: OpenTab, open_tab: OpenTab
) -> None:
    resident = open_tab(phone=True)
    join(resident, site, "Wiel", "06 12345678")

    page = open_as(HOST, phone=True, has_touch=True)
    page.goto(site("/beheer/"))
    today = page.locator("section").filter(has=page.get_by_role("heading", name="Vandaag in huis")).last
    expect(today).to_contain_text("nog 1 plaats vrij")
    today.get_by_role("link", name=DINNER).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DINNER)
    expect(page.get_by_text("Andere dag, tijd of ruimte")).to_have_count(0)
    page.get_by_role("link", name="Wie zich heeft aangemeld").tap()
    expect(page.locator(".door").first).to_contain_text("Wiel")
    write_down(page, "Tiny", "")
    expect(page.locator("main")).to_contain_text("Alle plaatsen zijn bezet.")
    write_down(page, "Sjaak", "043 1234567")
    expect(page.get_by_role("heading", name="Wachtlijst")).to_be_visible()
    page.get_by_role("button", name="Meld af Tiny").tap()
    expect(page.get_by_role("heading", name="Wachtlijst")).to_have_count(0)
    assert page.locator(".door").last.locator("strong").all_inner_texts() == ["Wiel", "Sjaak"]
    assert (axe_problems(page), sideways(page)) == ([], 0)

    page.goto(site("/beheer/"))
    today.get_by_role("link", name=DINNER).tap()
    page.get_by_label("Wat zeg je erbij?").fill(REASON)
    expect(page.get_by_role("button", name=re.compile("volgende keren"))).to_have_count(0)
    page.get_by_role("button", name="Annuleer alleen deze keer").tap()
    expect(page.locator("main")).to_contain_text("gaat niet door")

    resident.reload()
    expect(resident.locator("main")).to_contain_text("Deze keer gaat niet door.")
    resident.goto(site(f"/plek/{HOUSE}/agenda/?dag=vandaag"))
    off = resident.locator(".happening").filter(has_text=DINNER)
    expect(off).to_contain_text("gaat niet door")
    expect(off).to_contain_text(REASON)

    page.goto(site(f"/beheer/plek/{HOUSE}/agenda/bellen/"))
    to_call = page.locator(".door__one")
    expect(to_call.filter(has_text="Wiel")).to_contain_text("06 12345678")
    # One by one, as they are rung.
    for _ in range(to_call.count()):
        left = to_call.count()
        to_call.first.get_by_role("button", name=re.compile("^Gebeld")).tap()
        expect(to_call).to_have_count(left - 1)
    expect(page.locator("main")).to_contain_text("Je hoeft niemand te bellen")
