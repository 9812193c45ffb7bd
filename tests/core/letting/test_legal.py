"""Each warning at its limit: on it is within, a step over it is not."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.legal import Finding, Rule, Situation, findings

QUIET = Situation(pays_cents=3000, cents_per_hour=Decimal(1000))


def rules(**facts):
    return [(one.rule, one.unknown) for one in findings(replace(QUIET, **facts))]


def test_nothing_known_is_nothing_said():
    assert findings(QUIET) == ()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"in_residents_rent": True, "pays_cents": 3000}, [(Rule.RESIDENTS_RENT, False)]),
        ({"in_residents_rent": True, "pays_cents": 1}, [(Rule.RESIDENTS_RENT, False)]),
        ({"in_residents_rent": True, "pays_cents": 0}, []),
        ({"in_residents_rent": True, "lives_here": True}, []),
        ({"in_residents_rent": True, "lives_here": False}, [(Rule.RESIDENTS_RENT, False)]),
        ({"in_residents_rent": False}, []),
        ({"in_residents_rent": None}, []),
        ({"use_is_excluded": True}, [(Rule.EXCLUDED_USE, False)]),
        ({"no_letting": True, "pays_cents": 1}, [(Rule.NO_LETTING, False)]),
        ({"no_letting": True, "pays_cents": 0}, []),
        ({"highest_social_cents": 1000}, []),
        ({"highest_social_cents": 999}, [(Rule.COMMERCIAL_PRICE, False)]),
        (
            {"highest_social_cents": 1000, "cents_per_hour": Decimal("1000.01")},
            [(Rule.COMMERCIAL_PRICE, False)],
        ),
        ({"alcohol": True, "serves_alcohol": True}, []),
        ({"alcohol": True, "serves_alcohol": False}, [(Rule.ALCOHOL, False)]),
        ({"alcohol": True, "serves_alcohol": None}, [(Rule.ALCOHOL, True)]),
        ({"alcohol": False, "serves_alcohol": False}, []),
    ],
)
def test_rule_speaks_exactly_when_it_should(facts, wanted):
    assert rules(**facts) == wanted


@pytest.mark.parametrize(
    ("commercial", "gross", "wanted"),
    [("40", "420", None), ("42", "420", None), ("43", "420", "10.24"), ("42.1", "420", "10.02")],
)
def test_a_tenth_of_the_floor_is_within(commercial, gross, wanted):
    business = {
        "is_business": True, "is_social_real_estate": True, "commercial_m2": Decimal(commercial),
        "gross_floor_m2": Decimal(gross),
    }  # fmt: skip
    said = findings(replace(QUIET, **business))
    assert [one.figures["percent"] for one in said] == ([Decimal(wanted)] if wanted else [])


def test_share_without_a_size_is_said_to_be_unknown():
    business = {"is_business": True, "is_social_real_estate": True}
    assert rules(**business, gross_floor_m2=Decimal(420)) == [(Rule.COMMERCIAL_SHARE, True)]
    assert rules(**business, commercial_m2=Decimal(5)) == [(Rule.COMMERCIAL_SHARE, True)]
    assert rules(**business, commercial_m2=Decimal(5), gross_floor_m2=Decimal(0)) == [
        (Rule.COMMERCIAL_SHARE, True)
    ]


def test_share_is_about_businesses_in_social_real_estate():
    large = {"commercial_m2": Decimal(400), "gross_floor_m2": Decimal(420)}
    assert rules(**large, is_business=True, is_social_real_estate=False) == []
    assert rules(**large, is_business=False, is_social_real_estate=True) == []


@pytest.mark.parametrize(("parties", "wanted"), [(5, []), (6, []), (7, [(Rule.PARTIES, False)])])
def test_the_seventh_party_of_six_is_one_too_many(parties, wanted):
    assert rules(is_party=True, is_paracommercial=True, parties=parties, parties_allowed=6) == wanted


def test_parties_without_a_known_number_ask_the_municipality():
    assert rules(is_party=True, is_paracommercial=True, parties=1) == [(Rule.PARTIES, True)]
    assert rules(is_party=True, is_paracommercial=None, parties=99, parties_allowed=1) == []


@given(st.decimals("0.1", "500", places=1), st.decimals("0.1", "5000", places=1))
def test_share_says_over_exactly_when_more_than_a_tenth(commercial, gross):
    business = replace(
        QUIET, is_business=True, is_social_real_estate=True, commercial_m2=commercial, gross_floor_m2=gross
    )
    wanted = () if commercial * 10 <= gross else (Rule.COMMERCIAL_SHARE,)
    assert tuple(one.rule for one in findings(business)) == wanted


def test_finding_names_its_figures():
    assert findings(replace(QUIET, highest_social_cents=900)) == (
        Finding(Rule.COMMERCIAL_PRICE, {"cents_per_hour": 1000, "highest_cents": 900}),
    )
