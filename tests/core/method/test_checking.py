"""What may be kept of one answer: texts, choices, rows, and the answer as a whole."""

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import MOST_LINES, MOST_ROWS, AnswerRefused, items_of, options_of
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.keeping import FILLED, keep, refused

MEGABYTE = "Koffie ☕ en thee 👩‍👩‍👧 " * 50_000

# ------------------------------------------------------------------ text


def test_text_is_cleaned_and_kept(knowledge: Knowledge) -> None:
    typed = {"role": "  Elkaar zien,\r\nsamen\teten\u2028en اهلا وسهلا 🌻  "}
    assert keep(knowledge, "goal.role", typed) == {"role": "Elkaar zien,\nsamen eten\nen اهلا وسهلا 🌻"}


def test_one_line_of_text_holds_no_new_lines(knowledge: Knowledge) -> None:
    assert keep(knowledge, "goal.assumptions", {"text": "Ouderen\nzijn alleen"}, item="a9") == {
        "text": "Ouderen zijn alleen"
    }


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_text_with_an_invisible_control_character_is_refused(knowledge: Knowledge, sign: str) -> None:
    problems = refused(knowledge, "goal.role", {"role": f"Elkaar zien en {sign} samen eten"})
    assert problems == {
        "role": (
            "This text holds an invisible character that we cannot keep. "
            "Type the text again, or paste it without formatting."
        )
    }


def test_a_megabyte_of_text_is_refused_with_the_limit(knowledge: Knowledge) -> None:
    value = {"title": MEGABYTE, "says": MEGABYTE, "kind": "evidence.cbs", "direction": "neutral"}
    problems = refused(knowledge, "needs.evidence", value, item="e9")
    assert problems["title"].endswith("500 fit. Make the text shorter.")
    assert problems["says"].endswith("40,000 fit. Make the text shorter.")
    assert list(problems) == ["title", "says"]


def test_three_thousand_words_fit(knowledge: Knowledge) -> None:
    notes = "woord " * 3000
    kept = keep(knowledge, "needs.conversations", {"form": "door", "notes": notes}, item="t1")
    assert kept["notes"] == notes.strip()


def test_text_that_is_too_short_says_how_much_more(knowledge: Knowledge) -> None:
    assert refused(knowledge, "goal.role", {"role": "Koffie"}) == {
        "role": "Write a little more: this is 6 characters, and it takes at least 20."
    }


@pytest.mark.parametrize("value", [7, True, ["a"], {"a": 1}, 1.5])
def test_text_of_another_type_is_refused(knowledge: Knowledge, value: object) -> None:
    assert refused(knowledge, "goal.role", {"role": value}) == {"role": "Fill in text here."}


@pytest.mark.parametrize("value", ["koffie\r\n\n thee ", ["koffie", " thee", ""], ["koffie\nthee"]])
def test_lines_are_taken_apart(knowledge: Knowledge, value: object) -> None:
    assert keep(knowledge, "needs.wished_use", {"wishes": value}) == {"wishes": ["koffie", "thee"]}


def test_lines_have_their_limits(knowledge: Knowledge) -> None:
    many = {"wishes": "thee\n" * (MOST_LINES + 1)}
    assert refused(knowledge, "needs.wished_use", many) == {
        "wishes": "These are 201 lines; 200 fit. Join some lines."
    }
    assert "500 fit" in refused(knowledge, "needs.wished_use", {"wishes": ["x" * 501]})["wishes"]
    assert refused(knowledge, "needs.wished_use", {"wishes": [3]}) == {
        "wishes": "Choose from the list or fill in text."
    }


def test_empty_fields_are_left_out(knowledge: Knowledge) -> None:
    value = {"values": [], "other": " \n "}
    assert keep(knowledge, "goal.added_value", value) == {}
    assert keep(knowledge, "needs.wanted", {"wanted": "", "note": None}) == {}


# ------------------------------------------------------------------ choices


def test_saving_without_a_goal_kind_is_refused(knowledge: Knowledge) -> None:
    label = knowledge.questions_by_id["goal.kinds"].field("kinds").label
    with pytest.raises(AnswerRefused) as refusal:
        keep(knowledge, "goal.kinds", {"kinds": []})
    assert refusal.value.problems["kinds"].nl == f"Kies iets bij “{label.nl}”."
    assert str(refusal.value) == f"kinds: Choose something for “{label.en}”."


