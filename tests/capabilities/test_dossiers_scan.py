"""Rows B01–B12 of the feature table: the quickscan of a dossier, each example with its own numbers."""

import io
import re

import pypdf
import pytest
import time_machine
from django.test import Client

from schuifaan.apps.people.models import User
from tests.capabilities.dossier_desk import Desk, printed, section, words
from tests.factories import NOW, make_neighbourhood

pytestmark = pytest.mark.django_db

REFLECTIONS = ("R2", "R3", "R4", "R5")
ANSWER = {"y": "yes", "n": "no"}
PERSONAL = re.compile(
    r"\b(naam|adres|telefoon\w*|e-?mail\w*|leeftijd|geboorte\w*|handtekening)\b", re.IGNORECASE
)


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def reflect(desk: Desk, said: str, *, exists: bool = False) -> None:
    """R1 to R5 as "y", "n" or "?", each with evidence; E1 by what exists already."""
    desk.add(
        "needs.evidence", kind="evidence.cbs", title="Kerncijfers", says="Veel mensen wonen alleen.",
        direction="neutral",
    )  # fmt: skip
    assumed = desk.add("goal.assumptions", text="Buren kennen elkaar niet.")
    evidence = [desk.option("reflection.assumptions", assumed, "evidence", "Kerncijfers")]
    first, *others = said.split(",")
    if first != "?":
        verdict = "holds" if first == "y" else "does_not_hold"
        desk.answer("reflection.assumptions", assumed, verdict=verdict, evidence=evidence)
    for name, answer in zip(REFLECTIONS, others, strict=True):
        if answer != "?":
            desk.answer("reflection.answers", f"reflection.{name}", answer=ANSWER[answer], evidence=evidence)
    if exists:
        desk.add("needs.existing", name="De Huiskamer", same_goal="yes")
    else:
        desk.answer("needs.existing_searched", searched="found_none")


