"""By keyboard alone: a resident says what they wish, and a manager answers what somebody let know."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, tab_to
from tests.journeys.kinds import MANAGER
from tests.journeys.test_voice_welcome import choose, heading, press
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
DESK = "/beheer/plek/t-atrium/signalen/"
OPEN_POLL = (
    "select p.token from voice_poll p join places_place q on q.id = p.place_id"
    " where q.slug = 't-atrium' and p.state = 'open'"
)


def test_resident_says_what_they_wish_by_keyboard_alone(site: Site, open_tab: OpenTab) -> None:
    with sqlite3.connect(f"file:{site.var / 'schuifaan.sqlite3'}?mode=ro", uri=True) as database:
        token = database.execute(OPEN_POLL).fetchone()[0]
    page = open_tab()
    page.goto(site(f"/wensen/{token}/"))
    tab_to(page, "Samen koken en eten", tag="INPUT")
    page.keyboard.press("Space")
    tab_to(page, "Iets anders?", tag="TEXTAREA")
    page.keyboard.type("Een avond met sterren kijken")
    press(page, "Verstuur mijn wensen", tag="BUTTON")
    heading(page, "Dank je wel")


def test_manager_answers_by_keyboard_alone(site: Site, open_as: OpenTab) -> None:
    page = open_as(MANAGER)
    page.goto(site(f"{DESK}noteren/"))
    tab_to(page, "Wat zei iemand?", tag="TEXTAREA")
    page.keyboard.type("Er mag een kapstok bij de achterdeur")
    choose(page, "kind", down=0)
    choose(page, "way", down=0)
    press(page, "Noteer dit", tag="BUTTON")
    heading(page, "Genoteerd")

    page.goto(site(f"{DESK}?zoek=kapstok"))
    press(page, "kapstok", tag="A")
    heading(page, "kapstok")
    press(page, "Geef antwoord", tag="A")
    heading(page, "Antwoord geven")
    choose(page, "outcome", down=0)
    tab_to(page, "Je antwoord", tag="TEXTAREA")
    page.keyboard.type("Die hangt er vanaf maandag.")
    press(page, "Geef dit antwoord", tag="BUTTON")
    expect(page.locator("main")).to_contain_text("Je antwoord is gegeven.")
