"""What the law and the owner of a building say against letting a room, from plain facts.

Sources: handbook of meeting places, appendix 2 (letting to others, proceeds, rent points) and the rules IC5, IC8
and IC11 of `knowledge/money.yaml`; the figures come from `knowledge/money_figures.yaml` and from the place itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from schuifaan.core.method.finance.floor import percent_of_floor

HUNDREDTH = Decimal("0.01")
# Of the gross floor area of social real estate, for businesses together.
COMMERCIAL_PERCENT = Decimal(10)


class Rule(StrEnum):
    """What can speak against it."""

    RESIDENTS_RENT = "residents_rent"
    COMMERCIAL_SHARE = "commercial_share"
    EXCLUDED_USE = "excluded_use"
    NO_LETTING = "no_letting"
    COMMERCIAL_PRICE = "commercial_price"
    PARTIES = "parties"
    ALCOHOL = "alcohol"


@dataclass(frozen=True, slots=True)
class Situation:
    """One question for a room, and what is known of the building. None is "not known". Money in whole cents.

    `commercial_m2` and `parties` count with this question in them: the floor businesses have together, and the
    private parties in the year this one falls in.
    """

    pays_cents: int
    cents_per_hour: Decimal
    is_business: bool = False
    lives_here: bool | None = None
    in_residents_rent: bool | None = None
    is_social_real_estate: bool | None = None
    gross_floor_m2: Decimal | None = None
    commercial_m2: Decimal | None = None
    commercial_percent: Decimal = COMMERCIAL_PERCENT
    use_is_excluded: bool = False
    no_letting: bool | None = None
    highest_social_cents: int | None = None
    is_party: bool = False
    is_paracommercial: bool | None = None
    parties: int = 0
    parties_allowed: int | None = None
    alcohol: bool = False
    serves_alcohol: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`unknown`: it cannot be said, because a fact is missing; that is told, and stops nobody."""

    rule: Rule
    figures: dict[str, Decimal | int]
    unknown: bool = False


def findings(situation: Situation) -> tuple[Finding, ...]:
    """Whatever speaks against it, in the order of `Rule`. At a limit is within it."""
    return tuple(_findings(situation))


def _findings(here: Situation) -> Iterator[Finding]:
    if here.in_residents_rent and here.pays_cents > 0 and not here.lives_here:
        yield Finding(Rule.RESIDENTS_RENT, {"pays_cents": here.pays_cents})
    yield from _share(here)
    if here.use_is_excluded:
        yield Finding(Rule.EXCLUDED_USE, {})
    if here.no_letting and here.pays_cents > 0:
        yield Finding(Rule.NO_LETTING, {"pays_cents": here.pays_cents})
    highest = here.highest_social_cents
    if highest is not None and here.cents_per_hour > highest:
        per_hour = int(here.cents_per_hour.quantize(Decimal(1), ROUND_HALF_UP))
        yield Finding(Rule.COMMERCIAL_PRICE, {"cents_per_hour": per_hour, "highest_cents": highest})
    yield from _parties(here)
    if here.alcohol and not here.serves_alcohol:
        yield Finding(Rule.ALCOHOL, {}, unknown=here.serves_alcohol is None)


def _share(here: Situation) -> Iterator[Finding]:
    """Of the whole building, to two decimals as it is said; what is judged is not rounded."""
    if not here.is_business or not here.is_social_real_estate:
        return
    limit = here.commercial_percent
    if not here.gross_floor_m2 or here.commercial_m2 is None:
        yield Finding(Rule.COMMERCIAL_SHARE, {"limit_percent": limit}, unknown=True)
        return
    percent = percent_of_floor(here.commercial_m2, here.gross_floor_m2)
    if percent > limit:
        yield Finding(
            Rule.COMMERCIAL_SHARE,
            {
                "commercial_m2": here.commercial_m2,
                "gross_floor_m2": here.gross_floor_m2,
                "percent": percent.quantize(HUNDREDTH, ROUND_HALF_UP),
                "limit_percent": limit,
            },
        )


def _parties(here: Situation) -> Iterator[Finding]:
    if not here.is_party or not here.is_paracommercial:
        return
    if here.parties_allowed is None:
        yield Finding(Rule.PARTIES, {"parties": here.parties}, unknown=True)
    elif here.parties > here.parties_allowed:
        yield Finding(Rule.PARTIES, {"parties": here.parties, "allowed": here.parties_allowed})