def test_field_is_needed_when_another_says_so(knowledge: Knowledge) -> None:
    assert list(refused(knowledge, "goal.kinds", {"kinds": ["together", "other"]})) == ["other"]
    kept = keep(knowledge, "goal.kinds", {"kinds": ["together", "other"], "other": "Repareren"})
    assert kept == {"kinds": ["together", "other"], "other": "Repareren"}
    assert list(refused(knowledge, "revival.decision", {"decision": "not_now"})) == ["recheck_date"]
    assert keep(knowledge, "revival.decision", {"decision": "stop"}) == {"decision": "stop"}


def test_choices_stand_once_and_not_too_many(knowledge: Knowledge) -> None:
    assert keep(knowledge, "type.goals", {"answer": ["own_mission", "own_mission"]}) == {
        "answer": ["own_mission"]
    }
    assert keep(knowledge, "type.goals", {"answer": "own_mission"}) == {"answer": ["own_mission"]}
    four = {"answer": ["own_mission", "self_management", "noticing_care", "light_support"]}
    assert refused(knowledge, "type.goals", four) == {"answer": "Choose 3 at most. Which matter most?"}


def test_choice_is_one(knowledge: Knowledge) -> None:
    assert keep(knowledge, "type.space", {"answer": ["small"]}) == {"answer": "small"}
    assert refused(knowledge, "type.space", {"answer": ["small", "own_design"]}) == {"answer": "Choose one."}
    assert refused(knowledge, "type.space", {"answer": 4}) == {
        "answer": "Choose from the list or fill in text."
    }
    assert refused(knowledge, "type.space", {"answer": "\0huge 🏰"}) == {
        "answer": "“\ufffdhuge 🏰” cannot be chosen here. Choose from the list."
    }


@pytest.mark.parametrize("said", ["yes", "no", "unknown"])
def test_yes_no_may_be_unknown(knowledge: Knowledge, said: str) -> None:
    assert keep(knowledge, "needs.wanted", {"wanted": said}) == {"wanted": said}


@pytest.mark.parametrize("said", ["ja", True, "maybe"])
def test_yes_no_is_no_other_word(knowledge: Knowledge, said: object) -> None:
    assert list(refused(knowledge, "needs.wanted", {"wanted": said})) == ["wanted"]


def test_options_of_a_kind_are_its_items(knowledge: Knowledge) -> None:
    asked = knowledge.questions_by_id["type.choice"].field("type")
    options = options_of(asked, answers=FILLED, knowledge=knowledge)
    assert [(one.id, one.text) for one in options] == [(one.id, one.name) for one in knowledge.place_types]
    assert keep(knowledge, "type.choice", {"type": "place_type.community_house"}) == {
        "type": "place_type.community_house"
    }
    assert list(refused(knowledge, "type.choice", {"type": "partner.care"})) == ["type"]


def test_rows_are_named_by_their_first_text(knowledge: Knowledge) -> None:
    asked = knowledge.questions_by_id["reflection.answers"].field("evidence")
    options = options_of(asked, answers=FILLED, knowledge=knowledge)
    assert [(one.id, one.text.en) for one in options] == [
        ("needs.evidence:e1", "Cijfers"),
        ("needs.conversations:t1", "talk 1"),
        ("needs.conversations:t2", "Koffie! Elke dag."),
        ("needs.existing:t1", "De Inloop"),
    ]


def test_row_may_be_named_by_its_key_when_that_says_enough(knowledge: Knowledge) -> None:
    evidence = {"answer": "yes", "evidence": ["e1", "needs.existing:t1", "t2", "needs.evidence:e1"]}
    assert keep(knowledge, "reflection.answers", evidence, item="reflection.R2")["evidence"] == [
        "needs.evidence:e1",
        "needs.existing:t1",
        "needs.conversations:t2",
    ]
    task = knowledge.ingredients[0].id
    assert keep(knowledge, "management.tasks", {"party": "p1"}, item=task) == {"party": "partners.parties:p1"}


@pytest.mark.parametrize("named", ["t1", "e7", "partners.parties:p1", ":", "", "needs.evidence:"])
def test_row_that_is_not_there_or_could_be_two_is_refused(knowledge: Knowledge, named: str) -> None:
    value = {"answer": "yes", "evidence": [named]}
    if named:
        assert list(refused(knowledge, "reflection.answers", value, item="reflection.R2")) == ["evidence"]
    else:
        assert keep(knowledge, "reflection.answers", value, item="reflection.R2") == {"answer": "yes"}


