"""Rows P01–P06 of the feature table: the programme of requirements, each example with its own numbers."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from schuifaan.apps.people.models import User
from tests.capabilities.dossier_desk import Desk, printed, words, words_in

pytestmark = pytest.mark.django_db

THRESHOLDS = "Er zijn geen drempels en geen onduidelijke hoeken. Vanaf de deur overzie je de ruimte."


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def choose(desk: Desk, code: str) -> None:
    desk.answer("type.choice", type=f"place_type.{code}")


def line(desk: Desk, item: str) -> str:
    """What the page of the programme says about one requirement."""
    page = desk.get("programma/").content.decode()
    found = re.search(
        rf'<li class="requirement" id="{re.escape(item)}">(.*?)</li>\s*(?:<li class="requ|</ul>)',
        page,
        re.DOTALL,
    )
    assert found is not None, item
    return words_in(found[1])


def picture(number: int) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (80, 50), (number * 40, 90, 90)).save(written, "JPEG")
    return SimpleUploadedFile(f"foto-{number}.jpg", written.getvalue(), "image/jpeg")


def test_p01_twelve_strategies_and_no_thresholds_is_a_must_for_a_senior_complex(desk: Desk) -> None:
    every = re.findall(r'<h3 [^>]*id="strategy\.([PI]\d)"', desk.get("programma/").content.decode())
    assert sorted(every) == [f"{group}{number}" for group in "IP" for number in range(1, 7)]
    choose(desk, "senior_complex_room")
    assert line(desk, "requirement.P1b").startswith(f"Moet {THRESHOLDS}")
    choose(desk, "coffee_corner")
    assert line(desk, "requirement.P1b").startswith(f"Hoort erbij {THRESHOLDS}")


def test_p02_programme_leaves_with_must_should_could_and_where_each_comes_from(desk: Desk) -> None:
    choose(desk, "senior_complex_room")
    desk.answer(
        "design.requirements", "requirement.P1b", priority="must", chosen="yes", why="Veel rollators."
    )
    desk.add(
        "design.wishes", text="Een bank bij de ingang", priority="could", origin="Bewonersavond 3 november"
    )
    head, *rows = desk.sheets("programma")["Programma van eisen"]
    at = {
        name: head.index(name) for name in ("Eis", "Hoe belangrijk", "Gekozen", "Van wie", "Waarom", "Bron")
    }
    by_text = {row[at["Eis"]]: row for row in rows}
    assert {row[at["Hoe belangrijk"]] for row in rows} == {"moet", "hoort erbij", "mag"}
    must = by_text[THRESHOLDS]
    assert [must[at[name]] for name in ("Hoe belangrijk", "Gekozen", "Van wie", "Waarom")] == [
        "moet", "ja", "handboek", "Veel rollators.",
    ]  # fmt: skip
    assert "Open en toegankelijke plattegronden" in must[at["Bron"]]
    own = by_text["Een bank bij de ingang"]
    assert (own[at["Hoe belangrijk"]], own[at["Van wie"]]) == ("mag", "Bewonersavond 3 november")
    assert [row for row in rows if not row[at["Van wie"]]] == []
    paper = printed(desk.pdf("programma"))
    for said in (THRESHOLDS, "Veel rollators.", "Een bank bij de ingang", "Bewonersavond 3 november"):
        assert said in paper, said


def test_p03_eight_reactions_on_the_kitchen_and_what_changed(desk: Desk) -> None:
    choose(desk, "community_house")
    desk.answer(
        "design.requirements", "requirement.R1_kitchen", reactions="8", said="Met zes pannen kom je niet ver.",
        changed="De keuken krijgt een tweede fornuis.",
    )  # fmt: skip
    said = line(desk, "requirement.R1_kitchen")
    assert "8 reacties van bewoners: Met zes pannen kom je niet ver." in said
    assert "Dit is erdoor veranderd: De keuken krijgt een tweede fornuis." in said
    assert "komt van: bewoners" in said
    paper = printed(desk.pdf("programma"))
    assert "Daardoor veranderd: De keuken krijgt een tweede fornuis." in paper


def test_p04_five_photos_of_the_room_each_linked_to_a_requirement(desk: Desk) -> None:
    choose(desk, "senior_complex_room")
    items = [f"requirement.{name}" for name in ("P1a", "P1b", "P2b", "P4a", "I3")]
    for number, item in enumerate(items):
        sent = {"photo": picture(number), "item": item, "alternative_text": f"Foto {number} van de zaal"}
        assert desk.client.post(f"{desk.base}fotos/", sent).status_code == 302
    page = desk.get("programma/").content.decode()
    for number, item in enumerate(items):
        photo = desk.dossier.photos.get(item=item)
        block = page.split(f'id="{item}"', 1)[1].split('<p class="requirement__do', 1)[0]
        assert f'src="{desk.base}fotos/{photo.pk}/" alt="Foto {number} van de zaal"' in block
        assert desk.client.get(f"{desk.base}fotos/{photo.pk}/").status_code == 200
        assert Client().get(f"{desk.base}fotos/{photo.pk}/").status_code == 302
    assert desk.dossier.photos.count() == 5
    assert desk.read("fotos/").count("Gaat over:") == 5


def test_p05_wishes_from_talks_are_added_beside_those_of_the_handbook(desk: Desk) -> None:
    choose(desk, "community_house")
    for text in ("Een muziekkamer", "Een plek voor jongeren", "Bankjes buiten"):
        key = desk.add("design.wishes", text=text, priority="could", origin="Gesprek op straat")
        assert line(desk, key).startswith(f"Mag {text}")
        assert "komt van: Gesprek op straat" in line(desk, key)
    texts = [row[1] for row in desk.sheets("programma")["Programma van eisen"]]
    assert [text for text in texts if text in {"Een muziekkamer", "Een plek voor jongeren", "Bankjes buiten"}] == [
        "Een muziekkamer", "Een plek voor jongeren", "Bankjes buiten",
    ]  # fmt: skip


def test_p06_five_tips_and_the_fifth_asks_whether_it_suits_the_group(desk: Desk) -> None:
    asked = desk.get("vraag/design.process/").context["items"]
    assert [one["listed"].item for one in asked] == [f"tip.D{number}" for number in range(1, 6)]
    question = "Past dit bij deze groep, en wie helpt de mensen die er niet mee overweg kunnen?"
    assert f"Vraag aan jezelf {question}" in desk.read("vraag/design.process/tip.D5/")
    assert f"Vraag jezelf af: {question}" in desk.read("programma/")
    assert question in words(Client().get("/handboek/design/"))
    desk.answer("design.process", "tip.D5", status="done", note="Drie mensen helpen.")
    assert "Drie mensen helpen." in desk.read("programma/").split(question, 1)[1]
