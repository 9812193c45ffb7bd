"""A whole list read: what each row says, and every reason why the list cannot be taken over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.columns import Doubles, ListReading
from schuifaan.apps.places.importing.matching import KnownPlace, KnownPlaces, sort_rows
from schuifaan.apps.places.importing.row import ReadPlace, read_row
from schuifaan.apps.places.importing.table import Refusal, Table


@dataclass(frozen=True)
class CheckedList:
    """`rows` are to be taken over, each with the place we know it as (None: new)."""

    rows: Sequence[tuple[ReadPlace, KnownPlace | None]]
    refused: Sequence[Refusal]
    skipped: Sequence[tuple[int, int]]


def read_rows(table: Table, reading: ListReading) -> tuple[list[ReadPlace], list[Refusal]]:
    """What the rows say, without the rows that are refused; and the refusals."""
    broken: dict[int, set[str]] = defaultdict(set)
    for refusal in table.refusals:
        broken[refusal.row].add(refusal.column)
    good: list[ReadPlace] = []
    refused = list(table.refusals)
    for row in table.rows:
        place, refusals = read_row(row, reading, broken=frozenset(broken.get(row.number, ())))
        refused += refusals
        if not refusals and row.number not in broken:
            good.append(place)
    return good, refused


def check_list(
    rows: Sequence[ReadPlace], refused: Sequence[Refusal], known: KnownPlaces, reading: ListReading
) -> CheckedList:
    kept, doubles = sort_rows(rows, known)
    refused = list(refused)
    skipped: list[tuple[int, int]] = []
    for double in doubles:
        if reading.doubles == Doubles.FIRST:
            skipped.append((double.row, double.first))
        else:
            reason = _("Deze plek staat ook op rij %(row)s.") % {"row": double.first}
            refused.append(Refusal(double.row, reading.columns.get("name", "name"), reason))
    return CheckedList(kept, sorted(refused, key=lambda refusal: refusal.row), skipped)
