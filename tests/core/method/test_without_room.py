"""Which ways to meet without a room suit the situation; the others stay in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.reasons import Ref
from schuifaan.core.method.without_room import LEAST_SHOWN, options

ALL = [f"W{number}" for number in range(1, 9)]


def _fitting(knowledge, *situations: str) -> list[str]:
    answers = Answers(
        {"without_room.situations": {"": {"situations": [f"situation.{one}" for one in situations]}}}
    )
    return [one.strategy.id.removeprefix("roomless.") for one in options(answers, knowledge).fitting]


@pytest.mark.parametrize(
    ("situations", "fitting"),
    [
        (("no_money",), ["W3", "W6", "W1"]),
        (("small_money",), ["W2", "W1", "W3"]),
        (("new_complex",), ["W4", "W6", "W8"]),
        (("new_complex", "no_money"), ["W6", "W3", "W4", "W8"]),
        (("far_away", "season_or_permit"), ["W7", "W1", "W5"]),
        ((), ["W1", "W2", "W3"]),
        (("gone",), ["W1", "W2", "W3"]),
    ],
)
def test_strategies_that_suit_the_situation_come_first(knowledge, situations, fitting):
    assert _fitting(knowledge, *situations) == fitting


def test_strategy_says_which_situation_speaks_for_it(knowledge):
    answers = Answers({"without_room.situations": {"": {"situations": ["situation.no_money"]}}})
    found = options(answers, knowledge)
    situation = next(one for one in knowledge.situations if one.id == "situation.no_money")
    reason = found.fitting[0].speaks_for[0]
    assert (reason.text, reason.about, reason.source) == (situation.because, situation.id, situation.source)
    assert reason.refs == (Ref("without_room.situations"),)
    assert found.fitting[2].speaks_for == ()


def test_what_was_chosen_is_kept(knowledge):
    row = {"chosen": "yes", "who": "Ans", "when": "zaterdag", "note": "Bij regen binnen"}
    answers = Answers({"without_room.choice": {"roomless.W7": row, "roomless.W8": {"chosen": "no"}}})
    found = options(answers, knowledge)
    every = {one.strategy.id: one for one in (*found.fitting, *found.others)}
    chosen = every["roomless.W7"]
    assert (chosen.chosen, chosen.who, chosen.when, chosen.note) == (
        True,
        "Ans",
        "zaterdag",
        "Bij regen binnen",
    )
    assert [name for name, one in every.items() if one.chosen] == ["roomless.W7"]


def test_practices_stand_with_their_strategy(knowledge):
    found = options(Answers(), knowledge)
    for one in (*found.fitting, *found.others):
        assert one.practices == tuple(
            practice for practice in knowledge.practices if one.strategy.id in practice.about
        )
    assert any(one.practices for one in (*found.fitting, *found.others))


@given(st.data())
def test_every_strategy_is_shown_once_and_at_least_three_fit(knowledge, data):
    ids = [one.id for one in knowledge.situations]
    chosen = data.draw(st.lists(st.sampled_from([*ids, "gone"])))
    found = options(Answers({"without_room.situations": {"": {"situations": chosen}}}), knowledge)
    shown = [one.strategy.id.removeprefix("roomless.") for one in (*found.fitting, *found.others)]
    assert sorted(shown) == ALL
    assert len(found.fitting) >= LEAST_SHOWN
    counts = [len(one.speaks_for) for one in found.fitting]
    assert counts == sorted(counts, reverse=True)
    assert not any(one.speaks_for for one in found.others)
