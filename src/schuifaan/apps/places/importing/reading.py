"""One door for every kind of list: what is this file, and what stands in it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.csv_table import read_csv
from schuifaan.apps.places.importing.decoding import decode, is_unreadable
from schuifaan.apps.places.importing.json_table import read_json
from schuifaan.apps.places.importing.table import CELL_AT_MOST, FileRefused, Refusal, SourceRow, Table


def read_table(content: bytes, *, at_most: int) -> Table:
    """Rows and columns of a CSV, GeoJSON or OpenStreetMap file; raises FileRefused."""
    if len(content) > at_most:
        raise FileRefused(
            _("Dit bestand is groter dan %(megabytes)s MB. Deel het op.") % {"megabytes": at_most // 2**20}
        )
    text, encoding = decode(content)
    table = read_json(text, encoding) if text.lstrip().startswith(("{", "[")) else read_csv(text, encoding)
    found = [refusal for row in table.rows for refusal in _unreadable_cells(row)]
    return replace(table, refusals=(*table.refusals, *found))


def _unreadable_cells(row: SourceRow) -> list[Refusal]:
    found = []
    if row.surplus:
        found.append(
            Refusal(
                row.number, "", _("Deze rij heeft meer cellen dan er kolommen zijn: een onbekende kolom.")
            )
        )
    for column, cell in row.cells.items():
        if len(cell) > CELL_AT_MOST:
            reason = _("Deze cel is te lang: %(length)s tekens. Het mogen er %(most)s zijn.")
            found.append(Refusal(row.number, column, reason % {"length": len(cell), "most": CELL_AT_MOST}))
        elif is_unreadable(cell):
            found.append(Refusal(row.number, column, _("Hier staan tekens die geen UTF-8 zijn.")))
        elif "\0" in cell:
            found.append(Refusal(row.number, column, _("Hier staat een teken dat in tekst niet hoort.")))
    return found
