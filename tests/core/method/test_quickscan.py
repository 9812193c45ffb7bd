"""The quickscan: the table of the handbook, what counts as evidence, and what it rests on."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.quickscan import decision_refused, scan
from schuifaan.core.method.reasons import Reason, Ref

WORDS = {"y": "yes", "n": "no", "?": "unknown"}
VERDICTS = {"y": "holds", "n": "does_not_hold", "?": "unknown"}
CERTAIN_NO = {"adapt_goal", "no_room", "support_existing"}


def answered(case: str) -> dict[str, Any]:
    """Answers as in the table of the handbook: R1 to R5 and E1, each y, n or ?."""
    first, *others, exists = case
    plain: dict[str, Any] = {
        "goal.assumptions": {"a1": {"text": "Ouderen zijn alleen"}},
        "needs.conversations": {"t1": {"form": "door", "voices": ["groups", "unheard"]}},
        "needs.evidence": {
            "e1": {"kind": "evidence.cbs", "title": "Cijfers", "says": "Veel ouderen", "direction": "neutral"}
        },
        "reflection.assumptions": {"a1": {"verdict": VERDICTS[first], "evidence": ["needs.evidence:e1"]}},
        "reflection.answers": {
            f"reflection.R{number}": {"answer": WORDS[said], "evidence": ["needs.conversations:t1"]}
            for number, said in enumerate(others, 2)
        },
        "reflection.outcome": {"": {"goal": "Elkaar zien", "group": "Ouderen", "needs": "Koffie"}},
    }
    if exists == "y":
        plain["needs.existing"] = {"x1": {"name": "De Inloop", "same_goal": "yes"}}
    elif exists == "n":
        plain["needs.existing_searched"] = {"": {"searched": "found_none"}}
    return plain


def english(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.text.en for reason in reasons]


@pytest.mark.parametrize(
    ("case", "conclusion", "with_caution"),
    [
        ("yyyyyn", "go_on", False),
        ("yyyyny", "support_existing", False),
        ("yyyynn", "no_room", False),
        ("nynyyn", "adapt_goal", False),
        ("ynnynn", "no_room", False),
        ("yyynyy", "adapt_goal", False),
        ("y?yyyn", "not_yet_known", False),
        ("yyyyyy", "go_on", True),
        ("yyyyn?", "not_yet_known", False),
        ("nnnnnn", "no_room", False),
        ("yyyy?y", "not_yet_known", False),
    ],
    ids=["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "nobody looked around", "everything no", "R5 open"],
)
def test_scan_concludes_as_the_table_says(
    knowledge: Knowledge,
    case: str,
    conclusion: str,
    with_caution: bool,  # noqa: FBT001 - from the table
) -> None:
    said = scan(Answers(answered(case)), knowledge)
    assert (said.conclusion, said.with_caution) == (conclusion, with_caution)
    assert [one.counts for one in said.reflected] == [WORDS[sign] for sign in case]
    assert bool(said.missing) == (conclusion == "not_yet_known")


def test_scan_of_nothing_says_what_is_missing(knowledge: Knowledge) -> None:
    said = scan(Answers(), knowledge)
    assert said.conclusion == "not_yet_known"
    assert [reason.refs[0] for reason in said.missing] == [
        Ref("goal.assumptions"),
        *(Ref("reflection.answers", f"reflection.R{number}") for number in range(2, 6)),
        Ref("needs.existing"),
    ]
    assert (said.cautions, said.reasons_for, said.reasons_against) == ((), (), ())


def test_scan_without_knowledge_still_answers() -> None:
    assert scan(Answers(answered("yyyyyn")), Knowledge()).conclusion == "go_on"


def test_scan_names_the_question_nobody_knows(knowledge: Knowledge) -> None:
    missing = scan(Answers(answered("y?yyyn")), knowledge).missing
    (said,) = english(missing)
    assert said == (
        "You do not know the answer to “Do the people you do it for really need a room?” yet. "
        "Find out: talk with residents or look at the figures."
    )
    assert missing[0].about == "reflection.R2"


def test_yes_without_evidence_counts_as_unknown_and_says_so(knowledge: Knowledge) -> None:
    plain = answered("yyyyyn")
    plain["reflection.answers"]["reflection.R2"]["evidence"] = []
    said = scan(Answers(plain), knowledge)
    second = said.reflected[1]
    assert (said.conclusion, second.said, second.counts) == ("not_yet_known", "yes", "unknown")
    (lack,) = english(said.missing)
    assert lack == (
        "“Do the people you do it for really need a room?” says yes, but without evidence. So it still counts "
        "as “we do not know”. Point to a conversation, a source or something that exists."
    )


def test_no_without_evidence_says_so_too(knowledge: Knowledge) -> None:
    plain = answered("yynyyn")
    plain["reflection.answers"]["reflection.R3"]["evidence"] = ["needs.evidence:gone", "nothing:e1"]
    missing = scan(Answers(plain), knowledge).missing
    assert "says no, but without evidence" in missing[0].text.en
    assert "staat nee" in missing[0].text.nl


def test_verdict_counts_with_a_source_about_the_assumption(knowledge: Knowledge) -> None:
    plain = answered("yyyyyn")
    del plain["reflection.assumptions"]["a1"]["evidence"]
    without = scan(Answers(plain), knowledge)
    plain["goal.assumptions"]["a2"] = {"text": ""}
    plain["needs.evidence"]["e1"]["about"] = ["a1", "goal.assumptions:gone", "goal.assumptions:a2"]
    backed = scan(Answers(plain), knowledge)
    assert (without.conclusion, backed.conclusion) == ("not_yet_known", "go_on")
    assert without.missing[0].refs[0] == Ref("reflection.assumptions", "a1")
    assert "without evidence" in without.missing[0].text.en
    assert backed.reflected[0].reasons[0].refs == (
        Ref("reflection.assumptions", "a1"),
        Ref("goal.assumptions", "a1"),
        Ref("needs.evidence", "e1"),
    )


def test_one_assumption_that_does_not_hold_is_enough(knowledge: Knowledge) -> None:
    plain = answered("nyyyyn")
    plain["goal.assumptions"] |= {"a2": {"text": "Er is geld"}, "a3": {"text": " "}}
    said = scan(Answers(plain), knowledge)
    first = said.reflected[0]
    assert (said.conclusion, first.said, first.counts) == ("adapt_goal", "no", "no")
    assert len(first.lacks) == 1


def test_assumption_without_verdict_keeps_the_scan_open(knowledge: Knowledge) -> None:
    plain = answered("yyyyyn")
    plain["goal.assumptions"]["a2"] = {"text": "Er is geld"}
    said = scan(Answers(plain), knowledge)
    assert said.conclusion == "not_yet_known"
    assert english(said.missing) == [
        "We do not know yet whether this assumption holds: “Er is geld”. Find out and give a verdict."
    ]


def test_evidence_becomes_a_reason_that_points_at_its_row(knowledge: Knowledge) -> None:
    plain = answered("yyyyyn")
    plain["goal.assumptions"]["a2"] = {"text": "Niemand ontmoet elkaar"}
    plain["needs.evidence"] |= {
        "e2": {
            "kind": "evidence.resilience_map",
            "title": "Veerkrachtkaart 2025",
            "says": "De buurt doet het goed",
            "direction": "contradicts",
            "about": ["goal.assumptions:a2"],
        },
        "e3": {"kind": "own.kind", "title": "Wijkvisie", "says": "Meer samen", "direction": "supports"},
    }
    said = scan(Answers(plain), knowledge)
    against = said.reasons_against[-1]
    assert against.text.en == "“Veerkrachtkaart 2025” contradicts what you assume: De buurt doet het goed"
    assert against.refs == (Ref("needs.evidence", "e2"), Ref("goal.assumptions", "a2"))
    assert against.about == "evidence.resilience_map"
    assert Ref("needs.evidence", "e3") in {ref for one in said.reasons_for for ref in one.refs}


def test_evidence_against_an_assumption_that_holds_is_a_caution(knowledge: Knowledge) -> None:
    plain = answered("yyyyyn")
    plain["needs.evidence"]["e1"] |= {"direction": "contradicts", "about": ["goal.assumptions:a1"]}
    agreeing = answered("nyyyyn")
    agreeing["needs.evidence"] = plain["needs.evidence"]
    assert [one.refs[0] for one in scan(Answers(plain), knowledge).cautions] == [
        Ref("reflection.assumptions", "a1")
    ]
    assert scan(Answers(agreeing), knowledge).cautions == ()


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"needs.conversations": {"t1": {"form": "door", "voices": ["active"]}}}, "needs.conversations"),
        ({"needs.existing": {"x1": {"name": "De Inloop", "same_goal": "yes"}}}, "needs.existing"),
        ({"needs.existing": {"x1": {"place": "Oost"}}}, "needs.existing"),
        ({"needs.existing_searched": {}}, "needs.existing"),
        ({"needs.wanted": {"": {"wanted": "no"}}}, "needs.wanted"),
        ({"reflection.outcome": {"": {"goal": "Elkaar zien"}}}, "reflection.outcome"),
        ({"reflection.decision": {"": {"decision": "no_room"}}}, "reflection.decision"),
        (
            {
                "location.candidates": {"l1": {"name": "Kerk", "is_safe": "no"}},
                "location.choice": {"": {"outcome": "chosen", "location": "location.candidates:l1"}},
            },
            "location.choice",
        ),
    ],
    ids=["voices", "exists", "same goal?", "not searched", "not wanted", "outcome", "decided", "location"],
)
def test_caution_points_at_what_to_mind(knowledge: Knowledge, changes: dict[str, Any], asked: str) -> None:
    assert scan(Answers(answered("yyyyyn")), knowledge).cautions == ()
    said = scan(Answers(answered("yyyyyn") | changes), knowledge)
    assert [one.refs[0].question for one in said.cautions] == [asked]


def test_unheard_voices_are_asked_for_before_a_conclusion_when_there_were_talks(knowledge: Knowledge) -> None:
    talks = {"needs.conversations": {"t1": {"form": "street", "voices": ["groups"]}}}
    assert len(scan(Answers(talks), knowledge).cautions) == 1


@pytest.mark.parametrize(("wanted", "side"), [("yes", "reasons_for"), ("no", "reasons_against")])
def test_what_residents_want_speaks(knowledge: Knowledge, wanted: str, side: str) -> None:
    said = scan(Answers({"needs.wanted": {"": {"wanted": wanted}}}), knowledge)
    assert [one.refs for one in getattr(said, side)] == [(Ref("needs.wanted"),)]


def test_decision_that_differs_needs_a_reason(knowledge: Knowledge) -> None:
    answers = Answers(answered("yyyyny"))
    refused = decision_refused(answers, knowledge, row={"decision": "go_on"})
    assert refused is not None
    assert refused.en.startswith("You choose something else")
    assert decision_refused(answers, knowledge, row={"decision": "go_on", "reason": "Te klein daar."}) is None
    assert decision_refused(answers, knowledge, row={"decision": "support_existing"}) is None
    assert decision_refused(answers, knowledge, row={}) is None
    early = decision_refused(Answers(), knowledge, row={"decision": "go_on"})
    assert early is not None
    assert early.en.startswith("The scan cannot propose")


def test_scan_tells_what_was_decided(knowledge: Knowledge) -> None:
    decided = {"reflection.decision": {"": {"decision": "go_on", "reason": "Die plek is te klein."}}}
    said = scan(Answers(answered("yyyyny") | decided), knowledge)
    assert (said.decided, said.differs, said.cautions) == ("go_on", True, ())
    same = scan(Answers(answered("yyyyyn") | decided), knowledge)
    assert (same.decided, same.differs) == ("go_on", False)


def test_places_brought_along_are_asked_about_before_they_count(knowledge: Knowledge) -> None:
    """A dossier begun from a neighbourhood holds the places near it; nobody said yet what they are for."""
    nearby = {f"x{number}": {"name": f"Plek {number}"} for number in range(5)}
    said = scan(Answers(answered("yyyyn?") | {"needs.existing": nearby}), knowledge)
    assert said.conclusion == "not_yet_known"
    assert [one.text.nl for one in said.missing] == [
        "Heeft Plek 0 hetzelfde doel? Kijk het na en vul het in.",
        "Heeft Plek 1 hetzelfde doel? Kijk het na en vul het in.",
        "Heeft Plek 2 hetzelfde doel? Kijk het na en vul het in.",
        "Kijk ook bij de andere plekken of ze hetzelfde doel hebben.",
    ]


# ------------------------------------------------------------------ never a silent turn


@st.composite
def scans(draw: st.DrawFn) -> dict[str, Any]:
    """Any part of the answers to the quickscan, with evidence or without."""
    some = answered(draw(st.text("yn?", min_size=6, max_size=6)))
    some["goal.assumptions"]["a2"] = {"text": draw(st.text(max_size=8))}
    some["reflection.assumptions"]["a2"] = {
        "verdict": draw(st.sampled_from(list(VERDICTS.values()))),
        "evidence": draw(st.sampled_from([[], ["needs.evidence:e1"], ["t1"], ["nowhere"]])),
    }
    some["needs.wanted"] = {"": {"wanted": draw(st.sampled_from(["yes", "no", "unknown"]))}}
    kept = draw(st.sets(st.sampled_from(sorted(some))))
    return {
        question: {
            item: row for item, row in items.items() if draw(st.booleans()) or question != "needs.evidence"
        }
        for question, items in some.items()
        if question in kept
    }


def added(first: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """`first`, with from `more` only what nobody had answered yet: rows, and fields of rows."""
    return {
        question: {
            item: {**more.get(question, {}).get(item, {}), **first.get(question, {}).get(item, {})}
            for item in (*first.get(question, {}), *more.get(question, {}))
        }
        for question in (*first, *more)
    }


@settings(max_examples=300, deadline=None)
@given(scans(), scans())
def test_adding_answers_never_turns_a_no_into_going_on(
    knowledge: Knowledge, first: dict[str, Any], more: dict[str, Any]
) -> None:
    """From a certain no, more answers lead to another no, or to what is missing being named; never to going on."""
    before = scan(Answers(first), knowledge)
    after = scan(Answers(added(first, more)), knowledge)
    if before.conclusion in CERTAIN_NO:
        assert after.conclusion in CERTAIN_NO | {"not_yet_known"}
    assert bool(after.missing) == (after.conclusion == "not_yet_known")


@settings(max_examples=200, deadline=None)
@given(scans())
def test_every_conclusion_says_what_it_rests_on(knowledge: Knowledge, plain: dict[str, Any]) -> None:
    said = scan(Answers(plain), knowledge)
    if said.conclusion in CERTAIN_NO:
        assert said.reasons_against
    for one in said.reflected:
        assert one.reasons
        assert one.counts in {one.said, "unknown"} or one.id == "reflection.R1"
    for reason in (*said.reasons_for, *said.reasons_against, *said.cautions, *said.missing):
        assert reason.refs
