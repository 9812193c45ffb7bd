"""Why a set comes before the next: the first difference, in plain words with the figure."""

from decimal import Decimal

import pytest

from schuifaan.core.method.finance.solving import Aim, Choice
from schuifaan.core.method.finance.why import LAST, why_before

ONE = Choice(("a",), 0, 0, 1000)


@pytest.mark.parametrize(
    ("aim", "after", "words"),
    [
        ("least_rent", Choice(("b",), 2_520_000, 0, 0), "De bewoners betalen € 2,10 per woning per maand minder dan bij de volgende."),
        ("least_rent", Choice(("b",), 1, 0, 0), "De bewoners betalen over alle jaren samen € 0,01 minder dan bij de volgende."),
        ("least_temporary", Choice(("b",), 150_000, 0, 0), "Er is over alle jaren € 1.500 minder tijdelijk geld nodig dan bij de volgende."),
        ("fewest_parties", Choice(("b",), 1, 0, 0), "Er is 1 partij minder nodig dan bij de volgende."),
        ("fewest_parties", Choice(("b",), 2, 0, 0), "Er zijn 2 partijen minder nodig dan bij de volgende."),
        ("least_rent", Choice(("b",), 0, 1, 0), "Er is 1 voorwaarde minder waarvan we nog niet weten of het klopt dan bij de volgende."),
        ("least_rent", Choice(("a", "b"), 0, 0, 9999), "Het kan met 1 inkomst minder dan bij de volgende."),
        ("least_rent", Choice(("b",), 0, 0, 999), "Aan het eind is er € 0,01 meer over dan bij de volgende."),
        ("least_rent", Choice(("b",), 0, 0, 1000), "Verder is er geen verschil met de volgende. Kies zelf wat het beste past."),
    ],
)  # fmt: skip
def test_why_before_names_the_first_difference(aim: Aim, after: Choice, words: str) -> None:
    assert why_before(ONE, after, aim, homes=Decimal(10), years=100).nl == words


def test_why_before_nothing_says_there_is_no_other() -> None:
    assert why_before(ONE, None, "least_rent", homes=None, years=10) is LAST
