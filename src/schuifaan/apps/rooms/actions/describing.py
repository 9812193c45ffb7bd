"""Saying what a room is like, for whom and when it is, how one gets in; and closing it for a while."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.actions.photos import delete_file_at_once, prepared_photo
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.holding import hold_room, release
from schuifaan.apps.rooms.enums import HOLDING, AccessKind, Audience, ClaimKind, FacilityKind, SetUpKind
from schuifaan.apps.rooms.models import (
    Access,
    BookedEquipment,
    Claim,
    Equipment,
    Facility,
    Room,
    SetUp,
    Window,
)
from schuifaan.apps.rooms.queries.facts import BLOCKING
from schuifaan.apps.rooms.wording import when


@dataclass(frozen=True, slots=True)
class Letting:
    """Who may ask for a room. `in_residents_rent` None: not known."""

    is_let: bool
    audience: Audience
    in_residents_rent: bool | None


@dataclass(frozen=True, slots=True, order=True)
class WindowSpan:
    """On this weekday (1 is Monday) between these hours, for these people."""

    weekday: int
    starts: time
    ends: time
    audience: Audience = Audience.EVERYONE


@dataclass(frozen=True, slots=True)
class WayIn:
    """How one gets in; on one weekday and between two hours, or else always."""

    kind: AccessKind
    told: str = ""
    weekday: int | None = None
    starts: time | None = None
    ends: time | None = None


class StillAskedFor(PlaceError):  # noqa: N818 - it says what is the matter
    """A thing cannot go while a booking counts on it."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Iemand rekent nog op: %(names)s. Laat dat staan tot die afspraak voorbij is.")
            % {"names": ", ".join(names)},
            field="items",
        )


# -- The room itself ------------------------------------------------------------------------------


@transaction.atomic
def set_facts(
    *,
    room: Room,
    by: User,
    now: datetime,
    set_ups: Mapping[SetUpKind, int] | None = None,
    facilities: Collection[FacilityKind] | None = None,
    minutes: tuple[int, int] | None = None,
    letting: Letting | None = None,
) -> None:
    """What is None stays as it is. `minutes`: before and after; what is planned already keeps its time."""
    require(by, "places.change_place", room.place)
    begin_change(room.place, None)
    changes: dict[str, list[Any]] = {}
    if set_ups is not None:
        changes["set_ups"] = _set_set_ups(room, set_ups)
    if facilities is not None:
        changes["facilities"] = _set_facilities(room, facilities)
    fields: dict[str, Any] = {}
    if minutes is not None:
        fields |= {"before_minutes": minutes[0], "after_minutes": minutes[1]}
    if letting is not None:
        fields |= {
            "is_let": letting.is_let,
            "audience": letting.audience,
            "in_residents_rent": letting.in_residents_rent,
        }
    current = Room.objects.get(pk=room.pk)
    changes |= {name: [getattr(current, name), value] for name, value in fields.items()}
    for name, value in fields.items():
        setattr(room, name, value)
    if fields:
        room.save(update_fields=list(fields))
    _note(room.place, room.name, "room.described", by=by, now=now, changes=changes)


def _set_set_ups(room: Room, wanted: Mapping[SetUpKind, int]) -> list[Any]:
    before = {one.kind: one.capacity for one in room.set_ups.all()}
    SetUp.objects.filter(room=room).exclude(kind__in=list(wanted)).delete()
    for kind, capacity in wanted.items():
        SetUp.objects.update_or_create(room=room, kind=kind, defaults={"capacity": capacity})
    return [_said_set_ups(before), _said_set_ups({str(kind): count for kind, count in wanted.items()})]


def _said_set_ups(found: Mapping[str, int]) -> str | None:
    return ", ".join(f"{SetUpKind(kind).label} {found[kind]}" for kind in sorted(found)) or None


def _set_facilities(room: Room, wanted: Collection[FacilityKind]) -> list[Any]:
    before = {one.kind for one in room.facilities.all()}
    after = {str(one) for one in wanted}
    Facility.objects.filter(room=room, kind__in=before - after).delete()
    Facility.objects.bulk_create(Facility(room=room, kind=kind) for kind in sorted(after - before))
    said = [", ".join(str(FacilityKind(kind).label) for kind in sorted(kinds)) for kinds in (before, after)]
    return [words or None for words in said]


