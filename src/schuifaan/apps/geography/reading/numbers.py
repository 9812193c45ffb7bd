"""Figures as the statistics office prints them: padded, with a dot or a large negative for 'not given'."""

import re
from decimal import Decimal

# '.' and blank in StatLine, the large negatives in the maps of the same office; none of them is nought.
MISSING_SIGNS = frozenset({"", ".", "x", "null", "<na>", "nan", "-99997", "-99995", "-99999", "-99999999"})
_NUMBER = re.compile(r"-?\d{1,10}(?:[.,]\d{1,12})?\Z", re.ASCII)
_PLACES = Decimal("0.0001")


class NotANumber(ValueError):  # noqa: N818 - named after what is wrong
    """The cell holds something that is neither a figure nor a sign for a missing one."""


def read_number(text: str) -> Decimal | None:
    """The figure, or None when it was not published. Decimal comma and point both count."""
    bare = text.strip().strip("\xa0").strip()
    if bare.lower() in MISSING_SIGNS or _is_missing_decimal(bare):
        return None
    if not _NUMBER.match(bare):
        raise NotANumber(bare)
    # Four decimals is what is kept; trailing noughts would make the same figure look different.
    return Decimal(bare.replace(",", ".")).quantize(_PLACES)


def _is_missing_decimal(bare: str) -> bool:
    """`-99997.0`: the sign for missing after a program made a decimal number of it."""
    whole, point, rest = bare.partition(".")
    return bool(point) and not rest.strip("0") and whole in MISSING_SIGNS and whole != ""
