"""How many percent of VAT comes on top of an amount, on the day the room is used."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from schuifaan.core.method.knowledge.loading import Loader
from schuifaan.core.method.knowledge.money import Figure

FIGURES: Final = Path(__file__).parents[2] / "knowledge" / "letting_figures.yaml"
EXEMPT: Final = "exempt"


class NoPercentage(LookupError):  # noqa: N818 - it says what happened
    """No percentage is known of that day; one of another day is never taken instead."""

    def __init__(self, vat: str, on: date) -> None:
        super().__init__(f"no percentage of VAT for {vat!r} on {on}")


def percentage(vat: str, on: date) -> Decimal:
    """Of `exempt` nothing is asked. `on` is the day of the hire: that of the invoice does not count."""
    if vat == EXEMPT:
        return Decimal(0)
    for figure in _figures():
        if figure.key == f"vat.{vat}" and figure.holds_on(on) and figure.value is not None:
            return figure.value
    raise NoPercentage(vat, on)


@cache
def _figures() -> tuple[Figure, ...]:
    """Of the one file that is needed: whoever sends an invoice need not read the whole handbook."""
    content = yaml.load(FIGURES.read_bytes(), Loader=Loader)  # noqa: S506 - a safe loader that knows texts only
    return tuple(Figure.model_validate({"status": content["status"]} | one) for one in content["figures"])
