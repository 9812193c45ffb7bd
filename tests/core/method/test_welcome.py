"""The welcome self-check: short lists in the order of the handbook, and thanks for every outcome."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.welcome import (
    FREE_LINES_PER_ELEMENT,
    MOST_TO_TRY,
    Choice,
    Outcome,
    OwnLine,
    ThanksKind,
    TooManyToTry,
    compared,
    outcome,
    shown_count,
    tips,
)

DOING, TRYING, NOT_FOR_US, UNKNOWN = Choice


def _ids(knowledge: Knowledge) -> list[str]:
    return [tip.id for tip in tips(knowledge)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_handout_is_whole_in_both_languages(knowledge, language):
    elements = knowledge.welcome_elements
    assert [element.id for element in elements] == [f"element.E{number}" for number in range(1, 7)]
    assert [len(element.tips) for element in elements] == [7, 3, 3, 4, 4, 5]
    assert len({tip.text.said(language) for tip in tips(knowledge)}) == 26
    assert FREE_LINES_PER_ELEMENT * len(elements) == 12
    questions = {element.question.said(language) for element in elements}
    assert (len(questions), {question[-1] for question in questions}) == (6, {"?"})
    assert len({element.why.said(language) for element in elements}) == 6


def test_tips_have_an_id_of_their_own(knowledge):
    assert len(set(_ids(knowledge))) == len(_ids(knowledge)) == 26


def test_all_not_for_us_is_complete_and_thanked(knowledge):
    found = outcome(dict.fromkeys(_ids(knowledge), NOT_FOR_US), [], knowledge)
    assert found == Outcome(works=(), trying=(), own=(), to_ask=(), thanks=ThanksKind.NOT_FOR_US)


def test_nothing_filled_in_is_no_mistake(knowledge):
    found = outcome({}, [], knowledge)
    assert found == Outcome(works=(), trying=(), own=(), to_ask=(), thanks=ThanksKind.NOTHING_YET)


@pytest.mark.parametrize(
    ("choices", "own", "thanks"),
    [
        ({"element.E1.tip1": DOING, "element.E1.tip2": TRYING}, ["x"], ThanksKind.WORKS),
        ({"element.E1.tip2": TRYING, "element.E1.tip3": UNKNOWN}, [], ThanksKind.BEGINNING),
        ({"element.E1.tip2": NOT_FOR_US}, ["x"], ThanksKind.BEGINNING),
        ({}, ["x"], ThanksKind.BEGINNING),
        ({"element.E1.tip2": NOT_FOR_US, "element.E1.tip3": UNKNOWN}, [], ThanksKind.ASKING),
        ({"element.E1.tip2": NOT_FOR_US}, [" "], ThanksKind.NOT_FOR_US),
        ({"element.E9.tip1": NOT_FOR_US}, [], ThanksKind.NOTHING_YET),
    ],
)
def test_thanks_are_for_what_there_is(knowledge, choices, own, thanks):
    lines = [OwnLine("element.E1", text) for text in own]
    assert outcome(choices, lines, knowledge).thanks is thanks


def test_lists_are_in_the_order_of_the_handbook(knowledge):
    found = outcome(
        {
            "element.E6.tip1": DOING,
            "element.E1.tip3": DOING,
            "element.E2.tip1": TRYING,
            "element.E1.tip7": TRYING,
            "element.E5.tip2": UNKNOWN,
            "element.E3.tip1": NOT_FOR_US,
        },
        [
            OwnLine("element.E4", "Sleutels op één plek"),
            OwnLine("element.E1", "  Soep\n bij de deur "),
            OwnLine("element.E1", ""),
            OwnLine("element.E1", "Een bank buiten"),
        ],
        knowledge,
    )
    assert found == Outcome(
        works=("element.E1.tip3", "element.E6.tip1"),
        trying=("element.E1.tip7", "element.E2.tip1"),
        own=("Soep bij de deur", "Een bank buiten", "Sleutels op één plek"),
        to_ask=("element.E5.tip2",),
        thanks=ThanksKind.WORKS,
    )


def test_a_fourth_to_try_is_for_later(knowledge):
    most = dict.fromkeys(_ids(knowledge)[:MOST_TO_TRY], TRYING)
    assert outcome(most, [], knowledge).trying == tuple(most)
    with pytest.raises(TooManyToTry):
        outcome({**most, "element.E6.tip5": TRYING}, [], knowledge)


def test_a_tip_that_is_gone_is_left_out(knowledge):
    most = dict.fromkeys(_ids(knowledge)[:MOST_TO_TRY], TRYING)
    assert outcome({"element.E1.tip99": TRYING, **most}, [], knowledge).trying == tuple(most)


def test_choices_may_be_plain_words(knowledge):
    assert outcome({"element.E1.tip1": "doing"}, [], knowledge).works == ("element.E1.tip1",)


def test_own_line_of_an_element_that_is_gone_is_not_lost(knowledge):
    lines = [OwnLine("element.E9", "Een oud idee"), OwnLine("element.E6", "Een nieuw idee")]
    assert outcome({}, lines, knowledge).own == ("Een nieuw idee", "Een oud idee")


def test_outcome_holds_no_number(knowledge):
    found = outcome(dict.fromkeys(_ids(knowledge), DOING), [], knowledge)
    assert {type(getattr(found, field.name)) for field in fields(found)} == {tuple, ThanksKind}
    assert {type(one) for field in ("works", "trying", "own", "to_ask") for one in getattr(found, field)} == {
        str
    }


@given(st.data())
def test_every_tip_is_in_one_list_at_most_and_in_order(knowledge, data):
    ids = _ids(knowledge)
    choices = data.draw(st.dictionaries(st.sampled_from([*ids, "gone"]), st.sampled_from(Choice)))
    tried = [tip for tip, choice in choices.items() if choice is TRYING and tip != "gone"]
    if len(tried) > MOST_TO_TRY:
        with pytest.raises(TooManyToTry):
            outcome(choices, [], knowledge)
        return
    found = outcome(choices, [], knowledge)
    lists = (found.works, found.trying, found.to_ask)
    assert all(list(one) == sorted(one, key=ids.index) for one in lists)
    told = [tip for one in lists for tip in one]
    assert len(told) == len(set(told))
    assert set(told) == {tip for tip in ids if choices.get(tip, NOT_FOR_US) is not NOT_FOR_US}


@pytest.mark.parametrize(
    ("before", "now", "added", "begun"),
    [
        (None, DOING, True, False),
        (TRYING, DOING, True, False),
        (DOING, DOING, False, False),
        (None, TRYING, False, True),
        (UNKNOWN, TRYING, False, True),
        (NOT_FOR_US, TRYING, False, True),
        (TRYING, TRYING, False, False),
        (DOING, TRYING, False, False),
        (DOING, NOT_FOR_US, False, False),
        (DOING, None, False, False),
    ],
)
def test_place_is_compared_with_itself_only(knowledge, before, now, added, begun):
    tip = "element.E2.tip2"
    found = compared({tip: before} if before else {}, {tip: now} if now else {}, knowledge)
    assert (found.added, found.begun) == ((tip,) if added else (), (tip,) if begun else ())
    assert found.is_empty is not (added or begun)


def test_comparison_is_in_the_order_of_the_handbook(knowledge):
    ids = _ids(knowledge)
    found = compared({}, dict.fromkeys(reversed(ids), DOING) | {"gone": DOING}, knowledge)
    assert found.added == tuple(ids)


@pytest.mark.parametrize(
    ("places", "shown"), [(0, None), (1, None), (3, None), (4, None), (5, 5), (6, 6), (40, 40)]
)
def test_number_of_places_is_told_from_five_on(places, shown):
    assert shown_count(places) == shown


def test_least_number_told_may_be_higher():
    assert (shown_count(9, least=10), shown_count(10, least=10)) == (None, 10)
