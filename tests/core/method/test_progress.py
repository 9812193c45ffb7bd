"""What is answered and what is missing, and what the missing answers would change."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.progress import StepProgress, progress
from schuifaan.core.method.reasons import Ref


def step(plain: dict[str, Any], name: str, knowledge: Knowledge) -> StepProgress:
    return next(one for one in progress(Answers(plain), knowledge) if one.step.id == name)


def ids(questions: Any) -> list[str]:
    return [question.id for question in questions]


def test_progress_of_nothing_is_empty_in_every_step(knowledge: Knowledge) -> None:
    steps = progress(Answers(), knowledge)
    assert [one.step.id for one in steps] == [one.id for one in knowledge.steps]
    assert {one.state for one in steps} == {"empty"}
    assert all(one.answered == () for one in steps)
    assert sum(len(one.missing) for one in steps) == len(knowledge.questions)


@pytest.mark.parametrize(
    ("plain", "state", "answered"),
    [
        ({"location.choice": {"": {"outcome": "none_suitable"}}}, "begun", ["location.choice"]),
        ({"location.choice": {"": {"outcome": "chosen"}}}, "begun", []),
        ({"location.choice": {"": {}}, "location.candidates": {}}, "empty", []),
        (
            {
                "location.candidates": {"l1": {}, "l2": {"name": "Kerk"}},
                "location.choice": {"": {"outcome": "chosen", "location": "location.candidates:l2"}},
            },
            "answered",
            ["location.candidates", "location.choice"],
        ),
    ],
    ids=["one of two", "a required field is empty", "empty rows", "all"],
)
def test_progress_counts_a_question_when_what_is_required_is_filled(
    knowledge: Knowledge, plain: dict[str, Any], state: str, answered: list[str]
) -> None:
    found = step(plain, "step.location", knowledge)
    assert (found.state, ids(found.answered)) == (state, answered)
    assert {*ids(found.answered), *ids(found.missing)} == {"location.candidates", "location.choice"}


def test_what_exists_need_not_be_listed_when_nothing_was_found(knowledge: Knowledge) -> None:
    searched = {"needs.existing_searched": {"": {"searched": "found_none"}}}
    assert ids(step(searched, "step.needs", knowledge).answered) == [
        "needs.existing",
        "needs.existing_searched",
    ]
    searched = {"needs.existing_searched": {"": {"searched": "not_yet"}}}
    assert ids(step(searched, "step.needs", knowledge).answered) == ["needs.existing_searched"]


def test_missing_answers_say_what_they_would_change(knowledge: Knowledge) -> None:
    goal = step({}, "step.goal", knowledge)
    said = [reason.text.en for reason in goal.changes if Ref("goal.assumptions") in reason.refs]
    assert said[0].startswith("No assumptions stand with the goal yet.")
    assert knowledge.questions_by_id["goal.assumptions"].why.en in said


def test_missing_gates_say_which_types_hang_on_them(knowledge: Knowledge) -> None:
    changes = step({}, "step.type", knowledge).changes
    on_housing = [one.about for one in changes if one.refs == (Ref("type.housing_form"),)]
    assert len(on_housing) == 3
    assert on_housing[-1] == "type.housing_form"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_progress_never_loses_a_question(knowledge: Knowledge, data: st.DataObject) -> None:
    asked = data.draw(st.sets(st.sampled_from([question.id for question in knowledge.questions])))
    plain = {name: {data.draw(st.sampled_from(["", "a1"])): {"answer": "yes"}} for name in sorted(asked)}
    for one in progress(Answers(plain), knowledge):
        assert sorted(ids((*one.answered, *one.missing))) == sorted(ids(knowledge.questions_of(one.step.id)))
        assert (one.state == "answered") <= (one.missing == ())
        assert bool(one.changes) == bool(one.missing)
