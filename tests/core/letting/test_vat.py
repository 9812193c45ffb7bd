"""VAT by the day the room is used."""

from datetime import date
from decimal import Decimal

import pytest

from schuifaan.core.letting.vat import NoPercentage, percentage


@pytest.mark.parametrize(
    ("vat", "on", "percent"),
    [
        ("high", date(2012, 9, 30), 19),
        ("high", date(2012, 10, 1), 21),
        ("high", date(2026, 11, 21), 21),
        ("exempt", date(2026, 11, 21), 0),
        ("exempt", date(1990, 1, 1), 0),
    ],
)
def test_percentage_is_that_of_the_day(vat, on, percent):
    assert percentage(vat, on) == Decimal(percent)


@pytest.mark.parametrize(("vat", "on"), [("high", date(2000, 12, 31)), ("low", date(2026, 1, 1))])
def test_what_is_not_known_of_a_day_is_not_guessed(vat, on):
    with pytest.raises(NoPercentage, match=vat):
        percentage(vat, on)
