"""Every set at once: the sums, what is dropped, and which come first."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.finance.trying import LARGEST, MOST, Sets, can_try

WEIGHTS = st.lists(st.integers(-(10**12), 10**12), max_size=7)


def subsets(size: int) -> list[frozenset[int]]:
    return [frozenset(chosen) for count in range(size + 1) for chosen in combinations(range(size), count)]


@given(WEIGHTS, st.integers(-(10**12), 10**12))
def test_keep_at_least_is_what_adding_up_each_set_gives(weights: list[int], least: int) -> None:
    sets = Sets(len(weights))
    sets.keep_at_least(weights, least)

    assert set(sets.first((), 1000)) == {
        chosen for chosen in subsets(len(weights)) if sum(weights[place] for place in chosen) >= least
    }


def test_drop_together_leaves_those_that_lack_one() -> None:
    sets = Sets(2)
    sets.drop_together((0, 1))

    assert list(sets.first((), 9)) == [frozenset(), frozenset({0}), frozenset({1})]


def test_touched_counts_groups_once() -> None:
    assert Sets(2).touched([(0, 1), (1,)]).tolist() == [0, 1, 2, 2]


def test_first_gives_all_that_are_equal_to_the_last() -> None:
    sets = Sets(2)

    assert list(sets.first((sets.sums([1, 1]),), 2)) == [frozenset(), frozenset({0}), frozenset({1})]
    assert list(sets.first((sets.sums([1, 1]),), 0)) == []
    assert list(Sets.none().first((), 1)) == []


@pytest.mark.parametrize(
    ("size", "row", "can"),
    [(MOST, [1], True), (MOST + 1, [1], False), (1, [LARGEST], False), (2, [LARGEST - 1, -1], False)],
)
def test_can_try_knows_its_bounds(size: int, row: list[int], *, can: bool) -> None:
    assert can_try(size, [row]) is can
