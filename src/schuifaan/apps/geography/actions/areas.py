"""Official areas into the database: whole or not at all, and twice is the same as once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

import shapely
from django.db import transaction

from schuifaan.apps.geography.actions.reports import Tally
from schuifaan.apps.geography.actions.sources import source_of
from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.locate import forget_outlines
from schuifaan.apps.geography.models import Area, District, Municipality, Neighbourhood
from schuifaan.apps.geography.reading import AreaRow, Level, NameRow
from schuifaan.apps.geography.reading.codes import district_of, municipality_of
from schuifaan.apps.geography.reading.shapes import centre_of
from schuifaan.apps.geography.signals import outlines_changed

OUTLINE_SOURCE = "cbs-wijken-en-buurten"
# Django lowers this where a database takes fewer variables in one statement.
BATCH = 500
DEFAULT_YEAR = 2024
# About thirty metres, to close the slivers between coarsely drawn neighbours.
SLIVER_DEGREES = 0.0003
FIELDS = ("name", "year", "outline", "outline_wkb", "centre_lat", "centre_lon")

AnyArea = TypeVar("AnyArea", Municipality, District, Neighbourhood)


@transaction.atomic
def import_areas(
    *,
    rows: Iterable[AreaRow],
    now: datetime,
    names: Iterable[NameRow] = (),
    source: str = OUTLINE_SOURCE,
    year: int | None = None,
) -> Tally:
    """Adds and updates areas; a district or municipality that only its neighbourhoods tell of is added too.

    An official outline replaces a schematic one. An older division never replaces a newer.
    """
    work = _Import(tuple(rows), tuple(names), year)
    if not work.rows:
        return Tally()
    source_of(source)
    tally = work.save_municipalities() + work.save_districts() + work.save_neighbourhoods()
    if not tally.changes_nothing:
        forget_outlines()
        outlines_changed.send(
            sender=Area, municipalities={row.municipality_code for row in work.rows}, now=now
        )
    return tally


class _Import:
    """One import under way: what the rows say of each level, beside what is already there."""

    def __init__(self, rows: tuple[AreaRow, ...], names: tuple[NameRow, ...], year: int | None) -> None:
        self.rows = rows
        self.year = max((row.year for row in rows if row.year), default=None) or year or DEFAULT_YEAR
        self.listed = {row.code: row for row in names}
        self.names = self._names()

    def _names(self) -> dict[str, str]:
        """What an area's own row says goes first, then a list, then what its parts say in passing."""
        told: dict[str, str] = {}
        for row in self.rows:
            if row.municipality_name:
                told[row.municipality_code] = row.municipality_name
            if row.district_name:
                told[row.district_code] = row.district_name
        told.update({code: row.name for code, row in self.listed.items()})
        told.update({row.code: row.name for row in self.rows})
        return told

    def _of(self, level: Level) -> dict[str, AreaRow]:
        return {row.code: row for row in self.rows if row.level is level}

    def save_municipalities(self) -> Tally:
        own = self._of(Level.MUNICIPALITY)
        mentioned = {row.municipality_code for row in self.rows}
        existing = Municipality.objects.in_bulk(sorted(mentioned))
        areas, older = self._areas(Municipality, own, mentioned, existing)
        for area in areas:
            row, listed, previous = own.get(area.code), self.listed.get(area.code), existing.get(area.code)
            told = (row.province if row else "") or (listed.province if listed else "")
            area.province = told or (previous.province if previous else "")
        return _save(Municipality, areas, existing, ("province",)) + Tally(older=older)

    def save_districts(self) -> Tally:
        own = self._of(Level.DISTRICT)
        mentioned = set(own) | {row.district_code for row in self._of(Level.NEIGHBOURHOOD).values()}
        existing = District.objects.in_bulk(sorted(mentioned))
        areas, older = self._areas(District, own, mentioned, existing)
        for area in areas:
            area.municipality_id = municipality_of(area.code)
        return _save(District, areas, existing, ("municipality_id",)) + Tally(older=older)

    def save_neighbourhoods(self) -> Tally:
        own = self._of(Level.NEIGHBOURHOOD)
        existing = Neighbourhood.objects.in_bulk(sorted(own))
        areas, older = self._areas(Neighbourhood, own, set(own), existing)
        for area in areas:
            area.municipality_id, area.district_id = municipality_of(area.code), district_of(area.code)
        return _save(Neighbourhood, areas, existing, ("municipality_id", "district_id")) + Tally(older=older)

    def _areas(
        self,
        model: type[AnyArea],
        own: Mapping[str, AreaRow],
        mentioned: set[str],
        existing: Mapping[str, AnyArea],
    ) -> tuple[list[AnyArea], int]:
        """As each area should become, and of how many the file knows less than we do."""
        rows = dict(own)
        bare = {code for code in mentioned - set(own) if self._lacks_outline(existing.get(code))}
        rows.update(_joined_parts(bare, self._of(Level.NEIGHBOURHOOD).values(), self.year))
        areas, older = [], 0
        for code in sorted(mentioned):
            row, previous = rows.get(code), existing.get(code)
            if row is not None and previous is not None and self._is_older(row, previous):
                older += 1
            elif row is None:
                areas.append(self._without_outline(model, code, previous))
            else:
                areas.append(_drawn(model, row, self._name(code, previous), self.year))
        return areas, older

    def _lacks_outline(self, previous: Area | None) -> bool:
        return previous is None or previous.outline != Outline.OFFICIAL or previous.year < self.year

    def _is_older(self, row: AreaRow, previous: Area) -> bool:
        return previous.outline == Outline.OFFICIAL and (row.year or self.year) < previous.year

    def _name(self, code: str, previous: Area | None) -> str:
        """A name nobody tells stays as it was, or is the code until somebody does."""
        return self.names.get(code) or (previous.name if previous else code)

    def _without_outline(self, model: type[AnyArea], code: str, previous: AnyArea | None) -> AnyArea:
        if previous is None:
            return model(code=code, name=self._name(code, None), year=self.year)
        may_rename = previous.name == code or previous.year <= self.year
        kept = {field: getattr(previous, field) for field in FIELDS}
        return model(
            code=code, **kept | {"name": self._name(code, previous) if may_rename else previous.name}
        )


