"""Who lets which rooms in a demo city, and to whom: facts, rates, keys, and bookings made as people make them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import Wish, ask
from schuifaan.apps.rooms.actions.deciding import confirm, give_option
from schuifaan.apps.rooms.enums import KeyKind, RateUnit, ShownAs, Vat
from schuifaan.apps.rooms.models import (
    Access,
    Booking,
    Equipment,
    Facility,
    KeyLoan,
    KeySet,
    LettingTerms,
    Party,
    Rate,
    RateCard,
    Room,
    SetUp,
    Window,
)
from schuifaan.apps.rooms.queries.holding import clashes
from schuifaan.demo.content import has, read

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DECIMALS = ("gross_floor_m2",)


@dataclass(frozen=True, slots=True)
class _Here:
    place: Place
    rooms: dict[str, Room]
    parties: dict[str, Party]
    manager: User | None
    now: datetime

    @property
    def monday(self) -> date:
        today = timezone.localdate(self.now)
        return today - timedelta(days=today.weekday())


def letting_is_loaded(city: str) -> bool:
    """Also when somebody changed it since: what people made of it is kept."""
    if not has(city, "letting"):
        return True
    return LettingTerms.objects.filter(place__slug__in=read(city, "letting")["places"]).exists()


@transaction.atomic
def load_letting(*, city: str, now: datetime) -> int:
    """How many bookings there are."""
    for slug, row in read(city, "letting")["places"].items():
        place = Place.objects.get(slug=slug, is_demo=True)
        rooms = {room.name: room for room in Room.objects.filter(place=place)}
        _terms(place, row["terms"])
        for name, facts in row["rooms"].items():
            _facts(rooms[name], facts)
        _rates(place, rooms, row["rates"], now)
        for thing in row.get("equipment", ()):
            Equipment.objects.create(place=place, **thing)
        for way in row.get("ways_in", ()):
            Access.objects.create(place=place, **way)
        parties = {one["key"]: _party(place, one, now) for one in row.get("parties", ())}
        here = _Here(place, rooms, parties, _manager(place), now)
        for key in row.get("keys", ()):
            _key(key, here)
        for booking in row.get("bookings", ()):
            _booking(booking, here)
    return Booking.objects.filter(place__is_demo=True).count()


def _manager(place: Place) -> User | None:
    return User.objects.filter(place_roles__place=place, place_roles__role=PlaceRole.MANAGER).first()


def _terms(place: Place, row: dict[str, Any]) -> None:
    values = {name: Decimal(value) if name in DECIMALS else value for name, value in row.items()}
    LettingTerms.objects.create(place=place, **values)


def _facts(room: Room, row: dict[str, Any]) -> None:
    room.is_let = True
    room.area_m2, room.capacity, room.step_free = Decimal(row["area"]), row["capacity"], row["step_free"]
    room.before_minutes, room.after_minutes = row.get("before", 0), row.get("after", 0)
    room.save()
    SetUp.objects.bulk_create(
        SetUp(room=room, kind=kind, capacity=number) for kind, number in row["set_ups"].items()
    )
    Facility.objects.bulk_create(Facility(room=room, kind=kind) for kind in row["facilities"])
    for days, (starts, ends) in row.get("windows", {}).items():
        first, last = (int(day) for day in days.split("-"))
        Window.objects.bulk_create(
            Window(room=room, weekday=day, starts=time.fromisoformat(starts), ends=time.fromisoformat(ends))
            for day in range(first, last + 1)
        )


def _rates(place: Place, rooms: dict[str, Room], rows: list[dict[str, Any]], now: datetime) -> None:
    year = timezone.localdate(now).year
    for first_year, name in ((year, f"Tarieven {year}"), (year + 1, f"Tarieven {year + 1}")):
        card = RateCard.objects.create(place=place, name=name, first_on=date(first_year, 1, 1))
        for row in rows:
            Rate.objects.create(
                card=card,
                party_kind=row["kind"],
                room=rooms[row["room"]] if "room" in row else None,
                unit=row.get("unit", RateUnit.DAY_PART),
                # A new year is a little dearer.
                cents=row["cents"] + (50 if first_year > year else 0),
                coffee_included=row.get("coffee", False),
                first_time_free=row.get("first_free", False),
                deposit_cents=row.get("deposit", 0),
                vat=row.get("vat", Vat.EXEMPT),
            )


def _party(place: Place, row: dict[str, Any], now: datetime) -> Party:
    return Party.objects.create(
        place=place,
        name=row["name"],
        kind=row["kind"],
        contact_name=row.get("contact", ""),
        email=row.get("email", ""),
        phone=row.get("phone", ""),
        is_known=row.get("known", False),
        lives_here=row.get("lives_here"),
        storage=row.get("storage", ""),
        address=row.get("address", ""),
        postcode=row.get("postcode", ""),
        town=row.get("town", ""),
        added_at=now - timedelta(weeks=45),
    )


def _key(row: dict[str, Any], here: _Here) -> None:
    key = KeySet.objects.create(place=here.place, number=row["number"], opens=row["opens"], kind=KeyKind.KEY)
    if "holder" in row:
        due = row.get("due_weeks_ago")
        KeyLoan.objects.create(
            key_set=key,
            holder=row["holder"],
            party=next((one for one in here.parties.values() if one.name == row["holder"]), None),
            out_at=here.now - timedelta(weeks=row["out_weeks_ago"]),
            due_on=timezone.localdate(here.now) - timedelta(weeks=due) if due else None,
            on_paper=True,
            given_by=here.manager,
        )


def _booking(row: dict[str, Any], here: _Here) -> None:
    room, party = here.rooms[row["room"]], here.parties[row["party"]]
    first = here.monday + timedelta(weeks=row["week"], days=WEEKDAYS.index(row["day"]))
    periods = [
        (_at(first + timedelta(weeks=week), row["at"]), _at(first + timedelta(weeks=week), row["until"]))
        for week in range(row.get("weeks", 1))
    ]
    taken = clashes(room, periods)
    wish = Wish(
        room=room,
        periods=tuple(periods),
        use=row["use"],
        title=row["title"],
        shown_as=row.get("shown_as", ShownAs.NAME),
        set_up=row.get("set_up", ""),
        coffee=row.get("coffee", False),
        note=row.get("note", ""),
        rule=f"FREQ=WEEKLY;BYDAY={row['day'].upper()}" if len(periods) > 1 else "",
    )
    # Asked before the first time, also by whom has been coming for weeks.
    answer = row.get("answer", "yes")
    asked = here.now - timedelta(days=2)
    if answer == "yes":
        asked = min(asked, periods[0][0] - timedelta(days=21))
    booking = ask(
        place=here.place, party=party, wish=wish, now=asked, by=here.manager, leave_out=tuple(taken)
    )
    if here.manager is None or answer == "none":
        return
    if answer == "option":
        until = timezone.localdate(here.now) + timedelta(days=10)
        give_option(booking=booking, until=until, by=here.manager, now=here.now)
    else:
        confirm(booking=booking, by=here.manager, now=asked + timedelta(days=1), quiet=True)


def _at(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
