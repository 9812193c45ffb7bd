"""Rows D01–D05, D07, E01–E03 and H08 of the feature table: who does what, each example with its own numbers."""

import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pypdf
import pytest
import time_machine
from django.apps import apps
from django.test import Client

from schuifaan.apps.people.models import User
from tests.capabilities.conftest import signed_in
from tests.capabilities.dossier_desk import Desk, printed, section
from tests.factories import NOW

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONEY, HOURS, OPEN = "Geld per jaar", "Uren per week", "Taken die open vallen"
BETTER = re.compile(
    r"hoe hoger|hogere trede|hoogste trede|beste trede|is beter|beter niveau|\bscore\b|\d\s?%"
)


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def choose(desk: Desk, code: str) -> None:
    desk.answer("type.choice", type=f"place_type.{code}")


def partner_cards(page: str) -> list[str]:
    return re.findall(r'<article class="(?:item )?partner" id="partner\.(\w+)"', page)


def test_d01_six_cards_six_for_a_community_house_two_for_a_coffee_corner(desk: Desk) -> None:
    def public(code: str) -> list[str]:
        return partner_cards(
            Client().get("/handboek/people/", {"type": code} if code else {}).content.decode()
        )

    six = ["association", "residents", "municipality", "care", "welfare", "entrepreneur"]
    assert public("") == six
    assert public("community_house") == six
    assert public("coffee_corner") == ["association", "residents"]
    card = (
        Client()
        .get("/handboek/people/")
        .content.decode()
        .split('id="partner.care"', 1)[1]
        .split("</article>")[0]
    )
    for heading in ("Wat deze partij vaak doet", "Waar ze sterk in is", "Waar het mis kan gaan"):
        assert heading in card
    for code, cards in (("community_house", six), ("coffee_corner", six[:2])):
        choose(desk, code)
        assert partner_cards(desk.get("beheerplan/").content.decode()) == cards


def test_d02_cleaning_without_a_party_is_listed_as_open(desk: Desk) -> None:
    choose(desk, "coffee_corner")
    desk.add("partners.parties", name="Bewonersgroep De Linde", kind="residents")
    party = desk.option("management.tasks", "ingredient.keys", "party", "Bewonersgroep De Linde")
    for task in ("keys", "house_rules", "stock"):
        desk.answer("management.tasks", f"ingredient.{task}", party=party, agreed_on="2026-11-01")
    page = desk.get("beheerplan/")
    nobodys, given = section(page, "open-taken"), section(page, "wie-wat")
    assert "Schoonmaken" in nobodys
    assert "Sleutel" not in nobodys
    assert "Bewonersgroep De Linde" in given
    sheet = printed(desk.pdf("afspraken"))
    assert "Schoonmaken" in sheet.split("Nog niemand doet dit", 1)[1].split("Handtekeningen", 1)[0]


def test_d03_level_three_is_kept_per_topic_and_no_level_is_better(desk: Desk) -> None:
    for topic in ("agenda", "programme", "money"):
        page = desk.get(f"vraag/management.ladder/topic.{topic}/")
        third = [value for value, _label in page.context["form"]["level"].field.choices][2]
        assert third == "ladder.co_decide"
        desk.answer("management.ladder", f"topic.{topic}", level=third)
    assert desk.kept("management.ladder", "topic.money") == {"level": "ladder.co_decide"}
    assert len(desk.rows("management.ladder")) == 3
    desk.answer("management.ladder", "topic.house_rules", level="ladder.inform")
    plan = section(desk.get("beheerplan/"), "meebeslissen")
    fine = "Kies per onderwerp wat past. Geen van de vijf is beter dan de andere."
    assert fine in plan
    public = " ".join(
        Client()
        .get("/handboek/people/")
        .content.decode()
        .split('class="ladder"')[1]
        .split("</ol>")[0]
        .split()
    )
    asked = desk.read("vraag/management.ladder/topic.rooms/")
    for said in (plan.replace(fine, ""), public, asked):
        assert BETTER.findall(said) == []


def test_d04_first_proposal_got_twelve_reactions_and_the_second_lists_three_changes(desk: Desk) -> None:
    first = desk.add(
        "management.consultations", topic="Openingstijden", version="1", proposal="Elke dag open.", reactions="12",
        said="De avond is te laat.",
    )  # fmt: skip
    desk.add(
        "management.consultations", topic="Openingstijden", version="2", proposal="Doordeweeks open.",
        changes="Zondag dicht\nMuziek uit om 21 uur\nEen sleutel erbij",
    )  # fmt: skip
    assert desk.kept("management.consultations", first)["reactions"] == 12
    asked = desk.get("vraag/management.consultations/nieuw/").context["form"]
    assert list(asked.fields) == ["topic", "version", "date", "proposal", "reactions", "said", "changes"]
    page = desk.get("beheerplan/").content.decode()
    one, two = re.findall(r'<article class="who-does__one">(.*?)</article>', page, re.DOTALL)[-2:]
    assert "Openingstijden (versie 1)" in one
    assert "12 reacties." in one
    assert "Openingstijden (versie 2)" in two
    assert re.findall(r"<li>(.*?)</li>", two) == ["Zondag dicht", "Muziek uit om 21 uur", "Een sleutel erbij"]


def test_d05_municipality_as_partner_without_an_agreed_area_gives_a_caution(desk: Desk) -> None:
    caution = "maar er staat nog niet of de plek voor één complex is of voor de hele wijk."
    desk.add("partners.parties", name="Bewonersgroep De Linde", kind="residents")
    assert caution not in desk.read("beheerplan/")
    desk.add("partners.parties", name="Gemeente Maastricht", kind="municipality")
    assert caution in desk.read("beheerplan/")
    desk.answer("partners.scope", scope="area", agreed_with="Gemeente en bewoners, 3 november")
    assert caution not in desk.read("beheerplan/")


