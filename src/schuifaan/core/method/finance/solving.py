"""The best sets of sources that close the budget, exact to the cent, and the smallest change when none does.

HiGHS works with fractions and tolerances, so it only proposes: every set is checked in whole cents before it counts,
and one that fails is cut off together with every set that fails for the same reason. While the sources are few enough,
it is checked as well that no set was overlooked: HiGHS may lose one that differs from another by a cent on a billion.
"""

from collections.abc import Iterable, Iterator, Mapping

from schuifaan.core.method.finance.problem import (
    Aim,
    Candidate,
    Change,
    Choice,
    Lever,
    Problem,
    Years,
    aim_value,
    changed,
    choice_of,
    needs_of,
    part_of,
    per_unit,
)
from schuifaan.core.method.finance.proposing import Program
from schuifaan.core.method.finance.trying import Sets, can_try

# HiGHS is given small whole numbers only: with large or broken ones its tolerances lose sets. A sum to be minimised
# that can grow larger than this is split into digits of that size.
EXACT = 10**5
DIGIT = 10**4
HALF = 0.5


def best(problem: Problem, aim: Aim, count: int = 3) -> tuple[Choice, ...]:
    """The first sets in the order of `Choice.rank`, exactly; empty when no set closes."""
    search = _Search(problem, aim)
    found: list[Choice] = []
    while len(found) < count:
        choice = search.next()
        if choice is None:
            break
        found.append(choice)
    known = {choice.keys: choice for choice in (*found, *_overlooked(problem, aim, count))}
    return tuple(sorted(known.values(), key=lambda choice: choice.rank)[:count])


def closing_set(problem: Problem) -> frozenset[int] | None:
    """The places of the sources of any set that closes."""
    chosen = _Search(problem, None).any()
    return chosen if chosen is not None else next(_tried(problem).first((), 1), None)


def closes(problem: Problem) -> bool:
    return closing_set(problem) is not None


def smallest_changes(problem: Problem, levers: Iterable[Lever]) -> tuple[Change, ...]:
    """For each lever that can close the budget by itself the fewest units that do; the smallest change first."""
    tried: list[frozenset[int]] = []
    found = (_smallest(problem, lever, tried) for lever in levers)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.size, one.lever.key)))


def _smallest(problem: Problem, lever: Lever, tried: list[frozenset[int]]) -> Change | None:
    """Halve the distance, but each set that is found says itself how few units it needs."""
    if lever.most < 0 or (first := closing_set(changed(problem, lever, lever.most))) is None:
        return None
    tried.append(first)
    fails, works = -1, min(_units_for(problem, lever, chosen) for chosen in tried)
    ask_next_below = True
    while works - fails > 1:
        units = works - 1 if ask_next_below else (fails + works) // 2
        ask_next_below = not ask_next_below
        chosen = closing_set(changed(problem, lever, units))
        if chosen is None:
            fails = units
        else:
            tried.append(chosen)
            works = _units_for(problem, lever, chosen)
    return Change(lever, works)


def _units_for(problem: Problem, lever: Lever, chosen: frozenset[int]) -> int:
    """How few units this set needs; one more than `most` when it never closes."""
    fails, works = -1, lever.most + 1
    while works - fails > 1:
        units = (fails + works) // 2
        if all(need.holds(chosen) for need in needs_of(changed(problem, lever, units))):
            works = units
        else:
            fails = units
    return works


def _tried(problem: Problem) -> Sets:
    """The sets that close, each tried; none when there are too many to try."""
    size, needs = len(problem.candidates), needs_of(problem)
    amounts = (
        [sum(one.years) for one in problem.candidates],
        [one.burden for one in problem.candidates],
        [one.temporary for one in problem.candidates],
        *(need.weights for need in needs),
    )
    if any(need.never for need in needs) or not can_try(size, amounts):
        return Sets.none()
    sets = Sets(size)
    places = {one.key: place for place, one in enumerate(problem.candidates)}
    for together in problem.excluded:
        if together <= places.keys():
            sets.drop_together(places[key] for key in together)
    for need in needs:
        if not need.always:
            sets.keep_at_least(need.weights, need.least)
    return sets


def _overlooked(problem: Problem, aim: Aim, count: int) -> Iterator[Choice]:
    """The first of all sets, where they can be tried."""
    candidates = problem.candidates
    sets = _tried(problem)
    if aim == "fewest_parties":
        parties = sorted({party for one in candidates for party in one.parties})
        value = sets.touched(
            [place for place, one in enumerate(candidates) if party in one.parties] for party in parties
        )
    else:
        value = sets.sums([part_of(one, aim) for one in candidates])
    keys = (
        value,
        sets.sums([one.open for one in candidates]),
        sets.touched([place] for place in range(len(candidates))),
        sets.sums([-sum(one.years) for one in candidates]),
    )
    for chosen in sets.first(keys, count):
        yield choice_of(problem, chosen, aim)


