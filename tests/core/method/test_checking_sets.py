"""Whole sets of answers from outside, and whatever else may come in."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.checking import (
    MOST_PROBLEMS,
    MOST_ROWS,
    AnswerRefused,
    check_all,
    checked,
    items_of,
)
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.keeping import FILLED


def problems_of(plain: Any, knowledge: Knowledge) -> dict[str, str]:
    with pytest.raises(AnswerRefused) as refusal:
        check_all(plain, knowledge=knowledge)
    return {name: text.en for name, text in refusal.value.problems.items()}


def test_whole_set_is_kept(knowledge: Knowledge) -> None:
    assert check_all(FILLED.plain, knowledge=knowledge).plain == FILLED.plain
    assert check_all({}, knowledge=knowledge).plain == {}
    assert check_all({"goal.assumptions": {}}, knowledge=knowledge).plain == {}


def test_whole_set_names_where_it_is_wrong(knowledge: Knowledge) -> None:
    plain = {
        "goal.dream": {"": {"x": "y"}},
        "goal.role": {"": {"role": 3}},
        "goal.area": [],
        "goal.assumptions": {"a b": {"text": "Er is geld"}, "a1": "Er is geld", 3: {}},
        "needs.wanted": {"x": {"wanted": "yes"}},
        "management.tasks": {"ingredient.helicopter": {"frequency": "elke week"}},
        7: {},
    }
    assert list(problems_of(plain, knowledge)) == [
        "goal.dream",
        "goal.area",
        "goal.assumptions/a1",
        "goal.assumptions/3",
        "7",
        "goal.role//role",
        "goal.assumptions/a b",
        "needs.wanted/x",
        "management.tasks/ingredient.helicopter",
    ]


@pytest.mark.parametrize("plain", [None, [], "x", 3])
def test_whole_set_of_another_shape_is_refused(knowledge: Knowledge, plain: object) -> None:
    assert list(problems_of(plain, knowledge)) == [""]


def test_whole_set_with_too_many_rows_is_refused(knowledge: Knowledge) -> None:
    rows = {f"a{number}": {"text": "x"} for number in range(MOST_ROWS + 1)}
    assert list(problems_of({"goal.assumptions": rows}, knowledge)) == ["goal.assumptions"]


def test_whole_set_tells_no_more_than_people_can_read(knowledge: Knowledge) -> None:
    assert len(problems_of({f"x{number}": {} for number in range(5000)}, knowledge)) == MOST_PROBLEMS
    nodes = {f"x{number}": {"note": "x"} for number in range(5000)}
    assert len(problems_of({"revival.tree": nodes}, knowledge)) == MOST_PROBLEMS


def test_whole_set_forgets_rows_that_are_gone(knowledge: Knowledge) -> None:
    plain = {
        "goal.assumptions": {"a1": {"text": "Er is geld"}},
        "location.choice": {"": {"outcome": "chosen", "location": "location.candidates:gone"}},
        "reflection.assumptions": {
            "a1": {"verdict": "holds", "evidence": ["needs.evidence:gone"]},
            "a2": {"verdict": "holds"},
        },
        "reflection.decision": {"": {"decision": "go_on"}},
    }
    assert check_all(plain, knowledge=knowledge).plain == {
        "goal.assumptions": {"a1": {"text": "Er is geld"}},
        "location.choice": {"": {"outcome": "chosen"}},
        "reflection.assumptions": {"a1": {"verdict": "holds"}},
        "reflection.decision": {"": {"decision": "go_on"}},
    }


def test_whole_set_is_not_decided_again(knowledge: Knowledge) -> None:
    plain = dict(FILLED.plain) | {
        "location.choice": {"": {"outcome": "chosen", "location": "location.candidates:l2"}}
    }
    assert check_all(plain, knowledge=knowledge).plain == plain


# ------------------------------------------------------------------ whatever comes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
WORTH_TRYING = st.one_of(
    JSON,
    st.sampled_from(
        ["yes", "no", "unknown", "other", "12,50", "14-10-2026", "a1", "needs.evidence:e1", ["a1"]]
    ),
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_checking_keeps_what_it_kept_or_says_why_not(knowledge: Knowledge, data: st.DataObject) -> None:
    """Anything at all is either refused in words, or kept in a plain form that is kept again unchanged."""
    question = data.draw(st.sampled_from(knowledge.questions))
    items = items_of(question, answers=FILLED, knowledge=knowledge)
    item = data.draw(st.sampled_from((*items, "new")))
    value = data.draw(st.fixed_dictionaries({}, optional={one.id: WORTH_TRYING for one in question.fields}))
    try:
        row = checked(question, value, item=item, answers=FILLED, knowledge=knowledge)
    except AnswerRefused as refusal:
        problems = refusal.problems
    else:
        problems = {}
        again = json.loads(json.dumps(row))
        assert checked(question, again, item=item, answers=FILLED, knowledge=knowledge) == row
    assert set(problems) <= {"", *(one.id for one in question.fields)}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whole_sets_never_raise_anything_else(knowledge: Knowledge, data: st.DataObject) -> None:
    names = st.sampled_from([question.id for question in knowledge.questions]) | st.text(max_size=5)
    plain = data.draw(
        JSON | st.dictionaries(names, JSON | st.dictionaries(st.text(max_size=5), JSON, max_size=3))
    )
    try:
        kept = check_all(plain, knowledge=knowledge)
    except AnswerRefused as refusal:
        said = refusal.problems
    else:
        said = {"": "kept"}
        assert check_all(json.loads(json.dumps(kept.plain)), knowledge=knowledge).plain == kept.plain
    assert said
