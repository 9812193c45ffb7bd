"""The use of rooms for a sheet: every part of every day on a line, then hours and income."""

import csv
import io
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.formula import guard
from schuifaan.apps.rooms.enums import DayPartKind
from schuifaan.apps.rooms.queries.usage import Usage, party_label, use_label

# So that Excel reads the accents.
MARK: Final = "\ufeff"


def as_csv(usage: Usage) -> bytes:
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([guard(cell) for cell in row] for row in _rows(usage))
    return out.getvalue().encode()


def _rows(usage: Usage) -> Iterator[list[str]]:
    yield [_("Van"), usage.first.isoformat(), _("Tot en met"), usage.last.isoformat()]
    yield []
    yield [_("Ruimte"), _("Dag"), _("Dagdeel"), _("In gebruik"), _("Er waren")]
    for one in usage.rooms:
        for (day, part), cell in sorted(one.cells.items(), key=lambda row: row[0][0]):
            label = str(DayPartKind(part).label)
            yield [one.room.name, str(WEEKDAYS[day - 1]), label, str(cell.used), str(cell.there)]
    yield []
    yield [_("Waarvoor"), _("Uren")]
    for use, hours in usage.hours_by_use:
        yield [use_label(use), _number(hours)]
    yield []
    yield [_("Soort huurder"), _("Uren"), _("Opbrengst zonder btw")]
    income = dict(usage.income_by_party)
    for kind, hours in usage.hours_by_party:
        yield [party_label(kind), _number(hours), _number(Decimal(income.get(kind, 0)) / 100)]
    yield [_("Laat afgezegd of niet gekomen"), "", _number(Decimal(usage.unused_income_cents) / 100)]
    yield [_("Samen"), _number(usage.let_hours), _number(Decimal(usage.income_cents) / 100)]
    yield []
    yield [_("Niet gekomen zonder bericht"), str(usage.no_shows)]


def _number(value: Decimal) -> str:
    """With a comma, as Dutch sheets read it."""
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP)}".replace(".", ",")
