"""What may be kept: every kind of field, the items of a question, and whole sets from outside."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import (
    MOST_LINES,
    MOST_PROBLEMS,
    MOST_ROWS,
    AnswerRefused,
    check_all,
    checked,
    items_of,
    options_of,
)
from schuifaan.core.method.choosing import name_of, referred, row_name, shortened
from schuifaan.core.method.knowledge import Document, Knowledge
from schuifaan.core.method.reasons import Ref

MEGABYTE = "Koffie ☕ en thee 👩‍👩‍👧 " * 50_000
FILLED = Answers(
    {
        "goal.assumptions": {"a1": {"text": "Ouderen zijn alleen"}, "a2": {"text": "Er is geld"}},
        "needs.conversations": {
            "t1": {"form": "door"},
            "t2": {"form": "street", "notes": "Koffie!\nElke dag."},
        },
        "needs.evidence": {
            "e1": {"kind": "evidence.cbs", "title": "Cijfers", "says": "Veel", "direction": "neutral"}
        },
        "needs.existing": {"t1": {"name": "De Inloop"}},
        "partners.parties": {"p1": {"name": "Buren", "kind": "residents"}},
        "location.candidates": {"l1": {"name": "Kerk"}, "l2": {"name": "Zaal", "is_safe": "no"}},
    }
)


def keep(
    knowledge: Knowledge, question: str, value: Any, *, item: str = "", answers: Answers = FILLED
) -> dict[str, Any]:
    asked = knowledge.questions_by_id[question]
    return dict(checked(asked, value, item=item, answers=answers, knowledge=knowledge))


def refused(knowledge: Knowledge, question: str, value: Any, **kept: Any) -> dict[str, str]:
    with pytest.raises(AnswerRefused) as refusal:
        keep(knowledge, question, value, **kept)
    assert all(text.nl and text.en for text in refusal.value.problems.values())
    return {name: text.en for name, text in refusal.value.problems.items()}


def source(**more: object) -> dict[str, object]:
    return {"kind": "evidence.cbs", "title": "Cijfers", "says": "Veel", "direction": "neutral", **more}


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


# ------------------------------------------------------------------ numbers, euros, dates, links


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        (4.5, "4.5"),
        (4, "4"),
        ("40", "40"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1 250", "1250"),
        ("4,50", "4.5"),
        ("0", "0"),
        ("100.0", "100"),
    ],
)
def test_number_with_decimals_is_read_either_way(knowledge: Knowledge, typed: object, kept: str) -> None:
    party = {"name": "Buren", "kind": "residents", "hours": typed}
    assert keep(knowledge, "partners.parties", party, item="p1")["hours"] == kept


@pytest.mark.parametrize(("typed", "kept"), [("450", 450), (450, 450), ("1.200", 1200), (" 12 ", 12), (0, 0)])
def test_whole_number_is_a_number(knowledge: Knowledge, typed: object, kept: int) -> None:
    assert (
        keep(knowledge, "location.candidates", {"name": "Kerk", "metres": typed}, item="l1")["metres"] == kept
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-3", "A number below zero cannot stand here."),
        (-3, "A number below zero cannot stand here."),
        ("veel", "We do not know “veel” as a number. Write figures only, for example 12."),
        ("١٢", "We do not know “١٢” as a number. Write figures only, for example 12."),
        ("9" * 5000, f"We do not know “{'9' * 60}…” as a number. Write figures only, for example 12."),
        ("9" * 12, "This number is too large. It can be 999,999,999 at most."),
        ("4,5", "Round it to a whole number."),
        (True, "We do not know “True” as a number. Write figures only, for example 12."),
        (["3"], "We do not know “['3']” as a number. Write figures only, for example 12."),
        (float("nan"), "We do not know “nan” as a number. Write figures only, for example 12."),
        (1e30, "We do not know “1e+30” as a number. Write figures only, for example 12."),
    ],
)
def test_number_that_is_none_is_refused(knowledge: Knowledge, typed: object, said: str) -> None:
    value = {"name": "Kerk", "metres": typed}
    assert refused(knowledge, "location.candidates", value, item="l1") == {"metres": said}


@pytest.mark.parametrize("typed", ["4,25", "0.125", "0,125"])
def test_number_with_too_many_decimals_is_refused(knowledge: Knowledge, typed: str) -> None:
    party = {"name": "Buren", "kind": "residents", "hours": typed}
    problems = refused(knowledge, "partners.parties", party, item="p1")
    assert problems == {"hours": "Round it: at most 1 digits after the decimal sign."}


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12,50", 1250), ("1.250", 125_000), ("€ 6.000", 600_000), (1250, 1250), ("0", 0), (0, 0)],
)
def test_euros_become_cents(knowledge: Knowledge, typed: object, cents: int) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    assert keep(knowledge, "partners.parties", party, item="p1")["euros"] == cents


@pytest.mark.parametrize("typed", [True, 12.5, "veel", "-5", -5, 10**12, ["3"]])
def test_euros_that_are_no_amount_are_refused(knowledge: Knowledge, typed: object) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    said = refused(knowledge, "partners.parties", party, item="p1")
    assert said["euros"].endswith("as an amount. Write for example 1250 or 12.50.")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-14",
        "14-10-2026",
        "14/10/2026",
        "14.10.26",
        " 14 10 2026 ",
        "14 oktober 2026",
        "Woensdag 14 okt. 2026",
        "14 October 2026",
    ],
)
def test_date_is_read_the_dutch_way_and_the_plain(knowledge: Knowledge, typed: str) -> None:
    kept = keep(knowledge, "needs.conversations", {"form": "door", "date": typed}, item="t1")
    assert kept["date"] == "2026-10-14"


@pytest.mark.parametrize(
    "typed",
    [
        "31-02-2026",
        "14-13-2026",
        "morgen",
        "14 foo 2026",
        "01-01-1025",
        "01-01-9025",
        "x" * 90,
        20261014,
        ["x"],
    ],
)
def test_date_that_is_none_is_refused(knowledge: Knowledge, typed: object) -> None:
    said = refused(knowledge, "needs.conversations", {"form": "door", "date": typed}, item="t1")
    assert said["date"].endswith("as a date. Write the day like this: 14-10-2026.")


def test_every_month_has_its_name(knowledge: Knowledge) -> None:
    names = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 - reads better
    for number, name in enumerate(names, 1):
        kept = keep(knowledge, "needs.conversations", {"form": "door", "date": f"3 {name} 2026"}, item="t1")
        assert kept["date"] == f"2026-{number:02}-03"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://cbs.nl/buurt?id=1", "https://cbs.nl/buurt?id=1"),
        ("www.cbs.nl", "https://www.cbs.nl"),
        (" http://bücher.example ", "http://bücher.example"),
    ],
)
def test_link_is_an_address(knowledge: Knowledge, typed: str, kept: str) -> None:
    assert keep(knowledge, "needs.evidence", source(link=typed), item="e1") == source(link=kept)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "cbs",
        "https://",
        "http://[",
        "https://a b.nl",
        "ftp://a.nl",
        "data:text/html,x",
    ],
)
def test_link_that_is_none_is_refused(knowledge: Knowledge, typed: str) -> None:
    said = refused(knowledge, "needs.evidence", source(link=typed), item="e1")
    assert said["link"].endswith("is no web address. An address begins with https://.")


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


# ------------------------------------------------------------------ names


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


# ------------------------------------------------------------------ from outside


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
