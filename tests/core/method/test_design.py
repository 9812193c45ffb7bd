"""The programme of requirements: what the type calls for, what the team made of it, and where it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.design import Programme, ProgrammeLine, programme
from schuifaan.core.method.knowledge import Citation
from schuifaan.core.method.knowledge.item import Status

SENIOR = "senior_complex_room"
ORDER = ["must", "should", "could", None]


def _of_type(code: str | None, *, wishes: dict | None = None, **requirements: dict) -> Answers:
    rows = {f"requirement.{name}": row for name, row in requirements.items()}
    chosen = {"": {"type": f"place_type.{code}"}} if code else {}
    return Answers({"type.choice": chosen, "design.requirements": rows, "design.wishes": wishes or {}})


def _line(found: Programme, name: str) -> ProgrammeLine:
    return next(line for line in (*found.lines, *found.left_out) if line.id == f"requirement.{name}")


def _ids(lines) -> list[str]:
    return [line.id for line in lines]


def test_senior_complex_must_be_without_thresholds(knowledge):
    line = _line(programme(_of_type(SENIOR), knowledge), "P1b")
    assert (line.advised, line.priority, line.chosen) == ("must", "must", "unknown")


def test_twelve_strategies_stand_in_the_programme_of_a_community_house(knowledge):
    found = programme(_of_type("community_house"), knowledge)
    strategies = dict.fromkeys(line.strategy.id for line in found.lines if line.strategy)
    assert list(strategies) == [strategy.id for strategy in knowledge.strategies]
    assert len(strategies) == 12


@pytest.mark.parametrize("code", ["coffee_corner", "community_house", SENIOR])
def test_musts_stand_first_within_each_strategy(knowledge, code):
    lines = programme(_of_type(code, wishes={"w": {"text": "Bankjes"}}), knowledge).lines
    order = [strategy.id for strategy in knowledge.strategies]
    places = [
        (order.index(line.strategy.id) if line.strategy else len(order), ORDER.index(line.priority))
        for line in lines
    ]
    assert places == sorted(places)
    assert len({priority for _, priority in places}) == 4


def test_what_does_not_apply_is_left_out(knowledge):
    found = programme(_of_type("coffee_corner"), knowledge)
    assert "requirement.S55.kitchen" not in _ids(found.lines)
    assert "not_applicable" not in {line.priority for line in found.lines}
    assert found.left_out == ()


def test_without_a_type_everything_is_shown_and_nothing_advised(knowledge):
    found = programme(_of_type(None), knowledge)
    assert found.type is None
    assert sorted(_ids(found.lines)) == sorted(one.id for one in knowledge.requirements)
    assert {line.advised for line in found.lines} == {None}
    assert {line.priority for line in found.lines} == {None}


@pytest.mark.parametrize("row", [{"chosen": "no"}, {"priority": "not_applicable"}])
def test_must_the_team_does_not_want_is_named(knowledge, row):
    found = programme(_of_type(SENIOR, P1b={**row, "why": "Kan niet"}), knowledge)
    assert _ids(found.left_out) == ["requirement.P1b"]
    assert found.left_out[0].why == "Kan niet"
    assert "requirement.P1b" not in _ids(found.lines)


def test_must_made_less_stays_in_the_programme(knowledge):
    found = programme(_of_type(SENIOR, P1b={"priority": "could"}), knowledge)
    line = _line(found, "P1b")
    assert (line.advised, line.priority) == ("must", "could")
    assert found.left_out == ()


def test_need_of_another_type_that_the_team_wants_is_shown(knowledge):
    found = programme(_of_type("coffee_corner", **{"S55.kitchen": {"priority": "should"}}), knowledge)
    assert _line(found, "S55.kitchen").priority == "should"


def test_requirement_of_no_type_is_shown_when_own_or_chosen(knowledge):
    bare = knowledge.requirements[0].model_copy(update={"priority": {}})
    own = bare.model_copy(update={"id": "own.bench", "status": Status.OWN})
    more = knowledge.model_copy(update={"requirements": (bare, own)})
    assert _ids(programme(_of_type(SENIOR), more).lines) == ["own.bench"]
    chosen = programme(_of_type(SENIOR, P1a={"chosen": "yes"}), more)
    assert _ids(chosen.lines) == ["requirement.P1a", "own.bench"]


def test_residents_input_stands_with_its_line(knowledge):
    row = {
        "reactions": 8,
        "said": "Twee ovens",
        "changed": "Groter aanrecht",
        "evidence": "Born",
        "chosen": "yes",
    }
    line = _line(programme(_of_type("multifunctional_place", I3=row), knowledge), "I3")
    assert (line.reactions, line.said, line.changed, line.evidence, line.chosen) == (
        8,
        "Twee ovens",
        "Groter aanrecht",
        "Born",
        "yes",
    )
    assert _line(programme(_of_type("multifunctional_place"), knowledge), "I3").reactions is None


def test_own_wish_is_a_line(knowledge):
    wishes = {
        "w1": {"text": " Een muziekkamer ", "priority": "could", "why": "Jongeren"},
        "w2": {"text": "Bankjes", "priority": "not_applicable"},
        "w3": {"text": " "},
        "w4": {"text": "Een plek voor jongeren", "origin": "gesprek 3"},
    }
    lines = [line for line in programme(_of_type(None, wishes=wishes), knowledge).lines if line.is_own]
    assert [(line.id, line.text.nl, line.priority, line.origin.nl) for line in lines] == [
        ("w1", "Een muziekkamer", "could", "eigen wens"),
        ("w4", "Een plek voor jongeren", None, "gesprek 3"),
    ]
    assert (lines[0].chosen, lines[0].status, lines[0].why) == ("yes", Status.OWN, "Jongeren")


def test_origin_is_said_in_words(knowledge):
    found = programme(_of_type(None), knowledge)
    assert _line(found, "P1a").origin.nl == "handboek"
    assert _line(found, "R1_kitchen").origin.nl == "bewoners"


@pytest.mark.parametrize(
    ("documents", "origin"),
    [
        (("doc.values",), "title"),
        (("doc.values", "doc.residents"), "bewoners"),
        (("doc.product", "doc.values", "doc.handbook"), "handboek"),
        (("doc.product",), "handboek"),
    ],
)
def test_origin_is_not_our_own_weighing(knowledge, documents, origin):
    source = tuple(Citation(document=one, heading="Proef") for one in documents)
    one = knowledge.requirements[0].model_copy(update={"source": source})
    only = knowledge.model_copy(update={"requirements": (one,)})
    title = next(document.title for document in knowledge.documents if document.id == "doc.values")
    said = programme(_of_type(None), only).lines[0].origin.nl
    assert said == (title if origin == "title" else origin)


def test_own_requirement_is_an_own_wish(knowledge):
    own = knowledge.requirements[0].model_copy(update={"status": Status.OWN})
    only = knowledge.model_copy(update={"requirements": (own,)})
    assert programme(_of_type(None), only).lines[0].origin.nl == "eigen wens"


def test_process_tips_keep_their_state(knowledge):
    rows = {"tip.D5": {"status": "busy", "note": "App of papier?"}, "tip.D1": {"status": "odd"}}
    tips = {one.tip.id: one for one in programme(Answers({"design.process": rows}), knowledge).tips}
    assert list(tips) == ["tip.D1", "tip.D2", "tip.D3", "tip.D4", "tip.D5"]
    assert (tips["tip.D5"].status, tips["tip.D5"].note) == ("busy", "App of papier?")
    assert (tips["tip.D1"].status, tips["tip.D2"].status) == ("not_yet", "not_yet")


def test_practices_are_those_about_the_lines_shown(knowledge):
    found = programme(_of_type(SENIOR), knowledge)
    subjects = {line.id for line in found.lines} | {line.strategy.id for line in found.lines if line.strategy}
    assert found.practices == tuple(one for one in knowledge.practices if set(one.about) & subjects)
    assert found.practices


@given(st.data())
def test_every_line_stands_in_one_place(knowledge, data):
    ids = [one.id.removeprefix("requirement.") for one in knowledge.requirements]
    rows = st.fixed_dictionaries(
        {},
        optional={
            "priority": st.sampled_from(["must", "should", "could", "not_applicable", "odd"]),
            "chosen": st.sampled_from(["yes", "no", "unknown"]),
            "reactions": st.integers(0, 500),
        },
    )
    code = data.draw(st.sampled_from([None, "coffee_corner", "community_house", SENIOR]))
    answers = _of_type(code, **data.draw(st.dictionaries(st.sampled_from(ids), rows)))
    found = programme(answers, knowledge)
    every = _ids((*found.lines, *found.left_out))
    assert len(every) == len(set(every))
    wanted = {line.id for line in found.lines}
    musts = {one.id for one in knowledge.requirements if code and one.priority.get(code) == "must"}
    assert musts <= wanted | {line.id for line in found.left_out}
