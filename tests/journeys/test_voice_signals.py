"""Somebody on a phone lets a place know something, and is heard; and a thousand signals keep nobody out."""

import re
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PROGRAM, Site, axe_problems, environment_of, sideways, tab_to
from tests.journeys.kinds import MANAGER
from tests.journeys.test_voice_welcome import choose, press
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey

FORM = "/plek/t-atrium/laat-weten/"
DESK = "/beheer/plek/t-atrium/signalen/"
KEY = re.compile(r'name="key" value="([^"]+)"')
# Longer than a machine takes over it.
A_MOMENT = 3_000
# A matter and all that was said about it becomes a week older.
A_WEEK_AGO = """
from datetime import timedelta
from django.db.models import F
from schuifaan.apps.voice.models import Answer, Matter, Signal
week = timedelta(days=7)
signal = Signal.objects.get(code="{code}")
Signal.objects.filter(pk=signal.pk).update(said_at=F("said_at") - week)
Matter.objects.filter(pk=signal.matter_id).update(
    received_at=F("received_at") - week, answered_at=F("answered_at") - week, due_on=F("due_on") - week
)
Answer.objects.filter(matter=signal.matter_id).update(given_at=F("given_at") - week)
"""


def fine(page: Page) -> None:
    assert (axe_problems(page), sideways(page)) == ([], 0)


def say(page: Page, site: Site, text: str) -> str:
    """The code one gets."""
    page.goto(site("/"))
    page.get_by_role("link", name="Laat iets weten", exact=True).last.click()
    page.get_by_label("Naam van de plek, straat of buurt").fill("t atrium")
    page.get_by_role("button", name="Zoek de plek").click()
    page.get_by_role("link", name="'t Atrium", exact=True).click()
    expect(page.locator("main")).to_contain_text("Het team van 't Atrium leest het als eerste")
    page.get_by_label("Een wens", exact=True).check()
    page.get_by_label("Vertel het in je eigen woorden").fill(text)
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Stuur op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")
    return page.locator(".telling__code").inner_text()


def answer(page: Page, site: Site, title: str, outcome: str, text: str) -> None:
    """At the desk, by who runs the place."""
    page.goto(site(DESK))
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="Geef antwoord").click()
    page.get_by_label(outcome, exact=True).check()
    page.get_by_label("Je antwoord").fill(text)
    page.get_by_role("button", name="Geef dit antwoord").click()
    expect(page.locator("main")).to_contain_text(text)


def look_up(page: Page, site: Site, code: str) -> None:
    page.goto(site("/laat-weten/"))
    page.get_by_role("link", name="Kijk hoe het staat").click()
    page.get_by_label("Je code").fill(code.lower().replace(" ", "-"))
    page.get_by_role("button", name="Zoek het op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat je liet weten")


@pytest.mark.parametrize("javascript", [False, True], ids=["without_javascript", "with_javascript"])
def test_a_resident_is_heard_and_heard_again(
    site: Site, open_tab: OpenTab, open_as: OpenTab, *, javascript: bool
) -> None:
    title = f"Een lange tafel in de tuin {'met' if javascript else 'zonder'} bankjes"
    phone = open_tab(phone=True, javascript=javascript)
    code = say(phone, site, title)
    desk = open_as(MANAGER, javascript=javascript)
    answer(desk, site, title, "niet overgenomen", "De tuin is te klein voor een lange tafel.")
    aged = A_WEEK_AGO.format(code=code.replace(" ", ""))
    subprocess.run([PROGRAM, "shell", "-c", aged], env=environment_of(site), check=True)

    # A week later, on another phone: the code is all there is.
    later = open_tab(phone=True, javascript=javascript)
    look_up(later, site, code)
    expect(later.locator("main")).to_contain_text("De tuin is te klein voor een lange tafel.")
    if javascript:
        fine(later)
    later.get_by_role("button", name="Nee, het helpt niet").click()
    expect(later.locator("main")).to_contain_text("Er wordt opnieuw naar gekeken.")
    later.get_by_label("Wat wil je toevoegen?").fill("Een kleine tafel is ook goed.")
    later.get_by_role("button", name="Voeg toe").click()
    expect(later.locator("main")).to_contain_text("Een kleine tafel is ook goed.")

    answer(desk, site, title, "deels overgenomen", "Er komt een kleine tafel met twee bankjes.")
    look_up(later, site, code)
    expect(later.locator("main")).to_contain_text("Er komt een kleine tafel met twee bankjes.")
    later.get_by_role("button", name="Ja, het helpt").click()
    expect(later.locator("main")).to_contain_text("Fijn dat het helpt.")


