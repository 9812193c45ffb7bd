"""Rules between sources: when they speak, which pairs they keep apart, and how a combination is refused."""

from datetime import date
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import AnswerRefused, checked
from schuifaan.core.method.finance.facts import Situation, situation_of
from schuifaan.core.method.finance.rules import combination_refused, conflicts, excluded_pairs
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.finance.small_incomes import (
    DRINKS,
    LETTING,
    POINTS,
    SERVICE,
    SOO,
    TODAY,
    condition,
    knowledge,
    rule,
    situation,
    some_sources,
    source,
)

COUNT_ON = {"use": "count_on"}


def speaking(
    here: Situation, method: Knowledge | None = None, *, today: date = TODAY
) -> list[tuple[Any, ...]]:
    return [
        (one.rule.code, one.sources, one.missing)
        for one in conflicts(here, method or knowledge(), today=today)
    ]


def counting(*used: str, **questions: dict[str, Any]) -> Answers:
    plain = {f"money.{name}": {"": row} for name, row in questions.items()}
    return Answers({**plain, "money.sources": dict.fromkeys(used, COUNT_ON)})


# ------------------------------------------------------------------ when a rule speaks


@pytest.mark.parametrize(
    ("here", "said"),
    [
        (situation(), []),
        (situation(SOO, soo_duty=True), []),
        (situation(SOO, POINTS, soo_duty=True), [("IC1", (SOO, POINTS), ())]),
        (situation(SOO, POINTS, soo_granted=False), [("IC1", (SOO, POINTS), ())]),
        (situation(SOO, POINTS, soo_granted=True, soo_duty=False), []),
        # Not known whether the duties run: better safe.
        (situation(SOO, POINTS, soo_granted=True), [("IC1", (SOO, POINTS), ("soo_duty",))]),
        (situation(SOO, SERVICE), [("IC2", (SOO, SERVICE), ())]),
        (situation(SERVICE, entrepreneur=True), [("IC4", (SERVICE,), ())]),
        (situation(SERVICE, POINTS, day_care=True), [("IC4", (POINTS, SERVICE), ())]),
        (situation(SERVICE, entrepreneur=False, day_care=False), []),
        (situation(LETTING, entrepreneur=True), []),  # not about letting
        (situation(SERVICE), []),  # whether there is an entrepreneur, its conditions ask
        (situation(biggest_share=51), [("IC14", (), ())]),
        (situation(biggest_share=50), []),
    ],
)
def test_a_rule_speaks_about_what_is_counted_on(here: Situation, said: list[tuple[Any, ...]]) -> None:
    assert speaking(here) == said


def test_an_open_door_clashes_as_soon_as_it_opens() -> None:
    """The same plan before and after the door opens to the neighbourhood."""
    before = counting(POINTS, use={"access": "residents", "entrepreneur": "no", "day_care": "no"})
    after = counting(POINTS, use={"access": "neighbourhood", "entrepreneur": "no", "day_care": "no"})
    assert (speaking(situation_of(before)), speaking(situation_of(after))) == ([], [("IC3", (POINTS,), ())])


def test_grant_and_rent_points_clash_from_the_answers() -> None:
    plan = counting(SOO, POINTS, soo={"granted": "no"})
    assert speaking(situation_of(plan)) == [("IC1", (SOO, POINTS), ())]


def test_the_worst_comes_first() -> None:
    here = situation(SOO, POINTS, SERVICE, soo_duty=True, access="neighbourhood", biggest_share=60)
    assert [code for code, *_rest in speaking(here)] == ["IC1", "IC3", "IC2", "IC14"]


def test_a_rule_names_the_pairs_that_stand_together_and_no_others() -> None:
    pairs = [(SOO, POINTS), (SOO, SERVICE), (LETTING, DRINKS)]
    method = knowledge(income_rules=(rule("X1", between=pairs, about=[DRINKS]),))
    assert speaking(situation(DRINKS, SERVICE, SOO), method) == [("X1", (SOO, SERVICE, DRINKS), ())]
    assert speaking(situation(DRINKS, SERVICE, POINTS), method) == []


def test_a_rule_speaks_within_its_period_only() -> None:
    last = date(2026, 12, 31)
    method = knowledge(income_rules=(rule("X1", between=[(SOO, POINTS)], valid_to=last),))
    here = situation(SOO, POINTS)
    assert (len(speaking(here, method, today=last)), speaking(here, method, today=date(2027, 1, 1))) == (
        1,
        [],
    )
    assert excluded_pairs(here, method, today=last) == {frozenset({SOO, POINTS})}
    assert excluded_pairs(here, method, today=date(2027, 1, 1)) == frozenset()


