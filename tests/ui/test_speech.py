"""Days, hours and amounts as people say them, in Dutch and English."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from schuifaan.ui import speech

TUESDAY = dt.date(2026, 10, 13)


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (TUESDAY, "vandaag", "today"),
        (TUESDAY + dt.timedelta(days=1), "morgen", "tomorrow"),
        (TUESDAY - dt.timedelta(days=1), "gisteren", "yesterday"),
        (dt.date(2026, 10, 20), "dinsdag 20 oktober", "Tuesday 20 October"),
        (dt.date(2027, 1, 5), "dinsdag 5 januari 2027", "Tuesday 5 January 2027"),
    ],
)
def test_spoken_day_is_near_or_named(day, dutch, english):
    with translation.override("nl"):
        assert speech.spoken_day(day, today=TUESDAY) == dutch
    with translation.override("en"):
        assert speech.spoken_day(day, today=TUESDAY) == english


def test_spoken_day_takes_the_local_day_of_an_instant():
    late = dt.datetime(2026, 10, 13, 22, 30, tzinfo=dt.UTC)
    with translation.override("nl"):
        assert speech.spoken_day(late, today=TUESDAY) == "morgen"


def test_spoken_time_follows_the_language():
    with translation.override("nl"):
        assert speech.spoken_time(dt.time(9, 5)) == "9.05 uur"
        assert speech.spoken_time(dt.datetime(2026, 7, 1, 15, 0, tzinfo=dt.UTC)) == "17.00 uur"
    with translation.override("en"):
        assert speech.spoken_time(dt.time(10)) == "10:00"


def test_spoken_period_says_uur_once_and_24_at_midnight():
    with translation.override("nl"):
        assert speech.spoken_period(dt.time(10), dt.time(12)) == "10.00–12.00 uur"
        assert speech.spoken_period(dt.time(20), dt.time(0)) == "20.00–24.00 uur"
    with translation.override("en"):
        assert speech.spoken_period(dt.time(10), dt.time(12)) == "10:00–12:00"
        assert speech.spoken_period(dt.time(20), dt.time(0)) == "20:00–24:00"


def test_spoken_period_reads_aware_moments_locally():
    zone = ZoneInfo("Europe/Amsterdam")
    start = dt.datetime(2026, 10, 13, 10, tzinfo=zone)
    with translation.override("nl"):
        assert speech.spoken_period(start, start + dt.timedelta(hours=2)) == "10.00–12.00 uur"


def test_spoken_month_names_month_and_year():
    with translation.override("nl"):
        assert speech.spoken_month(dt.date(2026, 3, 9)) == "in maart 2026"
    with translation.override("en"):
        assert speech.spoken_month(dt.date(2026, 3, 9)) == "in March 2026"


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [(0, "gratis", "free"), (250, "€ 2,50", "€2.50"), (123456, "€ 1.234,56", "€1,234.56")],
)
def test_euros_are_local(cents, dutch, english):
    with translation.override("nl"):
        assert speech.euros(cents).replace("\xa0", " ") == dutch
    with translation.override("en"):
        assert speech.euros(cents) == english