def test_d07_entrepreneur_paying_6000_leaves_a_gap_and_three_open_tasks(desk: Desk) -> None:
    choose(desk, "multifunctional_place")
    key = desk.add("partners.parties", name="Eetcafé Zon", kind="entrepreneur", euros="6.000")
    party = desk.option("management.tasks", "ingredient.keys", "party", "Eetcafé Zon")
    for task in ("keys", "cleaning", "stock"):
        desk.answer("management.tasks", f"ingredient.{task}", party=party)
    assert f"?partij={key}" in desk.get("beheerplan/").content.decode()
    page = desk.read("partij-weg/", partij=key)
    assert page.split(MONEY, 1)[1].split(HOURS)[0].replace("\xa0", " ").strip() == "− € 6.000,00"
    left = page.split(OPEN, 1)[1].split("Terug naar het beheerplan")[0]
    assert left.strip().startswith("3 taken ")
    for task in ("Sleutels en agenda", "Schoonmaken", "Voorraad"):
        assert task in left
    # Only tried out: the plan is as it was.
    assert len(desk.get("beheerplan/").context["page"].given_tasks) == 3


def test_e01_senior_complex_needs_five_tasks_and_may_have_one_and_a_garden_is_added(desk: Desk) -> None:
    choose(desk, "senior_complex_room")
    page = desk.get("beheerplan/").content.decode()
    tasks = re.findall(r'<li class="open-tasks__one">\s*<h3[^>]*>(.*?)</h3>', page, re.DOTALL)
    optional = [one for one in tasks if "als jullie dat willen" in one]
    assert (len(tasks), len(optional)) == (6, 1)
    desk.add("management.own_tasks", name="De tuin")
    after = section(desk.get("beheerplan/"), "open-taken")
    assert "De tuin (eigen taak)" in after
    assert "De tuin" in printed(desk.pdf("afspraken"))


def test_e02_care_indication_gives_the_care_provider_and_a_multifunctional_place_asks_for_a_licence(
    desk: Desk,
) -> None:
    choose(desk, "senior_complex_room")
    desk.answer("management.model", care_indication="yes")
    proposed = desk.get("beheerplan/").context["page"].plan.proposed_model
    assert proposed.id == "model.care_provider"
    assert f"Ons voorstel: {proposed.name.nl}" in desk.read("beheerplan/")
    choose(desk, "multifunctional_place")
    page = desk.get("beheerplan/").context["page"]
    assert page.plan.proposed_model.id == "model.entrepreneur"
    first = section(desk.get("beheerplan/"), "model").split("Zoek dit eerst uit", 1)[1][:200]
    assert "horecavergunning" in first
    desk.answer("management.model", has_licence="yes")
    assert "Zoek dit eerst uit" not in desk.read("beheerplan/")


def test_e03_ten_safeguards_and_b8_comes_back_a_year_later(desk: Desk, professional: User) -> None:
    """The ten of the handbook; the moment of thanks is our own eleventh and says so."""
    asked = [one["listed"].item for one in desk.get("vraag/management.safeguards/").context["items"]]
    assert asked == [f"safeguard.B{number}" for number in range(1, 12)]
    eleventh = desk.get("vraag/management.safeguards/safeguard.B11/").content.decode()
    assert "onze eigen regel" in eleventh.split('class="why"', 1)[1]
    desk.answer("management.safeguards", "safeguard.B8", status="done", done_on="2027-01-05")

    def told_on(day: date) -> str:
        with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM), tick=False):
            desk.client = signed_in(professional)
            page = section(desk.get("beheerplan/"), "borgen")
        return page.split("Eén keer per jaar bespreken jullie hoe het beheer gaat.", 1)[1][:110]

    waits, due = told_on(date(2028, 1, 4)), told_on(date(2028, 1, 5))
    assert waits.startswith(" Gedaan · 5 januari 2027 · opnieuw kijken op 5 januari 2028")
    assert due.startswith(" kijk hier nu naar Gedaan · 5 januari 2027 · opnieuw kijken op 5 januari 2028")


def test_h08_talk_guide_prints_nine_questions_and_no_score_can_be_kept(desk: Desk) -> None:
    """★ Nobody is graded: the guide is a paper without a form, and nothing in a dossier is about a volunteer."""
    with time_machine.travel(NOW, tick=False):
        guide = desk.pdf("gespreksleidraad")
    text = printed(guide)
    assert re.findall(r"(?<!\d)(\d+)\. ", text) == [str(number) for number in range(1, 10)]
    assert "je geeft geen punten" in text
    address = "/handboek/papier/gespreksleidraad.pdf"
    public = pypdf.PdfReader(io.BytesIO(Client().get(address).content))
    assert printed(public) == text
    assert public.get_fields() is None
    assert desk.client.post(address, {"score": "7"}).status_code == 405
    assert desk.client.post(f"{desk.base}uitvoer/gespreksleidraad.pdf", {"score": "7"}).status_code == 405
    kept = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("dossiers").get_models()
        for field in model._meta.get_fields()
        if re.search(r"score|grade|rating|points|suitab|profile", field.name)
    ]
    assert kept == []
    answered = desk.dossier.answers.count()
    refused = desk.client.post(f"{desk.base}vraag/role.profile.social/", {"answer": "yes", "revision": "0"})
    assert (refused.status_code, desk.dossier.answers.count()) == (404, answered)
