"""The screen in the hall and the frame on another site, in a real browser: full, upright, and without network."""

import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, axe_problems
from tests.journeys.walking import OpenTab

pytestmark = pytest.mark.journey
SCREEN = "/plek/t-atrium/scherm/"
SIZES = [(1920, 1080), (1080, 1920), (1280, 720)]
# Forty lines in the week, with names as long as they can be: by copying what the house itself shows.
FILL = """(long) => {
  for (const name of ["now", "later", "week"]) {
    const list = document.querySelector(`[data-lines="${name}"]`);
    const first = document.querySelector(".line");
    for (let n = 0; n < 20; n++) {
      const copy = first.cloneNode(true);
      const now = Date.now() / 1000;
      copy.dataset.starts = now + {now: -600, later: 60 + n, week: 2 * 86400 + n}[name];
      copy.dataset.ends = now + 5 * 86400;
      copy.hidden = false;
      copy.className = "line";
      copy.querySelector(".line__title").textContent = n % 2 ? long : long.replaceAll(" ", "");
      list.append(copy);
    }
  }
  dispatchEvent(new Event("resize"));
}"""
LONG = "Samen zingen, koken en daarna nog lang aan tafel napraten met wie er maar wil blijven zitten tot de lampen uitgaan"
# What can be scrolled by hand, and which lines never come wholly within their stage on any of its turns.
SCROLLS = """() => [document.scrollingElement.scrollHeight - innerHeight, document.scrollingElement.scrollWidth - innerWidth]"""
NEVER_WHOLE = """() => {
  const missed = [];
  for (const stage of document.querySelectorAll("[data-stage]")) {
    const lines = [...stage.querySelectorAll(".line:not([hidden]), .notice:not([hidden])")].filter((one) => one.getClientRects().length);
    const box = stage.getBoundingClientRect();
    const width = box.width + parseFloat(getComputedStyle(stage).columnGap);
    const seen = new Set();
    for (let page = 0; page * width < stage.scrollWidth; page++) {
      stage.scrollLeft = page * width;
      for (const line of lines) {
        const own = line.getBoundingClientRect();
        if (own.left >= box.left - 1 && own.right <= box.right + 1 && own.top >= box.top - 1 && own.bottom <= box.bottom + 1) seen.add(line);
      }
    }
    stage.scrollLeft = 0;
    missed.push(...lines.filter((line) => !seen.has(line)).map((line) => line.innerText.slice(0, 60)));
  }
  return missed;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.getClientRects().length && !one.closest(".visually-hidden, .qr__address"))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture
def wall(browser: Browser, site: Site) -> Iterator[Page]:
    """A screen on a wall. That it has no network the browser says aloud, and here that is no complaint."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(20_000)
    page = context.new_page()
    in_time(page, site)
    yield page
    context.close()


def in_time(page: Page, site: Site) -> None:
    """The clock of the screen is that of the site, which always has the same afternoon."""
    page.clock.install(time=time.time() + site.shift)


def sized(page: Page, size: tuple[int, int], site: Site) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    in_time(page, site)
    return page


def once_settled(page: Page, script: str, wanted: object) -> object:
    """What it says when a busy machine, too, has laid the page out: at most five seconds later."""
    for _ in range(20):
        if (said := page.evaluate(script)) == wanted:
            break
        page.wait_for_timeout(250)
    return said


@pytest.mark.parametrize("size", SIZES)
def test_full_week_with_long_names_never_scrolls_and_every_line_gets_its_turn(
    site: Site, open_tab: OpenTab, size: tuple[int, int]
) -> None:
    page = sized(open_tab(), size, site)
    page.goto(site(SCREEN))
    page.evaluate(FILL, LONG)
    assert once_settled(page, SCROLLS, [0, 0]) == [0, 0]
    assert once_settled(page, NEVER_WHOLE, []) == []
    # 32 of 1080 pixels are read from five metres; a smaller screen with the same letters hangs nearer.
    assert page.evaluate(SMALLEST) >= 32 * min(size) / 1080
    assert axe_problems(page) == []


def test_slides_take_turns(site: Site, open_tab: OpenTab) -> None:
    page = sized(open_tab(), SIZES[0], site)
    page.clock.install()
    page.goto(site(SCREEN))
    page.evaluate(FILL, LONG)
    stage = page.locator('[data-stage="week"]')
    before = stage.evaluate("stage => stage.scrollLeft")
    page.clock.run_for(16_000)
    assert (before, stage.evaluate("stage => stage.scrollLeft > 0")) == (0, True)


