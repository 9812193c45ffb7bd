"""From causes to outcomes: every tree walked in every way, and what was decided."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Edge, Outcome, Suggestion, Tree, TreeNode
from schuifaan.core.method.reasons import Ref
from schuifaan.core.method.revival import Revival, revival, walk
from tests.core.method.trees import MARKS, SOURCE, WORDS, every_way, trees

TREES = ("T1", "T2", "T3", "T4", "T5")


def _tree(knowledge: Knowledge, name: str) -> Tree:
    return next(tree for tree in knowledge.trees if tree.id == f"tree.{name}")


def _found(knowledge: Knowledge, name: str, **answers: str) -> set[str]:
    """The outcomes of a walk to the end; "2_5" is question T2_5 of T2."""
    given = {f"tree.{name}.{name}_{node.removeprefix('q')}": answer for node, answer in answers.items()}
    walked = walk(_tree(knowledge, name), given)
    assert walked.is_finished
    assert len(walked.path) == len(given)
    return {outcome.id.rsplit(".", 1)[1] for outcome in walked.outcomes}


T2_SIZE = {"q0": "done", "q1": "no", "q2": "no", "q3": "no", "q4": "yes"}
T4_TALKED = {"q0a": "done", "q0b": "done", "q0c": "done"}


@pytest.mark.parametrize(
    ("name", "answers", "outcomes"),
    [
        ("T1", {"q1": "no", "q2": "yes", "q3": "yes", "q3a": "yes", "q4": "no", "q5": "no"}, {"O1", "O2"}),
        ("T1", {"q1": "no", "q2": "no", "q3": "no", "q4": "no", "q5": "no"}, {"O5"}),
        ("T1", {"q1": "no", "q2": "no", "q3": "yes", "q3a": "no", "q4": "yes", "q5": "yes"}, {"O3", "O4"}),
        ("T1", {"q1": "yes"}, {"O0"}),
        ("T2", {**T2_SIZE, "q5": "no", "q6": "no"}, {"O2"}),
        ("T2", {**T2_SIZE, "q5": "no", "q6": "yes"}, {"O1"}),
        ("T2", {**T2_SIZE, "q4": "no"}, {"O0"}),
        ("T2", {**T2_SIZE, "q1": "yes", "q4": "no", "q5": "yes"}, {"O1"}),
        ("T3", {"q1": "other", "q2o": "no"}, {"O4"}),
        ("T3", {"q1": "financial", "q2f": "yes"}, {"O1"}),
        ("T3", {"q1": "programme", "q2p": "yes"}, {"O2"}),
        ("T4", {**T4_TALKED, "q1": "no", "q2": "yes", "q3a": "yes"}, {"O2"}),
        ("T4", {**T4_TALKED, "q1": "no", "q2": "yes", "q3a": "no", "q3b": "no"}, {"O3"}),
        ("T4", {**T4_TALKED, "q1": "no", "q2": "no"}, {"O3"}),
        ("T4", {**T4_TALKED, "q1": "yes"}, {"O1"}),
    ],
)
def test_walk_comes_out_as_the_reference_says(knowledge, name, answers, outcomes):
    assert _found(knowledge, name, **answers) == outcomes


@pytest.mark.parametrize("name", TREES)
def test_every_way_through_a_shipped_tree_ends_and_every_outcome_is_reached(knowledge, name):
    tree = _tree(knowledge, name)
    reached = set()
    for way in every_way(tree):
        walked = walk(tree, way)
        assert walked.is_finished
        assert {step.node.id: step.answer for step in walked.path} == way
        assert walked.outcomes  # nobody is sent away with nothing
        reached |= {outcome.id for outcome in walked.outcomes}
    assert reached == {outcome.id for outcome in tree.outcomes}


@pytest.mark.parametrize("name", TREES)
def test_every_way_half_walked_asks_the_next_question(knowledge, name):
    tree = _tree(knowledge, name)
    for way in every_way(tree):
        asked = list(way)
        for number, node_id in enumerate(asked):
            walked = walk(tree, {one: way[one] for one in asked[:number]})
            assert walked.next is not None
            assert walked.next.id == node_id


@given(trees())
def test_every_way_through_any_tree_ends(tree):
    assert all(walk(tree, way).is_finished for way in every_way(tree))


@given(trees(), st.data())
def test_any_answers_give_a_walk(tree, data):
    ids = [*(node.id for node in tree.nodes), "gone"]
    given_answers = data.draw(
        st.dictionaries(
            st.sampled_from(ids), st.sampled_from(["yes", "no", "a", "b", "c", "done", "", "odd"])
        )
    )
    walked = walk(tree, given_answers)
    assert all(given_answers[step.node.id] == step.answer for step in walked.path)
    if walked.next is not None:
        assert given_answers.get(walked.next.id) not in walked.next.answers
    assert set(walked.marks) <= set(MARKS)


def test_answer_the_question_does_not_know_stops_the_walk(knowledge):
    walked = walk(
        _tree(knowledge, "T1"), {"tree.T1.T1_1": "no", "tree.T1.T1_2": "perhaps", "tree.T1.T1_3": "no"}
    )
    assert [step.node.id for step in walked.path] == ["tree.T1.T1_1"]
    assert walked.next is not None
    assert walked.next.id == "tree.T1.T1_2"
    assert not walked.is_finished


def test_answers_off_the_path_do_not_count(knowledge):
    walked = walk(_tree(knowledge, "T1"), {"tree.T1.T1_1": "yes", "tree.T1.T1_2": "yes"})
    assert [outcome.id for outcome in walked.outcomes] == ["tree.T1.O0"]


def test_suggestions_follow_the_marks(knowledge):
    way = {"0": "done", "1": "no", "2": "yes", "3": "no", "4": "no", "5": "yes"}
    walked = walk(_tree(knowledge, "T2"), {f"tree.T2.T2_{node}": answer for node, answer in way.items()})
    assert walked.marks == ("facilities",)
    assert {suggestion.when_mark for _, suggestion in walked.suggestions} == {"facilities", None}
    assert {outcome.id for outcome, _ in walked.suggestions} == {"tree.T2.O1"}


def test_walk_keeps_the_notes(knowledge):
    tree = _tree(knowledge, "T1")
    given_answers = {"tree.T1.T1_1": "no", "tree.T1.T1_2": "no"}
    walked = walk(tree, given_answers, notes={"tree.T1.T1_2": "Valt mee"})
    assert [step.note for step in walked.path] == ["", "Valt mee"]


def test_way_that_goes_nowhere_is_an_end():
    asked = TreeNode(
        id="own.t.q",
        source=SOURCE,
        text=WORDS,
        edges=(
            Edge(answer="yes", only_when="nothing_found", outcomes=("own.t.O", "own.t.O")),
            Edge(answer="no", only_when="something_found", mark="size"),
            Edge(answer="no", only_when="something_found"),
        ),
    )
    tip = Suggestion(id="own.t.O.tip", source=SOURCE, text=WORDS)
    end = Outcome(id="own.t.O", source=SOURCE, text=WORDS, suggestions=(tip,))
    tree = Tree(
        id="own.t", source=SOURCE, name=WORDS, intro=WORDS, start=asked.id, nodes=(asked,), outcomes=(end,)
    )
    nowhere = walk(tree, {asked.id: "no"})
    assert (nowhere.is_finished, nowhere.outcomes, nowhere.marks, len(nowhere.path)) == (True, (), (), 1)
    assert walk(tree, {asked.id: "yes"}).suggestions == ((end, tip),)


# ------------------------------------------------------------------ the whole


def _decided(**row: str) -> Answers:
    return Answers({"revival.decision": {"": row}})


def _missing(found: Revival) -> list[Ref]:
    return [reason.refs[0] for reason in found.missing]


def test_nothing_answered_misses_every_step(knowledge):
    found = revival(Answers(), knowledge)
    assert _missing(found) == [
        Ref("revival.stakeholders"),
        Ref("revival.talks"),
        Ref("revival.causes"),
        Ref("revival.decision"),
    ]
    assert (found.causes, found.walks, found.heard_causes, found.decision) == ((), (), (), "")
    assert (found.recheck_date, found.evaluate_from, found.evaluate_until) == (None, None, None)


def test_causes_and_their_walks_stand_in_the_order_of_the_handbook(knowledge):
    answers = Answers(
        {
            "revival.causes": {"": {"causes": ["cause.D", "cause.A", "gone"]}},
            "revival.tree": {
                "tree.T1.T1_1": {"answer": "yes", "note": "Al jaren"},
                "tree.T4.T4_0a": {"answer": "done"},
                "tree.T3.T3_1": {"answer": "other"},
            },
        }
    )
    found = revival(answers, knowledge)
    assert [cause.code for cause in found.causes] == ["A", "D"]
    assert [walked.tree.id for walked in found.walks] == ["tree.T1", "tree.T4"]
    assert found.walks[0].path[0].note == "Al jaren"
    unfinished = next(reason for reason in found.missing if reason.about == "tree.T4")
    assert unfinished.refs == (Ref("revival.tree", "tree.T4.T4_0b"),)
    assert not any(reason.about == "tree.T1" for reason in found.missing)


def test_cause_whose_tree_is_gone_is_not_walked(knowledge):
    without = knowledge.model_copy(update={"trees": ()})
    found = revival(Answers({"revival.causes": {"": {"causes": ["cause.A"]}}}), without)
    assert (len(found.causes), found.walks) == (1, ())


def test_heard_causes_are_counted_but_not_ranked(knowledge):
    talks = {
        "t1": {"party": "Huurders", "causes": ["cause.D"]},
        "t2": {"party": "Welzijn", "causes": ["cause.D", "cause.B"]},
        "t3": {"party": "Gemeente"},
    }
    found = revival(Answers({"revival.talks": talks}), knowledge)
    assert [(cause.code, count) for cause, count in found.heard_causes] == [("B", 1), ("D", 2)]
    assert Ref("revival.talks") not in _missing(found)


def test_stakeholders_then_and_now_are_not_missing(knowledge):
    rows = {
        f"s{number}": {"party": f"Partij {number}", "role_then": "x", "role_now": "y"} for number in range(6)
    }
    assert Ref("revival.stakeholders") not in _missing(
        revival(Answers({"revival.stakeholders": rows}), knowledge)
    )


@pytest.mark.parametrize(
    ("row", "is_missing"),
    [
        ({"decision": "not_now"}, True),
        ({"decision": "not_now", "recheck_date": "2027-09-01"}, False),
        ({"decision": "revive"}, True),
        ({"decision": "revive", "decided_on": "2027-01-31"}, False),
        ({"decision": "stop"}, False),
        ({"decision": "something"}, True),
    ],
)
def test_decision_misses_its_date(knowledge, row, is_missing):
    assert (Ref("revival.decision") in _missing(revival(_decided(**row), knowledge))) is is_missing


def test_stopping_asks_nothing_more(knowledge):
    found = revival(_decided(decision="stop"), knowledge)
    assert found.decision == "stop"
    assert _missing(found) == [Ref("revival.stakeholders"), Ref("revival.talks"), Ref("revival.causes")]


def test_not_now_has_its_recheck_date(knowledge):
    found = revival(
        _decided(decision="not_now", recheck_date="2027-09-01", decided_on="2027-01-31"), knowledge
    )
    assert (found.recheck_date, found.evaluate_from) == (date(2027, 9, 1), None)


def test_reviving_is_looked_back_on_after_three_to_six_months(knowledge):
    found = revival(_decided(decision="revive", decided_on="2026-11-30"), knowledge)
    assert (found.evaluate_from, found.evaluate_until) == (date(2027, 2, 28), date(2027, 5, 30))


def test_unknown_decision_is_none(knowledge):
    assert revival(_decided(decision="something"), knowledge).decision == ""
