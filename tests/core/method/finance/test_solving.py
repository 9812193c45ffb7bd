"""The best sets of sources and the smallest change, against trying every set."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.finance.solving import (
    Aim,
    Candidate,
    Change,
    Lever,
    Problem,
    best,
    changed,
    closes,
    per_unit,
    smallest_changes,
)

AIMS: tuple[Aim, ...] = ("least_rent", "least_temporary", "fewest_parties")
LARGE = 10**11

# ------------------------------------------------------------------ trying every set


def every_set(problem: Problem) -> Iterator[tuple[Candidate, ...]]:
    for size in range(len(problem.candidates) + 1):
        yield from combinations(problem.candidates, size)


def is_lawful(problem: Problem, chosen: tuple[Candidate, ...]) -> bool:
    keys = {one.key for one in chosen}
    if any(together <= keys for together in problem.excluded):
        return False
    return problem.capital_limit is None or sum(one.capital for one in chosen) <= problem.capital_limit


def balances(problem: Problem, chosen: tuple[Candidate, ...]) -> list[int]:
    years = [sum(one.years[year] for one in chosen) + fixed for year, fixed in enumerate(problem.fixed)]
    return list(accumulate(years, initial=problem.in_hand))


def closing(problem: Problem) -> list[tuple[Candidate, ...]]:
    return [
        chosen
        for chosen in every_set(problem)
        if is_lawful(problem, chosen) and min(balances(problem, chosen)[1:], default=0) >= 0
    ]


def standing(problem: Problem, chosen: tuple[Candidate, ...], aim: Aim) -> tuple[object, ...]:
    value = {
        "least_rent": sum(one.burden for one in chosen),
        "least_temporary": sum(one.temporary for one in chosen),
        "fewest_parties": len({party for one in chosen for party in one.parties}),
    }[aim]
    keys = tuple(sorted(one.key for one in chosen))
    return (value, sum(one.open for one in chosen), len(chosen), -balances(problem, chosen)[-1], keys)


def by_trying(problem: Problem, aim: Aim, count: int) -> list[tuple[object, ...]]:
    return sorted(standing(problem, chosen, aim) for chosen in closing(problem))[:count]


# ------------------------------------------------------------------ random problems


@st.composite
def problems(draw: st.DrawFn, *, most: int = 9) -> Problem:
    """Some with small amounts and many ties, some around a round sum with a cent more or less, some anything."""
    size = draw(st.integers(0, most))
    count = draw(st.integers(1, 5))
    around = draw(st.sampled_from([1, 100, 10**6, 10**9, LARGE]))
    near = st.integers(-2, 2).map(lambda cents: around + cents)
    amount = draw(
        st.sampled_from(
            [
                st.integers(0, 3),
                near,
                st.one_of(st.just(0), near),
                st.integers(0, around),
                st.integers(-around // 4, around),
            ]
        )
    )
    weight = draw(st.sampled_from([st.just(0), st.integers(0, 2), near, st.one_of(st.just(0), near), amount]))
    candidates = tuple(
        Candidate(
            key=f"s{number}",
            years=tuple(draw(amount) for _ in range(count)),
            burden=draw(weight),
            temporary=draw(weight),
            parties=draw(st.frozensets(st.sampled_from("pqrst"), max_size=2)),
            open=draw(st.integers(0, 2)),
            capital=draw(st.sampled_from([0, 0, around - 1, around])),
        )
        for number in draw(st.permutations(range(size)))
    )
    reach = max(1, size) * around
    cost = draw(
        st.sampled_from([st.integers(0, reach), st.integers(1, max(1, size)).map(lambda n: n * around)])
    )
    names = [one.key for one in candidates]
    pair = st.frozensets(st.sampled_from([*names, "elsewhere"]), min_size=1, max_size=2)
    return Problem(
        candidates=candidates,
        fixed=tuple(-draw(cost) // draw(st.sampled_from([1, 1, 2, 3])) for _ in range(count)),
        in_hand=draw(st.sampled_from([0, 0, 1, around, -around])),
        excluded=draw(st.frozensets(pair, max_size=3)),
        capital_limit=draw(st.sampled_from([None, None, 0, around, 2 * around - 1])),
    )


@settings(max_examples=500, deadline=None)
@given(problems(), st.sampled_from(AIMS), st.integers(1, 4))
def test_best_is_what_trying_every_set_gives(problem: Problem, aim: Aim, count: int) -> None:
    assert [choice.rank for choice in best(problem, aim, count)] == by_trying(problem, aim, count)


@pytest.mark.parametrize("aim", AIMS)
def test_best_finds_a_set_among_more_than_can_be_tried_one_by_one(aim: Aim) -> None:
    """Twenty sources; the ten that cost residents, time and parties nothing bring just enough."""
    free = [Candidate(f"a{number:02}", (10_000, 10_000)) for number in range(10)]
    dear = [
        Candidate(f"b{number:02}", (30_000, 30_000), 500, 500, frozenset({f"p{number}"}), open=1)
        for number in range(10)
    ]
    problem = Problem((*dear, *free), (-100_000, -100_000))

    first, second, third = best(problem, aim)

    assert first.keys == tuple(one.key for one in free)
    # With one of the dear sources three of the others can go; the names decide between sets that are alike.
    assert second.rank == (
        {"fewest_parties": 1}.get(aim, 500),
        1,
        8,
        0,
        (*(f"a{n:02}" for n in range(7)), "b00"),
    )
    assert third.keys == (*(f"a{n:02}" for n in range(7)), "b01")


def test_best_tells_a_cent_on_a_billion_apart() -> None:
    problem = Problem(
        (
            Candidate("dear", (10**9,), burden=10**9 + 1),
            Candidate("cheap", (10**9,), burden=10**9),
            Candidate("short", (10**9 - 1,), burden=1),
        ),
        (-(10**9),),
    )

    assert [choice.keys for choice in best(problem, "least_rent", 2)] == [("cheap",), ("dear",)]


def test_best_without_sources_is_the_empty_set_when_that_closes() -> None:
    assert [choice.keys for choice in best(Problem((), (-5, 2), in_hand=5), "least_rent")] == [()]
    assert best(Problem((), (-5, 2), in_hand=4), "least_rent") == ()


# ------------------------------------------------------------------ changes


@st.composite
def levers(draw: st.DrawFn, problem: Problem) -> Lever:
    count = len(problem.fixed)
    keys = [one.key for one in problem.candidates]
    return Lever(
        key=draw(st.sampled_from("xyz")),
        kind="cost",
        adds=per_unit(tuple(draw(st.integers(0, 10**9)) for _ in range(count))),
        most=draw(st.integers(0, 12)),
        size=Decimal(draw(st.integers(1, 9))),
        to=draw(st.sampled_from([None, *keys])),
    )


def fewest_units(problem: Problem, lever: Lever) -> int | None:
    return next((units for units in range(lever.most + 1) if closing(changed(problem, lever, units))), None)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_smallest_changes_are_what_trying_every_number_gives(data: st.DataObject) -> None:
    problem = data.draw(problems(most=6))
    lever = data.draw(levers(problem))
    units = fewest_units(problem, lever)

    assert smallest_changes(problem, [lever]) == (() if units is None else (Change(lever, units),))


def test_smallest_changes_find_one_cent_in_a_billion_and_put_the_smallest_first() -> None:
    problem = Problem((Candidate("rent", (10**9, 10**9)),), (-(10**9) - 7, -(10**9)))
    cleaning = Lever("cleaning", "cost", per_unit((1, 1)), most=10**10, size=Decimal("0.1"))
    hire = Lever("hire", "day_part", per_unit((3, 3)), most=5, size=Decimal("0.2"), to="rent")
    useless = Lever("useless", "cost", per_unit((0, 1)), most=10**10)

    assert [
        (change.lever.key, change.units) for change in smallest_changes(problem, [cleaning, hire, useless])
    ] == [
        ("hire", 3),
        ("cleaning", 7),
    ]


def test_closes_unless_the_only_set_is_excluded() -> None:
    open_door = Problem((Candidate("hire", (5,)),), (-5,))
    only_residents = replace(open_door, excluded=frozenset({frozenset({"hire"})}))

    assert (closes(open_door), closes(only_residents)) == (True, False)