class _Search:
    """Finds one set after the other; each that was found is cut off for the next."""

    def __init__(self, problem: Problem, aim: Aim | None) -> None:
        self.problem = problem
        self.aim = aim
        self.size = len(problem.candidates)
        self.program = Program()
        for _ in problem.candidates:
            self.program.column()
        needs = needs_of(problem)
        self.needs = tuple(need for need in needs if not need.always)
        self.done = any(need.never for need in needs)
        self.cuts: list[tuple[Mapping[int, int], int]] = []
        if not self.done:
            self._set_rows()
        self.stages = () if aim is None else self._stages(aim)

    def any(self) -> frozenset[int] | None:
        """Any set that closes."""
        if self.done or not self.size:
            return None if self.done else frozenset()
        values = self._least({})
        return None if values is None else self._chosen(values)

    def next(self) -> Choice | None:
        """The best set that was not found before: what counts first is settled first."""
        if self.done or self.aim is None:
            return None
        columns, rows, cuts = self.program.columns, self.program.rows, len(self.cuts)
        values: tuple[int, ...] | None = ()
        for weights in self.stages:
            values = self._settle(weights)
            if values is None:
                self.done = True
                return None
        chosen = self._chosen(values or ())
        self.program.shrink(columns=columns, rows=rows)
        for weights, least in self.cuts[cuts:]:
            self.program.row(weights, least=least - HALF)
        self._cut(chosen, frozenset(range(self.size)) - chosen)
        self.done = not self.size
        return choice_of(self.problem, chosen, self.aim)

    def _set_rows(self) -> None:
        for need in self.needs:
            weights, least = need.in_parts()
            self.program.row(_filled(weights), least=least - HALF)
        places = {one.key: place for place, one in enumerate(self.problem.candidates)}
        for together in sorted(sorted(keys) for keys in self.problem.excluded):
            if places.keys() >= set(together):
                self.program.row({places[key]: 1 for key in together}, most=len(together) - 1 + HALF)

    def _stages(self, aim: Aim) -> tuple[Mapping[int, int], ...]:
        """The order of `Choice.rank`, place by place, as costs of the columns."""
        candidates = tuple(enumerate(self.problem.candidates))
        by_name = sorted(range(self.size), key=lambda place: candidates[place][1].key)
        first = (
            self._parties()
            if aim == "fewest_parties"
            else {place: part_of(one, aim) for place, one in candidates}
        )
        stages: tuple[Mapping[int, int], ...] = (
            first,
            {place: one.open * (self.size + 1) + 1 for place, one in candidates},
            {place: -sum(one.years) for place, one in candidates},
            # Of sets of the same size the first in order of names has the earliest name that the other lacks.
            {place: -(2 ** (self.size - 1 - number)) for number, place in enumerate(by_name)},
        )
        return tuple(weights for weights in stages if any(weights.values()))

    def _parties(self) -> dict[int, int]:
        """A column for each party, 1 as soon as one of its sources is chosen."""
        columns: dict[str, int] = {}
        for place, one in enumerate(self.problem.candidates):
            for party in sorted(one.parties):
                if party not in columns:
                    columns[party] = self.program.column()
                self.program.row({columns[party]: 1, place: -1}, least=-HALF)
        return dict.fromkeys(columns.values(), 1)

    def _settle(self, weights: Mapping[int, int]) -> tuple[int, ...] | None:
        """Minimise a sum exactly and keep it there; a large one digit by digit, the highest first."""
        if sum(abs(weight) for weight in weights.values()) <= EXACT:
            return self._settle_small(weights)
        lower = {place: weight % DIGIT for place, weight in weights.items()}
        most = sum(weight * self.program.most[place] for place, weight in lower.items())
        carry = self.program.column(most=most // DIGIT)
        digit = {**lower, carry: -DIGIT}
        self.program.row(_filled(digit), least=-HALF, most=DIGIT - 1 + HALF)
        upper = {place: weight // DIGIT for place, weight in weights.items()}
        if self._settle({**upper, carry: 1}) is None:
            return None
        return self._settle_small(digit)

    def _settle_small(self, weights: Mapping[int, int]) -> tuple[int, ...] | None:
        values = self._least(weights)
        if values is None:
            return None
        reached = sum(weight * values[place] for place, weight in weights.items())
        self.program.row(_filled(weights), most=reached + HALF)
        return values

    def _least(self, weights: Mapping[int, int]) -> tuple[int, ...] | None:
        """Ask for proposals until one holds in whole cents."""
        while (values := self.program.least(weights)) is not None:
            chosen = self._chosen(values)
            failing = [need for need in self.needs if not need.holds(chosen)]
            if not failing:
                return values
            for need in failing:
                # As long as nothing that helps comes in and nothing that harms goes out, it fails again.
                harms = frozenset(place for place in chosen if need.weights[place] < 0)
                helps = (
                    place for place in range(self.size) if place not in chosen and need.weights[place] > 0
                )
                self._cut(harms, frozenset(helps))
        return None

    def _cut(self, inside: frozenset[int], outside: frozenset[int]) -> None:
        """From now on one of `inside` must leave or one of `outside` come in."""
        weights = {**dict.fromkeys(sorted(inside), -1), **dict.fromkeys(sorted(outside), 1)}
        self.cuts.append((weights, 1 - len(inside)))
        self.program.row(weights, least=1 - len(inside) - HALF)

    def _chosen(self, values: tuple[int, ...]) -> frozenset[int]:
        return frozenset(place for place in range(self.size) if values[place])


def _filled(weights: Mapping[int, int]) -> dict[int, int]:
    return {place: weight for place, weight in weights.items() if weight}


__all__ = [
    "Aim",
    "Candidate",
    "Change",
    "Choice",
    "Lever",
    "Problem",
    "Years",
    "aim_value",
    "best",
    "changed",
    "closes",
    "closing_set",
    "per_unit",
    "smallest_changes",
]