def test_without_scripts_the_first_slide_stands_still(site: Site, open_tab: OpenTab) -> None:
    page = sized(open_tab(javascript=False), SIZES[0], site)
    page.goto(site(SCREEN))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert httpx.get(site(SCREEN)).text.count('<meta http-equiv="refresh" content="60">') == 1


def test_time_goes_on_and_things_move_from_later_to_now_by_themselves(site: Site, open_tab: OpenTab) -> None:
    page = sized(open_tab(), SIZES[0], site)
    page.goto(site(SCREEN))
    page.evaluate(FILL, LONG)
    later = page.locator('[data-lines="later"] .line[data-starts]').last
    later.evaluate("line => { line.id = 'moving'; line.dataset.starts = Date.now() / 1000 + 2; }")
    expect(page.locator('[data-lines="now"] #moving')).to_have_count(1, timeout=8000)
    page.evaluate("document.querySelector('#moving').dataset.ends = Date.now() / 1000 - 1")
    expect(page.locator("#moving")).to_have_count(0, timeout=8000)


def test_without_network_the_last_good_programme_stays_even_after_a_reload(site: Site, wall: Page) -> None:
    page = wall
    page.goto(site(SCREEN))
    page.wait_for_selector("html[data-kept=yes]", state="attached", timeout=20_000)
    before = page.locator("#programme").inner_text()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("'t Atrium")
    assert page.locator("#programme").inner_text() == before
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "it has its own clothes on"
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    expect(page.locator("[data-behind-mark]")).to_be_hidden()
    page.evaluate("document.querySelector('#programme').dataset.madeAt -= 11 * 60")
    expect(page.locator("[data-behind-mark]")).to_contain_text("laatst bijgewerkt om")
    page.context.set_offline(False)


def test_a_server_in_trouble_does_not_reach_the_hall(site: Site, wall: Page) -> None:
    page = wall
    page.goto(site(SCREEN))
    page.wait_for_selector("html[data-kept=yes]", state="attached", timeout=20_000)
    before = page.locator("#programme").inner_text()
    page.context.route(
        "**/scherm/",
        lambda route: route.fulfill(status=503, body="<h1>Even niet</h1>", content_type="text/html"),
    )
    page.reload()
    assert page.locator("#programme").inner_text() == before


class _ElsewhereHandler(BaseHTTPRequestHandler):
    """Another site, on another port, that shows our programme."""

    def __init__(self, frames: str, *args: Any) -> None:
        self.frames = frames
        super().__init__(*args)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(
            f"<!doctype html><link rel=icon href=data:,><title>Elders</title>{self.frames}".encode()
        )

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(site: Site) -> Iterator[str]:
    code = httpx.get(site("/oembed"), params={"url": site("/plek/t-atrium/")}).json()["html"]
    refused = f'<iframe title="niet" src="{site("/plek/t-atrium/")}"></iframe>'
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_ElsewhereHandler, code + refused))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


def test_programme_shows_in_a_frame_of_another_site_and_leads_out_of_it(
    site: Site, elsewhere: str, browser: Browser
) -> None:
    # A tab of its own: the browser rightly complains about the second frame, which must stay closed.
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(elsewhere)
    inside = page.frame_locator("iframe").first
    expect(inside.get_by_role("heading", level=1)).to_have_text("'t Atrium")
    assert page.locator("iframe").first.get_attribute("title") == "Agenda van 't Atrium"
    assert page.frames[2].url == "chrome-error://chromewebdata/", "the rest of the site stays closed"
    assert context.cookies() == []
    inside.get_by_role("link", name="Bekijk het hele programma").click()
    page.wait_for_url(site("/plek/t-atrium/agenda/"))
    context.close()


@pytest.mark.parametrize("query", ["", "?thema=licht", "?thema=donker&kleur=plum", "?kleur=amber&taal=en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame(site: Site, open_tab: OpenTab, query: str, scheme: str) -> None:
    page = open_tab(phone=True, color_scheme=scheme)
    page.goto(site(f"/insluiten/plek/t-atrium/{query}"))
    assert axe_problems(page) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["/insluiten/plek/t-atrium/code/", "/plek/t-atrium/scherm/uitleg/", SCREEN])
def test_explanations_and_small_screens_are_for_everybody(site: Site, open_tab: OpenTab, path: str) -> None:
    page = open_tab(phone=True)
    page.goto(site(path))
    page.set_viewport_size({"width": 320, "height": 600})
    assert axe_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
