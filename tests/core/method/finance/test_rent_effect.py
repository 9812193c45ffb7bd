"""What points do to the rent: on paper, after the limit, and in a year."""

from decimal import Decimal

import pytest

from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.points import SharedRoom, shared_points
from schuifaan.core.method.finance.rent_effect import rent_effect
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.figures_for_tests import TABLE, TODAY, knowing


@pytest.mark.parametrize(
    ("now", "extra", "theoretical"),
    [
        ("138", "2.25", 1370),  # 140.25 → 140: 912.26 − 898.56
        ("138", "0.25", 0),  # 138.25 → 138
        ("138", "0.50", 683),  # 138.50 → 139: 905.39 − 898.56
        ("138.25", "0.25", 683),  # rounded after adding: 138 → 139
        ("138.50", "0.75", 0),  # 139 → 139.25 → 139
        ("138.50", "1", 687),  # 139 → 139.50 → 140: 912.26 − 905.39
        ("136", "8", 5494),  # 939.73 − 884.79
        ("138", "0", 0),
    ],
)
def test_theoretical_effect_is_the_difference_in_the_table(now: str, extra: str, theoretical: int) -> None:
    effect = rent_effect(Decimal(now), Decimal(extra), table=TABLE)

    assert effect is not None
    assert (effect.theoretical.cents, effect.capped.cents) == (theoretical, theoretical)
    assert (effect.points_before, effect.points_after) == (Decimal(now), Decimal(now) + Decimal(extra))


@pytest.mark.parametrize(
    ("rent_now", "cap", "capped"),
    [
        (None, None, 1370),
        (71_300, None, 0),  # new tenants pay 713: a higher highest rent changes nothing
        (None, 71_300, 0),
        (71_300, 90_000, 0),  # the lowest of the two holds
        (None, 90_000, 144),  # 900.00 − 898.56
        (90_500, 90_000, 144),
        (None, 91_226, 1370),  # exactly the new highest rent
        (None, 89_856, 0),  # exactly the old one
        (None, 120_000, 1370),
    ],
)
def test_capped_effect_stays_under_the_limit(rent_now: int | None, cap: int | None, capped: int) -> None:
    effect = rent_effect(Decimal(138), Decimal("2.25"), rent_now=rent_now, cap=cap, table=TABLE)

    assert effect is not None
    assert (effect.theoretical.cents, effect.capped.cents) == (1370, capped)


@pytest.mark.parametrize(("now", "extra"), [("135", "2"), ("0", "3")])
def test_effect_outside_the_table_is_unknown(now: str, extra: str) -> None:
    assert rent_effect(Decimal(now), Decimal(extra), table=TABLE) is None


@pytest.mark.parametrize(
    ("cap", "cents"),
    [(None, 657_600), (71_300, 0)],  # 13.70 × 12 × 40
)
def test_yearly_effect_is_twelve_months_of_every_home(cap: int | None, cents: int) -> None:
    effect = rent_effect(Decimal(138), Decimal("2.25"), cap=cap, table=TABLE)

    assert effect is not None
    yearly = effect.yearly(40, name=Text(nl="Huur", en="Rent"), ref=Ref("money.homes"))
    assert (yearly.cents, yearly.per, yearly.inputs[0]) == (cents, "year", effect.capped)


def test_effect_shows_the_points_and_the_table() -> None:
    rooms = [SharedRoom("Keuken", "kitchen", Decimal(80), heated=True, counter_cm=Decimal(200))]
    points = shared_points(rooms, 40, care_homes=False, knowledge=knowing(), on=TODAY)
    assert points is not None
    effect = rent_effect(Decimal(138), points, cap=90_000, table=TABLE)

    assert effect is not None
    assert [(one.value, one.unit) for one in effect.theoretical.inputs if isinstance(one, Input)] == [
        (Decimal(138), "points"),
        (Decimal("2.25"), "points"),
        (Decimal(80), "points"),
        (Decimal(2), "points"),
        (Decimal(7), "points"),
        (Decimal(40), "homes"),
        (91_226, "eur"),
        (89_856, "eur"),
    ]
    assert [type(one) for one in effect.capped.inputs] == [Amount, Input]
    assert effect.theoretical.about == "rents.y2026"
    assert effect.theoretical.formula.en == "Highest rent at 140 points − highest rent at 138 points."
