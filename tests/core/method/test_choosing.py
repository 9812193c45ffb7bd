"""What items and rows are called where people choose them."""

from schuifaan.core.method.choosing import name_of, referred, row_name, shortened
from schuifaan.core.method.knowledge import Document, Knowledge
from schuifaan.core.method.reasons import Ref
from tests.core.method.keeping import FILLED


def test_name_of_an_item_is_what_it_is_called(knowledge: Knowledge) -> None:
    assert name_of(knowledge.place_types[0]) == knowledge.place_types[0].name
    assert name_of(knowledge.steps[0]) == knowledge.steps[0].title
    assert name_of(knowledge.house_rules[0]) == knowledge.house_rules[0].text
    assert name_of(knowledge.funds[0]).nl == knowledge.funds[0].name
    assert name_of(knowledge.weights[0]).en == knowledge.weights[0].id
    assert isinstance(knowledge.documents[0], Document)


def test_row_name_of_what_is_not_there_is_still_a_name(knowledge: Knowledge) -> None:
    assert row_name(Ref("gone.question", "a1"), FILLED, knowledge).nl == "a1"
    assert row_name(Ref("goal.assumptions", "gone"), FILLED, knowledge).nl == "aanname"
    assert referred("a1", ("goal.assumptions",), FILLED) == Ref("goal.assumptions", "a1")


def test_shortened_cuts_between_words() -> None:
    assert shortened("Koffie \n en thee") == "Koffie en thee"
    assert shortened("woord " * 100, 20) == "woord woord woord…"
    assert shortened("x" * 1000, 10) == "x" * 10 + "…"
    assert shortened(" " * 1000 + "x", 10) == "…"
