"""The charts of the business case: bars that add up, words beside them, and safe SVG on page and paper."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from schuifaan.apps.dossiers.queries.chart_svg import PRINTED, Bar, Chart, Dot, Stroke, Words, as_svg
from schuifaan.apps.dossiers.queries.money_charts import (
    NARROW,
    WIDTH,
    Coverage,
    SwingBar,
    break_even_chart,
    swings_chart,
    waterfall_chart,
    years_chart,
)
from schuifaan.core.method.finance.breaking_even import BreakEven
from schuifaan.core.method.finance.years import YearRow

ATRIUM = "<b>'t Atrium</b>"
EVEN = BreakEven(
    capacity=100, booked=Decimal(30), needed=60, points=((0, -60000), (50, -10000), (100, 40000))
)


def year(number, *, costs=1000, structural=0, multi_year=0, incidental=0):
    income = structural + multi_year + incidental
    return YearRow(number, costs, structural, multi_year, incidental, income, income - costs, 0)


def ten_years():
    return tuple(
        year(
            2027 + number,
            costs=100000 + number * 1000,
            structural=60000,
            multi_year=50000 if number < 3 else 0,
        )
        for number in range(10)
    )


def charts(*, narrow):
    paid = (Coverage(ATRIUM, 60000, "structural"), Coverage("Fonds", 20000, "incidental"))
    return (
        years_chart(ten_years(), gap_opens=2030, language="nl", narrow=narrow),
        waterfall_chart(100000, paid, year=2027, language="nl", narrow=narrow),
        break_even_chart(EVEN, language="nl", narrow=narrow),
        swings_chart((SwingBar(ATRIUM, -120000, 50000, "minder", "meer"),), language="nl", narrow=narrow),
    )


def words_of(chart):
    return [mark.text for mark in chart.marks if isinstance(mark, Words)]


def bars_of(chart, tone):
    return [mark for mark in chart.marks if isinstance(mark, Bar) and mark.tone == tone]


def test_parts_of_a_year_stand_on_each_other():
    # The first swatch of a tone is in the legend.
    chart = years_chart(ten_years(), gap_opens=2030, language="nl")
    structural, multi_year = bars_of(chart, "structural")[1], bars_of(chart, "multi_year")[1]
    assert multi_year.y + multi_year.height == pytest.approx(structural.y)
    assert multi_year.height / structural.height == pytest.approx(50 / 60)


def test_what_is_missing_reaches_up_to_the_costs():
    chart = years_chart(ten_years(), gap_opens=2030, language="nl")
    short = bars_of(chart, "short")[1:]
    assert len(short) == 7
    costs = next(mark for mark in chart.marks if isinstance(mark, Stroke) and len(mark.points) == 20)
    assert short[0].y == pytest.approx(costs.points[6][1])


@pytest.mark.parametrize("narrow", [False, True])
def test_year_that_comes_short_is_said_in_words_inside_the_drawing(narrow):
    for gap in (2027, 2030, 2036):
        chart = years_chart(ten_years(), gap_opens=gap, language="nl", narrow=narrow)
        (said,) = [mark for mark in chart.marks if isinstance(mark, Words) and mark.tone == "strong"]
        assert said.text == f"Tekort vanaf {gap}"
        room = len(said.text) * 8.8
        left = said.x - room if said.anchor == "end" else said.x
        assert left >= 0
        assert left + room <= chart.width + 0.1


def test_only_horizons_that_pay_are_in_the_legend():
    assert "een paar jaar" not in words_of(
        years_chart((year(2027, structural=1),), gap_opens=2027, language="nl")
    )
    assert "tekort" not in words_of(
        years_chart((year(2027, structural=1000),), gap_opens=None, language="nl")
    )


def test_years_are_named_as_far_as_they_fit():
    rows = tuple(year(2027 + number, structural=10) for number in range(30))
    named = [
        text
        for text in words_of(years_chart(rows, gap_opens=2027, language="nl"))
        if re.fullmatch(r"\d{4}", text)
    ]
    assert named[0] == "2027"
    assert len(named) == 10


def test_no_years_and_no_money_still_draw():
    assert years_chart((), gap_opens=None, language="nl").width == WIDTH
    assert words_of(years_chart((year(2027, costs=0),), gap_opens=None, language="nl"))[-1] == "2027"


def test_enormous_amounts_stay_inside():
    rows = (year(2027, costs=10**14, structural=10**14),)
    chart = years_chart(rows, gap_opens=None, language="nl")
    ticks = [mark for mark in chart.marks if isinstance(mark, Words) and mark.text.startswith("€")]
    assert all(mark.x - len(mark.text) * 8.8 >= 0 for mark in ticks)


def test_waterfall_goes_from_costs_to_what_is_missing():
    paid = (Coverage("Huur", 60000, "structural"), Coverage("Fonds", 20000, "incidental"))
    chart = waterfall_chart(100000, paid, year=2027, language="nl")
    rent, fund, missing = (bars_of(chart, tone)[0] for tone in ("structural", "incidental", "short"))
    assert fund.x + fund.width == pytest.approx(rent.x)
    assert missing.x + missing.width == pytest.approx(fund.x)
    assert words_of(chart)[-2:] == ["Dit ontbreekt", "−\xa0€\xa0200"]


def test_waterfall_says_what_is_left():
    chart = waterfall_chart(100000, (Coverage("Huur", 130000, "structural"),), year=2027, language="nl")
    (left,) = bars_of(chart, "left")
    assert left.x + left.width == pytest.approx(bars_of(chart, "costs_bar")[0].x)
    assert words_of(chart)[-2:] == ["Dit blijft over", "€\xa0300"]


def test_break_even_marks_now_and_needed_on_the_line():
    chart = break_even_chart(EVEN, language="nl")
    now, needed = [mark for mark in chart.marks if isinstance(mark, Dot)]
    curve = next(mark for mark in chart.marks if isinstance(mark, Stroke) and mark.tone == "curve")
    zero = next(mark for mark in chart.marks if isinstance(mark, Stroke) and mark.tone == "axis").points[0][1]
    assert needed.y == pytest.approx(zero)
    assert curve.points[0][1] > now.y > zero
    assert {"nu verhuurd: 30", "nodig: 60", "100 dagdelen per jaar"} <= set(words_of(chart))


def test_more_than_there_is_gets_no_mark():
    even = BreakEven(capacity=100, needed=600, points=((0, -600), (100, -500)))
    assert not [text for text in words_of(break_even_chart(even, language="nl")) if text.startswith("nodig")]


def test_nothing_to_draw_is_no_chart():
    assert break_even_chart(BreakEven(), language="nl") is None
    assert swings_chart((), language="nl") is None


def test_swing_is_said_in_whole_euros_with_its_sign():
    chart = swings_chart((SwingBar("Stroom", 12345, -6789, "minder", "meer"),), language="nl")
    assert words_of(chart) == [
        "Stroom",
        "minder:\xa0+\xa0€\xa0123; meer:\xa0−\xa0€\xa068",
        "zoals het nu staat",
    ]


LONG = "Schoonmaak: 10 procent minder of meer dan in de afspraak met de Woningcorporatievereniging staat"


def long_names(*, narrow):
    paid = (Coverage(LONG, 60000, "structural"),)
    swing = SwingBar(LONG, -1234567800, 1234567800, "10 procent minder", "10 procent meer")
    return (
        waterfall_chart(100000, paid, year=2027, language="nl", narrow=narrow),
        swings_chart((swing, swing), language="nl", narrow=narrow),
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_long_name_is_said_whole_inside_the_drawing(narrow):
    for chart in long_names(narrow=narrow):
        assert LONG in " ".join(words_of(chart))
        for mark in chart.marks:
            if isinstance(mark, Words) and mark.anchor == "start":
                assert mark.x + len(mark.text) * 8.8 <= chart.width


@pytest.mark.parametrize("narrow", [False, True])
def test_words_of_a_bar_stand_above_it_and_below_the_bar_before(narrow):
    for chart in long_names(narrow=narrow):
        bottom, line = 0.0, 0.0
        for mark in chart.marks:
            if isinstance(mark, Words):
                line = mark.y
                assert line - 14 >= bottom
            elif isinstance(mark, Bar):
                assert mark.y >= line + 4
                bottom = mark.y + mark.height
        assert chart.height >= bottom


@pytest.mark.parametrize("printed", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_svg_is_sound_and_shows_no_markup_of_people(narrow, printed):
    for chart in charts(narrow=narrow):
        drawn = as_svg(chart, title=f"Wie betaalt {ATRIUM}?", desc='Met "aanhaling"', printed=printed)
        root = ET.fromstring(drawn)  # noqa: S314 - our own drawing
        assert root.get("role") == "img"
        assert "<b>" not in drawn
        assert "style=" not in drawn
        assert "class=" not in drawn if printed else "stroke-width=" not in drawn
        assert chart.width == (NARROW if narrow else WIDTH)


def test_every_tone_has_a_look_on_paper():
    tones = {mark.tone for narrow in (False, True) for chart in charts(narrow=narrow) for mark in chart.marks}
    assert tones <= set(PRINTED)


def test_pattern_tells_tones_apart_without_colour():
    chart = Chart("proef", 20, 20, (Bar(0, 0, 10, 10, "multi_year"), Bar(10, 0, 10, 10, "incidental")))
    drawn = as_svg(chart, title="a", desc="b")
    assert drawn.count("<pattern") == 2
    assert 'fill="url(#chart-proef-hatch)"' in drawn
    assert 'fill="url(#chart-proef-dots)"' in drawn
    assert "<defs>" not in as_svg(
        Chart("proef", 20, 20, (Bar(0, 0, 9, 9, "structural"),)), title="a", desc="b"
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("most", [1, 100, 1104])
def test_break_even_words_never_stand_on_each_other_or_on_a_line(narrow, most):
    for booked in range(0, 101, 10):
        for needed in range(1, 101, 9):
            even = BreakEven(
                capacity=most,
                booked=Decimal(booked) * most / 100,
                needed=max(1, needed * most // 100),
                points=((0, -60000), (most, 40000)),
            )
            chart = break_even_chart(even, language="nl", narrow=narrow)
            flags = [mark for mark in chart.marks if isinstance(mark, Words) and mark.tone == "strong"]
            lines = [mark for mark in chart.marks if isinstance(mark, Stroke) and mark.tone == "guide"]
            nought, whole = [mark for mark in chart.marks if isinstance(mark, Words)][-2:]
            assert nought.y < whole.y or nought.x + 8.8 < whole.x - len(whole.text) * 8.8
            assert len(flags) == 2
            assert abs(flags[0].y - flags[1].y) >= 20
            for words in flags:
                end = words.x + len(words.text) * 8.8
                assert words.x >= 0
                assert end <= chart.width + 0.01
                for line in lines:
                    (x, top), (_x, bottom) = line.points
                    crosses = words.x < x < end and top < words.y and bottom > words.y - 16
                    assert not crosses, (booked, needed, words)


def test_one_day_part_is_said_as_one():
    even = BreakEven(capacity=1, booked=Decimal(1), needed=1, points=((0, -100), (1, 100)))
    assert "1 dagdeel per jaar" in words_of(break_even_chart(even, language="nl"))
