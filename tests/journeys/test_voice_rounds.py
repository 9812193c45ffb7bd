"""An officer reads in nine points, answers what is open and makes the text final; a resident looks one up on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.apps.voice.test_rounds_import import NINE
from tests.journeys.conftest import Site, axe_problems, sideways
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey

OFFICER = "gemeente@example.org"
ROUNDS = "/beheer/gemeente/GM0935/rondes/"


def begin(page: Page, site: Site) -> str:
    """A new round with a text; its address at the desk."""
    page.goto(site(ROUNDS))
    page.get_by_role("link", name="Begin een ronde").click()
    page.get_by_label("Titel").fill("Een plan om over te praten")
    page.get_by_label("een plan dat wordt bijgesteld").check()
    page.get_by_role("button", name="Begin de ronde").click()
    desk = page.url
    page.get_by_role("link", name="Zet de tekst erbij").click()
    page.get_by_label("Hoe heet deze versie?").fill("eerste versie")
    page.locator("#id_text").fill("Elke buurt krijgt een plek.\n\nDe deur staat open.")
    page.get_by_role("button", name="Bewaar de versie").click()
    return desk


def test_nine_points_come_in_and_the_text_waits_for_the_last_answer(site: Site, open_as: OpenTab) -> None:
    page = open_as(OFFICER)
    desk = begin(page, site)
    page.goto(desk)
    page.get_by_role("link", name="Lees een tabel in").click()
    page.get_by_label("Het bestand").set_input_files(
        {"name": "punten.csv", "mimeType": "text/csv", "buffer": NINE}
    )
    page.get_by_role("button", name="Bekijk de tabel").click()
    expect(page.get_by_text("We lezen 9 punten. Er is nog niets overgenomen.")).to_be_visible()
    assert axe_problems(page) == []
    page.get_by_role("button", name="Zet 9 punten in de ronde").click()
    expect(page.get_by_role("link", name="Niet tellen wie er komt")).to_be_visible()

    page.get_by_role("link", name="Noteer een punt").click()
    page.get_by_label("Onderwerp").fill("Meer voor mannen")
    page.get_by_label("Wat is er gezegd?").fill("Meneer Peeters wil graag een biljart.")
    page.get_by_role("button", name="Bewaar het punt").click()
    expect(page.get_by_text("We zien hier een naam").first).to_be_visible()
    page.get_by_label("Maak het onherkenbaar").check()
    page.get_by_role("button", name="Bewaar het punt").click()
    expect(page.get_by_text("[naam] wil graag een biljart.")).to_be_visible()

    page.goto(desk)
    page.get_by_role("link", name="eerste versie").click()
    page.get_by_role("button", name="Stel deze versie vast").click()
    expect(page.get_by_text("1 punt heeft nog geen antwoord")).to_be_visible()
    page.get_by_role("link", name="Meer voor mannen").first.click()
    page.get_by_label("wordt uitgevoerd").check()
    page.get_by_label("Antwoord", exact=True).fill("Twee huizen zoeken een biljart.")
    page.get_by_role("button", name="Bewaar het antwoord").click()
    page.goto(desk)
    page.get_by_role("link", name="eerste versie").click()
    page.get_by_role("button", name="Stel deze versie vast").click()
    expect(page.get_by_text(re.compile("vastgesteld op"))).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_resident_looks_up_a_point_on_a_phone(site: Site, open_tab: OpenTab, *, javascript: bool) -> None:
    phone = open_tab(phone=True, javascript=javascript)
    phone.goto(site("/gemeente/GM0935/"))
    phone.get_by_role("link", name="Gezegd en gedaan").click()
    phone.get_by_role("link", name="Gesprekken in vijf stadsdelen").first.click()
    phone.get_by_label("Zoek op woorden").fill("meer voor mannen")
    phone.get_by_role("button", name="Zoek", exact=True).click()
    expect(phone.get_by_text("1 punt gevonden.")).to_be_visible()
    expect(phone.locator("#punt-3").get_by_text("Wordt uitgevoerd")).to_be_visible()
    assert not sideways(phone)
    if javascript:
        assert axe_problems(phone) == []
