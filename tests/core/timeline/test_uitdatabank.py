"""Opening hours of others, worked out by others: the UiTdatabank search service."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from schuifaan.core.timeline.opening import DayException, Schedule
from schuifaan.core.timeline.wallclock import AMSTERDAM


def _rules(hours: list[dict[str, Any]]) -> str:
    return ", ".join(
        f"{','.join(day[:2].title() for day in rule['dayOfWeek'])} {rule['opens']}-{rule['closes']}"
        for rule in hours
    )


def _schedule(original: dict[str, Any]) -> Schedule:
    def exceptions(key: str) -> list[DayException]:
        return [
            DayException(
                datetime.fromisoformat(item["startDate"]).date(),
                datetime.fromisoformat(item["endDate"]).date(),
                _rules(item.get("openingHours", [])),
            )
            for item in original.get(key, [])
        ]

    changed = exceptions("openingHoursAdjustedDays") + exceptions("openingHoursClosedDays")
    return Schedule(_rules(original["openingHours"]), tuple(changed))


# That service drops hours that run past midnight; we keep them, so these files expect something else.
NIGHTS = "midnight-crossing"


def _can_be_expressed(original: dict[str, Any]) -> bool:
    """Leaves out plain lists of dates, and weekly hours that are empty or broken."""
    hours = original.get("openingHours", [])
    return bool(hours) and all({"dayOfWeek", "opens", "closes"} <= rule.keys() for rule in hours)


@pytest.mark.shared
def test_schedule_agrees_with_uitdatabank(shared_data: Path):
    folder = shared_data / "vectors" / "opening_hours_uitdatabank"
    compared = 0
    for file in sorted(folder.glob("*/original-*.json")):
        original = json.loads(file.read_text(encoding="utf-8"))
        if NIGHTS in file.name or not _can_be_expressed(original):
            continue
        indexed = json.loads(
            file.with_name(file.name.replace("original", "indexed", 1)).read_text(encoding="utf-8")
        )
        expected = sorted(
            (datetime.fromisoformat(r["gte"]), datetime.fromisoformat(r["lte"])) for r in indexed["dateRange"]
        )
        first = expected[0][0].astimezone(AMSTERDAM).replace(hour=0, minute=0)
        last = expected[-1][0] + timedelta(days=1)
        found = [
            (i.start, i.end) for i in _schedule(original).intervals(first, last) if i.start <= expected[-1][0]
        ]
        assert found == expected, file.name
        compared += 1
    assert compared > 25
