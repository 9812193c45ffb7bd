"""A folder with official files: of one municipality the best outlines and all figures in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions.areas import import_areas
from schuifaan.apps.geography.actions.files import import_figures, sum_of
from schuifaan.apps.geography.actions.reports import ImportRefused, ImportReport
from schuifaan.apps.geography.reading import (
    AreaRow,
    FiguresRead,
    FileUnreadable,
    Level,
    NameRow,
    Reading,
    RowProblem,
    municipality_of,
    read_areas,
    read_figures,
    read_names,
)
from schuifaan.apps.geography.reading.table import year_in

_CODE_IN_NAME = re.compile(r"GM\d{4}")
WANTED_SOURCES = frozenset({"cbs-kwb", "rivm-gezondheid"})


@transaction.atomic
def load_official_folder(*, folder: Path, municipality_code: str, now: datetime) -> ImportReport:
    """Replaces schematic outlines and figures of one municipality by what the folder holds of it.

    Looks in `geo/` and `stats/`, and in the folder itself. Of several maps the newest and most detailed
    counts; a file that cannot be used is passed over as long as another one can.
    """
    work = _Folder(folder, municipality_code)
    neighbourhoods = work.best(Level.NEIGHBOURHOOD)
    if not neighbourhoods:
        reason = _("In %(folder)s staan geen buurten van %(code)s.")
        told = RowProblem(0, "", reason % {"folder": folder, "code": municipality_code})
        raise ImportRefused([*work.problems, told])
    rows = (*work.best(Level.MUNICIPALITY), *work.best(Level.DISTRICT), *neighbourhoods)
    areas = import_areas(rows=rows, names=work.names(), now=now)
    figures = work.figures()
    broken = [problem for read in figures for problem in read.problems]
    if broken:
        raise ImportRefused(broken)
    return ImportReport(areas=areas) + sum_of(import_figures(read, now=now) for read in figures)


@dataclass(frozen=True)
class _Map:
    """The areas of one level in one file."""

    rows: tuple[AreaRow, ...]

    @property
    def worth(self) -> tuple[int, int, int]:
        years = max((row.year or 0 for row in self.rows), default=0)
        return years, len(self.rows), sum(row.corners for row in self.rows)


class _Folder:
    def __init__(self, folder: Path, code: str) -> None:
        self.code = code
        self.places = [folder / "geo", folder / "stats", folder]
        self.problems: list[RowProblem] = []
        self.maps = self._maps()

    def _files(self, *endings: str) -> list[Path]:
        """Files of this municipality first, then those of the whole country, largest last; no other's."""
        found = [
            path
            for place in self.places
            if place.is_dir()
            for path in sorted(place.iterdir())
            if path.suffix.lower() in endings and set(_CODE_IN_NAME.findall(path.name)) <= {self.code}
        ]
        return sorted(found, key=lambda path: (self.code not in path.name, path.stat().st_size))

    def _maps(self) -> dict[Level, list[_Map]]:
        maps: dict[Level, list[_Map]] = {level: [] for level in Level}
        for path in self._files(".geojson", ".json"):
            if self.code not in path.name and all(maps.values()):
                break
            reading = self._areas_in(path)
            for level in Level:
                rows = tuple(row for row in reading.rows if row.level is level)
                if rows:
                    maps[level].append(_Map(rows))
        return maps

    def _areas_in(self, path: Path) -> Reading[AreaRow]:
        try:
            reading = read_areas(path.read_bytes(), filename=path.name)
        except FileUnreadable as error:
            self.problems.append(error.as_problem(path.name))
            return Reading(())
        if reading.problems:
            # Half a map would leave holes; another file may be whole.
            self.problems.extend(replace(problem, file=path.name) for problem in reading.problems)
            return Reading(())
        return Reading(tuple(row for row in reading.rows if row.municipality_code == self.code))

    def best(self, level: Level) -> tuple[AreaRow, ...]:
        return max(self.maps[level], key=lambda found: found.worth, default=_Map(())).rows

    def names(self) -> list[NameRow]:
        """What every map and table says in passing, the newest map last so that it counts."""
        told: dict[str, NameRow] = {}
        for path in self._files(".csv"):
            told.update({row.code: row for row in self._names_in(path)})
        maps = sorted((found for level in Level for found in self.maps[level]), key=lambda found: found.worth)
        for row in (row for found in maps for row in found.rows):
            for code, name in ((self.code, row.municipality_name), (row.district_code, row.district_name)):
                if name:
                    told[code] = NameRow(row.row, code, name)
        return list(told.values())

    def _names_in(self, path: Path) -> Iterable[NameRow]:
        if self.code not in path.name:
            return ()
        try:
            rows = read_names(path.read_bytes(), filename=path.name).rows
        except FileUnreadable:
            return ()
        return (row for row in rows if municipality_of(row.code) == self.code)

    def figures(self) -> list[FiguresRead]:
        """Tables of the whole country are long: read only for what the municipality's own do not tell."""
        found: list[FiguresRead] = []
        for path in self._files(".csv"):
            if self.code not in path.name and _has(found, year_in(path.name)):
                continue
            try:
                read = read_figures(path.read_bytes(), filename=path.name)
            except FileUnreadable:
                continue
            ours = self._only_ours(read, path.name)
            if ours.figures:
                found.append(ours)
        # Of one figure in one year the last counts; the municipality's own file is read first.
        return found[::-1]

    def _only_ours(self, read: FiguresRead, name: str) -> FiguresRead:
        own_file = self.code in name
        return replace(
            read,
            figures=tuple(row for row in read.figures if municipality_of(row.code) == self.code),
            postcodes=tuple(row for row in read.postcodes if municipality_of(row.code) == self.code),
            problems=tuple(replace(problem, file=name) for problem in read.problems) if own_file else (),
        )


def _has(found: Iterable[FiguresRead], year: int | None) -> bool:
    """Whether the municipality's own tables already tell all of this year or of every year."""
    tables = list(found)
    of_year = year is None or any(read.year == year for read in tables)
    return of_year and {read.source for read in tables} >= WANTED_SOURCES
