"""Rows C01–C06 and V10 of the feature table: the five types and where rules come from, each with its own numbers."""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

import pytest
from django.test import Client

from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from tests.capabilities.conftest import Fill
from tests.capabilities.dossier_desk import Desk
from tests.factories import make_membership, make_user
from tests.journeys.pages_dossiers import CHAPTERS, OF_DOSSIER

pytestmark = pytest.mark.django_db

NAMES = {
    "KH": "Het koffieho(n)k",
    "WV": "Ontmoetingsruimte bij woonvormen (CPO)",
    "MF": "De multifunctionele ontmoetingsplek",
    "BH": "Het buurthuis",
    "S55": "Ontmoetingsruimte in geclusterde seniorencomplexen",
}
COFFEE = {
    "for_whom": "residents", "housing_form": "ordinary", "goals": ["resident_contact", "resident_wellbeing"],
    "groups": ["residents"], "programme": "coffee_cards", "space": "small", "partners": "residents_association",
    "entrepreneurs": "none", "outdoor": "no",
}  # fmt: skip
LIVING_COMMUNITY = COFFEE | {
    "housing_form": "living_community", "goals": ["community_feeling", "self_management", "own_mission"],
    "programme": "self_organised", "space": "own_design",
}  # fmt: skip
WITH_HOST = COFFEE | {
    "for_whom": "both", "goals": ["community_feeling", "neighbourhood_network", "light_support"],
    "groups": ["residents", "neighbours"], "programme": "varied", "space": "fairly_large", "partners": "with_host",
}  # fmt: skip
NEIGHBOURHOOD = {
    "for_whom": "neighbourhood", "housing_form": "none", "goals": ["neighbourhood_network", "guided_support"],
    "groups": ["neighbours", "specific_groups"], "programme": "varied_welfare", "space": "very_large",
    "partners": "municipality_welfare", "entrepreneurs": "bar", "outdoor": "yes",
}  # fmt: skip
SENIORS = {
    "for_whom": "residents", "housing_form": "clustered_55", "goals": ["resident_contact", "noticing_care"],
    "groups": ["people_55"], "programme": "varied_welfare", "space": "large_care", "partners": "care_provider",
    "entrepreneurs": "services", "outdoor": "yes",
}  # fmt: skip
SENIORS_COFFEE = COFFEE | {
    "housing_form": "clustered_55",
    "goals": ["resident_contact"],
    "groups": ["people_55"],
}
NEIGHBOURS = WITH_HOST | {
    "housing_form": "none", "goals": ["neighbourhood_network", "light_support"],
    "groups": ["neighbours", "specific_groups"], "partners": "municipality_welfare",
}  # fmt: skip
VECTORS = {
    "TV1": (COFFEE, "KH", "", {"KH": 17, "MF": 3, "BH": -3}),
    "TV2": (LIVING_COMMUNITY, "WV", "", {"WV": 18, "KH": 6, "MF": 4, "BH": -3}),
    "TV3": (WITH_HOST, "MF", "", {"MF": 15, "BH": 6, "KH": 0}),
    "TV4": (NEIGHBOURHOOD, "BH", "", {"BH": 24, "MF": 6}),
    "TV5": (SENIORS, "S55", "", {"S55": 24, "KH": 5, "MF": 2, "BH": 1}),
    "TV6": (SENIORS_COFFEE, "KH", "S55", {"KH": 14, "S55": 10, "MF": 2, "BH": -3}),
    "TV7": (NEIGHBOURS, "BH", "MF", {"BH": 14, "MF": 13, "KH": -1}),
}


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def answer_all(desk: Desk, said: Mapping[str, str | Sequence[str]]) -> None:
    for question, option in said.items():
        desk.answer(f"type.{question}", answer=option)


