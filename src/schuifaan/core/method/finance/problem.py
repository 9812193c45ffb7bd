"""What sets of sources are made of, what they must satisfy, and the order they stand in; all in whole cents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Literal

Aim = Literal["least_rent", "least_temporary", "fewest_parties"]
Years = tuple[int, ...]
Rank = tuple[int, int, int, int, tuple[str, ...]]

# The rows of money are rounded to this many parts of their largest number, never so that a set that closes falls out.
PARTS = 10**4


@dataclass(frozen=True)
class Candidate:
    """A source that may be in the set. Amounts are cents, over the whole period unless it says otherwise."""

    key: str
    years: Years  # what it adds in each year
    burden: int = 0  # what residents pay more
    temporary: int = 0  # of money that stops
    parties: frozenset[str] = frozenset()
    open: int = 0  # conditions that nobody knows yet
    capital: int = 0  # for the investment


@dataclass(frozen=True)
class Problem:
    """What the sets are made of, and what they must satisfy."""

    candidates: tuple[Candidate, ...]
    fixed: Years  # other income minus costs, in each year
    in_hand: int = 0
    excluded: frozenset[frozenset[str]] = frozenset()
    capital_limit: int | None = None

    @cached_property
    def short(self) -> Years:
        """What the sources must have brought together at the end of each year."""
        return tuple(-cents for cents in accumulate(self.fixed, initial=self.in_hand))[1:]

    @cached_property
    def totals(self) -> tuple[Years, ...]:
        """What each source has brought at the end of each year."""
        return tuple(tuple(accumulate(one.years)) for one in self.candidates)


@dataclass(frozen=True)
class Choice:
    """A set that closes; `rank` is where it stands: aim, open conditions, sources, money at the end, names."""

    keys: tuple[str, ...]
    aim_value: int
    open: int
    end: int  # money in hand at the end of the last year

    @property
    def rank(self) -> Rank:
        return (self.aim_value, self.open, len(self.keys), -self.end, self.keys)


@dataclass(frozen=True)
class Lever:
    """Something that can be changed step by step; `adds(units)` never falls when units grow.

    `to`: the source that brings the extra money; None: it helps whatever the set is.
    """

    key: str
    kind: str
    adds: Callable[[int], Years]
    most: int
    size: Decimal = Decimal(1)  # how large one unit is beside what there is now
    to: str | None = None


@dataclass(frozen=True)
class Change:
    """The fewest units of a lever with which some set closes."""

    lever: Lever
    units: int

    @property
    def size(self) -> Decimal:
        return self.units * self.lever.size


@dataclass(frozen=True)
class Need:
    """Σ weight of the chosen sources must reach `least`."""

    weights: Years
    least: int

    def holds(self, chosen: frozenset[int]) -> bool:
        return sum(self.weights[place] for place in chosen) >= self.least

    @property
    def always(self) -> bool:
        return sum(weight for weight in self.weights if weight < 0) >= self.least

    @property
    def never(self) -> bool:
        return sum(weight for weight in self.weights if weight > 0) < self.least

    def in_parts(self) -> tuple[dict[int, int], int]:
        """The same in small whole numbers, each rounded to the mild side."""
        largest = max(PARTS, *(abs(weight) for weight in self.weights))
        weights = {place: -(-weight * PARTS // largest) for place, weight in enumerate(self.weights)}
        return weights, -(-self.least * PARTS // largest)


def per_unit(years: Years) -> Callable[[int], Years]:
    """The same for every unit."""
    return lambda units: tuple(cents * units for cents in years)


def changed(problem: Problem, lever: Lever, units: int) -> Problem:
    """The problem after that many units of the lever."""
    extra = lever.adds(units)
    if lever.to is None:
        return replace(problem, fixed=_plus(problem.fixed, extra))
    return replace(
        problem,
        candidates=tuple(
            replace(one, years=_plus(one.years, extra)) if one.key == lever.to else one
            for one in problem.candidates
        ),
    )


def needs_of(problem: Problem) -> tuple[Need, ...]:
    """The rows with large numbers: money at the end of each year, and the investment."""
    totals = problem.totals
    rows = [Need(tuple(total[year] for total in totals), short) for year, short in enumerate(problem.short)]
    if problem.capital_limit is not None:
        rows.append(Need(tuple(-one.capital for one in problem.candidates), -problem.capital_limit))
    return tuple(rows)


def choice_of(problem: Problem, chosen: frozenset[int], aim: Aim) -> Choice:
    sources = [problem.candidates[place] for place in sorted(chosen)]
    return Choice(
        keys=tuple(sorted(one.key for one in sources)),
        aim_value=aim_value(sources, aim),
        open=sum(one.open for one in sources),
        end=problem.in_hand + sum(problem.fixed) + sum(sum(one.years) for one in sources),
    )


def aim_value(sources: Iterable[Candidate], aim: Aim) -> int:
    """What is to be as small as possible."""
    if aim == "fewest_parties":
        return len(frozenset[str]().union(*(one.parties for one in sources)))
    return sum(part_of(one, aim) for one in sources)


def part_of(source: Candidate, aim: Aim) -> int:
    return source.burden if aim == "least_rent" else source.temporary


def _plus(years: Years, extra: Years) -> Years:
    return tuple(one + other for one, other in zip(years, extra, strict=True))
