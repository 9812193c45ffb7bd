"""The real thing: the demo city served by Granian with hashed files and the full security policy, seen by Chromium."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PROGRAM = str(Path(sys.executable).with_name("schuifaan"))
CLOCK = Path(__file__).with_name("clock")
# What the served product takes for now when it starts: a Wednesday afternoon, when much is open.
AFTERNOON = datetime(2026, 11, 18, 14, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
PHONE = {"width": 360, "height": 740}
DEMO_PASSWORD = "schuif-maar-aan"
DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Site:
    url: str
    var: Path
    # By how much its clock is off, the same in every process.
    shift: float

    def __call__(self, path: str) -> str:
        return f"{self.url}{path}"


def environment_of(site: Site, **settings: str) -> dict[str, str]:
    """Of every process of a site."""
    environment = {
        **os.environ,
        "SCHUIFAAN_PLAIN_HTTP": "1", "SCHUIFAAN_DEMO": "1", "SCHUIFAAN_VAR": str(site.var), "SCHUIFAAN_URL": site.url,
        "SCHUIFAAN_LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "schuifaan.project.settings",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(CLOCK), "SCHUIFAAN_JOURNEY_SHIFT": str(site.shift), **settings,
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    return environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(150):
        if server.poll() is not None:
            pytest.fail("the server stopped by itself")
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail("the server did not come up within 30 seconds")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Start the product with the demo city; keyword arguments are settings from the environment."""
    running: list[subprocess.Popen[bytes]] = []

    def start(**settings: str) -> Site:
        port = free_port()
        shift = AFTERNOON.timestamp() - time.time()
        site = Site(f"http://127.0.0.1:{port}", tmp_path_factory.mktemp("site"), shift)
        environment = environment_of(site, **settings)
        for command in (
            ["compile_texts"],
            ["migrate", "-v0"],
            ["collectstatic", "--noinput", "-v0"],
            ["load_demo", "maastricht"],
        ):
            subprocess.run([PROGRAM, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([PROGRAM, "serve", "--port", str(port), "--workers", "1"], env=environment)
        running.append(server)
        wait_until_ready(site.url, server)
        return site

    yield start
    for server in running:
        server.terminate()
    for server in running:
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(serve: Callable[..., Site]) -> Site:
    if already := os.environ.get(
        "SCHUIFAAN_JOURNEY_SITE"
    ):  # "<url> <var> <shift>" of one that runs, while writing journeys
        url, var, shift = already.split()
        return Site(url, Path(var), float(shift))
    return serve()


@pytest.fixture(scope="session")
def worker(site: Site) -> Iterator[None]:
    """What sends letters, beside the server: only for journeys that wait for one."""
    working = subprocess.Popen(
        [PROGRAM, "work", "--with-parent"], env=environment_of(site), stdout=subprocess.DEVNULL
    )
    yield
    working.terminate()
    working.wait(timeout=30)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": os.environ.get("SCHUIFAAN_CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    }  # fmt: skip


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_tab(phone=True, javascript=False)`: a fresh visitor.

    The test fails when the browser complained or anything was asked of a third party.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(*, phone: bool = False, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=javascript,
            locale=options.pop("locale", "nl-NL"),
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("http://127.0.0.1", "data:", "blob:"))
                else complaints.append(f"third party: {request.url}")
            ),
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    # A refused form or a closed door is an answer like any other, though the browser logs it.
    assert [text for text in complaints if not re.search(r"status of 4\d\d", text)] == []


@pytest.fixture(scope="session")
def _keys() -> dict[str, Any]:
    return {}


@pytest.fixture
def open_as(open_tab: Callable[..., Page], site: Site, _keys: dict[str, Any]) -> Callable[..., Page]:
    """`open_as("beheerder@example.org", phone=True)`: somebody of the cast, signed in (by form the first time only)."""

    def open_one(email: str, **options: Any) -> Page:
        if email not in _keys:
            page = open_tab()
            sign_in(page, site, email)
            _keys[email] = page.context.storage_state()
        return open_tab(storage_state=_keys[email], **options)

    return open_one


WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# All that changes with the colours.
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def axe_problems(page: Page, only: dict[str, Any] = WCAG) -> list[str]:
    """What axe finds by WCAG 2.2 AA and its best practices, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        "async (only) => (await axe.run(document, {preload: false, runOnly: only})).violations", only
    )
    return [
        f"{problem['id']}: {problem['help']} at {node['target']}"
        for problem in found
        for node in problem["nodes"][:3]
    ]


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    wider: int = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    return wider


FOCUS = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const around = here.closest("label, summary, .place-card") || here;
  return {
    text: (here.innerText || here.getAttribute("aria-label") || here.id || here.name || "").trim().slice(0, 40),
    label: [...(here.labels || [])].map((one) => one.innerText).join(" ") + (here.getAttribute("aria-label") || ""),
    tag: here.tagName, id: here.id, name: here.name || "",
    inResults: Boolean(here.closest(".results")), inForm: Boolean(here.closest("form.finder-form")),
    hidden: box.width === 0 || box.height === 0,
    marked: [style, getComputedStyle(around)].some((one) => parseFloat(one.outlineWidth) > 0 && one.outlineStyle !== "none"
      || one.boxShadow !== "none"),
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    """Where the keyboard is, and whether that can be seen."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_stops(page: Page, *, most: int) -> Iterator[dict[str, Any]]:
    """One by one with the Tab key, till it leaves the page; each must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            return
        assert stop["marked"], f"focus cannot be seen at {stop}"
        assert not stop["hidden"], f"focus goes into hiding at {stop}"
        yield stop
    pytest.fail(f"the Tab key does not leave the page in {most} presses")


def tab_to(page: Page, name: str, *, tag: str = "") -> None:
    """With the Tab key alone, to the control of this name; every stop on the way must be seen."""
    for stop in tab_stops(page, most=120):
        if name in (stop["text"] or "") + stop["label"] and tag in ("", stop["tag"]):
            return
    pytest.fail(f"the Tab key never reaches {name}")


def sign_in(page: Page, site: Site, email: str) -> None:
    """With the demo's password; the code by mail has a journey of its own."""
    page.goto(site("/account/login/?next=/beheer/"))
    page.get_by_text("Met een wachtwoord").click()
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url("**/beheer/**")
