"""A plan for the room of a block of homes, and its answers as people fill them in about money."""

import re
from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.dossier_steps import save, visit

OpenTab = Callable[..., Page]
Said = Mapping[str, str]

ROOM = {
    "Van wie is het gebouw?": "Van een woningcorporatie",
    "Nieuw of bestaand?": "Bestaand: we bouwen niet, of we verbouwen",
    "Bruto oppervlakte": "110",
    "Oppervlakte die je kunt gebruiken": "95",
    "Gebruikt de verhuurder een deel zelf, als kantoor of opslag?": "Nee",
}
HOMES = {
    "Aantal zelfstandige woningen bij elkaar": "24",
    "Deel van de bewoners dat 55 jaar of ouder is": "60",
    "Afstand van de ruimte tot de woningen": "0",
}
DOOR = "Voor wie is de deur open?"
FOR_ALL, FOR_TENANTS = "Voor de huurders en voor de buurt", "Alleen voor de huurders van het complex"
USE = {
    DOOR: FOR_ALL,
    "Werkt er een (sociaal) ondernemer in de ruimte?": "Nee",
    "Is er dagbesteding in de ruimte?": "Nee",
    "Wordt er alcohol geschonken?": "Nee",
    "Is er horeca, zoals een café of een restaurant?": "Nee",
    "Zijn de prijzen lager dan bij een bedrijf?": "Ja",
    "Gaat wat overblijft terug naar de ruimte?": "Ja",
}
CLUB = {
    "Naam": "Koor De Brug",
    "Wat voor huurder is het?": "Stichting of vereniging die volgens de statuten alleen het algemeen belang dient",
    "Hoe betaalt deze huurder?": "Per keer, als de ruimte gebruikt wordt",
    "Dagdelen per week": "2",
    "Weken per jaar": "40",
    "Huur per dagdeel": "30",
    "Hoe zeker is dit, volgens jullie?": "100",
}
POINTS, HIRE = "Huur van bewoners, via de punten (WWS)", "Zaalhuur per keer"
COUNTS = "Ja, dit telt mee"


def answer(page: Page, said: Said) -> None:
    """Every field by its label, whatever it is made of."""
    for label, value in said.items():
        name = re.compile(rf"^{re.escape(label)}( \(mag leeg blijven\))?$")
        group = page.get_by_role("group", name=name)
        if group.count():
            group.get_by_role("radio", name=value, exact=True).check()
            continue
        field = page.get_by_label(name)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def answer_and_go_on(page: Page, said: Said, following: str) -> None:
    answer(page, said)
    save(page)
    page.wait_for_url(f"**/vraag/{following}/")


def add(page: Page, name: str, said: Said) -> None:
    page.get_by_role("link", name=re.compile(rf"^Voeg (nog )?een {name} toe$")).click()
    answer(page, said)
    save(page)
    expect(page.get_by_role("link", name=re.compile(rf"^Voeg nog een {name} toe$"))).to_be_visible()


def go_on(page: Page, following: str) -> None:
    page.get_by_role("link", name=re.compile("^(Ga verder|Sla over)$")).click()
    page.wait_for_url(f"**/vraag/{following}/")


def verdict(page: Page) -> Locator:
    return page.locator(".verdict").get_by_role("heading", level=2)


def source(page: Page, site: Site, dossier: str, name: str) -> None:
    visit(page, site, dossier, "vraag/money.sources/")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def count_on(page: Page, site: Site, dossier: str, name: str, use: str, why: str = "") -> None:
    source(page, site, dossier, name)
    answer(page, {"Reken je hierop?": use, **({"Waarom?": why} if why else {})})
    save(page)
