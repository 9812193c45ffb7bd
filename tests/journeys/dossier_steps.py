"""What people do again and again in a dossier: begin one, go somewhere in it, save, and read its papers."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import Site, sideways


def visit(page: Page, site: Site, dossier: str, path: str) -> None:
    page.goto(site(f"{dossier}{path}"))
    assert sideways(page) <= 0, path


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Bewaar")).first.click()


def begin(page: Page, site: Site, title: str) -> str:
    """A dossier of Malberg; its address."""
    page.goto(site("/beheer/dossiers/"))
    page.get_by_role("link", name="Begin een dossier").click()
    page.get_by_label("Naam van de buurt, de wijk of de plek").fill("Malb")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Malberg", exact=True).click()
    page.get_by_label("Hoe heet dit dossier?").fill(title)
    page.get_by_role("radio", name="Een idee voor een plek", exact=False).check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return re.sub(r"^https?://[^/]+", "", page.url)


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
