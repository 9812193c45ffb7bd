"""Rows Q01–Q03, Q05, R01 and R04 of the feature table: a silent room, and meeting without one."""

import io
import re

import pypdf
import pytest
from django.test import Client

from schuifaan.apps.people.models import User
from tests.capabilities.dossier_desk import Desk, printed, words

pytestmark = pytest.mark.django_db

MEDIATION = "Vraag buurtbemiddeling om te helpen."
OTHER_MANAGEMENT = "Kijk naar een andere vorm van beheer."


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional, title="De stille zaal", kind="silent_room")


def walk(desk: Desk, tree: str, answers: dict[str, str]) -> None:
    """One question a page, by the buttons of the page."""
    for node, answer in answers.items():
        page = desk.get(f"boom/{tree}/")
        html = page.content.decode()
        assert f'<input type="hidden" name="node" value="{tree}.{node}">' in html
        assert f'name="answer" value="{answer}"' in html
        sent = {"node": f"{tree}.{node}", "revision": page.context["revision"], "answer": answer, "note": ""}
        response = desk.client.post(f"{desk.base}boom/{tree}/", sent)
        assert response["Location"] == f"{desk.base}boom/{tree}/"


def outcomes(html: str) -> list[str]:
    return re.findall(r'<p class="outcomes__text">(.*?)</p>', html)


def test_q01_six_parties_with_their_role_then_and_now(desk: Desk) -> None:
    parties = {
        "Bewonersgroep De Linde": ("Beheerde de zaal", "Wil weer helpen"),
        "Woonvrij": ("Betaalde de huur", "Verhuurt de zaal"),
        "Gemeente": ("Gaf subsidie", "Kijkt mee"),
        "Zorggroep Zuid": ("Kwam elke week", "Komt niet meer"),
        "Welzijnswerk": ("Maakte het programma", "Maakt het programma"),
        "Eetcafé Zon": ("Niet", "Zoekt een plek"),
    }
    for name, (then, now) in parties.items():
        desk.add("revival.stakeholders", party=name, role_then=then, role_now=now, willing="yes")
    page = desk.get("revitalisatie/").content.decode()
    table = page.split('id="wie"', 1)[1].split("</table>", 1)[0]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td>", table, re.DOTALL)
    told = {re.sub(r"<[^>]+>", "", name): (then, now) for name, then, now in rows}
    assert told == parties
    heads = re.findall(r'<th scope="col">(.*?)</th>', table)
    assert heads[:3] == ["Wie", "Toen", "Nu"]


def test_q02_of_five_causes_a_and_d_are_chosen(desk: Desk) -> None:
    asked = desk.get("vraag/revival.causes/").context["form"]["causes"].field.choices
    assert [value for value, _label in asked] == [f"cause.{letter}" for letter in "ABCDE"]
    desk.answer("revival.causes", causes=["cause.A", "cause.D"])
    assert desk.kept("revival.causes")["causes"] == ["cause.A", "cause.D"]
    page = desk.get("revitalisatie/").content.decode()
    chosen = re.findall(r'<li class="causes__one"><strong>(.*?)</strong>', page)
    assert chosen == ["De beheergroep en het bestuur", "Het aanbod past niet bij de vraag"]
    first, others = page.split("Vragen over andere oorzaken", 1)
    assert re.findall(r'<article class="tree-line" id="(.*?)">', first) == ["tree.T1", "tree.T4"]
    assert len(re.findall(r'<article class="tree-line" id="(.*?)">', others)) == 3


def test_q03_the_example_of_the_first_tree_gives_mediation_and_another_form_of_management(desk: Desk) -> None:
    desk.answer("revival.causes", causes=["cause.A"])
    said = {"T1_1": "no", "T1_2": "yes", "T1_3": "yes", "T1_3a": "yes", "T1_4": "no", "T1_5": "no"}
    walk(desk, "tree.T1", said)
    end = desk.get("boom/tree.T1/").content.decode()
    assert outcomes(end) == ["Zorg eerst dat mensen weer met elkaar kunnen praten.", OTHER_MANAGEMENT]
    assert MEDIATION in end
    drawn = desk.get("boom/tree.T1/tekening/")
    assert [step.node.id for step in drawn.context["way"]] == [f"tree.T1.{node}" for node in said]
    # Five trees for everybody: four of the source and a short one of our own.
    public = Client().get("/handboek/revival/").content.decode()
    trees = [f"tree.T{number}" for number in range(1, 6)]
    assert [tree for tree in trees if f"/handboek/boom/{tree}/" in public] == trees
    short = words(Client().get("/handboek/boom/tree.T5/"))
    assert "onze eigen regel" in short
    paper = printed(desk.pdf("bomen"))
    assert OTHER_MANAGEMENT in paper


