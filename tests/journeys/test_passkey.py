"""Adding a passkey and signing in with it: a real browser with a virtual authenticator."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey
# Whoever has a passkey is asked for it from then on, so it is somebody no other journey signs in as by hand.
EMAIL = "buurtverbinder@example.org"
PASSWORD = "schuif-maar-aan"


@pytest.fixture
def here(site: Site) -> Site:
    """The same server by name: a passkey belongs to a name, never to a bare number."""
    return Site(site.url.replace("127.0.0.1", "localhost"), site.var, site.shift)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A machine with a built-in authenticator that always recognises its owner."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    machine = context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def code_in_letter_box(tab: Page, here: Site) -> str:
    """The newest code in the demo's letter box, read in another tab."""
    box = tab.context.new_page()
    box.goto(here("/demo/post/"))
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", box.inner_text("main"))
    box.close()
    assert found
    return found[0]


def test_passkey_is_added_and_signs_in(tab: Page, here: Site):
    tab.goto(here("/account/login/?next=/beheer/account/"))
    tab.get_by_label("E-mailadres").first.fill(EMAIL)
    tab.get_by_role("button", name="Stuur me een code").click()
    tab.get_by_label("Code").fill(code_in_letter_box(tab, here))
    tab.get_by_role("button", name="Verder").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mijn account")

    tab.goto(here("/account/2fa/webauthn/add/"))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ben jij het?")
    tab.fill("input[name=password]", PASSWORD)
    tab.get_by_role("button", name="Verder").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Een passkey toevoegen")
    tab.get_by_label("Naam").fill("Mijn telefoon")
    tab.get_by_role("button", name="Maak de passkey").click()
    expect(tab.get_by_text("De passkey is toegevoegd")).to_be_visible()

    tab.context.clear_cookies()
    tab.goto(here("/account/login/?next=/beheer/account/"))
    tab.get_by_role("button", name="Log in met een passkey").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mijn account")
    expect(tab.get_by_text(EMAIL)).to_be_visible()
