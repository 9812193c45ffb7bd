"""Every page of the handbook and of dossiers: axe, 320 pixels, paper; in the dark and in English too."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, Site, axe_problems
from tests.journeys.pages_dossiers import DOSSIERS, IN_ENGLISH
from tests.journeys.walking import OpenTab, narrowly, on_paper, walk

pytestmark = pytest.mark.journey


def test_handbook_and_dossiers_are_fine_in_every_dress(site: Site, open_as: OpenTab, open_tab: OpenTab):
    """Light, narrow and printed in one visit, as there are many of these pages."""

    def look(page: Page) -> list[str]:
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(DESKTOP)
        return [*axe_problems(page), *narrowly(page), *on_paper(page)]

    wrong = walk(site, open_as, open_tab, look, DOSSIERS)
    assert not wrong, "\n".join(wrong)


def test_handbook_and_dossiers_are_fine_in_english_on_a_phone_in_the_dark(
    site: Site, open_as: OpenTab, open_tab: OpenTab
):
    def look(page: Page) -> list[str]:
        said = [] if page.locator("html[lang=en]").count() else ["not in English"]
        return [*said, *axe_problems(page), *narrowly(page)]

    wrong = walk(site, open_as, open_tab, look, IN_ENGLISH, phone=True, locale="en-GB", color_scheme="dark")
    assert not wrong, "\n".join(wrong)
