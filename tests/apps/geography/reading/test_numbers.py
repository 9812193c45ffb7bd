from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.apps.geography.reading.numbers import NotANumber, read_number

figures = st.decimals(-99_990, 9_999_999, places=3, allow_nan=False, allow_infinity=False)


@given(figures, st.integers(0, 8), st.integers(0, 3), st.sampled_from([" ", "\xa0"]))
def test_padded_number_is_the_number(figure, before, after, blank):
    assert read_number(blank * before + format(figure, "f") + blank * after) == figure


@given(figures)
def test_decimal_comma_is_a_decimal_point(figure):
    assert read_number(format(figure, "f").replace(".", ",")) == figure


@given(st.text(max_size=20))
def test_text_is_a_number_missing_or_refused(text):
    try:
        value = read_number(text)
    except NotANumber:
        return
    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    "sign",
    ["", ".", "       .", "-99997", "-99995", "-99997.0", "-99999999", "  ", "\xa0", "null", "<NA>", "NaN"],
)
def test_missing_is_not_nought(sign):
    assert read_number(sign) is None


@pytest.mark.parametrize("nought", ["0", "       0", "0.0", "0,00"])
def test_nought_is_a_figure(nought):
    assert read_number(nought) == Decimal(0)


@pytest.mark.parametrize(
    "text", ["1.234,5", "1 234", "12 %", "twaalf", "1e5", "--3", "=1+1", "inf", "٣", "99999999999"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        read_number(text)