def test_branches_are_the_answers_of_the_node(knowledge: Knowledge) -> None:
    nodes = [node for tree in knowledge.trees for node in tree.nodes]
    asked = knowledge.questions_by_id["revival.tree"]
    for node in nodes:
        options = options_of(asked.field("answer"), answers=FILLED, knowledge=knowledge, item=node.id)
        assert tuple(option.id for option in options) == node.answers
        kept = keep(knowledge, "revival.tree", {"answer": node.answers[-1]}, item=node.id)
        assert kept == {"answer": node.answers[-1]}
        assert list(refused(knowledge, "revival.tree", {"answer": "perhaps"}, item=node.id)) == ["answer"]
    assert {node.kind for node in nodes} == {"question", "action"}
    assert any(node.options for node in nodes)
    assert options_of(asked.field("answer"), answers=FILLED, knowledge=knowledge, item="goal.role") == ()


# ------------------------------------------------------------------ the answer as a whole


@pytest.mark.parametrize("value", [None, [], "role", 3])
def test_answer_of_another_shape_is_refused(knowledge: Knowledge, value: object) -> None:
    assert list(refused(knowledge, "goal.role", value)) == [""]


def test_unknown_field_is_refused(knowledge: Knowledge) -> None:
    problems = refused(knowledge, "goal.role", {"role": "Elkaar ontmoeten in de buurt", "visitors": "12"})
    assert problems == {"visitors": "This question has no field “visitors”."}


@pytest.mark.parametrize("item", ["", "a b", "a/b", "x" * 41, "é", "a\n", "a:b"])
def test_row_key_is_short_and_plain(knowledge: Knowledge, item: str) -> None:
    problems = refused(knowledge, "goal.assumptions", {"text": "Er is geld"}, item=item)
    assert problems[""].endswith("cannot name a row. Use letters, figures, - and _, 40 at most.")


def test_rows_have_a_limit(knowledge: Knowledge) -> None:
    full = Answers({"goal.assumptions": {f"a{n}": {"text": "x"} for n in range(MOST_ROWS)}})
    assert keep(knowledge, "goal.assumptions", {"text": "y"}, item="a7", answers=full) == {"text": "y"}
    problems = refused(knowledge, "goal.assumptions", {"text": "y"}, item="one-more_", answers=full)
    assert problems == {"": "There is room for 300 rows here. Take one away first, or join some."}


def test_question_with_one_answer_has_no_items(knowledge: Knowledge) -> None:
    problems = refused(knowledge, "goal.role", {"role": "Elkaar ontmoeten in de buurt"}, item="a1")
    assert problems == {"": "This question has one answer only."}


@pytest.mark.parametrize("item", ["a3", "", "reflection.R2"])
def test_item_that_is_not_asked_of_is_refused(knowledge: Knowledge, item: str) -> None:
    problems = refused(knowledge, "reflection.assumptions", {"verdict": "holds"}, item=item)
    assert problems == {"": f"“{item}” is not in this list (any more). Reload the page and choose again."}


def test_items_are_those_of_the_question(knowledge: Knowledge) -> None:
    def items(question: str) -> tuple[str, ...]:
        return items_of(knowledge.questions_by_id[question], answers=FILLED, knowledge=knowledge)

    assert items("goal.role") == ("",)
    assert items("partners.parties") == ("p1",)
    assert items("reflection.assumptions") == ("a1", "a2")
    assert items("reflection.answers") == tuple(f"reflection.R{number}" for number in range(2, 6))
    assert items("management.tasks") == tuple(one.id for one in knowledge.ingredients)
    assert items("revival.tree")[:1] == (knowledge.trees[0].nodes[0].id,)


def test_decision_against_the_scan_is_kept_with_a_reason(knowledge: Knowledge) -> None:
    assert list(refused(knowledge, "reflection.decision", {"decision": "go_on"})) == ["reason"]
    with_reason = {"decision": "go_on", "reason": "We willen al beginnen met zoeken."}
    assert keep(knowledge, "reflection.decision", with_reason) == with_reason


def test_location_with_a_no_is_kept_with_a_measure(knowledge: Knowledge) -> None:
    unsafe = {"outcome": "chosen", "location": "l2"}
    assert refused(knowledge, "location.choice", unsafe) == {
        "location": "Zaal has a “no”. First write down what you will do about it."
    }
    mended = FILLED.with_row(
        "location.candidates", "l2", {"name": "Zaal", "is_safe": "no", "measure": "Verlichting"}
    )
    assert keep(knowledge, "location.choice", unsafe, answers=mended) == {
        "outcome": "chosen",
        "location": "location.candidates:l2",
    }
    assert keep(knowledge, "location.choice", {"outcome": "flexible"}) == {"outcome": "flexible"}
    older = FILLED.with_row("goal.target_groups", "", {"groups": ["older"]})
    problems = refused(knowledge, "location.choice", {"outcome": "chosen", "location": "l1"}, answers=older)
    assert problems == {"location": "First write down at Kerk what people who are less mobile need."}
