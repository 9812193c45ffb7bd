"""What is known of a location, what is still open, and when it may be chosen."""

from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.locations import locations
from schuifaan.core.method.reasons import Ref

GOOD = {
    "name": "De Kerk",
    "is_central": "yes",
    "on_foot": "yes",
    "affordable": "yes",
    "is_safe": "yes",
    "felt_safe": "yes",
    "felt_source": "Rondje langs de deuren",
}


def location(knowledge: Knowledge, *, groups: tuple[str, ...] = ("youth",), **fields: str) -> Any:
    plain = {
        "goal.target_groups": {"": {"groups": list(groups)}},
        "location.candidates": {"l1": {key: value for key, value in {**GOOD, **fields}.items() if value}},
    }
    return locations(Answers(plain), knowledge)[0]


def test_location_with_everything_known_has_no_open_points(knowledge: Knowledge) -> None:
    view = location(knowledge)
    assert (view.item, view.name, view.central, view.affordable) == ("l1", "De Kerk", "yes", "yes")
    assert (view.may_be_called_safe, view.may_be_chosen, view.open_points) == (True, True, ())


def test_location_that_nobody_asked_about_is_not_called_safe(knowledge: Knowledge) -> None:
    view = location(knowledge, felt_safe="unknown")
    assert (view.safe, view.felt_safe, view.may_be_called_safe) == ("yes", "unknown", False)
    assert [one.text.en for one in view.open_points] == [
        "Do residents feel safe at De Kerk? Ask them yourselves."
    ]
    assert view.may_be_chosen


@pytest.mark.parametrize("field", ["is_central", "on_foot", "affordable", "is_safe", "felt_safe"])
def test_location_with_a_no_needs_a_measure(knowledge: Knowledge, field: str) -> None:
    without = location(knowledge, **{field: "no"})
    measured = location(knowledge, **{field: "no"}, measure="We regelen vervoer.")
    assert (without.may_be_chosen, measured.may_be_chosen) == (False, True)
    assert [one.refs for one in without.open_points] == [(Ref("location.candidates", "l1"),)]
    assert measured.open_points == ()
    assert not measured.may_be_called_safe or field not in {"is_safe", "felt_safe"}


@pytest.mark.parametrize(
    ("is_central", "on_foot", "central"),
    [
        ("yes", "no", "no"),
        ("no", "", "no"),
        ("yes", "", "unknown"),
        ("", "", "unknown"),
        ("yes", "yes", "yes"),
    ],
)
def test_location_is_central_when_people_can_walk_there(
    knowledge: Knowledge, is_central: str, on_foot: str, central: str
) -> None:
    assert location(knowledge, is_central=is_central, on_foot=on_foot).central == central


@pytest.mark.parametrize("group", ["older", "care_need", "everyone"])
def test_location_for_less_mobile_people_says_what_they_need(knowledge: Knowledge, group: str) -> None:
    without = location(knowledge, groups=(group,))
    told = location(knowledge, groups=(group,), less_mobile="Een helling.")
    assert (without.may_be_chosen, told.may_be_chosen) == (False, True)
    assert len(without.open_points) == 1


def test_location_asks_who_felt_safe(knowledge: Knowledge) -> None:
    assert [one.text.en for one in location(knowledge, felt_source="").open_points] == [
        "Who told you how safe De Kerk feels?"
    ]


def test_location_without_a_name_is_numbered(knowledge: Knowledge) -> None:
    views = locations(Answers({"location.candidates": {"l1": {"name": "Kerk"}, "l2": {}}}), knowledge)
    assert [view.name for view in views] == ["Kerk", "plek 2"]
    assert len(views[1].open_points) == 5
