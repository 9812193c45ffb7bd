"""The best sets of income with 15 sources over 30 years, and the whole business case of the worked cases."""

import argparse
import json
import os
import platform
import random
import statistics
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from benchmarks.method import KNOWLEDGE, Took, head, line, took
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import business_case
from schuifaan.core.method.finance.finding import find
from schuifaan.core.method.finance.solving import Aim, Candidate, Problem, best
from schuifaan.core.method.finance.trying import Sets
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge import load as load_knowledge

SOURCES, YEARS = 15, 30
AIMS: tuple[Aim, ...] = ("least_rent", "least_temporary", "fewest_parties")


def problem(dice: random.Random) -> Problem:
    """A place of some tens of thousands of euros a year; a quarter of it comes from residents, half of it stops."""

    def source(number: int) -> Candidate:
        cents = int(dice.choice((50_000, 300_000, 1_200_000, 2_500_000)) * dice.uniform(0.5, 1.5))
        last, rise = dice.choice((YEARS, YEARS, YEARS, 1, 3, 5)), dice.choice((0, 0.02, 0.03))
        years = tuple(int(cents * (1 + rise) ** year) if year < last else 0 for year in range(YEARS))
        return Candidate(
            key=f"source{number:02}",
            years=years,
            burden=sum(years) if dice.random() < 1 / 4 else 0,
            temporary=sum(years) if last < YEARS else 0,
            parties=frozenset(dice.sample("abcdefgh", dice.randint(0, 2))),
            open=dice.randint(0, 2),
            capital=dice.choice((0, 0, 0, 1_000_000)),
        )

    candidates = tuple(source(number) for number in range(SOURCES))
    costs = dice.uniform(2_500_000, 6_000_000)
    keys = [one.key for one in candidates]
    return Problem(
        candidates,
        tuple(-int(costs * 1.02**year) for year in range(YEARS)),
        dice.choice((0, 1_000_000, 5_000_000)),
        frozenset(frozenset(dice.sample(keys, 2)) for _ in range(6)),
        dice.choice((None, 3_000_000)),
    )


def every_set(asked: Problem) -> int:
    """The floor: which of all sets close, the sums of one set made from those of a smaller one."""
    sets = Sets(len(asked.candidates))
    totals = [tuple(accumulate(one.years)) for one in asked.candidates]
    needs = tuple(-cents for cents in accumulate(asked.fixed, initial=asked.in_hand))[1:]
    for year, need in enumerate(needs):
        sets.keep_at_least([total[year] for total in totals], need)
    return len(sets.left)


def each(problems: list[Problem], work: Callable[[Problem, int], Any]) -> Took:
    seen = [
        took(lambda asked=asked, number=number: work(asked, number), 3)
        for number, asked in enumerate(problems)
    ]  # type: ignore[misc]
    return Took(min(one.median for one in seen), statistics.median(one.median for one in seen))


def solving(times: int) -> None:
    """Only problems that some set closes: where none does, that is seen sooner."""
    dice = random.Random(15)  # noqa: S311 -- the same problems each time, nothing secret
    problems: list[Problem] = []
    while len(problems) < times:
        asked = problem(dice)
        if best(asked, "least_rent", 1):
            problems.append(asked)
    head(f"The best three sets of {SOURCES} sources over {YEARS} years, {times} problems (ratio of medians)")
    floor = each(problems, lambda asked, _: every_set(asked))
    by_median = Took(floor.median, floor.median)
    for aim in AIMS:
        seen = each(problems, lambda asked, _, aim=aim: best(asked, aim))  # type: ignore[misc]
        line(aim, Took(seen.median, seen.median), by_median)
    line("which of all sets close (floor)", by_median, by_median)


def cases(knowledge: Knowledge, times: int) -> None:
    """The floor: reading the same answers as JSON."""
    head("The worked cases (floor: reading the same answers as JSON)")
    for path in sorted((KNOWLEDGE / "examples").glob("*.yaml")):
        worked = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        if "money.costs" not in worked["answers"]:
            continue
        answers, today = Answers(worked["answers"]), date.fromisoformat(worked["today"])
        as_json = json.dumps(worked["answers"], default=str)
        floor = took(lambda as_json=as_json: json.loads(as_json), times * 5)  # type: ignore[misc]
        for what, work in (("business case", business_case), ("best sets", find)):
            seen = took(
                lambda work=work, answers=answers, today=today: work(answers, knowledge, today=today), times
            )  # type: ignore[misc]
            line(f"{path.stem[:24]}: {what}", seen, floor)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench finance")
    parser.add_argument("--times", type=int, default=30, help="problems, and times per worked case")
    options = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, milliseconds of processor time")
    solving(options.times)
    cases(load_knowledge(KNOWLEDGE), options.times)
