"""What a first visit costs somebody with a small bundle: bytes over the line, photos aside."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey
OpenTab = Callable[..., Page]
LIMIT = 200_000
PATHS = (
    "/",
    "/plekken/?bij=6217&open=nu&drempel=vrij",
    "/plekken/",
    "/kaart/",
    "/plek/t-atrium/",
    "/buurt/BU09350209/",
    "/handboek/",
    "/handboek/people/",
    "/handboek/zoek/?q=sleutel",
    "/handboek/boom/tree.T5/",
)


def transferred(page: Page, url: str) -> dict[str, int]:
    """Bytes over the line for each address, headers included, with nothing kept from before."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def arrived(event: dict[str, Any]) -> None:
        address = addresses[event["requestId"]]
        sizes[address] = sizes.get(address, 0) + int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", arrived)
    page.goto(url, wait_until="networkidle")
    line.detach()
    return {address: size for address, size in sizes.items() if "/media/" not in address and size > 0}


@pytest.mark.parametrize("path", PATHS)
def test_first_visit_weighs_less_than_200_kilobytes(
    site: Site, open_tab: OpenTab, path: str, record_property: Callable[[str, object], None]
):
    sizes = transferred(open_tab(phone=True), site(path))
    total = sum(sizes.values())
    record_property("kilobytes", round(total / 1000))
    heaviest = sorted(sizes.items(), key=lambda one: -one[1])[:4]
    names = ", ".join(f"{address.rsplit('/', 1)[-1] or path} {size / 1000:.1f}" for address, size in heaviest)
    sys.stdout.write(f"\n{path}: {total / 1000:.0f} kB in {len(sizes)} answers; {names}\n")  # read it with -s
    assert len(sizes) > 5, "it must have measured the stylesheets too"
    assert total < LIMIT, heaviest


def test_text_travels_compressed_and_files_are_kept(site: Site, open_tab: OpenTab):
    page = open_tab()
    answers: list[tuple[str, dict[str, str]]] = []
    page.on(
        "response", lambda answer: answers.append((answer.url, answer.all_headers())) if answer.ok else None
    )
    page.goto(site("/"), wait_until="networkidle")
    page.wait_for_timeout(100)
    text = [
        (url, headers)
        for url, headers in answers
        if url.split("?")[0].endswith((".css", ".js")) or url == site("/")
    ]
    assert len(text) > 5
    assert [url for url, headers in text if headers.get("content-encoding") not in {"br", "gzip"}] == []
    hashed = [headers["cache-control"] for url, headers in answers if "/static/" in url]
    assert hashed
    assert all("immutable" in kept for kept in hashed), hashed


def test_policy_stops_what_is_written_into_a_page(site: Site, browser: Browser):
    """That open_tab hears nothing on other pages is only worth something if it would hear this."""
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(site("/"))
    assert heard == []
    page.evaluate("""() => { window.was_run = false; const one = document.createElement("script");
        one.textContent = "window.was_run = true"; document.head.append(one); }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.was_run") is False
    assert any("Content Security Policy" in text for text in heard)
    page.close()
