"""One page of the list with its filters, chips, addresses and the help for when nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from schuifaan.apps.places.forms.filters import Filters, filters
from schuifaan.apps.places.forms.finding import (
    Chip,
    Finding,
    address,
    chips,
    when_label,
    wish_label,
    without_filters,
)
from schuifaan.apps.places.queries.cards import Card, Line, cards, lines
from schuifaan.apps.places.queries.criteria import WISHES, Criteria, Point
from schuifaan.apps.places.queries.directory import PAGE_SIZE, Found, find
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.whereabouts import Meant

_NEAREST = 3


@dataclass(frozen=True)
class Listing:
    found: Found
    cards: list[Card]
    filters: Filters
    chips: list[Chip]
    notes: tuple[str, ...]
    heading: str
    next_address: str
    first_address: str
    list_address: str
    map_address: str
    clear_address: str
    other_areas: list[Chip]
    tries: list[Chip]
    nearest: list[Line]

    @property
    def typed(self) -> str:
        return self.found.criteria.near


def listing(
    snapshot: DirectorySnapshot,
    asked: Finding,
    *,
    path: str,
    now: datetime,
    language: str,
    page_size: int = PAGE_SIZE,
) -> Listing:
    """Three queries, for the cards."""
    criteria = asked.criteria
    found = find(snapshot, criteria, now=now, page_size=page_size)
    place_name = found.point.name if found.point and criteria.near else ""
    first = replace(criteria, after="")
    return Listing(
        found=found,
        cards=cards(snapshot, found.entries, now=now, language=language),
        filters=filters(found, language),
        chips=chips(
            path, criteria, area_name=snapshot.areas.name_of(criteria.area), place_name=_near(place_name)
        ),
        notes=(*asked.notes, *_notes(snapshot, found)),
        heading=_heading(snapshot, found),
        next_address=address(path, replace(criteria, after=found.next_cursor)) if found.next_cursor else "",
        first_address=address(path, first) if criteria.after else "",
        list_address=address(reverse("places:list"), first),
        map_address=address(reverse("places:map"), first),
        clear_address=address(path, without_filters(criteria)),
        other_areas=_other_areas(snapshot, found, path),
        tries=[] if found.total else list(_tries(snapshot, found, path, now)),
        nearest=[] if found.total else _nearest(snapshot, found, now),
    )


def _near(name: str) -> str:
    return gettext("dicht bij %(where)s") % {"where": name} if name else ""


def _heading(snapshot: DirectorySnapshot, found: Found) -> str:
    area = snapshot.areas.name_of(found.criteria.area)
    if found.point is not None:
        return gettext("Plekken %(near)s") % {"near": _near(found.point.name or gettext("jou"))}
    if area:
        return gettext("Plekken in %(area)s") % {"area": area}
    if found.words:
        return gettext("Plekken met “%(words)s”") % {"words": found.words}
    return gettext("Alle plekken")


def _notes(snapshot: DirectorySnapshot, found: Found) -> Iterator[str]:
    criteria, where = found.criteria, found.whereabouts
    if where is not None and where.meant is Meant.UNKNOWN_POSTCODE:
        yield gettext("We kennen de postcode %(postcode)s nog niet. Dit zijn alle plekken.") % {
            "postcode": where.typed
        }
    if found.is_partial and found.total:
        yield gettext("Geen plek past bij al je woorden. Deze plekken passen bij een deel.")
    if criteria.area and criteria.area not in snapshot.areas.by_code:
        yield gettext("We kennen het gebied %(code)s niet.") % {"code": criteria.area}


def _other_areas(snapshot: DirectorySnapshot, found: Found, path: str) -> list[Chip]:
    """Areas of the same name elsewhere."""
    where = found.whereabouts
    if where is None:
        return []
    names = snapshot.areas.name_of
    return [
        Chip(
            f"{area.name} ({names(area.municipality)})",
            address(path, found.criteria.within(area.level.value, area.code)),
        )
        for area in where.alternatives
    ]


def _tries(snapshot: DirectorySnapshot, found: Found, path: str, now: datetime) -> Iterator[Chip]:
    """Ways out of an empty list: another spelling, or one filter less where that gives something."""
    criteria = replace(found.criteria, after="")
    suggestion = snapshot.words.suggest(found.words) if found.words else None
    if suggestion:
        label = gettext("Bedoelde je “%(words)s”?") % {"words": suggestion}
        mended = replace(criteria, near=suggestion) if criteria.near else replace(criteria, words=suggestion)
        if not find(snapshot, mended, now=now, page_size=1).total:
            mended = without_filters(mended)
        yield Chip(label, address(path, mended))
    for label, looser in _looser(criteria):
        if find(snapshot, looser, now=now, page_size=1).total:
            yield Chip(label, address(path, looser))
    if criteria.has_filters and found.total_unfiltered:
        yield Chip(gettext("Alle filters weg"), address(path, without_filters(criteria)))


def _looser(criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    for when in criteria.when:
        rest = tuple(other for other in criteria.when if other is not when)
        yield gettext("Zonder ‘%(filter)s’") % {"filter": when_label(when)}, replace(criteria, when=rest)
    for wish in WISHES:
        if wish in criteria.wishes:
            rest_wishes = tuple(other for other in criteria.wishes if other != wish)
            label = gettext("Zonder ‘%(filter)s’") % {"filter": wish_label(wish)}
            yield label, replace(criteria, wishes=rest_wishes)
    if criteria.languages:
        yield gettext("In elke taal"), replace(criteria, languages=())
    if criteria.focus:
        yield gettext("Voor iedereen"), replace(criteria, focus=())
    if criteria.kinds:
        yield gettext("Elke soort plek"), replace(criteria, kinds=())
    if criteria.area:
        yield gettext("In alle buurten"), replace(criteria, neighbourhood="", district="", municipality="")


def _nearest(snapshot: DirectorySnapshot, found: Found, now: datetime) -> list[Line]:
    """The places nearest to where somebody looked, whatever the filters say."""
    area = snapshot.areas.by_code.get(found.criteria.area)
    centre = snapshot.areas.centre_of(area) if area else None
    point = found.point or (Point(*centre) if centre else None)
    if point is None:
        return []
    around = find(snapshot, Criteria(position=point), now=now, page_size=_NEAREST)
    return lines(snapshot, around.entries, now=now)
