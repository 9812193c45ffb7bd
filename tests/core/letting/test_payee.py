"""Numbers of a payee: one way of writing, and a wrong digit is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.payee import NotThatNumber, bic, iban, spaced, trade_number, vat_number

GOOD = "NL91ABNA0417164300"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NL91ABNA0417164300", GOOD),
        (" nl91 abna 0417 1643 00 ", GOOD),
        ("NL91.ABNA.0417.1643.00", GOOD),
        ("BE68 5390 0754 7034", "BE68539007547034"),
        ("DE89370400440532013000", "DE89370400440532013000"),
    ],
)
def test_iban_is_written_in_one_way(text, number):
    assert iban(text) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NL92ABNA0417164300", "check"),
        ("NL91ABNA0417164301", "check"),
        ("NL91ABNA041716430", "form"),
        ("NL91ABNA04171643000", "form"),
        ("0417164300", "form"),
        ("", "form"),
        ("NL٩١ABNA0417164300", "form"),
        ("🏦", "form"),
    ],
)
def test_wrong_iban_is_refused(text, why):
    with pytest.raises(NotThatNumber) as refused:
        iban(text)
    assert refused.value.why == why


@given(st.integers(8, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(place, more):
    wrong = GOOD[:place] + str((int(GOOD[place]) + more) % 10) + GOOD[place + 1 :]
    with pytest.raises(NotThatNumber):
        iban(wrong)


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        (trade_number, "1234 5678", "12345678"),
        (vat_number, "nl 1234.56.789.b01", "NL123456789B01"),
        (bic, "abnanl2a", "ABNANL2A"),
        (bic, "RABONL2UXXX", "RABONL2UXXX"),
    ],
)
def test_number_is_written_in_one_way(read, text, number):
    assert read(text) == number


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (trade_number, "1234567"),
        (trade_number, "123456789"),
        (trade_number, "١٢٣٤٥٦٧٨"),
        (vat_number, "123456789B01"),
        (vat_number, "NL12345678B01"),
        (vat_number, "NL123456789B1"),
        (bic, "ABNANL2"),
        (bic, "ABNANL2AX"),
    ],
)
def test_wrong_number_is_refused(read, text):
    with pytest.raises(NotThatNumber, match="form"):
        read(text)


def test_account_is_shown_in_fours():
    assert spaced(GOOD) == "NL91 ABNA 0417 1643 00"
