"""Every page of being heard: axe, in the dark, 320 pixels, on paper, in English."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import CONTRAST, DESKTOP, Site, axe_problems
from tests.journeys.pages_voice import VOICE
from tests.journeys.walking import OpenTab, narrowly, on_paper, walk

pytestmark = pytest.mark.journey
# One of each build; the words differ, the boxes they stand in do not.
IN_ENGLISH = ("voice:welcome_page", "voice:welcome_result", "voice:poll", "voice:type_over", "voice:tell_place",
              "voice:signal", "voice:matters", "voice:matter", "voice:round", "voice:round_desk",
              "voice:municipality_rules", "voice:evaluation_questions", "voice:care")  # fmt: skip


def test_being_heard_is_fine_in_every_dress(site: Site, open_as: OpenTab, open_tab: OpenTab) -> None:
    """Light, dark, narrow and printed in one visit, with what is folded away unfolded."""

    def look(page: Page) -> list[str]:
        page.set_viewport_size(DESKTOP)
        # Without motion a colour is what it will be at once.
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        wrong = axe_problems(page)
        page.emulate_media(media="screen", color_scheme="dark")
        dark = [f"in the dark {problem}" for problem in axe_problems(page, CONTRAST)]
        return [*wrong, *dark, *narrowly(page), *on_paper(page)]

    wrong = walk(site, open_as, open_tab, look, VOICE)
    assert not wrong, "\n".join(wrong)


def test_being_heard_is_fine_in_english_on_a_phone_in_the_dark(
    site: Site, open_as: OpenTab, open_tab: OpenTab
) -> None:
    def look(page: Page) -> list[str]:
        said = [] if page.locator("html[lang=en]").count() else ["not in English"]
        return [*said, *axe_problems(page), *narrowly(page)]

    kinds = tuple(kind for kind in VOICE if kind.name in IN_ENGLISH)
    wrong = walk(site, open_as, open_tab, look, kinds, phone=True, locale="en-GB", color_scheme="dark")
    assert not wrong, "\n".join(wrong)
