"""Series worked out by others: the tests of python-dateutil, and the repair cafés of Amsterdam."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from schuifaan.core.timeline.recurrence import Rule, RuleNotUnderstood, first_start, parse_rule, starts

pytestmark = pytest.mark.shared

LATEST = datetime(9999, 12, 31)
YEARS = [datetime(year, 1, 1) for year in (2024, 2026, 2056)]


def _wall(text: str) -> datetime:
    return datetime.strptime(text if "T" in text else f"{text}T000000", "%Y%m%dT%H%M%S")  # noqa: DTZ007


@dataclass
class Vector:
    """The lines of one test: rules and dates that add starts, and rules and dates that take some away."""

    first: datetime
    rules: list[Rule] = field(default_factory=list)
    dates: set[datetime] = field(default_factory=set)
    not_rules: list[Rule] = field(default_factory=list)
    not_dates: set[datetime] = field(default_factory=set)

    def starts(self, before: datetime) -> list[datetime]:
        added, taken = (
            dates | {start for rule in rules for start in starts(rule, self.first, self.first, before)}
            for rules, dates in ((self.rules, self.dates), (self.not_rules, self.not_dates))
        )
        return sorted(added - taken)


def _read(original: dict[str, Any]) -> Vector:
    text, options = original["text"], original.get("kwargs", {})
    if options.get("unfold"):
        text = text.replace("\n ", "")
    first = options.get("dtstart", "19970902T090000")
    vector = Vector(datetime.fromisoformat(first))
    for line in re.split(r"\s+", text.strip().upper()):
        name, _, value = line.rpartition(":")
        match name.partition(";")[0]:
            case "DTSTART":
                vector.first = _wall(value)
            case "RDATE":
                vector.dates.update(map(_wall, value.split(",")))
            case "EXDATE":
                vector.not_dates.update(map(_wall, value.split(",")))
            case "EXRULE":
                vector.not_rules.append(parse_rule(value))
            case "RRULE" | "":
                vector.rules.append(parse_rule(value))
            case other:
                pytest.fail(f"a line of another kind: {other}")
    return vector


def test_starts_agree_with_dateutils_own_tests(shared_data: Path):
    originals = json.loads((shared_data / "vectors/rrule/dateutil_test_rrule.json").read_text("utf-8"))
    told: Counter[str] = Counter()
    for original in originals:
        expected = [_wall(text) for text in original["expected"]]
        try:
            vector = _read(original)
        except RuleNotUnderstood as refusal:
            told[refusal.detail if refusal.code == "unsupported" else refusal.code] += 1
            continue
        ends = all(rule.count or rule.until for rule in vector.rules)
        before = LATEST if ends else expected[-1] + timedelta(seconds=1)
        assert (original["test"], vector.starts(before)) == (original["test"], expected)
        told["agreed"] += 1
    # Easter is an invention of dateutil, not of the RFC.
    assert told == {"agreed": 114, "sub_daily": 123, "BYEASTER": 12}


def _rules_of_repair_cafes(shared_data: Path) -> Iterator[str]:
    cafes = json.loads((shared_data / "calendars/amsterdam_repaircafes/cafes.json").read_text("utf-8"))
    for cafe in cafes:
        yield from cafe["rrule"]


def test_starts_of_repair_cafes_agree_with_dateutil(shared_data: Path):
    rules = list(_rules_of_repair_cafes(shared_data))
    assert len(rules) == 45
    for text in rules:
        rule = parse_rule(text)
        first = first_start(rule, datetime(2024, 1, 1, 13, 0))
        assert first is not None
        theirs = rrulestr(text, dtstart=first)
        for since in YEARS:
            before = since + timedelta(days=366)
            assert starts(rule, first, since, before) == theirs.between(since, before, inc=True)
            assert starts(rule, first, since, before) != []
