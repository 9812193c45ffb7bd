"""One line of a programme: all that a page, a feed, a poster or a screen says of one time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse

from schuifaan.apps.agenda.enums import ActivityKind, OccurrenceState, OrganiserKind, SignUpState
from schuifaan.apps.agenda.models import Activity, Occurrence, SignUp
from schuifaan.core.timeline.wallclock import AMSTERDAM

# The texts of an activity that may be said in several languages.
TEXTS: Final = ("title", "description", "audience", "bring", "leave_note", "access_note", "cost_note")
# A place and an activity have many columns more, and a list would read them all a hundred times.
_OF_OCCURRENCE: Final = (
    "original_at", "starts_at", "ends_at", "state", "note", "changed_at",
)  # fmt: skip
_OF_ACTIVITY: Final = (
    *TEXTS, "slug", "language", "translations", "kind", "cost_cents", "open_to_everyone", "professional",
    "can_leave", "languages", "welcomed_by", "organiser_kind", "organiser_name", "sign_up", "sign_up_phone",
    "seats", "picture", "picture_alt", "changed_at", "place__name",
)  # fmt: skip
_OF_PLACE: Final = (
    "name",
    "slug",
    "street",
    "house_number",
    "postcode",
    "city",
    "lat",
    "lon",
    "neighbourhood",
)
_OF_SPOT: Final = ("name", "where", "lat", "lon", "neighbourhood", "rain_plan")
_COLUMNS: Final = (
    *_OF_OCCURRENCE,
    *(f"activity__{name}" for name in _OF_ACTIVITY),
    *(f"place__{name}" for name in _OF_PLACE),
    *(f"spot__{name}" for name in _OF_SPOT),
    "room__name",
    "series__all_day",
)


@dataclass(frozen=True, slots=True)
class Item:
    """Times are in Amsterdam. `language` is that of the texts: the one asked for, or the activity's own.

    `seats_left` is None where nobody need sign up or seats are not counted.
    """

    id: int
    activity_id: int
    series_id: int
    slug: str
    title: str
    description: str
    language: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    original_at: datetime
    state: str
    note: str
    place_id: int
    place_name: str
    place_slug: str
    address: str
    lat: float | None
    lon: float | None
    neighbourhood: str | None
    spot_name: str
    spot_where: str
    rain_plan: str
    room_name: str
    host_place_name: str
    cost_cents: int
    cost_note: str
    audience: str
    open_to_everyone: bool
    professional: str
    can_leave: bool | None
    leave_note: str
    languages: tuple[str, ...]
    welcomed_by: str
    bring: str
    access_note: str
    organiser: str
    sign_up: bool
    sign_up_phone: str
    seats_left: int | None
    picture: str
    picture_alt: str
    changed_at: datetime
    # The day it stands under: what lasts several days and began before a list does, on the list's first.
    shown_on: date

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def is_cancelled(self) -> bool:
        return self.state == OccurrenceState.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.state == OccurrenceState.MOVED

    @property
    def is_walk_in(self) -> bool:
        return self.kind == ActivityKind.DROP_IN and not self.sign_up

    @property
    def is_full(self) -> bool:
        return self.seats_left == 0

    @property
    def several_days(self) -> bool:
        return self.ends_at.date() > self.day and self.all_day

    @property
    def where(self) -> str:
        """The name people look for: the spot outside, or the place with its room."""
        if self.spot_name:
            return self.spot_name
        return f"{self.place_name}, {self.room_name}" if self.room_name else self.place_name

    @property
    def path(self) -> str:
        return reverse("agenda:activity", args=[self.slug])

    @property
    def address_on_the_web(self) -> str:
        return f"{settings.BASE_URL}{self.path}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a programme. Walk-in stands first: it is what anybody can do without a plan."""

    day: date
    items: tuple[Item, ...]


def items(occurrences: QuerySet[Occurrence], *, language: str) -> list[Item]:
    """Two queries, one more when people must sign up. The order is the caller's."""
    rows = list(
        occurrences.select_related("activity__place", "place", "spot", "room", "series").only(*_COLUMNS)
    )
    taken = _taken(row for row in rows if row.activity.sign_up)
    return [_item(row, language, taken) for row in rows]


def by_day(found: Sequence[Item]) -> tuple[Day, ...]:
    """Grouped by day, in order of time; walk-in on top of its day."""
    ordered = sorted(found, key=lambda item: (item.shown_on, not item.is_walk_in, item.starts_at, item.id))
    return tuple(Day(day, tuple(rows)) for day, rows in groupby(ordered, key=lambda item: item.shown_on))


def text_of(activity: Activity, name: str, language: str) -> str:
    """In the language asked for where somebody wrote it, else in the activity's own."""
    if language != activity.language:
        said = activity.translations.get(language, {}).get(name)
        if said:
            return str(said)
    return str(getattr(activity, name))


def language_of(activity: Activity, language: str) -> str:
    """The language the title will be in."""
    return language if activity.translations.get(language, {}).get("title") else activity.language


def _taken(rows: Iterable[Occurrence]) -> Mapping[int, int]:
    ids = [row.pk for row in rows]
    if not ids:
        return {}
    counted = (
        SignUp.objects.filter(occurrence__in=ids, state=SignUpState.PLACED)
        .order_by()
        .values("occurrence")
        .annotate(taken=Count("pk"))
    )
    return {row["occurrence"]: row["taken"] for row in counted}


def _item(row: Occurrence, language: str, taken: Mapping[int, int]) -> Item:
    activity, place, spot, room = row.activity, row.place, row.spot, row.room
    seats = activity.seats
    return Item(
        id=row.pk,
        activity_id=activity.pk,
        series_id=row.series_id,
        slug=activity.slug,
        **{name: text_of(activity, name, language) for name in TEXTS},
        language=language_of(activity, language),
        kind=activity.kind,
        starts_at=row.starts_at.astimezone(AMSTERDAM),
        ends_at=row.ends_at.astimezone(AMSTERDAM),
        all_day=row.series.all_day,
        original_at=row.original_at.astimezone(AMSTERDAM),
        state=row.state,
        note=row.note,
        place_id=place.pk,
        place_name=place.name,
        place_slug=place.slug,
        address=spot.where if spot else place.address_line,
        lat=spot.lat if spot else place.lat,
        lon=spot.lon if spot else place.lon,
        neighbourhood=spot.neighbourhood_id if spot else place.neighbourhood_id,
        spot_name=spot.name if spot else "",
        spot_where=spot.where if spot else "",
        rain_plan=spot.rain_plan if spot else "",
        room_name=room.name if room else "",
        host_place_name=activity.place.name,
        cost_cents=activity.cost_cents or 0,
        open_to_everyone=activity.open_to_everyone,
        professional=activity.professional,
        can_leave=activity.can_leave,
        languages=tuple(activity.languages),
        welcomed_by=activity.welcomed_by,
        organiser=_organiser(activity),
        sign_up=activity.sign_up,
        sign_up_phone=activity.sign_up_phone,
        seats_left=max(0, seats - taken.get(row.pk, 0)) if activity.sign_up and seats else None,
        picture=activity.picture.url if activity.picture else "",
        picture_alt=activity.picture_alt,
        changed_at=max(row.changed_at, activity.changed_at),
        shown_on=row.starts_at.astimezone(AMSTERDAM).date(),
    )


def _organiser(activity: Activity) -> str:
    if activity.organiser_kind == OrganiserKind.PLACE:
        return activity.place.name
    return activity.organiser_name
