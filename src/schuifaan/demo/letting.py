"""Who lets which rooms in a demo city, and to whom: facts, rates, keys, and bookings made as people make them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import Wish, ask
from schuifaan.apps.rooms.actions.changing import mark_no_show
from schuifaan.apps.rooms.actions.deciding import confirm, give_option
from schuifaan.apps.rooms.actions.keys import add_key, hand_out, note_lost, take_back
from schuifaan.apps.rooms.actions.waiting import wait_for
from schuifaan.apps.rooms.enums import KeyKind, RateUnit, ShownAs, Use, Vat
from schuifaan.apps.rooms.models import (
    Access,
    Booking,
    Equipment,
    Facility,
    KeySet,
    Letter,
    LettingTerms,
    Party,
    Rate,
    RateCard,
    Room,
    SetUp,
    Window,
)
from schuifaan.apps.rooms.queries.holding import clashes
from schuifaan.demo.agreements import add_agreement
from schuifaan.demo.content import has, read
from schuifaan.demo.here import Here, at_clock
from schuifaan.demo.invoices import add_invoices

DECIMALS = ("gross_floor_m2",)


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
            room = rooms[thing["room"]] if "room" in thing else None
            Equipment.objects.create(place=place, room=room, name=thing["name"], count=thing["count"])
        for way in row.get("ways_in", ()):
            Access.objects.create(place=place, **way)
        parties = {one["key"]: _party(place, one, now) for one in row.get("parties", ())}
        here = Here(place, rooms, parties, _manager(place), now)
        _happen(row, here)
    # All of it was long ago: nobody is told.
    Letter.objects.filter(place__is_demo=True).delete()
    return Booking.objects.filter(place__is_demo=True).count()


def _happen(row: dict[str, Any], here: Here) -> None:
    for booking in row.get("bookings", ()):
        _booking(booking, here)
    for key in row.get("keys", ()):
        _key(key, here)
    for waiting in row.get("waiting", ()):
        _wait(waiting, here)
    for agreement in row.get("agreements", ()):
        add_agreement(agreement, here)
    if "invoices" in row:
        add_invoices(row["invoices"], here)


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
    for first_year in (year - 1, year, year + 1):
        name = f"Tarieven {first_year}"
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
        monthly_invoice=row.get("monthly", False),
        legal_name=row.get("legal_name", ""),
        oin=row.get("oin", ""),
        buyer_reference=row.get("reference", ""),
        address=row.get("address", ""),
        postcode=row.get("postcode", ""),
        town=row.get("town", ""),
        added_at=now - timedelta(weeks=45),
    )


def _key(row: dict[str, Any], here: Here) -> None:
    kind = KeyKind(row.get("kind", KeyKind.KEY))
    since = here.now - timedelta(weeks=46)
    key = add_key(
        place=here.place, number=row["number"], kind=kind, opens=row["opens"], by=here.worker, now=since
    )
    if "lost_weeks_ago" in row:
        note_lost(
            key_set=key, on=_weeks_ago(row["lost_weeks_ago"], here).date(), by=here.worker, now=here.now
        )
    if "holder" in row:
        _lend(key, row, here)


def _lend(key: KeySet, row: dict[str, Any], here: Here) -> None:
    out_at, due_on = _weeks_ago(row["out_weeks_ago"], here), None
    if "due_weeks_ago" in row:
        due_on = timezone.localdate(_weeks_ago(row["due_weeks_ago"], here))
    elif "due_in_weeks" in row:
        due_on = here.today + timedelta(weeks=row["due_in_weeks"])
    loan = hand_out(
        key_set=key,
        party=next((one for one in here.parties.values() if one.name == row["holder"]), None),
        holder=row["holder"],
        due_on=due_on,
        on_paper=True,
        by=here.worker,
        now=out_at,
        today=timezone.localdate(out_at),
    )
    if "back_weeks_ago" in row:
        take_back(loan=loan, by=here.worker, now=_weeks_ago(row["back_weeks_ago"], here))


def _weeks_ago(weeks: int, here: Here) -> datetime:
    return here.now - timedelta(weeks=weeks)


def _wait(row: dict[str, Any], here: Here) -> None:
    day = here.day(row["week"], row["day"])
    wait_for(
        party=here.parties[row["party"]],
        room=here.rooms[row["room"]],
        starts_at=at_clock(day, row["at"]),
        ends_at=at_clock(day, row["until"]),
        use=Use(row["use"]),
        by=here.worker,
        now=here.now - timedelta(days=row["asked_days_ago"]),
    )


def _booking(row: dict[str, Any], here: Here) -> None:
    room, party = here.rooms[row["room"]], here.parties[row["party"]]
    days = [here.day(row["week"] + week, row["day"]) for week in range(row.get("weeks", 1))]
    periods = [(at_clock(day, row["at"]), at_clock(day, row["until"])) for day in days]
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
        equipment={
            Equipment.objects.get(place=here.place, name=name): count
            for name, count in row.get("equipment", {}).items()
        },
        rule=f"FREQ=WEEKLY;BYDAY={row['day'].upper()}" if len(periods) > 1 else "",
    )
    # Asked before the first time, also by whom has been coming for weeks.
    answer = row.get("answer", "yes")
    asked = here.now - timedelta(days=2)
    if answer == "yes":
        asked = min(asked, periods[0][0] - timedelta(days=21))
    booking = ask(
        place=here.place,
        party=party,
        wish=wish,
        now=asked,
        by=here.manager,
        leave_out=tuple(taken),
        quiet=True,
    )
    if here.manager is None or answer == "none":
        return
    if answer == "option":
        until = timezone.localdate(here.now) + timedelta(days=10)
        give_option(booking=booking, until=until, by=here.manager, now=here.now)
    else:
        confirm(booking=booking, by=here.manager, now=asked + timedelta(days=1), quiet=True)
    for week in row.get("nobody_came", ()):
        starts_at = at_clock(here.day(week, row["day"]), row["at"])
        time = booking.times.select_related("booking__place").get(starts_at=starts_at)
        mark_no_show(time=time, by=here.manager, now=starts_at + timedelta(minutes=40))
