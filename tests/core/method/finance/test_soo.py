"""The SOO grant: by area, by homes, by what building costs; and what it would have brought after it ended."""

from datetime import date
from decimal import Decimal

import pytest

from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.grant import soo_day, soo_or_why_not
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.reasons import Reason
from tests.core.method.finance.figures_for_tests import GRANT, SCHEME, TODAY, a_figure, knowing

KNOWN = knowing()


def soo_amount(
    *, m2: Decimal, dwellings: int, building_cost: int | None, knowledge: Knowledge, on: date
) -> Amount | None:
    made = soo_or_why_not(m2=m2, dwellings=dwellings, building_cost=building_cost, knowledge=knowledge, on=on)
    return made if isinstance(made, Amount) else None


@pytest.mark.parametrize(
    ("m2", "homes", "building", "euros"),
    [
        ("30", 4, None, None),  # the scheme starts at five homes
        ("30", 5, None, 75_000),  # 30 × 2,500
        ("40", 5, None, 100_000),  # 40 × 2,500: just at the limit
        ("60", 5, None, 100_000),  # 60 × 2,500 = 150,000; the limit of 5 to 20 homes
        ("30", 10, None, 75_000),
        ("80", 20, None, 100_000),  # 200,000; still 5 to 20 homes
        ("90", 20, None, 100_000),
        ("60", 21, None, 150_000),  # 60 × 2,500: just at the limit of 21 to 50 homes
        ("80", 21, None, 150_000),
        ("30", 50, None, 75_000),
        ("90", 50, None, 150_000),  # 225,000
        ("60", 51, None, 150_000),  # 150,000; the limit of more than 50 homes is higher
        ("80", 51, None, 175_000),  # 200,000
        ("90", 51, None, 175_000),
        ("90", 40, 26_000_000, 150_000),  # building costs 260,000: the limit decides
        ("40", 12, 8_000_000, 80_000),  # building costs less than the limit
        ("30", 51, 6_000_000, 60_000),  # and less than the square metres
        ("40", 12, 0, 0),  # building costs nothing
        ("62.5", 21, None, 150_000),  # 156,250
        ("37.3", 8, None, 93_250),  # 37.3 × 2,500
    ],
)
def test_soo_amount_is_the_least_of_three(
    m2: str, homes: int, building: int | None, euros: int | None
) -> None:
    amount = soo_amount(m2=Decimal(m2), dwellings=homes, building_cost=building, knowledge=KNOWN, on=TODAY)

    assert (amount.cents if amount else None) == (euros * 100 if euros is not None else None)


@pytest.mark.parametrize(
    ("m2", "homes", "building", "decides"),
    [
        ("30", 10, None, "here the square metres decide"),
        ("90", 40, 26_000_000, "here the limit decides"),
        ("40", 12, 8_000_000, "here the cost of building decides"),
    ],
)
def test_soo_formula_says_what_decides(m2: str, homes: int, building: int | None, decides: str) -> None:
    amount = soo_amount(m2=Decimal(m2), dwellings=homes, building_cost=building, knowledge=KNOWN, on=TODAY)

    assert amount is not None
    assert amount.formula.en.endswith(f"; {decides}.")


def test_soo_amount_shows_what_it_is_made_of() -> None:
    amount = soo_amount(m2=Decimal(90), dwellings=40, building_cost=26_000_000, knowledge=KNOWN, on=TODAY)

    assert amount is not None
    inputs = [one for one in amount.inputs if isinstance(one, Input)]
    assert [(one.value, one.unit, one.origin, one.about) for one in inputs] == [
        (Decimal(90), "m2", "own", None),
        (250_000, "eur", "law", "figure.soo.per_m2"),
        (Decimal(40), "homes", "own", None),
        (15_000_000, "eur", "law", "figure.soo.cap"),
        (26_000_000, "eur", "own", None),
    ]
    assert [one.ref.question for one in inputs if one.ref] == [
        "money.room",
        "money.homes",
        "money.investment",
    ]
    assert (amount.source, amount.per, amount.year) == ((SCHEME,), "once", 2026)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2026, 12, 31)),  # over: the last day it held
        (date(2031, 5, 9), date(2026, 12, 31)),
        (date(2025, 12, 31), None),  # before the figures we know
    ],
)
def test_soo_day_is_the_last_one_with_figures(day: date, wanted: date | None) -> None:
    assert soo_day(KNOWN, on=day) == wanted


def test_soo_amount_after_the_scheme_is_what_it_would_have_brought() -> None:
    amount = soo_amount(
        m2=Decimal(90), dwellings=40, building_cost=None, knowledge=KNOWN, on=date(2028, 3, 1)
    )

    assert amount is not None
    assert (amount.cents, amount.year) == (15_000_000, 2026)


def test_soo_amount_follows_the_figure_of_the_day() -> None:
    later = a_figure(
        "soo.per_m2",
        "3000",
        **(GRANT | {"id": "figure.soo.later", "valid_from": date(2027, 1, 1), "valid_to": None}),
    )
    known = KNOWN.model_copy(
        update={
            "figures": (
                later,
                *(
                    one.model_copy(update={"valid_to": None} if one.key != "soo.per_m2" else {})
                    for one in KNOWN.figures
                ),
            )
        }
    )

    def cents(day: date) -> int | None:
        amount = soo_amount(m2=Decimal(10), dwellings=10, building_cost=None, knowledge=known, on=day)
        return amount.cents if amount else None

    assert (cents(date(2026, 12, 31)), cents(date(2027, 1, 1))) == (2_500_000, 3_000_000)


@pytest.mark.parametrize(
    ("m2", "homes", "without", "question", "why"),
    [
        (None, 10, (), "money.room", "Fill in the gross floor area of the room."),
        (Decimal(30), None, (), "money.homes", "Fill in how many homes there are together."),
        (Decimal(30), 4, (), "money.homes", "The SOO starts at 5 homes together."),
        (Decimal(30), 10, ("soo.per_m2",), None, "We do not know the amounts of the SOO in 2026."),
        (Decimal(30), 10, ("soo.cap",), None, "We do not know the amounts of the SOO in 2026."),
    ],
)
def test_soo_unknown_stays_unknown_and_says_why(
    m2: Decimal | None, homes: int | None, without: tuple[str, ...], question: str | None, why: str
) -> None:
    known = knowing(without=without)

    reason = soo_or_why_not(m2=m2, dwellings=homes, building_cost=None, knowledge=known, on=TODAY)
    assert isinstance(reason, Reason)
    assert (reason.text.en, [ref.question for ref in reason.refs]) == (why, [question] if question else [])
