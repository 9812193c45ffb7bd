"""Sources of income: what is met, not met and not known yet, and which of those weighs heaviest."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.facts import Situation, situation_of
from schuifaan.core.method.finance.sources import SourceVerdict, verdict, verdicts
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.small_incomes import (
    DRINKS,
    LETTING,
    POINTS,
    SERVICE,
    SOO,
    TODAY,
    answers,
    condition,
    knowledge,
    situation,
    some_sources,
    source,
)

OPEN_ROUND = date(2025, 9, 19)
FITTING: dict[str, Any] = {"distance_m": 0, "dwellings": 40, "share_55": 80, "access": "neighbourhood"}


def judged(
    item_id: str, here: Situation, plan: Answers | None = None, *, today: date = TODAY
) -> SourceVerdict:
    (one,) = (one for one in some_sources() if one.id == item_id)
    return verdict(one, here, plan or Answers(), today=today)


def results(found: SourceVerdict) -> dict[str, str]:
    return {one.condition.id.removeprefix("condition."): one.result for one in found.conditions}


@pytest.mark.parametrize(
    ("changed", "state", "failing"),
    [
        ({}, "met", ()),
        ({"dwellings": 5}, "met", ()),
        ({"dwellings": 4}, "not_met", ("homes",)),
        ({"share_55": 50}, "met", ()),
        ({"share_55": 49}, "not_met", ("older",)),
        ({"distance_m": 100}, "met", ()),
        ({"distance_m": 101}, "not_met", ("near",)),
        ({"access": "residents"}, "not_met", ("opened",)),
        ({"dwellings": 4, "distance_m": 101}, "not_met", ("near", "homes")),
    ],
)
def test_the_soo_holds_up_to_its_limits(
    changed: dict[str, Any], state: str, failing: tuple[str, ...]
) -> None:
    found = judged(SOO, situation(**{**FITTING, **changed}), today=OPEN_ROUND)
    assert (found.state, tuple(one.condition.id for one in found.failing)) == (
        state,
        tuple(f"condition.{one}" for one in failing),
    )


def test_a_tenth_of_the_floor_may_go_to_businesses() -> None:
    found = {
        share: judged(LETTING, situation(commercial_share=Decimal(share), unfit_renter=False)).state
        for share in ("9.9", "10", "10.1")
    }
    assert found == {"9.9": "met", "10": "met", "10.1": "not_met"}


def test_a_business_that_hires_the_hall_is_no_fit_renter() -> None:
    """A company that sells telephones: the condition about renters is not met, and the renters are why."""
    plan = Answers(
        {
            "money.parties": {
                "r1": {"name": "Belwinkel BV", "kind": "commercial", "pays_as": "room_hire_structural"}
            }
        }
    )
    found = judged(LETTING, situation_of(plan), plan)
    assert (found.state, results(found)) == (
        "not_met",
        {"renter": "not_met", "tenth": "unknown", "network": "unknown"},
    )
    (failing,) = found.failing
    assert failing.because == (Ref("money.parties"),)
    assert failing.condition.if_not is not None
    assert failing.condition.if_not.nl == "Niet zo: renter."


def test_a_condition_without_a_test_is_what_people_say_of_it() -> None:
    here = situation(access="residents")
    found = {
        said: judged(SERVICE, here, Answers({"money.conditions": {"condition.agreed": {"holds": said}}}))
        for said in ("yes", "no", "unknown", "")
    }
    assert {said: one.state for said, one in found.items()} == {
        "yes": "met",
        "no": "not_met",
        "unknown": "unknown",
        "": "unknown",
    }
    assert found["yes"].conditions[1].because == (Ref("money.conditions", "condition.agreed"),)


def test_what_is_not_known_is_named_with_the_answers_to_give() -> None:
    found = judged(POINTS, situation(access="residents", day_care=False))
    assert found.state == "unknown"
    (waiting,) = found.open
    assert waiting.missing == ("entrepreneur",)
    assert waiting.because == (Ref("money.use"),)  # both facts are filled in there


def test_a_test_over_what_is_used_points_to_that_source() -> None:
    one = source("income.x", "X", condition("alone", "not uses('income.soo') or dwellings > 4"))
    found = verdict(one, situation(SOO, dwellings=4), Answers(), today=TODAY)
    assert found.failing[0].because == (Ref("money.homes"), Ref("money.sources", SOO))


def test_a_social_condition_is_to_arrange_and_stops_nothing() -> None:
    here = situation(unfit_renter=False, commercial_share=0)
    plan = Answers({"money.conditions": {"condition.network": {"holds": "no"}}})
    found = judged(LETTING, here, plan)
    assert (found.state, found.failing, found.open) == ("met", (), ())
    assert [one.condition.id for one in found.to_arrange] == ["condition.network"]
    assert judged(LETTING, here).state == "met"


@pytest.mark.parametrize(
    ("today", "granted", "changed", "state", "closed_since"),
    [
        (OPEN_ROUND, None, {}, "met", None),
        (date(2025, 9, 20), None, {}, "closed", date(2025, 9, 20)),
        (TODAY, False, {}, "closed", date(2025, 9, 20)),
        (TODAY, True, {}, "met", None),
        # A funded room keeps its duties.
        (TODAY, True, {"access": "residents"}, "not_met", None),
        # What is wrong with the plan itself is said first; that it comes too late can be read beside it.
        (TODAY, None, {"dwellings": 4}, "closed", date(2025, 9, 20)),
    ],
)
def test_a_closed_source_is_closed_for_who_did_not_get_it(
    today: date, *, granted: bool | None, changed: dict[str, Any], state: str, closed_since: date | None
) -> None:
    here = situation(**{**FITTING, **changed}).knowing(soo_granted=granted)
    found = judged(SOO, here, today=today)
    assert (found.state, found.closed_since) == (state, closed_since)
    assert len(found.conditions) == 4


def test_closed_goes_before_what_is_not_known() -> None:
    assert judged(SOO, situation()).state == "closed"
    assert judged(SOO, situation(), today=OPEN_ROUND).state == "unknown"


def test_a_grant_opens_no_other_source_that_closed() -> None:
    one = source("income.other", "Anders", closed_since=TODAY)
    assert verdict(one, situation(soo_granted=True), Answers(), today=TODAY).state == "closed"


def test_the_type_gives_the_horizon_and_leaves_sources_out() -> None:
    found = {
        known: judged(SOO, situation(**FITTING, **({"place_type": known} if known else {})), today=OPEN_ROUND)
        for known in ("senior_complex_room", "community_house", "")
    }
    assert {known: (one.state, one.horizon) for known, one in found.items()} == {
        "senior_complex_room": ("met", "incidental"),
        "community_house": ("not_for_type", None),
        "": ("met", None),
    }
    assert len(found["community_house"].conditions) == 4


def test_not_for_this_type_goes_before_everything() -> None:
    assert judged(SOO, situation(place_type="community_house", dwellings=4)).state == "not_for_type"


def test_a_condition_counts_within_its_period_only() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    one = source("income.x", "X", condition("dated", "dwellings >= 5", valid_from=first, valid_to=last))
    days = (first - timedelta(1), first, last, last + timedelta(1))
    states = [verdict(one, situation(dwellings=4), Answers(), today=day).state for day in days]
    assert states == ["met", "not_met", "not_met", "met"]


def test_every_source_comes_in_the_order_of_the_knowledge() -> None:
    found = verdicts(situation(), Answers(), knowledge(), today=TODAY)
    assert [one.source.id for one in found] == [SOO, POINTS, SERVICE, LETTING, DRINKS]
    assert found[-1].state == "met"  # no conditions, so nothing stands in the way


def test_conditions_are_judged_on_the_answers_as_they_are_kept() -> None:
    plan = answers(
        homes={"dwellings": "40", "share_55": "80", "distance_m": "0"}, use={"access": "neighbourhood"}
    )
    assert judged(SOO, situation_of(plan), plan, today=OPEN_ROUND).state == "met"
