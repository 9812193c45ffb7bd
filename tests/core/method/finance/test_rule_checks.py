"""Knowledge about money in order: every test can be read and answered, every rule can be said."""

from typing import Any

import pytest

from schuifaan.core.method.finance.rule_checks import misfits
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Condition, IncomeRule
from tests.core.method.finance.small_incomes import (
    POINTS,
    SOO,
    condition,
    rule,
    some_rules,
    some_sources,
    source,
    text,
)


def test_the_shipped_conditions_and_rules_are_in_order(knowledge: Knowledge) -> None:
    assert list(misfits(knowledge)) == []


def found(shipped: Knowledge, *items: Condition | IncomeRule) -> list[tuple[str, str]]:
    """What is wrong with these beside some that are in order, and the questions as they are shipped."""
    conditions = [one for one in items if isinstance(one, Condition)]
    rules = [one for one in items if isinstance(one, IncomeRule)]
    method = shipped.model_copy(
        update={
            "income_sources": (*some_sources(), source("income.x", "X", *conditions)),
            "income_rules": (*some_rules(), *rules),
        }
    )
    return list(misfits(method))


def test_what_is_in_order_is_not_named(knowledge: Knowledge) -> None:
    assert found(knowledge) == []


@pytest.mark.parametrize(
    ("test", "problem"),
    [
        ("dwelings > 5", "test: there is no fact dwelings (character 1)"),
        ("uses('income.lottery')", "income.lottery is no source of income"),
        ("access == 'everybody'", "test: access has no option everybody"),
        ("owner in ('municipality', 'king')", "test: owner has no option king"),
        ("place_type == 'castle'", "test: place_type has no option castle"),
        ("bylaw == 'unknown'", "test: bylaw has no option unknown"),
        ("share_55 >= 101", "test: share_55 is never 101: it lies between 0 and 100"),
        ("dwellings >= 0", "test: dwellings is never 0: it lies between 1 and 5000"),
        ("biggest_share > 100.5", "test: biggest_share is never 100.5: it lies between 0 and 100"),
    ],
)
def test_a_test_that_asks_what_cannot_be_answered_is_named(
    knowledge: Knowledge, test: str, problem: str
) -> None:
    assert found(knowledge, condition("x", test), rule("X1", test=test)) == [
        ("condition.x", problem),
        ("rule.x1", problem),
    ]


@pytest.mark.parametrize(
    "test",
    [
        "owner in ('municipality', 'other') and building != 'new'",
        "place_type == 'community_house' and bylaw == 'yes' and wmo_bought != 'no'",
        "0 <= share_55 <= 100 and commercial_share <= 10 and biggest_share > 50",
        "uses('income.soo') or usable_m2 > gross_m2",
    ],
)
def test_what_can_be_answered_is_in_order(knowledge: Knowledge, test: str) -> None:
    assert found(knowledge, condition("x", test), rule("X1", test=test)) == []


def test_a_fact_whose_question_is_gone_is_named(knowledge: Knowledge) -> None:
    method = knowledge.model_copy(
        update={
            "questions": (),
            "income_sources": (source("income.x", "X", condition("x", "dwellings > 4")),),
            "income_rules": (),
        }
    )
    method.__dict__.pop("questions_by_id", None)
    assert list(misfits(method)) == [("condition.x", "test: dwellings is no field of money.homes")]


@pytest.mark.parametrize("missing", ["if_not", "would_change"])
def test_a_legal_test_says_what_is_wrong_and_what_to_do(knowledge: Knowledge, missing: str) -> None:
    without: dict[str, Any] = {missing: None}
    problems = found(knowledge, condition("x", "day_care", **without))
    assert [(item, said.split(":")[0]) for item, said in problems] == [
        ("condition.x", f"{missing} is missing")
    ]
    assert found(knowledge, condition("x", "day_care", kind="social", **without)) == []
    assert found(knowledge, condition("x", **without)) == []


def test_rules_name_sources_that_are_there_and_differ(knowledge: Knowledge) -> None:
    wrong = rule("X1", between=[(SOO, "income.lottery"), (POINTS, POINTS)], about=["question.x"])
    assert found(knowledge, wrong) == [
        ("rule.x1", f"{POINTS} cannot exclude itself"),
        ("rule.x1", "income.lottery is no source of income"),
        ("rule.x1", "question.x is no source of income"),
    ]


def test_pairs_are_kept_apart_whatever_else_is_used(knowledge: Knowledge) -> None:
    test = "day_care or uses('income.drinks')"
    apart, looked_at = (
        rule("X1", between=[(SOO, POINTS)], test=test),
        rule("X2", "have_it_checked", between=[(SOO, POINTS)], test=test),
    )
    assert found(knowledge, apart, looked_at) == [
        ("rule.x1", "the test of a rule that keeps pairs apart cannot look at what is used")
    ]


def test_a_text_that_makes_a_message_too_long_is_named(knowledge: Knowledge) -> None:
    long, short = text("x" * 696), text("x" * 695)  # five more in English
    assert found(
        knowledge, condition("x", "day_care", if_not=long), rule("X1", test="day_care", advice=long)
    ) == [
        ("condition.x", "a text is longer than 700 characters"),
        ("rule.x1", "a text is longer than 700 characters"),
    ]
    assert found(knowledge, condition("x", "day_care", if_not=short)) == []
