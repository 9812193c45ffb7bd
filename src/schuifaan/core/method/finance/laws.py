"""Figures and tables of the law as they hold on a day; what has no table on that day is unknown, never guessed."""

from datetime import date

from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Figure, RentTable


def figure(knowledge: Knowledge, key: str, *, on: date) -> Figure | None:
    """The figure that holds on that day."""
    return next((one for one in knowledge.figures if one.key == key and one.holds_on(on)), None)


def rent_table(knowledge: Knowledge, *, on: date) -> RentTable | None:
    """The highest rents per number of points that hold on that day."""
    return next((one for one in knowledge.rent_tables if one.holds_on(on)), None)
