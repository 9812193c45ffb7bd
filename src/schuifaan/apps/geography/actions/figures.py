"""Published figures and main postcodes into the database, each beside its year and source."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from schuifaan.apps.geography.actions.reports import Tally
from schuifaan.apps.geography.actions.sources import source_of
from schuifaan.apps.geography.enums import Missing
from schuifaan.apps.geography.models import Area, District, Municipality, Neighbourhood, Statistic
from schuifaan.apps.geography.reading import FigureRow, PostcodeRow, municipality_of
from schuifaan.apps.geography.signals import outlines_changed

BATCH = 2000
# In one statement; SQLite of old takes no more than 999 variables.
CODES_AT_ONCE = 500

Key = tuple[str, str, int]


@transaction.atomic
def import_statistics(*, figures: Iterable[FigureRow], source: str) -> Tally:
    """Adds and updates figures; what was not published is kept as not published, never as nought."""
    wanted = {(figure.code, figure.indicator, figure.year): figure.value for figure in figures}
    known = _known_codes()
    told = {key: value for key, value in wanted.items() if key[0] in known}
    unknown = len(wanted) - len(told)
    if not told:
        return Tally(unknown=unknown)
    published_by = source_of(source)
    existing = _existing(told)
    new = [key for key in told if key not in existing]
    changed = [
        key for key, value in told.items() if key in existing and existing[key] != (value, published_by.pk)
    ]
    statistics = (
        Statistic(
            area_code=key[0],
            indicator=key[1],
            year=key[2],
            value=told[key],
            missing=Missing.NOT_PUBLISHED if told[key] is None else "",
            source=published_by,
        )
        for key in (*new, *changed)
    )
    Statistic.objects.bulk_create(
        statistics,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["area_code", "indicator", "year"],
        update_fields=["value", "missing", "source"],
    )
    return Tally(len(new), len(changed), len(told) - len(new) - len(changed), unknown=unknown)


def _known_codes() -> set[str]:
    levels = (Municipality, District, Neighbourhood)
    return {code for level in levels for code in level.objects.values_list("code", flat=True)}


def _existing(told: Iterable[Key]) -> dict[Key, tuple[Decimal | None, int]]:
    """What is there of these figures and years; of few areas only theirs, so that one city stays quick."""
    keys = list(told)
    codes = sorted({code for code, _indicator, _year in keys})
    there = Statistic.objects.filter(
        indicator__in={indicator for _code, indicator, _year in keys},
        year__in={year for _c, _i, year in keys},
    )
    if len(codes) <= CODES_AT_ONCE:
        there = there.filter(area_code__in=codes)
    rows = there.values_list("area_code", "indicator", "year", "value", "source_id")
    return {
        (code, indicator, year): (value, source) for code, indicator, year, value, source in rows.iterator()
    }


@transaction.atomic
def import_postcodes(*, rows: Iterable[PostcodeRow], year: int, now: datetime) -> Tally:
    """The postcode most addresses of a neighbourhood have; an older table only fills what is empty."""
    wanted = {row.code: row.postcode for row in rows}
    if not wanted:
        return Tally()
    there = dict(Neighbourhood.objects.values_list("code", "main_postcode"))
    newer = set(
        Statistic.objects.filter(indicator="population", year__gt=year).values_list("area_code", flat=True)
    )
    known = {code: postcode for code, postcode in wanted.items() if code in there}
    told = {code: postcode for code, postcode in known.items() if code not in newer or not there[code]}
    changes: dict[str, list[str]] = {}
    for code, postcode in told.items():
        if there[code] != postcode:
            changes.setdefault(postcode, []).append(code)
    touched = [code for codes in changes.values() for code in codes]
    for postcode, codes in changes.items():
        for start in range(0, len(codes), CODES_AT_ONCE):
            part = codes[start : start + CODES_AT_ONCE]
            Neighbourhood.objects.filter(code__in=part).update(main_postcode=postcode)
    if touched:
        outlines_changed.send(
            sender=Area, municipalities={municipality_of(code) for code in touched}, now=now
        )
    new = sum(not there[code] for code in touched)
    return Tally(
        new,
        len(touched) - new,
        len(told) - len(touched),
        older=len(known) - len(told),
        unknown=len(wanted) - len(known),
    )
