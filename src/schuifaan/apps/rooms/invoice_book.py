"""Invoices for whoever keeps the books: a line for each and each rate of VAT, as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.formula import guard
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Invoice
from schuifaan.core.letting.vat import EXEMPT
from schuifaan.ui.paper.workbook import Sheet, Value, as_xlsx

FILES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# So that Excel reads the accents.
MARK: Final = "\ufeff"
Row = tuple[Value, ...]


def book(
    place: Place, invoices: Sequence[Invoice], *, first: date, last: date, extension: str, at: datetime
) -> bytes:
    lines = Sheet(_("Facturen"), _head(), tuple(_lines(invoices)))
    sums = Sheet(_("Per btw-tarief"), _sums_head(), tuple(_sums(invoices)))
    if extension == "csv":
        return _csv(lines, sums)
    title = f"{_('Facturen')} {first.isoformat()} - {last.isoformat()}"
    return as_xlsx([lines, sums], title=title, author=place.name, at=at)


def _head() -> tuple[str, ...]:
    return (
        _("Nummer"), _("Soort"), _("Datum"), _("Betalen voor of op"), _("Huurder"), _("Bij factuur"), _("Btw"),
        _("Zonder btw"), _("Btw-bedrag"), _("Met btw"), _("Status"), _("Betaald op"),
    )  # fmt: skip


def _sums_head() -> tuple[str, ...]:
    return _("Btw"), _("Zonder btw"), _("Btw-bedrag"), _("Met btw")


def _lines(invoices: Iterable[Invoice]) -> Iterable[Row]:
    for one in invoices:
        name = one.buyer.get("name") or (one.party.name if one.party else "")
        before = one.credits.reference if one.credits else ""
        for kept in one.seller["vat_totals"]:
            net, vat = kept["net_cents"], kept["vat_cents"]
            yield (
                one.reference, str(one.get_kind_display()), one.issued_on, one.due_on, name, before,
                _rate(kept["vat"], kept["percentage"]), _euros(net), _euros(vat), _euros(net + vat),
                str(one.get_status_display()), one.paid_on,
            )  # fmt: skip


def _sums(invoices: Iterable[Invoice]) -> Iterable[Row]:
    found: dict[tuple[Decimal, str], list[int]] = {}
    for one in invoices:
        for kept in one.seller["vat_totals"]:
            sums = found.setdefault((Decimal(kept["percentage"]), kept["vat"]), [0, 0])
            sums[0] += kept["net_cents"]
            sums[1] += kept["vat_cents"]
    rows = [(_rate(vat, str(percentage)), sums) for (percentage, vat), sums in sorted(found.items())]
    rows.append((_("Samen"), [sum(one[0] for one in found.values()), sum(one[1] for one in found.values())]))
    for name, (net, vat_cents) in rows:
        yield name, _euros(net), _euros(vat_cents), _euros(net + vat_cents)


def _rate(vat: str, percentage: str) -> str:
    return _("vrijgesteld") if vat == EXEMPT else f"{Decimal(percentage).normalize():f}%"


def _euros(cents: int) -> float:
    return cents / 100


def _csv(*sheets: Sheet) -> bytes:
    """Below each other, a line between; a comma in the amounts, as Dutch sheets read them."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerow(sheet.head)
        writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value or "")