def test_somebody_lets_a_place_know_and_finds_it_back_by_keyboard_alone(
    site: Site, open_tab: OpenTab
) -> None:
    page = open_tab()
    page.goto(site(FORM))
    choose(page, "kind", down=1)
    tab_to(page, "Vertel het in je eigen woorden", tag="TEXTAREA")
    page.keyboard.type("Een kast om boeken te ruilen")
    page.wait_for_timeout(A_MOMENT)
    press(page, "Stuur op", tag="BUTTON")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")
    code = page.locator(".telling__code").inner_text()
    page.goto(site("/laat-weten/terugvinden/"))
    tab_to(page, "Je code", tag="INPUT")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat je liet weten")
    expect(page.locator("main")).to_contain_text("Een kast om boeken te ruilen")


def test_a_thousand_signals_in_a_minute_keep_no_neighbour_out(site: Site) -> None:
    def key_for(client: httpx.Client) -> str:
        found = KEY.search(client.get(site(FORM)).text)
        assert found
        return found[1]

    def post(client: httpx.Client, key: str, text: str) -> int:
        said = {"kind": "wish", "text": text, "about_whom": "no", "to": "place", "key": key}
        return client.post(site(FORM), data=said, timeout=60).status_code

    def calling_from(address: str) -> httpx.Client:
        """Not 127.0.0.1: the other journeys come from there, and are slowed down for nobody."""
        return httpx.Client(transport=httpx.HTTPTransport(local_address=address))

    # A form of its own for each of the first forty, so that they are not one pressed twice.
    with calling_from("127.0.0.3") as machine:
        keys = [key_for(machine) for _number in range(40)]
    with calling_from("127.0.0.2") as neighbour:
        forms = [key_for(neighbour) for _turn in range(3)]
    # The neighbour reads the form before sending it: what is quicker is held back for somebody to look at.
    time.sleep(A_MOMENT / 1000)

    def flood(numbers: range) -> list[int]:
        with calling_from("127.0.0.3") as machine:
            return [post(machine, keys[number % 40], f"Koop hier nummer {number}") for number in numbers]

    with ThreadPoolExecutor(9) as pool:
        floods = [pool.submit(flood, range(start, 1000, 8)) for start in range(8)]
        # Somebody else, from another address, in the middle of it.
        with calling_from("127.0.0.2") as neighbour:
            answers = [post(neighbour, key, f"Een bankje in de zon {turn}") for turn, key in enumerate(forms)]
        statuses = [status for one in floods for status in one.result()]
    assert answers == [302, 302, 302]
    assert {status for status in statuses if status not in {302, 429}} == set()
    assert (statuses.count(302), len(statuses)) == (30, 1000)
    # At most: a form sent once more within the thirty is the same signal.
    taken = kept(site, "Koop hier nummer")
    assert (set(taken), 0 < len(taken) <= 30) == ({("received",)}, True)
    assert kept(site, "Een bankje in de zon") == [("received",)] * 3


def kept(site: Site, text: str) -> list[tuple[str]]:
    """How each signal that begins like this lies at the desk."""
    with sqlite3.connect(f"file:{site.var / 'schuifaan.sqlite3'}?mode=ro", uri=True) as database:
        told = "select state from voice_matter join voice_signal on matter_id = voice_matter.id where text like ?"
        return database.execute(told, [f"{text}%"]).fetchall()