def conclusion(desk: Desk) -> str:
    """The first thing the page of the quickscan says."""
    page = desk.get("quickscan/").content.decode()
    found = re.search(r'<h2 class="verdict__title" id="slotsom">(.*?)</h2>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_b01_no_kind_of_goal_is_refused_with_a_plain_message(desk: Desk) -> None:
    response = desk.send("goal.kinds")
    assert response.status_code == 422
    assert response.context["form"].errors["kinds"] == ["Kies iets bij “Soorten doelen”."]
    assert "Er klopt nog iets niet Soorten doelen: Kies iets bij “Soorten doelen”." in words(response)
    assert desk.rows("goal.kinds") == set()
    desk.answer("goal.kinds", kinds=["together", "education"])
    desk.answer("goal.target_groups", groups=["older"])
    desk.add("goal.assumptions", text="Buren kennen elkaar niet.")
    assert desk.kept("goal.kinds")["kinds"] == ["together", "education"]


def test_b02_without_a_voice_one_hardly_hears_there_is_a_caution_and_it_is_kept(desk: Desk) -> None:
    talk = desk.add("needs.conversations", form="door", voices=["groups", "active"], notes="Samen eten.")
    caution = "Bij deze gesprekken was nog niemand die je anders bijna nooit hoort."
    assert desk.kept("needs.conversations", talk)["voices"] == ["groups", "active"]
    assert caution in desk.read("vraag/needs.conversations/")
    assert "Jullie spraken nog niet met bewoners die je anders niet hoort." in desk.read("quickscan/")
    desk.answer("needs.conversations", talk, voices=["groups", "active", "unheard"])
    assert caution not in desk.read("vraag/needs.conversations/")


def test_b03_note_sheet_is_one_a4_without_a_field_for_who_somebody_is(desk: Desk) -> None:
    step = desk.get("vraag/needs.conversations/nieuw/").content.decode()
    assert "value_map" in step
    (page,) = desk.pdf("notitieblad").pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
    text = printed(desk.pdf("notitieblad"))
    forbids = "Schrijf geen namen, adressen of telefoonnummers op."
    assert forbids in text
    assert PERSONAL.findall(text.replace(forbids, "")) == []
    # Anybody may print it, also without an account.
    address = "/handboek/papier/notitieblad.pdf"
    assert f'href="{address}"' in Client().get("/handboek/").content.decode()
    public = Client().get(address)
    assert len(pypdf.PdfReader(io.BytesIO(public.content)).pages) == 1


def test_b04_evidence_stands_beside_the_assumption_it_contradicts(desk: Desk) -> None:
    asked = desk.get("vraag/needs.evidence/nieuw/").context["form"]["kind"]
    assert len(asked.field.choices) == 6
    first = desk.add("goal.assumptions", text="Ouderen zijn eenzaam.")
    second = desk.add("goal.assumptions", text="Buren helpen elkaar niet.")
    about = desk.option("needs.evidence", "nieuw", "about", "Buren helpen elkaar niet.")
    desk.add(
        "needs.evidence", kind="evidence.resilience_map", title="Veerkrachtkaart", date="2025-06-01",
        says="Buren helpen elkaar vaak.", direction="contradicts", about=[about],
    )  # fmt: skip
    said = "Veerkrachtkaart 2025, het spreekt tegen wat we denken: Buren helpen elkaar vaak."
    assert said in desk.read(f"vraag/reflection.assumptions/{second}/")
    assert said not in desk.read(f"vraag/reflection.assumptions/{first}/")
    listed = desk.read("vraag/reflection.assumptions/")
    assert (
        listed.index("Ouderen zijn eenzaam.") < listed.index("Buren helpen elkaar niet.") < listed.index(said)
    )


def test_b05_r2_is_yes_without_evidence_counts_as_unknown(desk: Desk) -> None:
    desk.answer("reflection.answers", "reflection.R2", answer="yes")
    rows = {one.id: one for one in desk.get("quickscan/").context["page"].reflected}
    assert (rows["reflection.R2"].said, rows["reflection.R2"].counts) == ("Ja", "Weten we nog niet")
    said = desk.read("quickscan/")
    assert "Ja Weten we nog niet want er staat nog geen gesprek of bron bij" in said
    talk = desk.add("needs.conversations", form="meeting", voices=["unheard"])
    heard = desk.option("reflection.answers", "reflection.R2", "evidence", "esprek")
    assert talk in heard
    desk.answer("reflection.answers", "reflection.R2", evidence=[heard])
    rows = {one.id: one for one in desk.get("quickscan/").context["page"].reflected}
    assert rows["reflection.R2"].counts == "Ja"


@pytest.mark.parametrize(
    ("said", "exists", "title"),
    [
        ("y,y,y,y,n", True, "Steun wat er al is"),
        ("y,y,y,y,y", False, "Werk het plan uit"),
        ("n,y,n,y,y", False, "Pas het doel aan"),
        ("y,?,y,y,n", False, "Dat weten we nog niet"),
        ("?,y,y,y,y", False, "Dat weten we nog niet"),
    ],
)
def test_b06_conclusion_follows_from_the_reflection(
    desk: Desk, said: str, *, exists: bool, title: str
) -> None:
    reflect(desk, said, exists=exists)
    assert conclusion(desk) == title


def test_b07_go_on_against_support_existing_needs_one_sentence(desk: Desk) -> None:
    reflect(desk, "y,y,y,y,n", exists=True)
    refused = desk.send("reflection.decision", decision="go_on")
    assert refused.status_code == 422
    assert "Jullie kiezen iets anders dan de scan voorstelt. Dat mag. Schrijf in één zin op waarom." in words(
        refused
    )
    assert desk.rows("reflection.decision") == set()
    reason = "De Huiskamer kan er niemand meer bij hebben."
    desk.answer("reflection.decision", decision="go_on", reason=reason)
    assert desk.kept("reflection.decision") == {"decision": "go_on", "reason": reason}
    assert reason in desk.read("quickscan/")


def test_b08_adapting_the_goal_keeps_the_old_one_and_shows_what_changed(desk: Desk) -> None:
    old, new = "Een plek waar iedereen elkaar kan ontmoeten.", "Een plek waar ouderen samen kunnen eten."
    desk.answer("goal.role", role=old)
    reflect(desk, "n,y,n,y,y")
    response = desk.send("reflection.decision", decision="adapt_goal")
    assert response["Location"] == f"{desk.base}vraag/goal.area/"
    desk.answer("goal.role", role=new)
    assert desk.dossier.versions.get(number=1).answers["goal.role"][""] == {"role": old}
    # The second version is kept by hand; the two stand beside each other.
    desk.client.post(f"{desk.base}versie/", {"reason": "Het doel is aangepast"})
    assert [one.number for one in desk.dossier.versions.order_by("number")] == [1, 2]
    beside = desk.get("vergelijk/", versie="1")
    fields = [
        (one.left, one.right)
        for step in beside.context["comparison"].steps
        for question in step.questions
        for item in question.items
        for one in item.fields
    ]
    assert ((old,), (new,)) in fields
    assert old in words(beside)
    assert new in words(beside)


def test_b09_four_hours_a_week_and_twenty_chairs_are_accepted_and_added_up(desk: Desk) -> None:
    party = desk.add(
        "partners.parties", name="Sportclub", kind="other", gives=["means", "people"], euros="0", hours="4",
        goods="20 stoelen",
    )  # fmt: skip
    assert desk.kept("partners.parties", party)["goods"] == ["20 stoelen"]
    together = section(desk.get("quickscan/"), "samen")
    assert together.startswith("Wat jullie samen inbrengen 4 uur per week 20 × stoelen")
    assert "€" not in together


def test_b10_place_that_is_not_known_to_feel_safe_is_not_called_safe(desk: Desk) -> None:
    spot = desk.add("location.candidates", name="De oude school", is_safe="yes", felt_safe="unknown")
    facts = desk.get("quickscan/").context["page"].locations[0]
    assert [word for _label, _state, word in facts.facts][2:] == ["Ja", "Weten we nog niet"]
    assert facts.view.may_be_called_safe is False
    sentence = "“Veilig” schrijven we pas als de feiten kloppen én bewoners zich er veilig voelen."
    assert sentence in desk.read("quickscan/")
    assert "Voelen bewoners zich veilig bij De oude school? Vraag het hun zelf." in desk.read("quickscan/")
    desk.answer("location.candidates", spot, felt_safe="yes", felt_source="Huurdersavond")
    assert sentence not in desk.read("quickscan/")


def test_b11_no_location_leads_to_meeting_without_a_room_with_the_area_filled_in(professional: User) -> None:
    desk = Desk(professional, buurt=make_neighbourhood(name="Malberg").code)
    assert "Ga naar ‘zonder ruimte’" not in desk.read("stap/location/")
    desk.answer("location.choice", outcome="none_suitable")
    page = desk.get("stap/location/").content.decode()
    button = re.search(
        r'<a class="[^"]*button[^"]*" href="([^"]+)"[^>]*>(?:(?!</a>).)*zonder ruimte', page, re.DOTALL
    )
    assert button is not None
    opened = desk.client.get(button[1])
    assert opened.context["form"]["area"].value() == "Malberg"
    assert 'value="Malberg"' in opened.content.decode()


def test_b12_summary_is_two_pages_without_a_name_of_a_resident(desk: Desk) -> None:
    desk.answer("goal.role", role="Een plek waar ouderen samen kunnen eten.")
    desk.add(
        "needs.conversations",
        form="door",
        voices=["unheard"],
        notes="Riet Janssen van nummer 12 is vaak alleen.",
    )
    desk.answer("needs.wished_use", wishes="samen eten\neen tafel buiten")
    reflect(desk, "y,y,y,y,n", exists=True)
    reason = "De Huiskamer kan er niemand meer bij hebben."
    desk.answer("reflection.decision", decision="go_on", reason=reason)
    with time_machine.travel(NOW, tick=False):
        pdf = desk.pdf("samenvatting")
    text = printed(pdf)
    assert len(pdf.pages) <= 2
    for said in (
        "Een plek waar ouderen samen kunnen eten.", "samen eten", "een tafel buiten", "Kerncijfers",
        "Conclusie: Steun wat er al is", reason,
    ):  # fmt: skip
        assert said in text, said
    assert "Riet" not in text
    assert "Janssen" not in text