class Cells(HTMLParser):
    """The rows of the table of types: what stands at the head of each, and how many cells it has."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.inside = "types-table" in (dict(attrs).get("class") or "")
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_c01_five_types_by_six_aspects_each_cell_with_the_name_of_its_type(desk: Desk) -> None:
    """At 320 pixels the cells stand under each other, so each says its type; that walk is tests/journeys."""
    for page in (desk.get("type/"), Client().get("/handboek/types/")):
        table = Cells()
        table.feed(page.content.decode())
        head, *rows = table.rows
        assert [len(row) for row in (head, *rows)] == [6] * 7
        for row in [head, *rows]:
            for name, cell in zip(NAMES.values(), row[1:], strict=True):
                said = " ".join(cell.split())
                assert said.startswith(name)
                assert row is head or len(said) > len(name)
    assert "types" in OF_DOSSIER
    assert "types" in CHAPTERS


@pytest.mark.parametrize("vector", VECTORS)
def test_c02_the_advice_of_a_vector_with_every_point_shown(desk: Desk, vector: str) -> None:
    said, best, close, points = VECTORS[vector]
    answer_all(desk, said)
    response = desk.get("type/")
    page = response.content.decode()
    title = re.search(r'<h2 class="verdict__title" id="type-slotsom">(.*?)</h2>', page, re.DOTALL)
    assert title is not None
    assert title[1].strip() == (f"{NAMES[best]} of {NAMES[close]}" if close else NAMES[best])
    shown = {}
    for article in re.findall(r'<article class="fit.*?</article>', page, re.DOTALL):
        text = re.sub(r"<[^>]+>", " ", article)
        name = next(code for code, one in NAMES.items() if one in text)
        total = re.search(r"samen ([+−]?\d+)", text)
        if total is None:
            assert "Kan niet:" in text
            continue
        shown[name] = int(total[1].replace("−", "-"))
        # Every answer's part is on the page, and together they are the total.
        parts = re.findall(r'<span class="parts__points">([+−]?\d+)</span>', article)
        assert sum(int(part.replace("−", "-")) for part in parts) == shown[name]
    assert shown == points


def test_c03_gates_say_why_a_type_is_not_possible(desk: Desk) -> None:
    answer_all(desk, COFFEE | {"for_whom": "neighbourhood"})
    page = desk.get("type/").content.decode()
    texts = {
        code: " ".join(re.sub(r"<[^>]+>", " ", article).split())
        for article in re.findall(r'<article class="fit.*?</article>', page, re.DOTALL)
        for code, name in NAMES.items()
        if f">{name}<" in article
    }
    assert {code for code, text in texts.items() if "Kan niet:" in text} == {"KH", "WV", "S55"}
    assert re.search(r"Kan niet: [^.]*55", texts["S55"]) is not None


def test_c04_own_choice_against_the_advice_is_kept_and_later_pages_use_it(desk: Desk) -> None:
    answer_all(desk, NEIGHBOURHOOD)
    reason = "Wij beginnen kleiner, met de keuken."
    desk.answer("type.choice", type="place_type.multifunctional_place", reason=reason)
    page = desk.read("type/")
    assert "De antwoorden wijzen naar iets anders: Het buurthuis. Jullie keuze telt." in page
    assert desk.kept("type.choice")["reason"] == reason
    assert reason in page
    assert "Voor: De multifunctionele ontmoetingsplek." in desk.read("beheerplan/")
    assert "Voor: De multifunctionele ontmoetingsplek." in desk.read("programma/")
    assert "De buurtverbinder" not in desk.read("beheerplan/")


def test_c05_coffee_corner_has_four_tasks_and_the_building_grant_is_not_for_it(desk: Desk) -> None:
    before = len(desk.get("beheerplan/").context["page"].open_tasks)
    assert before == 8
    desk.answer("type.choice", type="place_type.coffee_corner")
    plan = desk.get("beheerplan/")
    assert len(plan.context["page"].open_tasks) == 4
    assert len(re.findall(r'<li class="open-tasks__one">', plan.content.decode())) == 4
    grant = re.search(r"SOO: rijkssubsidie voor de bouw (.{0,30})", desk.read("type/"))
    assert grant is not None
    assert grant[1].startswith("niet voor deze soort plek")
    programme = desk.get("programma/").context["page"].programme.lines
    assert not [line.id for line in programme if line.id.startswith(("requirement.S55", "requirement.BH"))]


def test_c06_role_of_the_organisation_is_shown_when_a_coffee_corner_begins(
    professional: User, fill_in: Fill
) -> None:
    leader = make_user("leiding@example.org")
    make_membership(leader, Organisation.objects.get(slug="woonvrij"), OrganisationRole.MANAGER)
    policies = {"coffee_corner": "faciliteren", "community_house": "financieren, hoogstens 30 %"}
    saved = fill_in(leader, "/beheer/organisaties/woonvrij/rollen/", **policies)
    assert saved.status_code == 302
    desk = Desk(professional)
    asked = desk.read("vraag/type.choice/")
    assert "Wat Woonvrij zelf doet Het koffieho(n)k faciliteren" in asked
    assert "Het buurthuis financieren, hoogstens 30 %" in asked
    desk.answer("type.choice", type="place_type.coffee_corner")
    start = desk.read("")
    assert "Wat Woonvrij hier zelf doet: faciliteren" in start
    assert "hoogstens 30 %" not in start


def test_v10_every_rule_on_a_page_shows_its_source_and_how_sure_it_is(desk: Desk) -> None:
    """The check of the grant itself comes with the money; its source and address are here already."""
    desk.answer("type.choice", type="place_type.senior_complex_room")
    money = desk.get("type/").content.decode()
    grant = money.split("SOO: rijkssubsidie voor de bouw", 1)[1].split('<li class="money__one', 1)[0]
    assert 'href="https://www.rvo.nl/subsidies-financiering/soo"' in grant
    assert "(ook elders zo gevonden)" in grant
    public = Client().get("/handboek/money/").content.decode()
    assert 'href="https://www.rvo.nl/subsidies-financiering/soo"' in public
    desk.answer("revival.tree", "tree.T1.T1_1", answer="yes")
    for rest in ("quickscan/", "type/", "beheerplan/", "programma/", "revitalisatie/", "zonder-ruimte/"):
        assert desk.get(rest).content.decode().count('class="source-line"') >= 1, rest


def test_v10_every_item_of_the_public_handbook_has_its_source_and_status() -> None:
    items = 0
    for chapter in CHAPTERS:
        page = Client().get(f"/handboek/{chapter}/").content.decode()
        for item, text in re.findall(
            r'<article class="item[^"]*" id="([^"]+)">(.*?)</article>', page, re.DOTALL
        ):
            items += 1
            assert "origin__word" in text, item
            assert "origin__status" in text, item
    assert items > 150
    unsure = Client().get("/handboek/item/roomless.W4.mind.legal", follow=True).content.decode()
    said = unsure.split('id="roomless.W4.mind.legal"', 1)[1].split("</li>", 1)[0]
    assert "(niet nagegaan)" in said
