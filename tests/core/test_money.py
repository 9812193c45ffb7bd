"""Amounts of money as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.money import Money, NotAnAmount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("2,50", 250),
        ("2.50", 250),
        ("€ 2,50", 250),
        ("€2,5", 250),
        ("EUR 2.50", 250),
        ("2 euro", 200),
        ("2,-", 200),
        ("€ 2,–", 200),
        ("0", 0),
        ("1.250", 125000),
        ("1.250,75", 125075),
        ("1,250.75", 125075),
        ("1,250", 125000),
        ("12 500", 1250000),
    ],
)
def test_from_text_reads_dutch_and_english(text, cents):
    assert Money.from_text(text) == Money(cents)


@pytest.mark.parametrize(
    "text", ["", "gratis", "€", "-2", "2,505,1", "1.2345", "2,5,0", "٣", "9" * 20, "2..5", ",50"]
)
def test_from_text_refuses(text):
    with pytest.raises(NotAnAmount):
        Money.from_text(text)


def test_money_is_never_below_zero():
    with pytest.raises(NotAnAmount):
        Money(-1)


def test_money_adds_and_compares():
    assert sum([Money(250), Money(5)], Money(0)) == Money(255)
    assert Money(249) < Money(250)


@given(st.integers(0, 10**9))
def test_money_survives_the_way_there_and_back(cents):
    assert Money.from_text(str(Money(cents))) == Money(cents)


@given(st.text(max_size=20))
def test_from_text_reads_or_refuses_anything(text):
    try:
        amount = Money.from_text(text)
    except NotAnAmount:
        return
    assert amount >= Money(0)
