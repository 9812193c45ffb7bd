"""The week form: there and back, what it refuses, and times as people write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.timeline.hours_form import (
    HoursNotUnderstood,
    Span,
    WeekForm,
    from_expression,
    hours_text,
    parse_span,
    parse_spans,
    spans_of,
    to_expression,
)
from schuifaan.core.timeline.opening import parse
from schuifaan.core.timeline.wallclock import AMSTERDAM

MONDAY = date(2026, 6, 1)


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@st.composite
def weeks(draw: st.DrawFn) -> WeekForm:
    days = []
    for _ in range(7):
        ends = draw(st.lists(st.integers(6 * 60, 24 * 60 - 1), min_size=0, max_size=6, unique=True))
        ends = sorted(ends)[: len(ends) // 2 * 2]
        spans = [Span(clock(a), clock(b)) for a, b in zip(ends[::2], ends[1::2], strict=True)]
        if spans and draw(st.booleans()):
            start = spans[-1].start
            tail = draw(st.integers(0, 6 * 60 - (0 if start >= time(12) else 360)))
            if start >= time(6):
                spans[-1] = Span(start, clock(tail))
        days.append(tuple(spans))
    holidays = draw(st.sampled_from(["closed", "as_usual", "not_known"])) if any(days) else "not_known"
    return WeekForm(tuple(days), holidays)


@given(weeks())
def test_week_form_survives_the_way_there_and_back(week):
    assert from_expression(to_expression(week)) == week


@given(weeks())
def test_week_form_means_what_the_evaluator_reads(week):
    schedule = parse(to_expression(week))
    for number, spans in enumerate(week.days):
        day = datetime.combine(MONDAY, time(0)) + timedelta(days=number)
        expected = [
            tuple((day + timedelta(minutes=m)).replace(tzinfo=AMSTERDAM) for m in span.minutes)
            for span in spans
        ]
        assert [(i.start, i.end) for i in schedule.day(day.date())] == expected


@pytest.mark.parametrize(
    ("expression", "again"),
    [
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH off"),
        ("Mo-Fr 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 09:00-12:00, Sa 10:00-14:00", "Mo-Fr 09:00-12:00; Sa 10:00-14:00"),
        ("Mo-Sa 10:00-12:00; Su,PH off", "Mo-Sa 10:00-12:00; PH off"),
        ("24/7", "Mo-Su 00:00-24:00"),
        ("Fr-Mo 10:00-12:00,20:00-26:00", "Mo,Fr-Su 10:00-12:00,20:00-02:00"),
        ("Mo-Su 10:00-12:00; We off", "Mo-Tu,Th-Su 10:00-12:00"),
        ("10:00-12:00", "Mo-Su 10:00-12:00"),
        ("Mo-Fr 09:00-12:00; We 19:00-22:00", "Mo-Tu,Th-Fr 09:00-12:00; We 19:00-22:00"),
        ("Mo: 09:00-12:00, 13:00-17:00;", "Mo 09:00-12:00,13:00-17:00"),
        ("Mo-Fr 09:00-17:00; PH unknown", "Mo-Fr 09:00-17:00; PH unknown"),
        ("Mo 10:00-13:00,12:00-14:00", "Mo 10:00-14:00"),
        ("", ""),
    ],
)
def test_from_expression_reads_what_fits(expression, again):
    week = from_expression(expression)
    assert week is not None
    assert to_expression(week) == again


@pytest.mark.parametrize(
    "expression",
    [
        "off",
        "foo",
        "PH off; Mo-Fr 09:00-17:00",
        "Su,PH unknown; Mo 09:00-12:00",
        "Mo 09:00-12:00; Tu unknown",
        "PH 10:00-12:00; Mo 10:00-12:00",
        "Mo-Fr,PH 09:00-17:00",
        "Mo-Fr 09:00-17:00; SH off",
        "Jul-Aug Mo 10:00-12:00",
        "Mo[1] 10:00-12:00",
        'Mo 10:00-12:00 "bel eerst"',
        "Mo 10:00+",
        "Mo-Fr 09:00-48:00",
        "Mo-Fr 09:00-48:00, Sa 10:00-12:00",
        "Mo-Fr 08:00-18:00; 2026 Apr 27 off",
        "Mo-Fr 17:00-09:00",
        "Mo 25:00-26:00",
    ],
)
def test_from_expression_leaves_what_does_not_fit(expression):
    assert from_expression(expression) is None


@pytest.mark.parametrize(
    ("day", "spans", "code"),
    [
        (2, [("09:00", "08:00")], "end_before_start"),
        (2, [("09:00", "09:00")], "end_before_start"),
        (2, [("09:00", "05:00")], "end_before_start"),
        (4, [("09:00", "12:00"), ("11:00", "13:00")], "overlap"),
        (4, [("11:00", "13:00"), ("09:00", "12:00")], "overlap"),
    ],
)
def test_to_expression_says_which_day_is_wrong(day, spans, code):
    days = [()] * 7
    days[day] = tuple(Span(time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans)

    with pytest.raises(HoursNotUnderstood) as refused:
        to_expression(WeekForm(tuple(days)))
    assert (refused.value.code, refused.value.day) == (code, day)


def test_to_expression_refuses_a_night_that_runs_into_the_next_day():
    days = [()] * 7
    days[0], days[6] = (Span(time(1), time(3)),), (Span(time(20), time(2)),)

    with pytest.raises(HoursNotUnderstood) as refused:
        to_expression(WeekForm(tuple(days)))
    assert (refused.value.code, refused.value.day) == ("overlap", 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9-17", "09:00-17:00"),
        ("09.00 - 17.00", "09:00-17:00"),
        ("9:00–17:00", "09:00-17:00"),
        ("9 tot 17", "09:00-17:00"),
        ("van 9 tot 17 uur", "09:00-17:00"),
        ("9.00 uur tot 17.30 uur", "09:00-17:30"),
        ("9u-17u", "09:00-17:00"),
        ("9u30 t/m 12u", "09:30-12:00"),
        ("0900-1730", "09:00-17:30"),
        ("from 9 until 17", "09:00-17:00"),
        ("20-24", "20:00-24:00"),
        ("20:00-1:00", "20:00-01:00"),
        ("0-24", "00:00-24:00"),
        ("9,30-12,30", "09:30-12:30"),
    ],
)
def test_parse_span_forgives(text, expected):
    assert str(parse_span(text)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_time"),
        ("9", "not_a_time"),
        ("9-12-13", "not_a_time"),
        ("25-26", "not_a_time"),
        ("9:75-10", "not_a_time"),
        ("ochtend-middag", "not_a_time"),
        ("17-9", "end_before_start"),
        ("9-5", "end_before_start"),
        ("9-9", "end_before_start"),
    ],
)
def test_parse_span_refuses(text, code):
    with pytest.raises(HoursNotUnderstood) as refused:
        parse_span(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("9-12, 13-17", "09:00-12:00,13:00-17:00"),
        ("9-12,13-17", "09:00-12:00,13:00-17:00"),
        ("13.00-17.00 en 9.00-12.00", "09:00-12:00,13:00-17:00"),
        ("9-12\n13:30-17", "09:00-12:00,13:30-17:00"),
    ],
)
def test_parse_spans_puts_them_in_order(text, expected):
    assert hours_text(parse_spans(text)) == expected


def test_parse_spans_refuses_an_overlap():
    with pytest.raises(HoursNotUnderstood) as refused:
        parse_spans("9-12, 11-13")
    assert refused.value.code == "overlap"


@given(st.text(max_size=30))
def test_parse_spans_reads_or_refuses_anything(text):
    try:
        spans = parse_spans(text)
    except HoursNotUnderstood:
        return
    assert spans_of(hours_text(spans)) == spans


@pytest.mark.parametrize("hours", ["sunrise-sunset", "Mo 10:00-12:00", "10:00", "10:00-13:00,12:00-14:00"])
def test_spans_of_leaves_what_does_not_fit(hours):
    assert spans_of(hours) is None