def test_q05_not_now_needs_a_day_to_look_again(desk: Desk) -> None:
    refused = desk.send("revival.decision", decision="not_now")
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["recheck_date"]
    assert desk.rows("revival.decision") == set()
    desk.answer("revival.decision", decision="not_now", recheck_date="2027-09-01")
    assert "Jullie kijken opnieuw op 1 september 2027." in desk.read("revitalisatie/")
    closing = {
        "agreements": "Alles opgezegd voor 1 maart.", "keys": "Sleutels naar Woonvrij.", "inventory": "Stoelen naar school.",
        "money": "De rest gaat naar de buurt.", "message": "Een kaart aan wie kwam.",
    }  # fmt: skip
    desk.answer("revival.decision", decision="stop", recheck_date="", **closing)
    page = desk.read("revitalisatie/")
    assert [part for part in closing.values() if part not in page] == []
    desk.answer("revival.decision", decision="revive", decided_on="2027-01-04")
    assert "Kijk samen terug tussen 4 april 2027 en 4 juli 2027." in desk.read("revitalisatie/")


def test_r01_no_money_gives_somebody_elses_room_and_moments_to_meet(desk: Desk) -> None:
    public = Client().get("/handboek/without-room/").content.decode()
    assert re.findall(r'<article class="item" id="roomless\.(W\d)">', public) == [
        f"W{n}" for n in range(1, 9)
    ]
    desk.answer("without_room.situations", situations=["situation.no_money"], area="Malberg")
    page = desk.get("zonder-ruimte/").content.decode()
    ways = dict(
        re.findall(r'<article class="roomless" id="roomless\.(W\d)">(.*?)</article>', page, re.DOTALL)
    )
    assert len(ways) == 8
    assert [way for way, text in ways.items() if "Past bij jullie, want:" in text] == ["W3", "W6"]
    assert "Gebruik de ruimte van een ander" in ways["W3"]
    assert "Laat nieuwe buren kennismaken" in ways["W6"]
    # At least three to choose from.
    assert page.split('id="ook"', 1)[0].count('<article class="roomless"') == 3


def test_r04_card_walking_on_tuesday_hangs_on_the_board_and_the_host_knows_who(desk: Desk) -> None:
    """Nothing about who wants to walk is asked, kept or put online: who wants to join tells the host."""
    assert f"{desk.base}vraag/without_room.interest_cards/" in desk.get("stap/without-room/").content.decode()
    led = desk.get("zonder-ruimte/").content.decode()
    assert f'href="{desk.base}vraag/without_room.interest_cards/"' in led
    assert f'href="{desk.base}uitvoer/kaartjes.pdf"' in led
    asked = desk.get("vraag/without_room.interest_cards/nieuw/").context["form"]
    assert list(asked.fields) == ["what", "when", "host"]
    desk.add("without_room.interest_cards", what="wandelen", when="dinsdag", host="Anja, gastvrouw")
    desk.add("without_room.interest_cards", what="schaken", when="", host="")
    desk.add("without_room.interest_cards", what="koken", when="vrijdag", host="Bel 06 12345678")
    sheet = printed(desk.pdf("kaartjes"))
    assert "wandelen Wanneer: dinsdag Doe je mee? Zeg het tegen: Anja, gastvrouw." in sheet
    assert "schaken Doe je mee? Zeg het tegen de gastvrouw of gastheer." in sheet
    assert sheet.count("Wie wil er ook?") == 8
    # A telephone number does not hang on a board; the sheet says that a card was left out.
    assert "12345678" not in sheet
    assert "Een kaartje met een telefoonnummer of adres staat er niet bij." in sheet
    empty = Client().get("/handboek/papier/kaartjes.pdf")
    assert printed(pypdf.PdfReader(io.BytesIO(empty.content))).count("Wie wil er ook?") == 8
    assert Client().get(f"{desk.base}uitvoer/kaartjes.pdf").status_code == 302


def test_r04_more_than_eight_cards_go_on_a_second_sheet(desk: Desk) -> None:
    for number in range(1, 10):
        desk.add(
            "without_room.interest_cards", what=f"samen zingen {number}", when="dinsdag", host="de gastheer"
        )
    pdf = desk.pdf("kaartjes")
    assert [page.extract_text().count("samen zingen") for page in pdf.pages] == [8, 1]
    assert printed(pdf).count("Wie wil er ook?") == 16