@pytest.mark.parametrize(
    ("values", "apart"),
    [
        ({"soo_duty": True}, {frozenset({SOO, POINTS})}),
        ({}, {frozenset({SOO, POINTS})}),
        ({"soo_duty": False, "soo_granted": True}, set()),
    ],
)
def test_pairs_exclude_each_other_unless_it_is_known_that_they_do_not(
    values: dict[str, Any], apart: set[frozenset[str]]
) -> None:
    """Whatever is counted on; a pair to have checked is no exclusion."""
    assert excluded_pairs(situation(**values), knowledge(), today=TODAY) == apart
    assert excluded_pairs(situation(SOO, SERVICE, **values), knowledge(), today=TODAY) == apart


# ------------------------------------------------------------------ saying no


def refused(plan: Answers, item_id: str, row: dict[str, Any] = COUNT_ON, **more: Any) -> str | None:
    said = combination_refused(plan, more.pop("method", knowledge()), source=item_id, row=row, **more)
    return said.nl if said is not None else None


def test_a_clash_names_both_the_rule_and_what_to_do_first() -> None:
    inside = {"access": "residents", "entrepreneur": "no", "day_care": "no"}
    said = combination_refused(
        counting(SOO, use=inside, soo={"granted": "no"}), knowledge(), source=POINTS, row=COUNT_ON
    )
    assert said is not None
    assert said.nl == (
        "“Huur via de punten” en “SOO” gaan niet samen. Regel IC1. Wil je op “Huur via de punten” rekenen? "
        "Kies dan eerst nee bij “SOO”. Raad IC1."
    )
    assert said.en == (
        "“Huur via de punten (en)” and “SOO (en)” do not go together. Regel IC1. (en) Do you want to count on "
        "“Huur via de punten (en)”? Then first choose no for “SOO (en)”. Raad IC1. (en)"
    )


def test_the_clash_is_seen_from_both_sides() -> None:
    said = refused(counting(POINTS, soo={"granted": "no"}), SOO)
    assert said is not None
    assert said.startswith("“SOO” en “Huur via de punten” gaan niet samen.")


@pytest.mark.parametrize("use", ["not", "perhaps"])
def test_only_counting_on_it_is_refused(use: str) -> None:
    assert refused(counting(SOO), POINTS, {"use": use}) is None


def test_beside_what_people_said_no_to_it_can_be_counted_on() -> None:
    plan = Answers({"money.sources": {SOO: {"use": "not"}}})
    assert refused(plan, POINTS) is None


def test_what_renters_and_cups_imply_clashes_too() -> None:
    method = knowledge(income_rules=(rule("X1", between=[(LETTING, POINTS), (POINTS, DRINKS)]),))
    plan = Answers(
        {
            "money.parties": {"r1": {"kind": "public_body", "pays_as": "room_hire_structural"}},
            "money.sales": {"": {"cups": 100}},
        }
    )
    said = refused(plan, POINTS, method=method)
    assert said is not None
    assert said.startswith("“Huur via de punten” en “Vaste verhuur” en “Koffie” gaan niet samen.")


def test_what_people_could_fill_in_is_asked_for() -> None:
    """Whether a grant was awarded can be answered; whether its five years still run is not asked anywhere."""
    plan = counting(SOO, use={"access": "residents"})
    said = refused(plan, POINTS)
    assert said is not None
    assert said.endswith(
        "Raad IC1. We weten nog niet: of er SOO-subsidie is toegekend. Vul dat in als je het weet: misschien gaat "
        "het dan wel samen."
    )


def test_with_a_day_the_duties_of_a_funded_room_are_known() -> None:
    plan = counting(SOO, use={"access": "residents"}, soo={"granted": "yes", "delivered_on": "2020-05-01"})
    figure = {"id": "figure.soo_years", "key": "soo.duty_years", "unit": "years", "value": 5}
    method = knowledge(
        figures=Knowledge.model_validate(
            {
                "figures": [
                    {**figure, "name": {"nl": "x", "en": "x"}, "source": [{"document": "d", "part": "x"}]}
                ]
            }
        ).figures
    )
    during, after = date(2025, 4, 30), date(2025, 5, 1)
    assert refused(plan, POINTS, method=method, today=after) is None
    for day in (during, None):
        said = refused(plan, POINTS, method=method, today=day)
        assert said is not None
        assert said.endswith("Raad IC1.")