@transaction.atomic
def set_windows(*, room: Room, windows: Sequence[WindowSpan], by: User, now: datetime) -> None:
    """All windows anew; none at all: whenever, by everyone."""
    require(by, "places.change_place", room.place)
    begin_change(room.place, None)
    wanted = sorted(set(windows))
    for one in wanted:
        if one.ends <= one.starts:
            raise PlaceError(_("De eindtijd ligt voor de begintijd."), field="windows")
    rows = Window.objects.filter(room=room)
    before = sorted(
        WindowSpan(one.weekday, one.starts, one.ends, Audience(one.audience)) for one in rows.all()
    )
    if before == wanted:
        return
    rows.delete()
    Window.objects.bulk_create(
        Window(
            room=room, weekday=one.weekday, starts=one.starts, ends=one.ends, audience=one.audience
        )
        for one in wanted
    )  # fmt: skip
    changes = {"windows": [_said_windows(before), _said_windows(wanted)]}
    _note(room.place, room.name, "room.windows_set", by=by, now=now, changes=changes)


def _said_windows(windows: Sequence[WindowSpan]) -> str | None:
    return ", ".join(f"{one.weekday}: {one.starts:%H.%M}-{one.ends:%H.%M}" for one in windows) or None


@transaction.atomic
def copy_windows(*, source: Room, to: Room, by: User, now: datetime) -> None:
    """The other room's windows, in the place of its own."""
    if source.place_id != to.place_id:
        raise ValueError("Both rooms are of one place.")
    windows = [
        WindowSpan(one.weekday, one.starts, one.ends, Audience(one.audience)) for one in source.windows.all()
    ]
    set_windows(room=to, windows=windows, by=by, now=now)


# -- Things and ways in: of a room, or of the whole place ------------------------------------------


@transaction.atomic
def set_equipment(
    *, place: Place, room: Room | None, items: Sequence[tuple[str, int]], by: User, now: datetime
) -> None:
    """All loose things anew, as name and count; a name that stays is the same thing in bookings."""
    require(by, "places.change_place", place)
    begin_change(place, None)
    current = {one.name.casefold(): one for one in Equipment.objects.filter(place=place, room=room)}
    before = _said_items([(one.name, one.count) for one in current.values()])
    wanted: dict[str, tuple[str, int]] = {}
    for name, count in items:
        # Named twice, the last one counts.
        wanted[name.casefold()] = (name, count)
    gone = [one for key, one in current.items() if key not in wanted]
    _refuse_if_asked_for(gone, now)
    Equipment.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for key, (name, count) in wanted.items():
        if key in current:
            Equipment.objects.filter(pk=current[key].pk).update(name=name, count=count)
        else:
            Equipment.objects.create(place=place, room=room, name=name, count=count)
    changes = {"equipment": [before, _said_items(list(wanted.values()))]}
    _note(place, room.name if room else place.name, "room.equipment_set", by=by, now=now, changes=changes)


def _refuse_if_asked_for(gone: Sequence[Equipment], now: datetime) -> None:
    needed = BookedEquipment.objects.filter(
        equipment__in=gone, booking__status__in=HOLDING, booking__times__ends_at__gt=now
    )
    names = sorted(set(needed.values_list("equipment__name", flat=True))) if gone else []
    if names:
        raise StillAskedFor(names)


def _said_items(items: Sequence[tuple[str, int]]) -> str | None:
    return ", ".join(f"{count} × {name}" for name, count in sorted(items)) or None


