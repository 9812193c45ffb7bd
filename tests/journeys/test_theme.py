"""A municipality's own design tokens, named in one setting, dress every page anew."""

import os
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Site, axe_problems, sign_in
from tests.journeys.kinds import MANAGER, PROFESSIONAL
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
SCREEN_ON_THE_WALL = {"width": 1280, "height": 720}
POSTER_WIDTH = 900
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
    page.wait_for_load_state("networkidle")
    write(Image.open(BytesIO(page.screenshot(full_page=whole))), name)


def write(picture: Image.Image, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = picture.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG
    )
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
    sign_in(page, tidy, MANAGER)
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


def fill_in_the_lunch(page: Page, tidy: Site) -> None:
    page.goto(tidy("/beheer/plek/t-atrium/agenda/nieuw/"))
    page.get_by_label("Wat is er te doen?").fill("Soeplunch")
    page.get_by_label("Soort", exact=True).select_option("meal")
    page.get_by_label("Een bedrag per keer").check()
    page.get_by_label("Hoeveel euro per keer?").fill("3")
    page.get_by_label("Eerste keer").fill("2026-11-23")
    page.get_by_label("Van", exact=True).fill("12:00")
    page.get_by_label("Tot", exact=True).fill("13:30")
    page.get_by_label("om de zoveel weken").check()


@pytest.mark.skipif(not WRITES, reason="only with SCHUIFAAN_WRITE_SCREENSHOTS=1")
def test_pictures_of_the_agenda(tidy: Site, open_tab: OpenTab):
    for form, phone in (("desktop", False), ("phone", True)):
        page = open_tab(phone=phone)
        page.goto(tidy("/buurt/BU09350209/agenda/"))
        if phone:
            page.locator(".programme__period").evaluate("(heading) => heading.scrollIntoView()")
        keep(page, f"agenda-{form}")
    page.goto(tidy("/activiteit/soeplunch-t-atrium/"))
    keep(page, "activity-phone")
    sign_in(page, tidy, MANAGER)
    fill_in_the_lunch(page, tidy)
    keep(page, "agenda-new-phone", whole=True)
    page = open_tab()
    poster = pypdfium2.PdfDocument(page.request.get(tidy("/plek/t-atrium/week.pdf?week=2026-W48")).body())[0]
    write(poster.render(scale=POSTER_WIDTH / poster.get_width()).to_pil(), "poster")
    sign_in(page, tidy, MANAGER)
    page.goto(tidy("/beheer/plek/t-atrium/agenda/"))
    keep(page, "calendar-desk")
    page.set_viewport_size(SCREEN_ON_THE_WALL)
    page.goto(tidy("/plek/t-atrium/scherm/"))
    keep(page, "screen")
    assert {file.stem for file in PICTURES.iterdir()} >= {
        "agenda-desktop", "agenda-phone", "activity-phone", "agenda-new-phone", "poster", "calendar-desk", "screen",
    }  # fmt: skip
