"""Everybody can use every page: axe on each kind of page, keyboard alone, 320 pixels, on paper."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.conftest import Site, axe_problems, sideways, tab_stops
from tests.journeys.kinds import MANAGER, OFFICER, Kind
from tests.journeys.pages import KINDS, PUBLIC, SKIPPED, names
from tests.journeys.walking import NARROW, OpenTab, narrowly, on_paper, path_of, too_wide, walk

pytestmark = pytest.mark.journey
ARABIC = "/plek/de-keuken-van-mariaberg/"


def test_every_page_is_looked_at_or_said_why_not():
    here = {kind.name for kind in KINDS} | {name for skipped in SKIPPED.values() for name in skipped}
    assert sorted(set(names()) - here) == []


@pytest.fixture(scope="module")
def lived_in(site: Site, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Filled once by the first test that asks: see `live_in`."""
    return []


@pytest.fixture
def desk(site: Site, open_as: OpenTab, lived_in: list[str], tmp_path: Path) -> None:
    """A photo and an offered list, so that their pages are there."""
    if lived_in:
        return
    lived_in.append("yes")
    page = open_as(MANAGER)
    page.goto(site("/beheer/plek/t-atrium/fotos/"))
    picture = BytesIO()
    Image.linear_gradient("L").resize((800, 600)).convert("RGB").save(picture, "JPEG")
    page.locator("input[type=file]").set_input_files(
        {"name": "tafel.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    page.locator("[name=alternative_text]").fill("Een lange tafel met twaalf stoelen")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("img", name="Een lange tafel").first).to_be_visible()
    page = open_as(OFFICER)
    page.goto(site("/beheer/import/"))
    page.get_by_label("Het bestand").set_input_files(
        {"name": "lijst.csv", "mimeType": "text/csv", "buffer": b"naam;lat;lon\nDe Kapstok;508;5.6\n"}
    )
    page.get_by_label("Korte naam van de lijst").fill("kapstok")
    page.get_by_role("button", name="Lees de lijst in").click()
    page.get_by_role("button", name="Kijk wat er zou veranderen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze lijst kan nog niet")


def test_axe_finds_nothing_on_any_page(site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None):
    wrong = walk(site, open_as, open_tab, axe_problems)
    assert not wrong, "\n".join(wrong)


def test_a_page_that_is_wrong_is_found(site: Site, open_tab: OpenTab):
    """The walks above are only worth something if they would find this."""
    page = open_tab()
    page.goto(site("/open-data/"))
    page.set_viewport_size(NARROW)
    assert (axe_problems(page), sideways(page)) == ([], 0)
    page.evaluate(
        "document.querySelector('main').append(document.createElement('img'), document.createElement('button'))"
    )
    page.evaluate(
        "document.querySelector('h1').textContent = 'n'.repeat(60); document.querySelector('h1').style.hyphens = 'none'"
    )
    page.evaluate("document.querySelector('h1').style.overflowWrap = 'normal'")
    assert {problem.split(":")[0] for problem in axe_problems(page)} == {"image-alt", "button-name"}
    assert sideways(page) > 0
    assert too_wide(page) != ""


def test_nothing_scrolls_sideways_at_320_pixels(site: Site, open_as: OpenTab, open_tab: OpenTab, desk: None):
    """Which is also 1280 pixels at 400 %."""

    wrong = walk(site, open_as, open_tab, narrowly, phone=True)
    assert not wrong, "\n".join(wrong)


SAMPLE = (
    "/", "/plekken/?open=nu", "/kaart/", "/plek/t-atrium/", "/buurt/BU09350209/", "/account/login/", "/open-data/", "/api/",
    "/toegankelijkheid/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("phone", "options"),
    [
        (False, {"color_scheme": "dark"}),
        (True, {}),
        (True, {"color_scheme": "dark"}),
        (False, {"locale": "en-GB"}),
    ],
    ids=["dark", "phone", "phone_dark", "english"],
)
def test_axe_finds_nothing_in_other_clothes(
    site: Site, open_tab: OpenTab, *, phone: bool, options: dict[str, str]
):
    page = open_tab(phone=phone, **options)
    wrong = []
    for path in SAMPLE:
        page.goto(site(path))
        wrong += [f"{path}: {problem}" for problem in axe_problems(page)]
    assert wrong == []


def test_desk_is_fine_in_the_dark_too(site: Site, open_as: OpenTab):
    page = open_as(MANAGER, color_scheme="dark", phone=True)
    wrong = []
    for path in ("", "openingstijden/", "binnenkomen/", "team/", "logboek/"):
        page.goto(site(f"/beheer/plek/t-atrium/{path}"))
        wrong += [f"{path}: {problem}" for problem in axe_problems(page)]
    assert wrong == []


ARABIC_THE_OTHER_WAY = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.tagName !== "A" && [...one.childNodes].some((node) => node.nodeType === 3 && /[\u0600-\u06ff]/.test(node.data)))
    .filter((one) => getComputedStyle(one).direction !== "rtl" || !one.closest("[lang=ar]"))
    .map((one) => one.outerHTML.slice(0, 80))"""


def test_text_from_right_to_left_reads_so(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True)
    page.goto(site(ARABIC))
    page.locator(".language-choice a[lang=ar]").click()
    words = page.locator(".place__words[lang=ar]").first
    expect(words).to_have_attribute("dir", "rtl")
    assert words.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert axe_problems(page) == []
    assert sideways(page) == 0
    assert page.evaluate(ARABIC_THE_OTHER_WAY) == []


def test_skip_link_comes_first_and_goes_to_the_content(site: Site, open_tab: OpenTab):
    page = open_tab()
    for path in ("/", "/plekken/", "/plek/t-atrium/", "/account/login/"):
        page.goto(site(path))
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Direct naar de inhoud")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud", path
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('main'))"), path


def test_tab_reaches_filters_then_results_and_gets_out_again(site: Site, open_tab: OpenTab):
    page = open_tab()
    page.goto(site("/plekken/?open=nu"))
    reached = list(tab_stops(page, most=250))
    order = ["form" if stop["inForm"] else "results" if stop["inResults"] else "" for stop in reached]
    parts = [part for part, before in zip(order, ["", *order], strict=False) if part and part != before]
    assert parts == ["form", "results"]
    assert {"bij", "open", "koffie", "drempel", "rustig"} <= {stop["name"] for stop in reached}


def test_filter_is_ticked_with_the_space_bar(site: Site, open_tab: OpenTab):
    page = open_tab()
    page.goto(site("/plekken/"))
    box = page.get_by_role("checkbox", name="Zonder drempel")
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Zonder drempel (haal weg)")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Zonder drempel")).to_be_focused()
    expect(page.locator("#finder-said")).to_contain_text("gevonden")


@pytest.mark.parametrize(
    "kind", [kind for kind in PUBLIC if kind.name.startswith("places:")], ids=lambda kind: kind.title
)
def test_paper_has_no_navigation(site: Site, open_tab: OpenTab, kind: Kind):
    page = open_tab(color_scheme="dark")
    page.goto(site(path_of(kind, site)))
    assert on_paper(page) == []


def test_paper_says_what_was_chosen_and_marks_nothing_black(site: Site, open_tab: OpenTab):
    page = open_tab(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(site("/plekken/?open=nu"))
    expect(page.get_by_text("Gekozen: Nu open")).to_be_visible()
    page.goto(site("/plek/t-atrium/"))
    cells = page.locator(".week__today > *")
    assert cells.count() == 2
    backgrounds = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).backgroundColor)")
    assert backgrounds == ["rgba(0, 0, 0, 0)"] * 2


def test_link_to_change_something_has_a_name_without_a_gap(site: Site, open_as: OpenTab):
    page = open_as("beheerder@example.org")
    page.goto(site("/beheer/plek/t-atrium/"))
    expect(page.get_by_role("link", name="Wijzig: Openingstijden", exact=True)).to_be_visible()