def _drawn(model: type[AnyArea], row: AreaRow, name: str, year: int) -> AnyArea:
    return model(
        code=row.code,
        name=name,
        year=row.year or year,
        outline=Outline.OFFICIAL,
        outline_wkb=row.outline,
        centre_lat=row.centre[0],
        centre_lon=row.centre[1],
    )


def _joined_parts(codes: set[str], parts: Iterable[AreaRow], year: int) -> dict[str, AreaRow]:
    """Outlines of districts or municipalities that the file only draws the neighbourhoods of."""
    outlines: dict[str, list[bytes]] = {}
    for part in parts:
        for code in {part.district_code, part.municipality_code} & codes:
            outlines.setdefault(code, []).append(part.outline)
    joined: dict[str, AreaRow] = {}
    for code, wkbs in outlines.items():
        whole = shapely.union_all(shapely.from_wkb(wkbs))
        closed = whole.buffer(SLIVER_DEGREES, join_style="mitre").buffer(-SLIVER_DEGREES, join_style="mitre")
        whole = closed if not closed.is_empty else whole
        joined[code] = AreaRow(0, code, "", whole.wkb, centre_of(whole), 0, year=year)
    return joined


def _save(
    model: type[AnyArea], areas: list[AnyArea], existing: Mapping[str, AnyArea], more: tuple[str, ...]
) -> Tally:
    fields = (*FIELDS, *more)
    new = [area for area in areas if area.code not in existing]
    changed = [
        area
        for area in areas
        if area.code in existing and _values(area, fields) != _values(existing[area.code], fields)
    ]
    if new or changed:
        model.objects.bulk_create(
            new + changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[field.removesuffix("_id") for field in fields],
        )
    return Tally(len(new), len(changed), len(areas) - len(new) - len(changed))


def _values(area: Area, fields: tuple[str, ...]) -> list[object]:
    values = (getattr(area, field) for field in fields)
    # PostgreSQL answers with a memoryview.
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]
