"""What a sentence about a rule needs."""

from datetime import datetime

import pytest

from schuifaan.core.timeline.rule import Rule
from schuifaan.core.timeline.rule_text import parse_rule
from schuifaan.core.timeline.rule_words import Described, described

FIRST = datetime(2026, 3, 31, 10, 0)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=DAILY", Described("daily")),
        ("FREQ=DAILY;INTERVAL=3", Described("daily", 3)),
        ("FREQ=DAILY;BYDAY=MO,FR", Described("weekly", weekdays=(0, 4))),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", Described("other", 2)),
        ("FREQ=WEEKLY", Described("weekly", weekdays=(1,))),
        ("FREQ=WEEKLY;BYDAY=FR,MO", Described("weekly", weekdays=(0, 4))),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", Described("every_n_weeks", 2, weekdays=(0,))),
        ("FREQ=WEEKLY;BYMONTH=7", Described("other")),
        ("FREQ=MONTHLY", Described("monthly_by_date", month_days=(31,))),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,1", Described("monthly_by_date", month_days=(1, -1))),
        ("FREQ=MONTHLY;BYDAY=2MO", Described("monthly_by_weekday", weekdays=(0,), positions=(2,))),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU",
            Described("monthly_by_weekday", 2, weekdays=(1,), positions=(1, 3)),
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
            Described("monthly_by_weekday", weekdays=(4,), positions=(-1,)),
        ),
        ("FREQ=MONTHLY;BYDAY=1TU,1TH", Described("monthly_by_weekday", weekdays=(1, 3), positions=(1,))),
        ("FREQ=MONTHLY;BYDAY=SA", Described("monthly_by_weekday", weekdays=(5,))),
        ("FREQ=MONTHLY;BYDAY=SA,1SA", Described("other")),
        ("FREQ=MONTHLY;BYDAY=1WE,2WE,3WE,-1SA", Described("other")),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", Described("other")),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", Described("other")),
        (
            "FREQ=MONTHLY;BYDAY=1SU;BYMONTH=5,6",
            Described("monthly_by_weekday", weekdays=(6,), positions=(1,), months=(5, 6)),
        ),
        ("FREQ=YEARLY", Described("yearly", month_days=(31,), months=(3,))),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", Described("yearly", month_days=(4,), months=(5,))),
        (
            "FREQ=YEARLY;BYMONTH=9;BYDAY=-1SA",
            Described("yearly", weekdays=(5,), positions=(-1,), months=(9,)),
        ),
        ("FREQ=YEARLY;BYDAY=20MO", Described("other")),
        ("FREQ=YEARLY;BYMONTHDAY=1", Described("other")),
        ("FREQ=YEARLY;BYWEEKNO=20", Described("other")),
        ("FREQ=DAILY;COUNT=5", Described("daily", count=5)),
        ("FREQ=DAILY;UNTIL=20260501T100000", Described("daily", until=datetime(2026, 5, 1, 10))),
    ],
)
def test_described_gives_the_parts_of_the_sentence(text: str, expected: Described):
    assert described(parse_rule(text), FIRST) == expected


@pytest.mark.parametrize("freq", ["WEEKLY", "MONTHLY", "YEARLY"])
def test_described_leaves_open_what_the_rule_leaves_open(freq: str):
    found = described(Rule(freq))  # type: ignore[arg-type]
    assert (found.weekdays, found.month_days, found.months) == ((), (), ())
