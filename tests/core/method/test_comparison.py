"""Two sets of answers side by side."""

from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.comparison import differences
from schuifaan.core.method.knowledge import Knowledge

LEFT = {
    "type.space": {"": {"answer": "small"}},
    "goal.role": {"": {"role": "Elkaar ontmoeten in de buurt"}},
    "partners.parties": {
        "p1": {"name": "Buren", "kind": "residents"},
        "p2": {"name": "School", "kind": "school"},
    },
    "goal.area": {"": {"scale": "complex", "name": "Oost"}},
}
RIGHT = {
    "partners.parties": {
        "p3": {"name": "Kerk", "kind": "other"},
        "p1": {"name": "Buren", "kind": "association"},
    },
    "goal.area": {"": {"name": "Oost", "scale": "complex"}},
    "goal.role": {"": {"role": "Samen eten"}},
}


def test_differences_stand_in_the_order_of_the_steps(knowledge: Knowledge) -> None:
    found = differences(Answers(LEFT), Answers(RIGHT), knowledge)
    assert [(one.question.id, one.item, one.fields) for one in found] == [
        ("goal.role", "", ("role",)),
        ("partners.parties", "p1", ("kind",)),
        ("partners.parties", "p2", ("name", "kind")),
        ("partners.parties", "p3", ("name", "kind")),
        ("type.space", "", ("answer",)),
    ]
    assert (found[0].left, found[0].right) == (LEFT["goal.role"][""], RIGHT["goal.role"][""])
    assert (found[2].left, found[2].right) == (LEFT["partners.parties"]["p2"], {})
    assert (found[3].left, found[3].right) == ({}, RIGHT["partners.parties"]["p3"])


def test_empty_and_absent_are_the_same(knowledge: Knowledge) -> None:
    left = Answers({"goal.added_value": {"": {"values": [], "other": ""}}})
    assert differences(left, Answers(), knowledge) == ()


def test_a_field_the_question_no_longer_has_is_told_too(knowledge: Knowledge) -> None:
    found = differences(Answers({"goal.role": {"": {"dream": "Een tuin"}}}), Answers(), knowledge)
    assert [one.fields for one in found] == [("dream",)]


def test_questions_of_no_step_come_last(knowledge: Knowledge) -> None:
    bare = knowledge.model_copy(update={"steps": knowledge.steps[1:]})
    found = differences(Answers(LEFT), Answers(RIGHT), bare)
    assert [one.question.id for one in found][-1] == "goal.role"


@given(st.sets(st.sampled_from(sorted(LEFT))), st.sets(st.sampled_from(sorted(RIGHT))))
def test_differences_are_the_same_seen_from_the_other_side(
    knowledge: Knowledge, left: set[str], right: set[str]
) -> None:
    one, other = Answers({name: LEFT[name] for name in left}), Answers({name: RIGHT[name] for name in right})
    ours, theirs = differences(one, other, knowledge), differences(other, one, knowledge)
    assert {(d.question.id, d.item, d.fields) for d in ours} == {
        (d.question.id, d.item, d.fields) for d in theirs
    }
    assert differences(one, one, knowledge) == ()