@transaction.atomic
def set_ways_in(
    *, place: Place, room: Room | None, ways: Sequence[WayIn], by: User, now: datetime
) -> None:  # fmt: skip
    """All ways anew. A room without any is entered as the place is."""
    require(by, "places.change_place", place)
    begin_change(place, None)
    rows = Access.objects.filter(place=place, room=room)
    before = [WayIn(AccessKind(one.kind), one.told, one.weekday, one.starts, one.ends) for one in rows]
    if before == list(ways):
        return
    rows.delete()
    Access.objects.bulk_create(
        Access(
            place=place, room=room, kind=one.kind, told=one.told, weekday=one.weekday,
            starts=one.starts, ends=one.ends,
        )
        for one in ways
    )  # fmt: skip
    # Not what is told with it: that may be a code.
    changes = {"ways_in": [_said_ways(before), _said_ways(ways)]}
    subject = room.name if room else place.name
    _note(place, subject, "room.ways_in_set", by=by, now=now, changes=changes, even_so=True)


def _said_ways(ways: Sequence[WayIn]) -> str | None:
    return ", ".join(str(one.kind.label) for one in ways) or None


# -- The picture ----------------------------------------------------------------------------------


@transaction.atomic
def set_room_picture(
    *, room: Room, photo: File[bytes], alternative_text: str, by: User, now: datetime
) -> None:
    """In the place of the one before. What someone who cannot see it should know is required."""
    require(by, "places.change_place", room.place)
    if not alternative_text.strip():
        raise PlaceError(
            _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien."), field="alternative_text"
        )
    made = prepared_photo(photo)
    begin_change(room.place, None)
    before = room.picture_alt
    delete_file_at_once(room.picture)
    room.picture.save(made.name or "foto.jpg", made, save=False)
    room.picture_alt = alternative_text.strip()
    room.save(update_fields=["picture", "picture_alt"])
    changes = {"picture_alt": [before or None, room.picture_alt]}
    _note(room.place, room.name, "room.picture_set", by=by, now=now, changes=changes, even_so=True)


@transaction.atomic
def remove_room_picture(*, room: Room, by: User, now: datetime) -> None:
    require(by, "places.change_place", room.place)
    if not room.picture:
        return
    begin_change(room.place, None)
    told = room.picture_alt
    delete_file_at_once(room.picture)
    room.picture, room.picture_alt = "", ""
    room.save(update_fields=["picture", "picture_alt"])
    _note(
        room.place, room.name, "room.picture_removed", by=by, now=now, changes={"picture_alt": [told, None]}
    )


# -- Closed for a while ---------------------------------------------------------------------------


@transaction.atomic
def block_room(
    *,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    kind: ClaimKind,
    label: str,
    by: User,
    now: datetime,
) -> Claim:
    """Raises `RoomTaken` when something is planned then: that has to go or to move first."""
    require(by, "rooms.run_rooms", room.place)
    if kind not in BLOCKING:
        raise ValueError(kind)
    claim = hold_room(room=room, starts_at=starts_at, ends_at=ends_at, kind=kind, label=label, now=now)
    changes = {"blocked": [None, when(claim.starts_at, claim.ends_at, today=now.date())]}
    _note(room.place, room.name, "room.blocked", by=by, now=now, changes=changes)
    return claim


@transaction.atomic
def unblock(*, claim: Claim, by: User, now: datetime) -> None:
    """The room can be used again. One that is gone already is no harm."""
    place = claim.room.place
    require(by, "rooms.run_rooms", place)
    if claim.kind not in BLOCKING:
        raise ValueError(claim.kind)
    release(claims=[claim])
    changes = {"blocked": [when(claim.starts_at, claim.ends_at, today=now.date()), None]}
    _note(place, claim.room.name, "room.unblocked", by=by, now=now, changes=changes)


# -- How ------------------------------------------------------------------------------------------


def _note(
    place: Place,
    subject: str,
    verb: str,
    *,
    by: User,
    now: datetime,
    changes: Mapping[str, list[Any]],
    even_so: bool = False,
) -> None:
    """In the trail and to every kept page. What stays the same is not told, unless `even_so`."""
    told = {
        name: [str(value) if isinstance(value, Audience) else value for value in pair]
        for name, pair in changes.items()
        if pair[0] != pair[1]
    }
    if not told and not even_so:
        return
    record(verb=verb, scope=place.audit_scope, by=by, now=now, subject=subject, changes=told)
    # Much of this is written in bulk, which sends no signal.
    raise_version()
