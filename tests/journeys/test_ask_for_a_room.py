"""A club secretary on a phone: every week a room, most of it taken, asked for all the same, and looked after."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.walking import OpenTab, narrowly, on_paper

pytestmark = pytest.mark.journey
CLUB = "Fanfare Sint-Jan ’t Höfke"


def fine(page: Page) -> list[str]:
    return [*axe_problems(page), *(["too wide"] if sideways(page) > 0 else []), *narrowly(page)]


def fill_in(page: Page, site: Site) -> None:
    page.goto(site("/plek/t-atrium/ruimtes/"))
    page.get_by_role("link", name="Grote zaal", exact=True).first.click()
    page.get_by_role("link", name="Vraag deze ruimte").click()
    page.get_by_label("Welke dag?", exact=True).fill("2026-12-01")
    page.get_by_role("button", name=re.compile("^avond")).click()
    expect(page.get_by_label("Van", exact=True)).to_have_value("18:00")
    page.get_by_label("Van", exact=True).fill("19:00")
    page.get_by_label("elke week").check()
    page.get_by_label("Tot en met welke dag?").fill("2026-12-29")
    page.get_by_label("Waar is het voor?").select_option("rehearsal")
    page.get_by_label("de naam van de groep").check()
    page.get_by_label("Namens wie vraag je dit?").select_option("association")
    page.get_by_label("Hoe heet jullie groep?").fill(CLUB)
    page.get_by_label("Hoe heet jij?").fill("Wil")
    page.get_by_label("Je telefoonnummer").fill("043 123 45 67")


def test_secretary_asks_for_every_week_and_takes_the_other_room(site: Site, open_tab: OpenTab) -> None:
    page = open_tab(phone=True)
    fill_in(page, site)
    assert fine(page) == []
    page.get_by_role("button", name="Verder: kijk alles na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("5 van de 5 keren kunnen niet zo")
    assert fine(page) == []
    page.get_by_role("button", name=re.compile("Neem steeds: Kleine zaal")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt het zo?")
    expect(page.get_by_text("5 keer Kleine zaal")).to_be_visible()
    assert fine(page) == []
    # The button of the browser itself finds it as it was.
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Hoe heet jullie groep?")).to_have_value(CLUB)
    page.go_forward()
    page.go_forward()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je vraag is verstuurd")
    assert [*fine(page), *on_paper(page)] == []


def test_club_gives_up_two_evenings_by_its_link(site: Site, open_tab: OpenTab) -> None:
    page = open_tab(phone=True)
    fill_in(page, site)
    page.get_by_label("Welke dag?", exact=True).fill("2026-12-13")
    page.get_by_label("Tot en met welke dag?").fill("2026-12-27")
    page.get_by_role("button", name="Verder: kijk alles na").click()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    page.get_by_role("link", name="Naar mijn eigen pagina").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CLUB)
    page.get_by_role("link", name=re.compile("^Grote zaal, nummer")).click()
    for day in ("zondag 13 december", "zondag 27 december"):
        page.get_by_label(day).check()
    page.get_by_role("button", name="Annuleer wat ik aankruis").click()
    assert fine(page) == []
    page.get_by_role("button", name="Annuleer deze 2 keren; het kost niets").click()
    expect(page.get_by_text("Het is geannuleerd.")).to_be_visible()
    expect(page.get_by_text("(geannuleerd)")).to_have_count(2)
    page.get_by_role("link", name="Verzetten").click()
    page.get_by_label("Tot", exact=True).fill("22:30")
    page.get_by_role("button", name="Kijk of het kan, en wat het kost").click()
    assert fine(page) == []
    page.get_by_role("button", name="Verzet deze keer").click()
    expect(page.get_by_text("19.00–22.30 uur")).to_be_visible()
    assert [*fine(page), *on_paper(page)] == []
