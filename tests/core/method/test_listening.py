"""What is asked when listening: in plain words, about nobody, and never for a mark."""

import re

import pytest
from pydantic import ValidationError

from schuifaan.core.method.knowledge import Item, Knowledge, Text
from schuifaan.core.method.knowledge.collection import every_item, misfits
from schuifaan.core.method.knowledge.listening import LISTENING_KINDS, WishQuestion
from schuifaan.core.method.knowledge.loading import check
from tests.architecture.test_no_head_counting import FORBIDDEN
from tests.capabilities.test_plain_language import reading_ease
from tests.core.method.test_knowledge import texts_in

LONGEST = {
    ("themes", "name"): 40,
    ("themes", "about"): 110,
    ("talk_sheets", "name"): 60,
    ("talk_sheets", "when"): 130,
    ("talk_sheets", "opening"): 220,
    ("wish_questions", "text"): 80,
    ("evaluation_questions", "text"): 90,
    ("evaluation_questions", "hint"): 120,
}
LONGEST_POINT = 100
# Asking for one of these asks for a number, a grade or a place on a scale.
GRADES = re.compile(
    r"\d|cijfer|score|punten|schaal|percentage|procent|hoeveel|hoe vaak|hoe goed|hoe tevreden|tevreden|rapport|"
    r"\bmarks?\b|grade|rating|\brate\b|scale|points|per cent|how many|how often|how much|how good|satisf|\bten\b"
)
OPEN = re.compile(r"\b(wat|wie|waar|hoe|welke|what|whom?|how|which)\b", re.IGNORECASE)


def _texts(knowledge: Knowledge) -> list[tuple[str, Text]]:
    return [
        (item.id, text)
        for kind in LISTENING_KINDS
        for item in knowledge.items_of(kind)
        for text in texts_in(item)
    ]


def test_fourteen_themes_in_the_order_of_the_district_visits(knowledge):
    assert [one.id for one in knowledge.themes] == [f"theme.T{number}" for number in range(1, 15)]
    assert len({one.source[0].heading for one in knowledge.themes}) == 14
    assert {one.source[0].document for one in knowledge.themes} == {"doc.residents"}


def test_every_kind_of_talk_has_a_sheet(knowledge):
    assert [one.id.removeprefix("talk.") for one in knowledge.talk_sheets] == [
        "coffee_table",
        "door",
        "young_people",
        "little_dutch",
        "group",
    ]


def test_poll_ideas_are_to_choose_or_to_answer_freely(knowledge):
    chosen = {one.id: len(one.options) for one in knowledge.wish_questions if one.kind == "choose"}
    free = [one.id for one in knowledge.wish_questions if one.kind == "free"]
    assert [item_id for item_id, count in chosen.items() if not 5 <= count <= 9] == []
    assert (len(chosen), free) == (9, ["ask.stay", "ask.first_change", "ask.try_out"])


def test_every_safeguard_is_looked_back_on_but_the_document_nobody_found(knowledge):
    asked = [one.safeguard for one in knowledge.evaluation_questions if one.safeguard]
    assert asked == [one.id for one in knowledge.safeguards if one.id != "safeguard.B2"]
    assert [one.id for one in knowledge.evaluation_questions if one.safeguard] == [
        f"evaluation.{safeguard.removeprefix('safeguard.')}" for safeguard in asked
    ]


def test_look_back_closes_with_keep_change_stop(knowledge):
    closing = [one.id for one in knowledge.evaluation_questions if one.is_closing]
    assert closing == ["evaluation.keep", "evaluation.change", "evaluation.stop"]
    assert [one.id for one in knowledge.evaluation_questions][-3:] == closing


def test_way_back_to_residents_is_asked_only_where_a_professional_fills_in(knowledge):
    interim = [one for one in knowledge.evaluation_questions if one.only_interim]
    assert [(one.id, one.safeguard) for one in interim] == [("evaluation.local_ownership", None)]


def test_nothing_in_the_look_back_can_be_answered_with_a_mark(knowledge):
    for one in knowledge.evaluation_questions:
        for text in (one.text, one.hint):
            assert GRADES.search(f"{text.nl} {text.en}".lower()) is None, one.id
        for said in (one.text.nl, one.text.en):
            assert OPEN.search(said), one.id
            assert said.endswith("?"), one.id


