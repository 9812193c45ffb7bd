"""Which rooms a place has, and which rooms a larger one is made of."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Claim, ClaimPart, Part, Room, RoomPart
from schuifaan.apps.rooms.queries.holding import coming_claims, has_claims, held_parts, parts_by_room
from schuifaan.apps.rooms.wording import when

MOST_NAMED = 10


class NameTaken(PlaceError):  # noqa: N818 - it says what happened
    """Another room of the place has this name."""

    def __init__(self, other: Room) -> None:
        words = (
            _("Er is hier al een ruimte die %(name)s heet.")
            if other.is_active
            else _("%(name)s bestaat al, maar is niet meer in gebruik. Zet die ruimte weer in gebruik.")
        )
        super().__init__(words % {"name": other.name}, field="name")


class RoomNeeded(PlaceError):  # noqa: N818 - it says what happened
    """A room cannot go while something is still planned in it; `claims` is what."""

    def __init__(self, room: Room, claims: list[Claim]) -> None:
        self.claims = claims
        super().__init__(
            ngettext(
                "Er staat nog %(number)s keer iets gepland in %(room)s. Verplaats of schrap dat eerst.",
                "Er staat nog %(number)s keer iets gepland in %(room)s. Verplaats of schrap dat eerst.",
                len(claims),
            )
            % {"number": len(claims), "room": room.name}
        )


class PiecesTaken(PlaceError):  # noqa: N818 - it says what happened
    """What is planned in the rooms would overlap if they were made of one another."""

    def __init__(self, pairs: list[tuple[Claim, Claim]], today: date) -> None:
        self.pairs = pairs
        told = "; ".join(
            _("%(when)s (%(one)s en %(other)s)")
            % {"when": when(one.starts_at, one.ends_at, today=today), "one": one.room, "other": other.room}
            for one, other in pairs[:MOST_NAMED]
        )
        super().__init__(
            _("Dan zouden deze ruimtes dubbel bezet zijn: %(told)s.") % {"told": told}, field="made_of"
        )


@transaction.atomic
def add_room(
    *,
    place: Place,
    name: str,
    by: User,
    now: datetime,
    area_m2: Decimal | None = None,
    capacity: int | None = None,
    step_free: bool | None = None,
    note: str = "",
    made_of: Collection[Room] = (),
) -> Room:
    """`made_of`: the rooms it is divided into, when it can be."""
    require(by, "places.change_place", place)
    begin_change(place, None)
    facts: dict[str, Any] = {
        "name": _checked_name(place, name), "area_m2": area_m2, "capacity": capacity,
        "step_free": step_free, "note": note,
    }  # fmt: skip
    last = Room.objects.filter(place=place).aggregate(last=Max("position"))["last"]
    room = Room.objects.create(place=place, position=0 if last is None else last + 1, **facts)
    changes = {name: [None, value] for name, value in facts.items() if value not in (None, "")}
    changes |= _make_of(room, made_of, now=now)
    _note(room, "room.added", by=by, now=now, changes=changes)
    return room


@transaction.atomic
def change_room(
    *,
    room: Room,
    name: str,
    by: User,
    now: datetime,
    area_m2: Decimal | None = None,
    capacity: int | None = None,
    step_free: bool | None = None,
    note: str = "",
    made_of: Collection[Room] | None = None,
) -> Room:
    """All facts anew; a retired room is in use again. `made_of` None leaves that as it is."""
    require(by, "places.change_place", room.place)
    begin_change(room.place, None)
    facts: dict[str, Any] = {
        "name": _checked_name(room.place, name, but=room), "area_m2": area_m2, "capacity": capacity,
        "step_free": step_free, "note": note, "is_active": True,
    }  # fmt: skip
    current = Room.objects.get(pk=room.pk)
    changes = {
        name: [getattr(current, name), value]
        for name, value in facts.items()
        if getattr(current, name) != value
    }
    for name_of_field, value in facts.items():
        setattr(room, name_of_field, value)
    room.save(update_fields=list(facts))
    if made_of is not None:
        changes |= _make_of(room, made_of, now=now)
    if changes:
        _note(room, "room.changed", by=by, now=now, changes=changes)
    return room


@transaction.atomic
def retire_room(*, room: Room, by: User, now: datetime) -> None:
    """Out of use; what was held in it stays told. A room nothing was ever held in goes altogether."""
    require(by, "places.change_place", room.place)
    _lock_parts(room.place)
    coming = list(coming_claims(room, now))
    if coming:
        raise RoomNeeded(room, coming)
    _note(room, "room.retired", by=by, now=now, changes={})
    if has_claims(room):
        Room.objects.filter(pk=room.pk).update(is_active=False)
        room.is_active = False
    else:
        Room.objects.filter(pk=room.pk).delete()
        Part.objects.filter(place=room.place, room_parts=None, claim_parts=None).delete()


# -- How --------------------------------------------------------------------------------------------


def _checked_name(place: Place, name: str, but: Room | None = None) -> str:
    name = " ".join(name.split())
    for other in Room.objects.filter(place=place).order_by("pk"):
        if other.name.casefold() == name.casefold() and other != but:
            raise NameTaken(other)
    return name


def _note(room: Room, verb: str, *, by: User, now: datetime, changes: Mapping[str, list[Any]]) -> None:
    told = {
        name: [str(value) if isinstance(value, Decimal) else value for value in pair]
        for name, pair in changes.items()
    }
    record(verb=verb, scope=room.place.audit_scope, by=by, now=now, subject=room.name, changes=told)


def _lock_parts(place: Place) -> None:
    """Nobody takes a room of this place while it is decided what is made of what."""
    list(Part.objects.filter(place=place).order_by("pk").select_for_update())


def _make_of(room: Room, made_of: Collection[Room], *, now: datetime) -> dict[str, list[Any]]:
    """Give the room the parts of those it is made of; what contains this room grows along."""
    place = room.place
    _lock_parts(place)
    parts = parts_by_room(place)
    old = parts[room]
    names = [other.name for other, theirs in parts.items() if other.is_active and theirs and theirs < old]
    inside = frozenset().union(*(theirs for theirs in parts.values() if theirs < old))
    own = old - inside
    # A retired piece is not asked about, and may come back.
    pieces = {*made_of, *(other for other, theirs in parts.items() if not other.is_active and theirs < old)}
    wanted = frozenset().union(*(parts[other] for other in pieces))
    if any(theirs >= old for other, theirs in parts.items() if old and other in made_of):
        raise PlaceError(_("Een ruimte kan niet uit zichzelf bestaan."), field="made_of")
    if len(pieces) < 2:  # noqa: PLR2004 - one room within another leaves a rest, which is the room's own
        wanted |= own or {Part.objects.create(place=place).pk}
    if wanted == old:
        return {}
    grown = {room: wanted}
    for other, theirs in parts.items():
        if old and old < theirs:
            grown[other] = (theirs - (own - wanted)) | wanted
    _write_parts(grown, parts, now=now)
    return {"made_of": [", ".join(names) or None, ", ".join(other.name for other in made_of) or None]}


def _write_parts(
    grown: Mapping[Room, frozenset[int]], before: Mapping[Room, frozenset[int]], *, now: datetime
) -> None:
    """What is planned from now on holds the new parts; what is over keeps those it held."""
    for room, wanted in grown.items():
        gone, fresh = before[room] - wanted, wanted - before[room]
        RoomPart.objects.filter(room=room, part__in=gone).delete()
        RoomPart.objects.bulk_create(RoomPart(room=room, part_id=part) for part in sorted(fresh))
        coming = list(coming_claims(room, now))
        ClaimPart.objects.filter(claim__in=coming, part__in=gone).delete()
        if coming and fresh:
            _refuse_double(coming, fresh, timezone.localdate(now))
            ClaimPart.objects.bulk_create(
                ClaimPart(claim=claim, part_id=part, starts_at=claim.starts_at, ends_at=claim.ends_at)
                for claim in coming
                for part in sorted(fresh)
            )


def _refuse_double(coming: list[Claim], parts: frozenset[int], today: date) -> None:
    first, last = min(one.starts_at for one in coming), max(one.ends_at for one in coming)
    held = held_parts(Part.objects.filter(pk__in=parts), first, last).select_related("claim__room")
    others = list({one.claim_id: one.claim for one in held}.values())
    pairs = [
        (mine, other)
        for mine in coming
        for other in others
        if other.pk != mine.pk and mine.starts_at < other.ends_at and other.starts_at < mine.ends_at
    ]
    if pairs:
        raise PiecesTaken(pairs, today)
