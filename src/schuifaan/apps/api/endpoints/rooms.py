from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import ValidationError

from schuifaan.apps.api import room_queries as queries
from schuifaan.apps.api import room_shapes as shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.api.shapes import PROBLEMS, Point
from schuifaan.apps.rooms.enums import Audience, PartyKind, RateUnit
from schuifaan.apps.rooms.models import Rate, Room
from schuifaan.apps.rooms.queries.rates import RateBook
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE
from schuifaan.core.letting.vat import NoPercentage, percentage

router = Router()
_PATH = "/api/v1/rooms"


@router.get(
    "/rooms",
    response={200: shapes.RoomList, **PROBLEMS},
    operation_id="listRooms",
    summary="List rooms to let",
    description=(
        "Rooms of published places that anyone can ask for, in order of number. Rooms for residents or the "
        "neighbourhood alone are on the page of their place only."
    ),
    tags=["rooms"],
    by_alias=True,
)
def list_rooms(request: HttpRequest, query: Query[shapes.RoomsQuery]) -> shapes.RoomList:
    found, cursor = queries.rooms(query)
    return shapes.RoomList(
        links=list_links(request, cursor), results=[shapes.Room(**_fields(one)) for one in found]
    )


@router.get(
    "/rooms/{room}",
    response={200: shapes.RoomInFull, **PROBLEMS},
    operation_id="getRoom",
    summary="One room with its hours, equipment and rates",
    description="By its number. How one gets in is told only to who has a booking.",
    tags=["rooms"],
    by_alias=True,
)
def get_room(request: HttpRequest, room: str) -> shapes.RoomInFull:
    del request
    found = queries.room(room)
    page, book, today = queries.page_of(found), queries.rates_of(found), timezone.localdate()
    terms = found.place.letting
    return shapes.RoomInFull(
        **_fields(found),
        hours=[
            shapes.OpenHours(weekday=one.weekday, starts_at=one.starts, ends_at=_end(one.ends))
            for one in page.windows
            if one.audience == Audience.EVERYONE
        ],
        equipment=[shapes.Equipment(name=one.name, count=one.count) for one in page.equipment],
        before_minutes=found.before_minutes,
        after_minutes=found.after_minutes,
        notice_hours=terms.notice_hours,
        ahead_days=terms.ahead_days,
        day_parts=[
            shapes.DayPart(kind=kind, starts_at=starts, ends_at=ends) for kind, starts, ends in book.parts
        ],
        rates=[
            _rate(rate, today) for rate in queries.rates_on(book, found, PartyKind.values, today).values()
        ],
    )


@router.get(
    "/rooms/{room}/free-times",
    response={200: shapes.FreeTimes, **PROBLEMS},
    operation_id="listFreeTimes",
    summary="When a room is free to ask for",
    description=(
        f"At most {shapes.MOST_DAYS} days at a time. What is taken is told as the page of the room tells it. Asking "
        "itself is done on that page: this API only reads."
    ),
    tags=["rooms"],
    by_alias=True,
)
def list_free_times(request: HttpRequest, room: str, query: Query[shapes.FreeTimesQuery]) -> shapes.FreeTimes:
    del request
    found = queries.room(room)
    now = timezone.now()  # noqa: TID251 an endpoint is a view
    first, until = _days(query, timezone.localdate(now))
    book = queries.rates_of(found)
    return shapes.FreeTimes(
        room=found.pk,
        from_=first,
        until=until,
        free=[
            shapes.FreeTime(
                starts_at=one.start,
                ends_at=one.end,
                rate=_rate_of(book, found, query.party_kind, one.start, one.end),
            )
            for one in queries.free_times(found, first, until, now=now)
        ],
        taken=[
            shapes.TakenTime(starts_at=starts, ends_at=ends, label=words)
            for starts, ends, words in queries.taken_times(found, first, until)
        ],
        links={"room": absolute(f"{_PATH}/{found.pk}"), "ask": absolute(_ask(found))},
    )


def _days(query: shapes.FreeTimesQuery, today: date) -> tuple[date, date]:
    """Where no first day was asked, only here it is known whether the last one fits."""
    first = query.from_ or today
    until = query.until or first + timedelta(days=shapes.USUAL_DAYS)
    wrong = shapes.wrong_until(first, until)
    if wrong:
        raise ValidationError([{"type": "value_error", "loc": ("query", "until"), "msg": wrong}])
    return first, until


def _rate_of(
    book: RateBook, room: Room, kind: PartyKind | None, starts_at: datetime, ends_at: datetime
) -> shapes.RoomRate | None:
    if kind is None:
        return None
    on = timezone.localdate(starts_at)
    rate = queries.rates_on(book, room, [kind], on).get(kind)
    return _rate(rate, on, book.day_part_minutes(starts_at, ends_at)) if rate else None


def _rate(rate: Rate, on: date, day_part_minutes: int | None = None) -> shapes.RoomRate:
    minutes = {RateUnit.HOUR.value: 60, RateUnit.DAY_PART.value: day_part_minutes}
    return shapes.RoomRate(
        party_kind=rate.party_kind,
        unit=rate.unit,
        cents=rate.cents,
        unit_minutes=minutes.get(rate.unit),
        minimum_minutes=rate.minimum_minutes,
        step_minutes=rate.step_minutes,
        coffee_included=rate.coffee_included,
        first_time_free=rate.first_time_free,
        deposit_cents=rate.deposit_cents,
        vat=rate.vat,
        vat_percentage=_percentage(rate.vat, on),
    )


def _percentage(vat: str, on: date) -> float | None:
    try:
        return float(percentage(vat, on))
    except NoPercentage:
        return None


def _end(ends: time) -> time:
    """What ends in the last minute runs until midnight."""
    return time.min if ends >= LAST_MINUTE else ends


def _ask(room: Room) -> str:
    return reverse("rooms:ask", args=[room.place.slug, room.pk])


def _fields(room: Room) -> dict[str, Any]:
    """What list and page share. "" in the database is null here: not known."""
    place = room.place
    located = place.lat is not None and place.lon is not None
    return {
        "id": room.pk,
        "name": room.name,
        "place": place.slug,
        "place_name": place.name,
        "location": Point(lat=place.lat, lon=place.lon) if located else None,
        "neighbourhood": place.neighbourhood_id,
        "area_m2": room.area_m2,
        "capacity": room.capacity,
        "set_ups": [shapes.SetUp(kind=one.kind, capacity=one.capacity) for one in room.set_ups.all()],
        "facilities": [one.kind for one in room.facilities.all()],
        "step_free": room.step_free,
        "note": room.note or None,
        "links": {
            "self": absolute(f"{_PATH}/{room.pk}"),
            "page": absolute(reverse("rooms:offered_room", args=[place.slug, room.pk])),
            "ask": absolute(_ask(room)),
            "freeTimes": absolute(f"{_PATH}/{room.pk}/free-times"),
            "place": absolute(f"/api/v1/places/{place.slug}"),
        },
    }
