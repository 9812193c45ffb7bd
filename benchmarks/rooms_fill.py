"""Places with rooms to let, and as many bookings in them as somebody likes, the same every time."""

# ruff: noqa: S608 - the statements hold our own names and numbers alone

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db import connection, models
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import (
    Booking,
    BookingTime,
    Claim,
    ClaimPart,
    LettingTerms,
    Part,
    Party,
    Rate,
    RateCard,
    Room,
    RoomPart,
)
from schuifaan.core.timeline.wallclock import from_wall

# Of one series; a room has one series after the other.
TIMES_EACH: Final = 50
# Every room is taken at these hours of the morning; the evenings are left for who asks.
TAKEN_FROM: Final = time(9)
TAKEN: Final = timedelta(hours=2)


def places_with_rooms(count: int, rooms_each: int, *, name: str) -> list[Room]:
    """Places that let their rooms to everybody, with rates, a manager and a party that has been there before."""
    now = timezone.now()
    places = Place.objects.bulk_create(
        Place(
            slug=f"{name}-{number}", name=f"{name.capitalize()} {number}", status=PlaceStatus.PUBLISHED,
            created_at=now, changed_at=now,
        )
        for number in range(count)
    )  # fmt: skip
    LettingTerms.objects.bulk_create(
        LettingTerms(place=place, is_open=True, ahead_days=3000) for place in places
    )
    cards = RateCard.objects.bulk_create(
        RateCard(place=place, name="Tarieven", first_on=date(2020, 1, 1)) for place in places
    )
    Rate.objects.bulk_create(
        Rate(card=card, party_kind=kind, cents=3000) for card in cards for kind in PartyKind
    )
    Party.objects.bulk_create(
        Party(place=place, name="Koor", kind=PartyKind.ASSOCIATION, added_at=now) for place in places
    )
    rooms = Room.objects.bulk_create(
        Room(place=place, name=f"Zaal {number}", is_let=True, capacity=30)
        for place in places
        for number in range(rooms_each)
    )
    parts = Part.objects.bulk_create(Part(place_id=room.place_id) for room in rooms)
    RoomPart.objects.bulk_create(
        RoomPart(room=room, part=part) for room, part in zip(rooms, parts, strict=True)
    )
    return rooms


def manager_of(places: list[Place]) -> User:
    """One who says yes at all of them."""
    user = User.objects.create_user(email="beheer@example.org", password=None)
    TeamMember.objects.bulk_create(
        TeamMember(place=place, user=user, name="Noor", role=PlaceRole.MANAGER, since_date=date(2020, 1, 1))
        for place in places
    )
    return user


def taken_times(rooms: list[Room], each: int, *, first: date) -> None:
    """`each` times of every room, one a day from `first` on, booked as series. By the database itself: a million at once."""
    if not each:
        return
    if connection.vendor == "postgresql":
        # Whether rows that were just made are there need not be looked at four million times; overlap still is.
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
    now, start = timezone.now(), from_wall(datetime.combine(first, TAKEN_FROM))
    chosen = f"room.id BETWEEN {rooms[0].pk} AND {rooms[-1].pk}"
    series = -(-each // TIMES_EACH)
    some = rooms[0]
    party = Party.objects.get(place=some.place_id)
    booking = Booking.objects.create(
        place_id=some.place_id, party=party, room=some, number=0, use=Use.CLUB, title="Koor",
        status=BookingStatus.CONFIRMED, asked_at=now, decided_at=now,
    )  # fmt: skip
    claim = Claim.objects.create(
        room=some, starts_at=start - timedelta(days=9), ends_at=start + TAKEN - timedelta(days=9),
        kind=ClaimKind.BOOKING, label="Koor", created_at=now,
    )  # fmt: skip
    times = BookingTime.objects.create(
        booking=booking, room=some, starts_at=claim.starts_at, ends_at=claim.ends_at, claim=claim,
        state=TimeState.PLANNED, price_cents=3000, changed_at=now,
    )  # fmt: skip
    _copied(
        Booking, booking,
        "(SELECT room.id AS room, room.place_id AS place, party.id AS party,"
        f" (room.id - {some.pk}) * {series} + n.i + 1 AS number"
        f" FROM rooms_room room JOIN rooms_party party ON party.place_id = room.place_id, {_count(series)} n"
        f" WHERE {chosen} ORDER BY room.id, n.i) made",
        {"place_id": "made.place", "party_id": "made.party", "room_id": "made.room", "number": "made.number",
         "form_token": "'filled-' || made.number"},
    )  # fmt: skip
    _copied(
        Claim, claim,
        f"(SELECT room.id AS room, n.i AS i FROM rooms_room room, {_count(each)} n"
        f" WHERE {chosen} ORDER BY room.id, n.i) made",
        {"room_id": "made.room", "starts_at": _day(start, "made.i"), "ends_at": _day(start + TAKEN, "made.i")},
    )  # fmt: skip
    part = ClaimPart.objects.create(
        claim=claim,
        part=Part.objects.get(room_parts__room=some),
        starts_at=claim.starts_at,
        ends_at=claim.ends_at,
    )
    held = f"rooms_claim held JOIN rooms_room room ON room.id = held.room_id AND {chosen} AND held.id > {claim.pk}"
    _copied(
        ClaimPart, part,
        f"{held} JOIN rooms_roompart piece ON piece.room_id = room.id",
        {"claim_id": "held.id", "part_id": "piece.part_id", "starts_at": "held.starts_at", "ends_at": "held.ends_at"},
    )  # fmt: skip
    # They were made in order of room and day, so their numbers say of which series they are.
    number = f"((held.id - {claim.pk + 1}) / {each}) * {series} + ((held.id - {claim.pk + 1}) % {each}) / {TIMES_EACH} + 1"
    _copied(
        BookingTime, times,
        f"{held} JOIN rooms_booking booked ON booked.place_id = room.place_id AND booked.number = {number}",
        {"booking_id": "booked.id", "room_id": "room.id", "claim_id": "held.id",
         "starts_at": "held.starts_at", "ends_at": "held.ends_at"},
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = origin")


def _copied(model: type[models.Model], pattern: models.Model, source: str, other: Mapping[str, str]) -> None:
    """A row like `pattern` for each of `source`, with these columns otherwise."""
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's own name
    table = quote(model._meta.db_table)  # noqa: SLF001 - idem
    values = ", ".join(other.get(name, f"pattern.{quote(name)}") for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, columns))})"
            f" SELECT {values} FROM {source} JOIN {table} pattern ON pattern.id = {int(pattern.pk)}"
        )


def _count(until: int) -> str:
    return (
        f"(WITH RECURSIVE counted(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM counted WHERE i < {until - 1})"
        " SELECT i FROM counted)"
    )


def _day(moment: datetime, number: str) -> str:
    told = f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if connection.vendor == "postgresql":
        return f"TIMESTAMPTZ '{told}+00' + {number} * INTERVAL '1 day'"
    return f"datetime('{told}', '+' || {number} || ' days')"
