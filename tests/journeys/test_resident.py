"""A resident finds a place, on a phone: without an account, without a cookie, with and without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
PUBLIC = (
    "/", "/plekken/", "/plekken/?bij=6217&open=nu&drempel=vrij", "/kaart/", "/gemeente/GM0935/", "/wijk/WK093502/",
    "/buurt/BU09350209/", "/plek/t-atrium/", "/plek/t-atrium/huisregels/", "/plek/t-atrium/team/", "/toegankelijkheid/",
    "/privacy/", "/open-data/", "/api/", "/plekken.csv", "/plekken.geojson", "/plekken-hsds.json", "/api/v1/places",
    "/plek/t-atrium/toegankelijkheid.json", "/kaart/plekken.json", "/kaart/grenzen/GM0935.json",
)  # fmt: skip


def count_steps(page: Page) -> list[str]:
    """The addresses the page goes to from now on, one for each step."""
    steps: list[str] = []
    page.on("framenavigated", lambda frame: steps.append(frame.url) if frame == page.main_frame else None)
    return steps


def ask_on_start_page(page: Page, site: Site, words: str, *picks: str) -> None:
    page.goto(site("/"))
    page.get_by_label("Postcode, straat, buurt of naam van een plek").fill(words)
    for pick in picks:
        page.get_by_role("checkbox", name=pick).check()
    page.get_by_role("button", name="Zoek een plek").click()


def names_of_places(page: Page) -> list[str]:
    return page.locator("#finder .place-card__name").all_inner_texts()


@pytest.mark.parametrize("javascript", [False, True], ids=["without_javascript", "with_javascript"])
def test_open_step_free_place_nearby_is_found_in_three_steps(
    site: Site, open_tab: OpenTab, *, javascript: bool
):
    page = open_tab(phone=True, javascript=javascript)
    page.goto(site("/"))
    steps = count_steps(page)
    page.get_by_label("Postcode, straat, buurt of naam van een plek").fill("6217")
    page.get_by_role("checkbox", name="Nu open").check()
    if page.get_by_role("checkbox", name="Zonder drempel").count():
        page.get_by_role("checkbox", name="Zonder drempel").check()
    page.get_by_role("button", name="Zoek een plek").click()
    expect(page).to_have_url(re.compile("/plekken/"))
    if "drempel=vrij" not in page.url:
        page.get_by_role("checkbox", name="Zonder drempel").check()
        if not javascript:
            page.get_by_role("button", name="Toon de plekken").click()
        expect(page).to_have_url(re.compile("drempel=vrij"))
    asked = {name: values for name, values in parse_qs(urlsplit(page.url).query).items() if values != [""]}
    assert asked == {"bij": ["6217"], "open": ["nu"], "drempel": ["vrij"]}
    results = page.url
    nearest = page.locator("#finder .place-card").first
    expect(nearest.locator(".state")).to_contain_text("Nu open")
    expect(nearest.locator(".traits")).to_contain_text("Zonder drempel")
    name = nearest.locator(".place-card__name").inner_text()
    nearest.get_by_role("link", name=name).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert len(steps) <= 3, steps
    expect(page.locator(".place__intro .state")).to_contain_text("Nu open")
    getting_in = page.get_by_role("region", name="Zo kom je binnen")
    expect(getting_in).to_be_visible()
    expect(getting_in.get_by_role("listitem").first).to_be_visible()
    expect(
        page.get_by_role("region", name="Adres en contact").locator("a[href^='tel:']").first
    ).to_be_visible()

    page.go_back()
    expect(page).to_have_url(results)
    expect(page.locator("#finder .place-card__name").first).to_have_text(name)
    expect(page.get_by_role("checkbox", name="Zonder drempel")).to_be_checked()
    assert page.context.cookies() == []


def test_shared_address_shows_another_visitor_the_same(site: Site, open_tab: OpenTab):
    first = open_tab(phone=True)
    ask_on_start_page(first, site, "6217", "Nu open")
    expect(first.locator("#finder .place-card").first).to_be_visible()
    first.get_by_role("checkbox", name="Zonder drempel").check()
    expect(first).to_have_url(re.compile("drempel=vrij"))
    expect(first.get_by_role("link", name="Zonder drempel (haal weg)")).to_be_visible()
    shown = names_of_places(first)

    second = open_tab()
    second.goto(first.url)
    assert names_of_places(second) == shown
    expect(second.get_by_role("checkbox", name="Nu open")).to_be_checked()


def test_language_switch_keeps_the_page_and_is_the_only_cookie(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True, javascript=False)
    address = "/plekken/?bij=6217&open=nu&drempel=vrij"
    page.goto(site(address))
    dutch = names_of_places(page)
    page.get_by_role("button", name="English").click()
    assert page.url == site(address)
    assert page.locator("html").get_attribute("lang") == "en"
    assert names_of_places(page) == dutch
    assert [(cookie["name"], cookie["value"]) for cookie in page.context.cookies()] == [("taal", "en")]
    page.goto(site("/plek/t-atrium/"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#getting-in").inner_text() != "Zo kom je binnen"
    page.get_by_role("button", name="Nederlands").click()
    assert page.url == site("/plek/t-atrium/")
    assert page.locator("#getting-in").inner_text() == "Zo kom je binnen"


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_answers_without_a_cookie(site: Site, path: str):
    answer = httpx.get(site(path), timeout=20)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_near_me_orders_by_distance_and_keeps_nothing(site: Site, open_tab: OpenTab):
    page = open_tab(
        phone=True, geolocation={"latitude": 50.83896, "longitude": 5.65797}, permissions=["geolocation"]
    )
    page.goto(site("/"))
    page.get_by_role("button", name="Dicht bij mij").click()
    expect(page).to_have_url(re.compile(r"/plekken/\?.*lat=50\.839&lon=5\.658"))
    expect(page.locator(".total")).to_contain_text("De dichtstbijzijnde staat bovenaan.")
    distances = [
        metres(text) for text in page.locator("#finder .place-card .traits li:first-child").all_inner_texts()
    ]
    assert len(distances) > 5
    assert distances == sorted(distances)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def metres(text: str) -> float:
    if "vlakbij" in text:
        return 0
    number, unit = re.findall(r"([\d.,]+)\s(m|km)\b", text)[-1]
    return float(number.replace(".", "").replace(",", ".")) * (1000 if unit == "km" else 1)


def test_near_me_refused_says_what_to_do_instead(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True)
    page.context.clear_permissions()
    page.goto(site("/"))
    page.get_by_role("button", name="Dicht bij mij").click()
    expect(page.get_by_text("Vul een postcode of buurt in.")).to_be_visible()


@pytest.mark.parametrize("typed", ["t atrium", "'T ATRIUM", "’t Atrium", "atrum"])
def test_search_forgives(site: Site, open_tab: OpenTab, typed: str):
    page = open_tab(phone=True, javascript=False)
    ask_on_start_page(page, site, typed)
    assert names_of_places(page)[0] == "'t Atrium"


def test_no_result_says_what_to_try(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True, javascript=False)
    ask_on_start_page(page, site, "xqzwvutrecht", "Nu open")
    expect(page.get_by_text("Geen plek gevonden die hierbij past.")).to_be_visible()
    tries = page.locator(".empty-state a, .tries a")
    assert tries.count() > 0
    tries.first.click()
    assert len(names_of_places(page)) > 0


def test_map_without_javascript_is_a_drawing_with_the_same_list(site: Site, open_tab: OpenTab):
    page = open_tab(phone=True, javascript=False)
    page.goto(site("/kaart/?drempel=vrij"))
    dots = page.locator("svg.map-drawing a")
    listed = page.locator(".map-list > li")
    assert listed.count() > 10
    in_list = set(listed.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))"))
    on_map = set(dots.evaluate_all("links => links.map(a => a.getAttribute('href'))"))
    assert on_map <= in_list
    assert len(in_list - on_map) <= 3, "only places without a point may be missing on the map"
    page.locator("svg.map-drawing a").first.click(force=True)
    expect(page).to_have_url(re.compile("/plek/"))


def test_map_is_worked_by_keyboard(site: Site, open_tab: OpenTab):
    page = open_tab()
    page.goto(site("/kaart/?bij=6217"))
    dots = page.locator(".leaflet-marker-icon[role=button]")
    expect(dots.first).to_be_visible()
    page.locator("#map").focus()
    reached: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className + ''"))
    assert any("leaflet-marker-icon" in name for name in reached), reached
    dots.first.focus()
    label = dots.first.get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup").get_by_role("link", name="Bekijk deze plek")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plek/"))
    assert page.get_by_role("heading", level=1).inner_text() in label
