"""Which share of a building somebody has, for the rule that businesses have at most a tenth of it."""

from decimal import Decimal


def percent_of_floor(own_m2: Decimal, gross_m2: Decimal) -> Decimal:
    """Not rounded: it is judged as it is, and rounded where it is said."""
    return own_m2 * 100 / gross_m2
