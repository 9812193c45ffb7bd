"""Rules as text: what is read, what is refused and why, and one way of writing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from schuifaan.core.timeline.recurrence import (
    Rule,
    RuleNotUnderstood,
    parse_rule,
)

JANUARY = datetime(2026, 1, 5, 10, 0)  # a Monday


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("RRULE:", "empty"),
        (" ; ", "empty"),
        ("FREQ=SECONDLY", "sub_daily"),
        ("FREQ=MINUTELY;INTERVAL=5", "sub_daily"),
        ("FREQ=HOURLY;COUNT=3", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=9,17", "sub_daily"),
        ("FREQ=DAILY;BYMINUTE=30", "sub_daily"),
        ("FREQ=DAILY;BYSECOND=1", "sub_daily"),
        ("FREQ=DAILY;BYEASTER=1", "unsupported"),
        ("RSCALE=HEBREW;FREQ=YEARLY", "unsupported"),
        ("FREQ=YEARLY;INTERVAL=10000", "unsupported"),
        ("INTERVAL=2", "syntax"),
        ("FREQ=FORTNIGHTLY", "syntax"),
        ("FREQ=DAILY;FREQ=WEEKLY", "syntax"),
        ("FREQ", "syntax"),
        ("FREQ=", "syntax"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260301", "syntax"),
        ("FREQ=DAILY;COUNT=0", "syntax"),
        ("FREQ=DAILY;COUNT=-1", "syntax"),
        ("FREQ=DAILY;INTERVAL=0", "syntax"),
        ("FREQ=DAILY;INTERVAL=1_0", "syntax"),
        ("FREQ=DAILY;INTERVAL=٣", "syntax"),
        ("FREQ=DAILY;UNTIL=20260231", "syntax"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "syntax"),
        ("FREQ=DAILY;UNTIL=tomorrow", "syntax"),
        ("FREQ=WEEKLY;BYDAY=MA", "syntax"),
        ("FREQ=WEEKLY;BYDAY=MO,", "syntax"),
        ("FREQ=MONTHLY;BYDAY=0MO", "syntax"),
        ("FREQ=MONTHLY;BYDAY=54MO", "syntax"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "syntax"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "syntax"),
        ("FREQ=YEARLY;BYMONTH=13", "syntax"),
        ("FREQ=YEARLY;BYMONTH=-1", "syntax"),
        ("FREQ=YEARLY;BYWEEKNO=54", "syntax"),
        ("FREQ=YEARLY;BYYEARDAY=367", "syntax"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "syntax"),
        ("FREQ=WEEKLY;WKST=1", "syntax"),
        ("FREQ=DAILY;BYYEARDAY=" + ",".join(["1"] * 1000), "syntax"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31,-31", "never"),
    ],
)
def test_rule_that_cannot_be_followed_is_refused_with_a_code(text: str, code: str):
    with pytest.raises(RuleNotUnderstood) as refused:
        parse_rule(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"week_start": 7},
        {"by_day": ((0, -1),)},
        {"until": datetime(2026, 1, 1, tzinfo=UTC)},
        {"count": 2, "until": JANUARY},
    ],
)
def test_rule_made_by_hand_is_checked_too(wrong: dict[str, object]):
    with pytest.raises(RuleNotUnderstood) as refused:
        Rule("WEEKLY", **wrong)  # type: ignore[arg-type]
    assert refused.value.code == "syntax"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        (" rrule:byday=fr,mo,mo;freq=weekly;interval=1; ", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=WEEKLY;BYDAY=+1TU,-1TH", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=-1SA,3WE,1WE", "FREQ=MONTHLY;BYDAY=1WE,3WE,-1SA"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("FREQ=WEEKLY;UNTIL=20260331;WKST=SU", "FREQ=WEEKLY;UNTIL=20260331T235959;WKST=SU"),
        ("FREQ=WEEKLY;UNTIL=20260331T080000Z", "FREQ=WEEKLY;UNTIL=20260331T100000"),
        ("FREQ=WEEKLY;UNTIL=20260331T080000", "FREQ=WEEKLY;UNTIL=20260331T080000"),
        ("FREQ=WEEKLY;WKST=MO;COUNT=4", "FREQ=WEEKLY;COUNT=4"),
    ],
)
def test_text_is_the_same_for_equal_rules(text: str, canonical: str):
    rule = parse_rule(text)
    assert rule.text == canonical
    assert parse_rule(canonical) == rule


def test_rrule_for_a_feed_ends_at_a_moment_in_utc():
    summer, winter = (parse_rule(f"FREQ=DAILY;UNTIL=2026{day}T120000") for day in ("0701", "1201"))
    assert summer.rrule() == "FREQ=DAILY;UNTIL=20260701T100000Z"
    assert winter.rrule() == "FREQ=DAILY;UNTIL=20261201T110000Z"
    assert winter.rrule(ZoneInfo("Europe/London")) == "FREQ=DAILY;UNTIL=20261201T120000Z"
    assert parse_rule(summer.rrule()) == summer
