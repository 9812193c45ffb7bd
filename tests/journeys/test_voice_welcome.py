"""A team at one table looks at its own welcome: by keyboard alone, and with a browser that runs no script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, axe_problems, focused, sideways, tab_to
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey

NAZARETH, MANAGER = "buurtcentrum-nazareth", "beheerder.nazareth@example.org"
DESK = f"/beheer/plek/{NAZARETH}/"
IDEA = "Een bankje bij de lift"
FIRST_NAMES = ("Gastvrijheid", "Gezamenlijkheid", "Wederkerigheid", "Duidelijke grenzen", "Vrijblijvendheid")


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def press(page: Page, name: str, *, tag: str = "") -> None:
    tab_to(page, name, tag=tag)
    page.keyboard.press("Enter")


def choose(page: Page, field: str, *, down: int) -> None:
    """Tab into the group of this name, and down with the arrows to an answer."""
    for _stop in range(200):
        page.keyboard.press("Tab")
        if focused(page)["name"] == field:
            break
    else:
        pytest.fail(f"the Tab key never reaches {field}")
    page.keyboard.press("Space")
    for _arrow in range(down):
        page.keyboard.press("ArrowDown")


def begin(page: Page, site: Site, act: Callable[[Page], None]) -> None:
    """From the desk; a check that was left open is finished first, so that this story can be told again."""
    page.goto(site(DESK))
    page.get_by_role("link", name="Zelfcheck: hoe welkom voelt het hier?").click()
    if page.get_by_role("heading", name="Jullie zijn bezig").count():
        page.get_by_role("link", name="Lees wat er al staat").click()
        page.get_by_role("button", name="Rond de zelfcheck af").click()
        page.goto(site(f"{DESK}welkom/"))
    act(page)
    heading(page, FIRST_NAMES[0])


def test_a_team_goes_through_it_by_keyboard_alone(site: Site, open_as: OpenTab) -> None:
    page = open_as(MANAGER)
    begin(page, site, lambda page: press(page, "Begin", tag="BUTTON"))
    choose(page, "tip_3", down=1)
    choose(page, "tip_4", down=0)
    tab_to(page, "Eigen tip", tag="TEXTAREA")
    page.keyboard.type(IDEA)
    # The Enter key in a group of answers goes on, and borrows nothing.
    choose(page, "own_1_choice", down=1)
    page.keyboard.press("Enter")
    heading(page, FIRST_NAMES[1])
    press(page, "Bewaar en ga terug", tag="BUTTON")
    heading(page, FIRST_NAMES[0])
    assert page.locator("input[name=tip_3]:checked").get_attribute("value") == "trying"
    expect(page.locator("textarea[name=own_1]")).to_have_value(IDEA)
    for name in (*FIRST_NAMES[1:], "ondersteuning"):
        press(page, "Bewaar en ga verder", tag="BUTTON")
        heading(page, name)
    press(page, "Bewaar en ga verder", tag="BUTTON")
    heading(page, "Wat gaan jullie proberen?")
    tab_to(page, "Wie?", tag="INPUT")
    page.keyboard.type("Ingrid")
    tab_to(page, "Wanneer?", tag="INPUT")
    page.keyboard.type("elke woensdag")
    page.keyboard.press("Enter")
    heading(page, "Dank jullie wel")
    expect(page.locator("main")).to_contain_text("Wie: Ingrid")
    press(page, "Rond de zelfcheck af", tag="BUTTON")
    expect(page.locator("main")).to_contain_text("Afgerond op")
    expect(page.get_by_role("heading", name="Dit werkt al")).to_be_visible()


def test_a_team_goes_through_it_on_a_phone_without_javascript(site: Site, open_as: OpenTab) -> None:
    page = open_as(MANAGER, phone=True, javascript=False)
    begin(page, site, lambda page: page.get_by_role("button", name="Begin", exact=True).click())
    for number in (1, 3, 5):
        page.locator(f"input[name=tip_{number}][value=trying]").check()
    page.get_by_role("button", name=re.compile("^Zet bij onze ideeën")).first.click()
    heading(page, FIRST_NAMES[0])
    expect(page.locator("main")).to_contain_text("Geprobeerd bij")
    # Half-way is fine: it is there when they come back.
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.get_by_role("link", name="Ga verder").click()
    assert page.locator("input[name=tip_5]:checked").get_attribute("value") == "trying"
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.locator("input[name=tip_1][value=trying]").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.locator("main")).to_contain_text("Drie tegelijk is genoeg. Dit staat nu bij later:")
    page.get_by_role("button", name=re.compile("^Toch nu proberen")).first.click()
    heading(page, "Welke bewaren jullie voor later?")
    page.get_by_role("button", name=re.compile("^Dit later")).first.click()
    page.get_by_role("button", name="Ruil terug").click()
    page.get_by_role("button", name="Bewaar en bekijk het geheel").click()
    heading(page, "Dank jullie wel")
    page.get_by_role("button", name="Rond de zelfcheck af").click()
    expect(page.locator("main")).to_contain_text("Afgerond op")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_moments_in_between_are_accessible(site: Site, open_as: OpenTab, scheme: str) -> None:
    """What no address leads to: a fourth, an error, and words about somebody."""
    page = open_as(MANAGER, phone=True, color_scheme=scheme)
    page.goto(site(f"{DESK}welkom/delen/"))
    page.get_by_label("Jullie tip").fill("Bel mevrouw Jansen op 06 12345678")
    page.get_by_role("button", name="Deel deze tip").click()
    expect(page.get_by_role("heading", name="Dit kan over iemand gaan")).to_be_visible()
    assert (axe_problems(page), sideways(page)) == ([], 0)
    page.goto(site(f"{DESK}welkom/"))
    assert (axe_problems(page), sideways(page)) == ([], 0)
