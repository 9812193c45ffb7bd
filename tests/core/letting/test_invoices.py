"""Lines of an invoice and what they add up to, to the cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.invoices import Line, VatTotal, credited, totals, whole_cents

KINDS = st.sampled_from([("exempt", Decimal(0)), ("high", Decimal(19)), ("high", Decimal(21))])
LINES = st.lists(
    st.builds(
        lambda cents, kind, quantity: Line(cents, *kind, quantity=quantity),
        st.integers(0, 10_000_000),
        KINDS,
        st.decimals("0.01", "999", places=2),
    ),
    max_size=60,
)


def test_vat_is_rounded_once_for_each_percentage():
    """Three times € 0,03 at 21 %: a cent each when rounded apart, two together."""
    found = totals([Line(3, "high", Decimal(21))] * 3)
    assert found.by_vat == (VatTotal("high", Decimal(21), 9, 2, (1, 2, 3)),)


def test_exempt_comes_first_and_asks_no_vat():
    found = totals([Line(1000, "high", Decimal(21)), Line(2500), Line(150, "high", Decimal(19))])
    assert [(one.vat, one.percentage, one.net_cents, one.vat_cents) for one in found.by_vat] == [
        ("exempt", Decimal(0), 2500, 0),
        ("high", Decimal(19), 150, 29),
        ("high", Decimal(21), 1000, 210),
    ]
    assert (found.net_cents, found.vat_cents, found.total_cents) == (3650, 239, 3889)


def test_half_cent_goes_away_from_zero():
    assert [whole_cents(Decimal(one)) for one in ("0.5", "-0.5", "1.49", "-1.5")] == [1, -1, 1, -2]


def test_nothing_is_nothing():
    assert (totals([]).by_vat, totals([]).total_cents) == ((), 0)


@given(LINES)
def test_lines_add_up_to_totals(lines):
    found = totals(lines)
    assert found.net_cents == sum(line.net_cents for line in lines)
    assert sorted(position for one in found.by_vat for position in one.positions) == [
        *range(1, len(lines) + 1)
    ]
    for one in found.by_vat:
        assert abs(one.vat_cents - one.net_cents * one.percentage / 100) <= Decimal("0.5")


@given(LINES)
def test_credit_is_exact_opposite(lines):
    asked, back = totals(lines), totals(credited(lines))
    assert (back.net_cents, back.vat_cents, back.total_cents) == (
        -asked.net_cents, -asked.vat_cents, -asked.total_cents,
    )  # fmt: skip
    assert [one.percentage for one in back.by_vat] == [one.percentage for one in asked.by_vat]
