"""A municipality's own design tokens, named in one setting, dress every page anew."""

import os
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Site, axe_problems, sign_in
from tests.journeys.kinds import PROFESSIONAL
from tests.journeys.pages_dossiers import FLAT, HOME

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
ROTTERDAM = {
    "SCHUIFAAN_THEME_STYLESHEETS": "@nl-design-system-unstable/rotterdam-design-tokens/dist/index.css",
    "SCHUIFAAN_THEME_CLASS": "rotterdam-theme",
}
PICTURES = ROOT / "docs/screenshots"
WRITES = os.environ.get("SCHUIFAAN_WRITE_SCREENSHOTS") == "1"
HEAVIEST = 300_000
COLOURS = 256

CLOTHES = """() => {
  const worn = (query, ...names) => {
    const style = getComputedStyle(document.querySelector(query));
    return names.map((name) => style[name]);
  };
  return {
    words: worn("body", "fontFamily", "color"),
    heading: worn("h1", "fontFamily", "color"),
    button: worn("main .utrecht-button--primary-action, main .utrecht-button--subtle", "backgroundColor", "color", "fontFamily"),
    link: worn("main a.more, main .contact-links a", "color"),
    header: worn(".page-header", "backgroundColor", "borderBlockStartColor"),
  };
}"""


@pytest.fixture(scope="module")
def rotterdam(serve: Callable[..., Site]) -> Site:
    return serve(**ROTTERDAM)


@pytest.fixture(scope="module")
def tidy(site: Site, serve: Callable[..., Site]) -> Site:
    """For pictures: a demo city that no other journey left its traces in."""
    return serve() if WRITES else site


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """A picture for the documentation, with few colours so that it stays small."""
    if not WRITES:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
    file = PICTURES / f"{name}.png"
    few.save(file, optimize=True)
    assert file.stat().st_size < HEAVIEST, name


def clothes(page: Page, url: str) -> dict[str, list[str]]:
    page.goto(url)
    worn: dict[str, list[str]] = page.evaluate(CLOTHES)
    return worn


@pytest.mark.parametrize("path", ["/", "/plek/t-atrium/"])
def test_tokens_dress_the_page_anew(tidy: Site, rotterdam: Site, open_tab: OpenTab, path: str):
    page = open_tab()
    ours = clothes(page, tidy(path))
    if path == "/":
        keep(page, "theme-own")
    theirs = clothes(page, rotterdam(path))
    if path == "/":
        keep(page, "theme-rotterdam")
    same = [part for part in ours if ours[part][0] == theirs[part][0]]
    assert same == [], (ours, theirs)
    assert page.locator("html").get_attribute("class") == "rotterdam-theme"
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_page_in_other_clothes_is_as_usable(rotterdam: Site, open_tab: OpenTab):
    page = open_tab(phone=True)
    wrong = []
    for path in ("/", "/plekken/", "/plek/t-atrium/", "/account/login/"):
        page.goto(rotterdam(path))
        wrong += [f"{path}: {problem}" for problem in axe_problems(page)]
    assert wrong == []


@pytest.mark.skipif(not WRITES, reason="only with SCHUIFAAN_WRITE_SCREENSHOTS=1")
def test_pictures_for_the_documentation(tidy: Site, open_tab: OpenTab):
    for form, phone in (("desktop", False), ("phone", True)):
        page = open_tab(phone=phone)
        for name, path in (("start", "/"), ("place", "/plek/t-atrium/")):
            page.goto(tidy(path))
            keep(page, f"{name}-{form}")
    page = open_tab()
    page.goto(tidy("/plekken/?bij=6217&open=nu&drempel=vrij"))
    keep(page, "list-desktop")
    page.goto(tidy("/kaart/"))
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    page.wait_for_timeout(500)
    keep(page, "map-desktop")
    sign_in(page, tidy, "beheerder@example.org")
    page.goto(tidy("/beheer/plek/t-atrium/"))
    keep(page, "place-desk")
    assert {file.stem for file in PICTURES.iterdir()} >= {
        "start-desktop", "start-phone", "place-desktop", "place-phone", "list-desktop", "map-desktop", "place-desk",
    }  # fmt: skip


@pytest.mark.skipif(not WRITES, reason="only with SCHUIFAAN_WRITE_SCREENSHOTS=1")
def test_pictures_of_the_money(tidy: Site, open_tab: OpenTab):
    for form, phone in (("desktop", False), ("phone", True)):
        page = open_tab(phone=phone)
        sign_in(page, tidy, PROFESSIONAL)
        page.goto(tidy(f"/beheer/dossier/{FLAT}/geld/"))
        keep(page, f"money-{form}")
    page = open_tab()
    sign_in(page, tidy, PROFESSIONAL)
    page.goto(tidy(f"/beheer/dossier/{FLAT}/geld/"))
    page.locator("#jaren").evaluate("(heading) => heading.scrollIntoView()")
    keep(page, "money-years")
    page.goto(tidy(f"/beheer/dossier/{FLAT}/geld/bronnen/"))
    keep(page, "money-sources")
    page.goto(tidy(f"/beheer/dossier/{HOME}/geld/beste/"))
    keep(page, "money-best")
    assert {file.stem for file in PICTURES.glob("money-*")} == {
        "money-desktop", "money-phone", "money-years", "money-sources", "money-best",
    }  # fmt: skip