def test_a_pair_to_have_checked_is_not_refused() -> None:
    assert refused(counting(SOO, use={"access": "residents"}), SERVICE) is None


def test_a_condition_that_is_not_met_is_refused_with_what_would_change_it() -> None:
    said = combination_refused(
        counting(use={"access": "neighbourhood"}), knowledge(), source=POINTS, row=COUNT_ON
    )
    assert said is not None
    assert said.nl == "Op “Huur via de punten” kun je nu niet rekenen. Niet zo: inside. Doe iets aan inside."
    assert said.en == (
        "You cannot count on “Huur via de punten (en)” now. Niet zo: inside. (en) Doe iets aan inside. (en)"
    )


@pytest.mark.parametrize(
    ("homes", "end"),
    [
        ({"dwellings": "4"}, "Doe iets aan homes."),
        (
            {"dwellings": "4", "share_55": "49"},
            "Doe iets aan homes. Er is nog één voorwaarde die niet klopt.",
        ),
        (
            {"dwellings": "4", "share_55": "49", "distance_m": "101"},
            "Doe iets aan near. Er zijn nog 2 voorwaarden die niet kloppen.",
        ),
    ],
)
def test_how_many_more_conditions_are_not_met_is_said(homes: dict[str, str], end: str) -> None:
    said = refused(counting(homes=homes), SOO)
    assert said is not None
    assert said.endswith(end)


def test_what_people_say_is_not_so_is_refused_in_the_words_of_the_condition() -> None:
    plan = Answers({"money.conditions": {"condition.agreed": {"holds": "no"}}})
    assert refused(plan, SERVICE) == (
        "Op “Servicekosten” kun je nu niet rekenen. Dit klopt nog niet: Voorwaarde agreed."
    )


def test_what_is_not_known_or_only_social_is_not_refused() -> None:
    plan = Answers({"money.conditions": {"condition.network": {"holds": "no"}}})
    assert (refused(plan, LETTING), refused(Answers(), SOO), refused(Answers(), "income.nowhere")) == (
        None,
    ) * 3


def test_the_plan_is_judged_as_it_would_become() -> None:
    """Before saving, the source is not counted on yet; its own condition may ask just that."""
    one = source("income.x", "X", condition("alone", "not uses('income.x') or dwellings >= 5"))
    plan = counting(homes={"dwellings": "4"})
    assert refused(plan, "income.x", method=knowledge(income_sources=(one,))) == (
        "Op “X” kun je nu niet rekenen. Niet zo: alone. Doe iets aan alone."
    )


def test_without_a_day_every_period_counts() -> None:
    dated = source("income.x", "X", condition("dated", "dwellings >= 5", valid_to=date(2025, 12, 31)))
    pair = rule("X1", between=[(DRINKS, LETTING)], valid_to=date(2025, 12, 31))
    method = knowledge(income_sources=(*some_sources(), dated), income_rules=(pair,))
    plan = counting(DRINKS, homes={"dwellings": "4"})
    for item_id in ("income.x", LETTING):
        assert refused(plan, item_id, method=method) is not None
        assert refused(plan, item_id, method=method, today=date(2025, 12, 31)) is not None
        assert refused(plan, item_id, method=method, today=TODAY) is None


def test_saving_the_answer_shows_the_refusal_beside_the_choice(knowledge: Knowledge) -> None:
    method = knowledge.model_copy(
        update={"income_sources": some_sources(), "income_rules": (rule("IC1", between=[(SOO, POINTS)]),)}
    )
    question = knowledge.questions_by_id["money.sources"]
    with pytest.raises(AnswerRefused) as told:
        checked(question, COUNT_ON, item=POINTS, answers=counting(SOO), knowledge=method)
    assert told.value.problems["use"].nl.startswith("“Huur via de punten” en “SOO” gaan niet samen.")


def test_saving_the_answer_minds_the_day(knowledge: Knowledge) -> None:
    last = date(2026, 12, 31)
    pair = rule("IC1", between=[(SOO, POINTS)], valid_to=last)
    method = knowledge.model_copy(update={"income_sources": some_sources(), "income_rules": (pair,)})
    question = knowledge.questions_by_id["money.sources"]
    asked: dict[str, Any] = {"item": POINTS, "answers": counting(SOO), "knowledge": method}
    for today in (last, None):
        with pytest.raises(AnswerRefused):
            checked(question, COUNT_ON, **asked, today=today)
    assert checked(question, COUNT_ON, **asked, today=date(2027, 1, 1)) == COUNT_ON
