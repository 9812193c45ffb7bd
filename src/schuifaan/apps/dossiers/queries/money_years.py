"""The years as a table: whole euros, and only the columns that say something."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.core.method.finance.years import YearRow

COLUMNS: dict[str, str | Promise] = {
    "structural": _("Vast"),
    "multi_year": _("Een paar jaar"),
    "incidental": _("Wisselend of eenmalig"),
    "income": _("Samen erin"),
    "costs": _("Kosten"),
    "result": _("Over of tekort"),
    "balance": _("Dan in kas"),
}


@dataclass(frozen=True, slots=True)
class YearTable:
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[int, ...]], ...]  # the year, and its amounts in cents


def year_table(years: tuple[YearRow, ...]) -> YearTable:
    """A column that is nothing in every year says nothing."""
    shown = [name for name in COLUMNS if any(getattr(row, name) for row in years)]
    return YearTable(
        tuple(str(COLUMNS[name]) for name in shown),
        tuple((row.year, tuple(getattr(row, name) for name in shown)) for row in years),
    )
