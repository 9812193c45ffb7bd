"""Going past every kind of page, each person in one tab, and what may be wrong with one."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DEMO_PASSWORD, Site, sideways
from tests.journeys.kinds import NOBODY, Kind
from tests.journeys.pages import OF_PLACES
from tests.journeys.pages_dossiers import HOME

OpenTab = Callable[..., Page]
# A worker that just started goes past every job of the night first.
LETTER_WITHIN = timedelta(seconds=180)
NARROW = {"width": 320, "height": 640}
NOT_ON_PAPER = (
    ".page-nav",
    ".page-footer",
    ".demo-note",
    ".breadcrumbs",
    "button",
    "[data-near-me]",
    ".dossier__path",
)
INK = "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; })()"


def path_of(kind: Kind, site: Site) -> str:
    if not kind.number_from:
        return kind.path()
    with sqlite3.connect(f"file:{site.var / 'schuifaan.sqlite3'}?mode=ro", uri=True) as database:
        atrium = database.execute("select id from places_place where slug = 't-atrium'").fetchone()[0]
        home = database.execute("select id from dossiers_dossier where key = ?", (HOME.hex,)).fetchone()[0]
        numbers = database.execute(kind.number_from.format(atrium=atrium, home=home)).fetchone()
    return kind.path(*numbers)


def visit(page: Page, site: Site, kind: Kind) -> list[str]:
    """Go there; what is wrong with the page as such."""
    path = path_of(kind, site)
    answer = page.goto(site(path))
    if "/reauthenticate/?next=" in page.url:
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.get_by_role("button", name="Verder").click()
        answer = page.goto(site(path))
    wrong = []
    if answer is None or answer.status != kind.status:
        wrong.append(f"{kind.title}: answers {answer and answer.status}")
    if urlsplit(page.url).path != urlsplit(path).path:
        wrong.append(f"{kind.title}: went on to {page.url}")
    if page.locator("h1").count() != 1:
        wrong.append(f"{kind.title}: {page.locator('h1').count()} first headings")
    return wrong


def walk(
    site: Site,
    open_as: OpenTab,
    open_tab: OpenTab,
    look: Callable[[Page], list[str]],
    kinds: tuple[Kind, ...] = OF_PLACES,
    **options: object,
) -> list[str]:
    """What `look` finds on each kind of page, each person in one tab."""
    tabs: dict[str, Page] = {}
    wrong = []
    for kind in kinds:
        if kind.who not in tabs:
            tabs[kind.who] = open_tab(**options) if kind.who == NOBODY else open_as(kind.who, **options)
        page = tabs[kind.who]
        wrong += visit(page, site, kind)
        wrong += [f"{kind.title}: {problem}" for problem in look(page)]
    return wrong


def narrowly(page: Page) -> list[str]:
    page.set_viewport_size(NARROW)
    wider = sideways(page)
    return [f"{wider} pixels too wide: {too_wide(page)}"] if wider > 0 else []


def on_paper(page: Page) -> list[str]:
    """Even when the screen is dark."""
    page.emulate_media(media="print", color_scheme="dark")
    wrong = [f"{one} on paper" for one in NOT_ON_PAPER if page.locator(f"{one}:visible").count()]
    if not page.get_by_role("heading", level=1).is_visible():
        wrong.append("no heading on paper")
    if page.evaluate(INK) != ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]:
        wrong.append(f"{page.evaluate(INK)} on paper")
    return wrong


def too_wide(page: Page) -> str:
    """The innermost elements that stick out."""
    found: str = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((one) => !one.firstElementChild
              && one.getBoundingClientRect().left + Math.max(one.scrollWidth, one.offsetWidth) > innerWidth + 1)
            .slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" | ")"""
    )
    return found


def letter_to(page: Page, site: Site, address: str, word: str) -> str:
    """From the letter box of the demo, as soon as the worker has sent it."""
    letter = page.locator("article").filter(has_text=address).filter(has_text=word)
    for _ in range(int(LETTER_WITHIN.total_seconds() * 2)):
        page.goto(site("/demo/post/"))
        if letter.count():
            return letter.first.inner_text()
        page.wait_for_timeout(500)
    pytest.fail(f"no letter to {address} that says {word}")
