import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.apps.geography.reading.codes import (
    Level,
    district_of,
    is_country,
    level_of,
    municipality_of,
    read_bare_code,
    read_code,
)

digits = st.integers(0, 9999).map("{:04d}".format)
letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=2)
codes = st.one_of(
    digits.map("GM{}".format),
    st.builds("WK{}{}".format, digits, letters),
    st.builds("BU{}{}{}".format, digits, letters, letters),
)


@given(codes, st.integers(0, 6), st.integers(0, 2))
def test_code_survives_padding(code, after, before):
    assert read_code(" " * before + code + " " * after) == code


@given(codes)
def test_code_list_without_prefix_reads_the_same(code):
    assert read_bare_code(code[2:]) == code


@given(st.text(max_size=12))
def test_anything_else_is_no_code_or_itself(text):
    assert read_code(text) in {None, text.strip().upper()}


@pytest.mark.parametrize(
    "text", ["", "NL00", "BU0935", "GM93", "WK09350", "BU093500000", "06", "PV23", "BU０9350000"]
)
def test_no_code(text):
    assert read_code(text) is None


def test_codes_of_amsterdam_carry_letters():
    assert read_code("BU0363AD05") == "BU0363AD05"
    assert district_of("BU0363AD05") == "WK0363AD"
    assert municipality_of("BU0363AD05") == "GM0363"


def test_levels():
    assert [level_of(code) for code in ("GM0935", "WK093500", "BU09350000")] == list(Level)


def test_country_is_no_area():
    assert (is_country("NL00      "), is_country("NL01"), is_country("GM0935")) == (True, True, False)
