"""Every page of the handbook and of dossiers: axe, 320 pixels, paper; in the dark and in English too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Site, axe_problems
from tests.journeys.kinds import OFFICER, PROFESSIONAL
from tests.journeys.pages_dossiers import ASSOCIATION, DOSSIERS, IN_ENGLISH, OF_MONEY, ROOMLESS
from tests.journeys.walking import OpenTab, narrowly, on_paper, walk

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def lived_in() -> list[str]:
    """Filled once by the first test that asks: see `desk`."""
    return []


@pytest.fixture
def desk(site: Site, open_as: OpenTab, lived_in: list[str]) -> None:
    """A rule of a municipality and a fund that waits to be checked, so that their pages are there."""
    if lived_in:
        return
    lived_in.append("yes")
    page = open_as(PROFESSIONAL)
    page.goto(site(f"/beheer/organisaties/{ASSOCIATION}/gemeenteregels/"))
    page.get_by_role("group", name="Waar gaat het over?").get_by_role("radio").first.check()
    page.get_by_role("group", name="Is dat zo?").get_by_role("radio").first.check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".own-list > li").first).to_be_visible()
    page = open_as(OFFICER)
    page.goto(site(f"/beheer/dossier/{ROOMLESS}/geld/fondsen/"))
    page.get_by_text("Stel een fonds voor", exact=True).click()
    page.get_by_label("Hoe heet het fonds?").fill("Het Kruimelfonds")
    page.get_by_role("group", name="Wie kan aanvragen?").get_by_role("checkbox").first.check()
    page.get_by_label("Waar geldt het?").fill("Maastricht")
    page.get_by_label("Waar geeft het geld voor?").fill("Spullen voor een buurt die samen eet.")
    page.get_by_role("button", name="Stel dit fonds voor").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Het Kruimelfonds: \w"))


def test_handbook_and_dossiers_are_fine_in_every_dress(
    site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None
):
    """Light, narrow and printed in one visit, as there are many of these pages."""

    def look(page: Page) -> list[str]:
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(DESKTOP)
        return [*axe_problems(page), *narrowly(page), *on_paper(page)]

    wrong = walk(site, open_as, open_tab, look, DOSSIERS)
    assert not wrong, "\n".join(wrong)


def test_handbook_and_dossiers_are_fine_in_english_on_a_phone_in_the_dark(
    site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None
):
    def look(page: Page) -> list[str]:
        said = [] if page.locator("html[lang=en]").count() else ["not in English"]
        return [*said, *axe_problems(page), *narrowly(page)]

    wrong = walk(site, open_as, open_tab, look, IN_ENGLISH, phone=True, locale="en-GB", color_scheme="dark")
    assert not wrong, "\n".join(wrong)


def test_money_is_fine_with_everything_unfolded_in_the_dark(site: Site, open_as: OpenTab, open_tab: OpenTab):
    """What is folded away is not looked at above, and here that is where the sums are."""

    def look(page: Page) -> list[str]:
        page.set_viewport_size(DESKTOP)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        return [*axe_problems(page), *narrowly(page)]

    kinds = tuple(kind for kind in OF_MONEY if kind.name.startswith("dossiers:money") and not kind.query)
    wrong = walk(site, open_as, open_tab, look, kinds, color_scheme="dark")
    assert not wrong, "\n".join(wrong)
