"""Official names by code, from the code lists and from any file that says code and name together."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from schuifaan.apps.geography.reading.codes import is_country, read_bare_code
from schuifaan.apps.geography.reading.outlines import read_areas
from schuifaan.apps.geography.reading.problems import FileUnreadable, Reading, RowProblem
from schuifaan.apps.geography.reading.table import Table, read_table

NAME_LENGTH = 120


@dataclass(frozen=True)
class NameRow:
    row: int
    code: str
    name: str
    province: str = ""


def read_names(raw: bytes, *, filename: str = "") -> Reading[NameRow]:
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        areas = read_areas(raw, filename=filename)
        return Reading(
            tuple(NameRow(area.row, area.code, area.name, area.province) for area in areas.rows),
            areas.problems,
        )
    return _names_in(read_table(raw))


def _names_in(table: Table) -> Reading[NameRow]:
    code_column, name_column = _columns(table)
    province_column = table.column("province", "provincie")
    rows: list[NameRow] = []
    problems = list(table.problems)
    for number, cells in table.rows:
        code, name = read_bare_code(cells[code_column]), " ".join(cells[name_column].split())
        if code is None:
            if not is_country(cells[code_column]):
                problems.append(
                    RowProblem(
                        number,
                        table.header[code_column],
                        _("“%s” is geen officiële code.") % cells[code_column],
                    )
                )
        elif not name or len(name) > NAME_LENGTH:
            problems.append(
                RowProblem(number, table.header[name_column], _("De naam ontbreekt of is te lang."))
            )
        else:
            province = cells[province_column].strip() if province_column is not None else ""
            rows.append(NameRow(number, code, name, province))
    return Reading(tuple(rows), tuple(problems))


def _columns(table: Table) -> tuple[int, int]:
    code = table.column("code", "codering (code)", "regioaanduiding/codering (code)")
    name = table.column("naam", "name", "wijken en buurten")
    if code is None:
        # The code lists carry the year in their headings: Buurt2025;buurtnaam2025.
        for level in ("buurt", "wijk", "gemeente"):
            headings = [title.strip().casefold() for title in table.header]
            codes = [place for place, title in enumerate(headings) if title.rstrip("0123456789") == level]
            names = [
                place for place, title in enumerate(headings) if title.rstrip("0123456789") == f"{level}naam"
            ]
            if codes and names:
                return codes[0], names[0]
    if code is None or name is None:
        raise FileUnreadable(_("In de kop staat geen kolom met een code en een kolom met een naam."))
    return code, name
