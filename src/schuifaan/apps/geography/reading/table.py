"""A text table of any make (comma or semicolon, quoted or not) as a header and numbered rows."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schuifaan.apps.geography.reading.encoding import decoded
from schuifaan.apps.geography.reading.problems import FileUnreadable, RowProblem

_SPACES = re.compile(r"[\s\xa0]+")
MAX_CELL = 20_000


@dataclass(frozen=True)
class Table:
    """`rows` are numbered as in the file; rows of another width than the header are problems."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[RowProblem, ...]

    def column(self, *names: str) -> int | None:
        """The place of the first of these headings, however written."""
        places = {squeezed(title): place for place, title in reversed(list(enumerate(self.header)))}
        return next((places[name] for name in names if name in places), None)


def squeezed(title: str) -> str:
    return _SPACES.sub(" ", title).strip().casefold()


def read_table(raw: bytes) -> Table:
    text = decoded(raw)
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first_line.count)
    lines = list(_records(text, delimiter))
    if not lines:
        raise FileUnreadable(_("Het bestand is leeg."))
    header = tuple(lines[0])
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[RowProblem] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reason = _("Deze rij heeft %(cells)s vakken, de kop heeft er %(columns)s.")
            problems.append(RowProblem(number, "", reason % {"cells": len(cells), "columns": len(header)}))
        else:
            rows.append((number, tuple(cells)))
    return Table(header, tuple(rows), tuple(problems))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(len(cell) > MAX_CELL for cell in cells):
                raise FileUnreadable(
                    _("Bij regel %(line)s staat een veel te lang vak.") % {"line": reader.line_num}
                )
            yield cells
    except csv.Error as error:
        raise FileUnreadable(
            _("Bij regel %(line)s is de tabel niet te lezen (%(error)s).")
            % {"line": reader.line_num, "error": error}
        ) from error


def year_in(text: str) -> int | None:
    """The year in a file name or a period (`kwb2024_nl.csv`, `2019JJ00`)."""
    found = re.search(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)", text)
    return int(found.group()) if found else None
