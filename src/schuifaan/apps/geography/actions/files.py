"""Files as people download them: read all, and import all or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions.areas import OUTLINE_SOURCE, import_areas
from schuifaan.apps.geography.actions.figures import import_postcodes, import_statistics
from schuifaan.apps.geography.actions.reports import ImportRefused, ImportReport
from schuifaan.apps.geography.reading import (
    AreaRow,
    FiguresRead,
    FileUnreadable,
    NameRow,
    Reading,
    RowProblem,
    read_areas,
    read_figures,
    read_names,
)

Read = TypeVar("Read", Reading[AreaRow], Reading[NameRow], FiguresRead)


def import_area_files(
    *,
    paths: Sequence[Path],
    now: datetime,
    names: Sequence[Path] = (),
    source: str = OUTLINE_SOURCE,
    year: int | None = None,
) -> ImportReport:
    """`names` are files that tell official names by code; `year` is for files that do not tell theirs."""
    problems: list[RowProblem] = []
    lists = _read_all(names, lambda raw, path: read_names(raw, filename=path.name), problems)
    files = _read_all(paths, lambda raw, path: read_areas(raw, filename=path.name), problems)
    if problems:
        raise ImportRefused(problems)
    known = [row for reading in lists for row in reading.rows]
    # The newest division last: that is the one that stays.
    files.sort(key=lambda reading: max((row.year or year or 0 for row in reading.rows), default=0))
    report = ImportReport()
    with transaction.atomic():
        for reading in files:
            tally = import_areas(rows=reading.rows, names=known, source=source, year=year, now=now)
            report += ImportReport(areas=tally)
    return report


def import_statistics_files(*, paths: Sequence[Path], now: datetime, year: int | None = None) -> ImportReport:
    problems: list[RowProblem] = []
    files = _read_all(paths, lambda raw, path: read_figures(raw, filename=path.name, year=year), problems)
    if problems:
        raise ImportRefused(problems)
    with transaction.atomic():
        return sum_of(import_figures(read, now=now) for read in files)


def import_figures(read: FiguresRead, *, now: datetime) -> ImportReport:
    return ImportReport(
        figures=import_statistics(figures=read.figures, source=read.source),
        postcodes=import_postcodes(rows=read.postcodes, year=read.year, now=now),
    )


def sum_of(reports: Iterable[ImportReport]) -> ImportReport:
    return sum(reports, start=ImportReport())


def _read_all(
    paths: Iterable[Path], reader: Callable[[bytes, Path], Read], problems: list[RowProblem]
) -> list[Read]:
    """What is wrong with one file does not keep the next from being looked at."""
    read: list[Read] = []
    for path in paths:
        try:
            result = reader(path.read_bytes(), path)
        except FileUnreadable as error:
            problems.append(error.as_problem(path.name))
        except OSError:
            problems.append(
                RowProblem(0, "", _("Dit bestand is er niet of mag niet gelezen worden."), path.name)
            )
        else:
            problems.extend(replace(problem, file=path.name) for problem in result.problems)
            read.append(result)
    return read
