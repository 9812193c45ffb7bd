"""What the API reads of the agenda, a page at a time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from schuifaan.apps.agenda.enums import Professional
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import Of, Scope, of_place, within
from schuifaan.apps.api.agenda_shapes import ActivitiesQuery, AgendaQuery, OccurrencesQuery
from schuifaan.apps.api.problems import NotThere
from schuifaan.apps.api.queries import read_cursor, write_cursor
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.snapshot import YES, snapshot_at
from schuifaan.apps.places.queries.version import directory_version

# Moments outside are nobody's agenda, and sums with them would leave the calendar.
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
_LARGEST_ID: Final = 2**63
_AREAS: Final = {"municipality": Of.MUNICIPALITY, "district": Of.DISTRICT, "neighbourhood": Of.NEIGHBOURHOOD}


def activities(query: ActivitiesQuery) -> tuple[list[Activity], str]:
    """A page in order of number, and the cursor of the next one ("" at the end)."""
    found = _public_activities().filter(_about(query, "")).order_by("pk")
    where = _where(query)
    if where is not None:
        here = Series.objects.filter(where, agreed=True, place__status=PlaceStatus.PUBLISHED)
        found = found.filter(pk__in=here.values("activity"))
    if query.language:
        found = found.filter(_spoken(query.language, "languages_told"))
    after = read_cursor(query.cursor, 1)
    if after and _is_number(after[0]):
        found = found.filter(pk__gt=after[0])
    page = list(found[: query.page_size + 1])
    more, page = len(page) > query.page_size, page[: query.page_size]
    return page, write_cursor(page[-1].pk) if more else ""


def activity(id_or_slug: str) -> Activity:
    number = id_or_slug.isdecimal() and len(id_or_slug) < 18  # noqa: PLR2004 a number the database can hold
    series = Series.objects.filter(agreed=True, place__status=PlaceStatus.PUBLISHED)
    found = (
        _public_activities()
        .filter(**({"pk": int(id_or_slug)} if number else {"slug": id_or_slug}))
        .prefetch_related(
            Prefetch(
                "series",
                series.select_related("place", "room", "spot").order_by("first_on", "at", "pk"),
                to_attr="public_series",
            )
        )
        .first()
    )
    if found is None:
        raise NotThere("There is no activity with this number or name.")
    return found


def occurrences(query: OccurrencesQuery, *, now: datetime, language: str) -> tuple[list[Item], str]:
    """A page in order of time, and the cursor of the next one ("" at the end)."""
    found: QuerySet[Occurrence] = (
        Occurrence.objects.shown()
        .filter(_about(query, "activity__"), starts_at__gte=_within_reach(query.since or now))
        .order_by("starts_at", "pk")
    )
    where = _where(query)
    if where is not None:
        found = found.filter(where)
    if query.until:
        found = found.filter(starts_at__lt=_within_reach(query.until))
    if query.activity:
        found = found.filter(activity__slug=query.activity)
    if query.state:
        found = found.filter(state__in=query.state)
    if query.language:
        told = Cast("activity__languages", TextField())
        found = found.annotate(languages_told=told).filter(_spoken(query.language, "languages_told"))
    found = _after(found, read_cursor(query.cursor, 2))
    page = items(found[: query.page_size + 1], language=language)
    more, page = len(page) > query.page_size, page[: query.page_size]
    return page, write_cursor(page[-1].starts_at.astimezone(UTC).isoformat(), page[-1].id) if more else ""


def _public_activities() -> QuerySet[Activity]:
    shown: QuerySet[Activity] = Activity.objects.shown()
    return shown.select_related("place").annotate(languages_told=Cast("languages", TextField()))


def _about(query: AgendaQuery, of: str) -> Q:
    """What holds for the activity itself; `of` is the way to it."""
    asked = Q()
    if query.kind:
        asked &= Q(**{f"{of}kind__in": query.kind})
    if query.max_price_cents is not None:
        asked &= Q(**{f"{of}cost_cents__lte": query.max_price_cents})
    if query.without_professionals:
        asked &= ~Q(**{f"{of}professional": Professional.PRESENT})
    return asked


def _where(query: AgendaQuery) -> Q | None:
    """On series and on times alike; None when it may be anywhere."""
    asked = [within(Scope(of, code)) for name, of in _AREAS.items() if (code := getattr(query, name))]
    if query.place:
        snapshot = snapshot_at(directory_version())
        index = snapshot.index_of_slug.get(query.place)
        asked.append(Q(pk__in=[]) if index is None else within(of_place(snapshot.places[index].id)))
    if query.step_free:
        snapshot = snapshot_at(directory_version())
        step_free = indexes_of(snapshot.option("step_free", YES))
        asked.append(Q(place__in=[snapshot.places[index].id for index in step_free]))
    if not asked:
        return None
    found = Q()
    for one in asked:
        found &= one
    return found


def _spoken(languages: list[str], column: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": json.dumps(code)}) for code in languages))


def _after(found: QuerySet[Occurrence], after: list[Any] | None) -> QuerySet[Occurrence]:
    """Those after the last one; a cursor somebody made up starts from the beginning."""
    try:
        at, pk = after or ("", 0)
        moment = datetime.fromisoformat(str(at))
        moment = _within_reach(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except ValueError:
        return found
    if not _is_number(pk):
        return found
    return found.filter(starts_at__gte=moment).filter(Q(starts_at__gt=moment) | Q(pk__gt=pk))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and -_LARGEST_ID < value < _LARGEST_ID


def _within_reach(moment: datetime) -> datetime:
    if moment.year <= _EARLIEST.year:
        return _EARLIEST
    return moment if moment.year < _LATEST.year else _LATEST