@pytest.mark.parametrize(
    "asked", ["Geef een cijfer", "Hoe tevreden ben je?", "Kies van 1 tot 5", "Please rate us", "Hoe vaak?"]
)
def test_question_for_a_mark_would_be_seen(asked):
    assert GRADES.search(asked.lower())


def test_nothing_asks_who_somebody_is(knowledge):
    words = [
        (item_id, found[0])
        for item_id, text in _texts(knowledge)
        if (found := FORBIDDEN.search(f"{text.nl} {text.en}".lower()))
    ]
    assert words == []


def test_poll_asks_nothing_about_health_belief_or_income(knowledge):
    about = re.compile(
        r"gezond|health|\bziek|\bill\b|geloof|belief|inkomen|income|moedertaal|hoe oud|how old"
    )
    asked = [
        item.id
        for item in every_item(knowledge.wish_questions)
        if isinstance(item, Item) and about.search(f"{item.text.nl} {item.text.en}".lower())
    ]
    assert asked == []


def test_texts_are_as_short_as_their_place_allows(knowledge):
    long = []
    for (kind, field), most in LONGEST.items():
        for item in knowledge.items_of(kind):
            text = getattr(item, field)
            long += [(item.id, field) for said in (text.nl, text.en) if len(said) > most]
    points = [
        point
        for one in (*knowledge.talk_sheets, *knowledge.wish_questions)
        for field in ("questions", "noting", "options")
        for point in getattr(one, field, ())
    ]
    long += [(one.id, "text") for one in points if max(len(one.text.nl), len(one.text.en)) > LONGEST_POINT]
    assert long == []


def test_sentences_and_words_are_plain(knowledge):
    for item_id, text in _texts(knowledge):
        for said in (text.nl, text.en):
            sentences = re.split(r"[.!?:](?:\s|$)", said)
            assert max(len(sentence.split()) for sentence in sentences) <= 20, item_id
            assert max(map(len, re.findall(r"\w+", said))) <= 18, item_id
    for kind in LISTENING_KINDS:
        for item in knowledge.items_of(kind):
            told = " ".join(f"{text.nl.rstrip('.?!')}." for text in texts_in(item))
            assert reading_ease(told) >= 60, item.id


def test_items_inside_are_known_by_their_id(knowledge):
    point = knowledge.item("ask.together.cook")
    assert point.text.nl == "Samen koken en eten"
    assert knowledge.kind_of[point.id] == "wish_questions"
    asked = next(one for one in knowledge.wish_questions if one.id == "ask.together")
    assert (point.source, point.status) == (asked.source, asked.status)
    assert "talk.door.noting3" in knowledge.index


@pytest.mark.parametrize(("kind", "options"), [("choose", 4), ("choose", 10), ("free", 5)])
def test_poll_question_with_the_wrong_options_is_refused(knowledge, kind, options):
    said = knowledge.wish_questions[0].model_dump()
    point = said["options"][0]
    said |= {"kind": kind, "options": [point | {"id": f"ask.x.o{number}"} for number in range(options)]}
    with pytest.raises(ValidationError):
        WishQuestion.model_validate(said)


def test_look_back_on_a_safeguard_nobody_knows_is_named(knowledge):
    question = knowledge.evaluation_questions[0].model_copy(update={"safeguard": "safeguard.B99"})
    lost = knowledge.model_copy(update={"evaluation_questions": (question,)})
    assert list(misfits(lost)) == [("evaluation.B1", "safeguard.B99 does not exist")]


def test_too_few_options_are_named_with_their_line():
    file = b"""source: [{document: d, part: p}]
documents: [{id: d, title: t, publisher: u, published: "2026"}]
wish_questions:
  - id: ask.x
    kind: choose
    text: {nl: a, en: b}
    options: [{id: ask.x.y, text: {nl: a, en: b}}]
"""
    assert [(one.line, one.message) for one in check({"voice.yaml": file})] == [
        (4, "wish_questions.0: Value error, to choose takes 5 options at least")
    ]
