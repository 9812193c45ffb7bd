"""Holding a room for a period, moving that, letting it go. Whether somebody may, the asking app has decided."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from operator import attrgetter

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import LABEL_LENGTH, Claim, ClaimPart, Part, Room, RoomPart
from schuifaan.apps.rooms.queries.holding import Period, clashes, clashes_on
from schuifaan.apps.rooms.wording import when

INSERT_BATCH = 500
# Sent with `claims` as they were, within the transaction that lets go of them: somebody may wait for that time.
let_go_of = Signal()


class RoomTaken(PlaceError):  # noqa: N818 - it says what happened
    """Another claim holds (a piece of) the room: `starts_at` and `ends_at` are that one's.

    `taken_by` is what it is for, "" when that is private or the other was gone before it could be read.
    """

    def __init__(
        self,
        room: Room,
        starts_at: datetime,
        ends_at: datetime,
        taken_by: str = "",
        today: date | None = None,
    ) -> None:
        self.room = room
        self.starts_at = starts_at
        self.ends_at = ends_at
        self.taken_by = taken_by
        said = {"room": room.name, "by": taken_by, "when": when(starts_at, ends_at, today=today)}
        text = (
            _("%(room)s is dan al bezet: %(by)s, %(when)s.")
            if taken_by
            else _("%(room)s is dan al bezet: %(when)s.")
        )
        super().__init__(text % said, field="room")


class RoomRetired(PlaceError):  # noqa: N818 - it says what happened
    """The room is not in use any more."""

    def __init__(self, room: Room) -> None:
        self.room = room
        super().__init__(_("%(room)s is niet meer in gebruik.") % {"room": room.name}, field="room")


class NoSuchPeriod(PlaceError):  # noqa: N818 - it says what happened
    """The end is not after the start."""

    def __init__(self) -> None:
        super().__init__(_("Het einde moet na het begin liggen."), field="ends_at")


@transaction.atomic
def hold_room(
    *,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    kind: ClaimKind,
    label: str,
    now: datetime,
    is_private: bool = False,
) -> Claim:
    """Raises `RoomTaken` when any piece of the room is held in that period."""
    period = _checked(starts_at, ends_at)
    parts = _hold_still(room)
    claim = Claim(
        room=room, starts_at=period[0], ends_at=period[1], kind=kind, label=label[:LABEL_LENGTH],
        is_private=is_private, created_at=now,
    )  # fmt: skip
    today = timezone.localdate(now)
    _refuse_if_taken(room, parts, period, today=today)
    try:
        _insert([claim], parts)
    except IntegrityError as error:
        raise _taken(room, parts, period, today=today) from error
    return claim


@transaction.atomic
def hold_many(
    *,
    room: Room,
    periods: Sequence[Period],
    kind: ClaimKind,
    label: str | Sequence[str],
    now: datetime,
    is_private: bool = False,
) -> tuple[Claim | None, ...]:
    """A claim for each period, in their order; None where the room was taken, also by an earlier of these.

    `label`: one for all, or one for each.
    """
    wanted = [_checked(*period) for period in periods]
    parts = _hold_still(room)
    taken = clashes(room, wanted)
    claims: list[Claim | None] = [None] * len(wanted)
    labels = [label] * len(wanted) if isinstance(label, str) else label
    kept: list[Period] = []
    # In order of time only the latest one kept can be in the way.
    for number in sorted(range(len(wanted)), key=lambda number: wanted[number]):
        start, end = wanted[number]
        if wanted[number] in taken or (kept and kept[-1][1] > start):
            continue
        kept.append((start, end))
        claims[number] = Claim(
            room=room, starts_at=start, ends_at=end, kind=kind, label=labels[number][:LABEL_LENGTH],
            is_private=is_private, created_at=now,
        )  # fmt: skip
    fresh = [claim for claim in claims if claim is not None]
    try:
        _insert(fresh, parts)
    except IntegrityError:
        lost = _insert_one_by_one(fresh, parts)
        claims = [None if claim in lost else claim for claim in claims]
    return tuple(claims)


@transaction.atomic
def hold_all(*, claims: Sequence[Claim]) -> None:
    """Claims that are not saved yet, on any rooms: all or none. IntegrityError when one of them does not fit."""
    # In the order in which everybody locks.
    rooms = sorted({claim.room for claim in claims}, key=attrgetter("pk"))
    parts = {room.pk: _hold_still(room) for room in rooms}
    in_time = sorted(claims, key=attrgetter("starts_at"))
    with transaction.atomic():
        Claim.objects.bulk_create(in_time, batch_size=INSERT_BATCH)
        _insert_held((claim, part) for claim in in_time for part in parts[claim.room_id])


@transaction.atomic
def move_claim(
    *,
    claim: Claim,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None = None,
    now: datetime | None = None,
) -> Claim:
    """To another period, and to another `room` if one is given. `RoomTaken` leaves it where it was."""
    period = _checked(starts_at, ends_at)
    # Not joined with its room: PostgreSQL drops a joined row when the one before us gave the claim another room.
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    to = room or current.room
    parts = _hold_still(to, leaving=current)
    today = timezone.localdate(now) if now else None
    _refuse_if_taken(to, parts, period, today=today, leaving_out=current)
    try:
        with transaction.atomic():
            ClaimPart.objects.filter(claim=current).delete()
            Claim.objects.filter(pk=current.pk).update(room=to, starts_at=period[0], ends_at=period[1])
            claim.room, claim.starts_at, claim.ends_at = to, *period
            _insert_parts([claim], parts)
    except IntegrityError as error:
        claim.room, claim.starts_at, claim.ends_at = current.room, current.starts_at, current.ends_at
        raise _taken(to, parts, period, today=today, leaving_out=current) from error
    let_go_of.send(sender=Claim, claims=[current])
    return claim


@transaction.atomic
def release(*, claims: Iterable[Claim]) -> None:
    """Let go of the rooms; a claim that is gone already is no harm."""
    freed = list(claims)
    if freed:
        Claim.objects.filter(pk__in=[claim.pk for claim in freed]).delete()
        let_go_of.send(sender=Claim, claims=freed)


def rename(*, claims: QuerySet[Claim], label: str) -> None:
    """What holds the rooms is called something else from now on."""
    claims.update(label=label[:LABEL_LENGTH])


# -- How --------------------------------------------------------------------------------------------


def _checked(starts_at: datetime, ends_at: datetime) -> Period:
    if timezone.is_naive(starts_at) or timezone.is_naive(ends_at):
        raise ValueError("A period needs its time zone.")
    if ends_at <= starts_at:
        raise NoSuchPeriod
    return starts_at.astimezone(UTC), ends_at.astimezone(UTC)


def _hold_still(room: Room, *, leaving: Claim | None = None) -> list[int]:
    """The parts of this room, locked in a fixed order: two who want the same wait for each other, not both.

    Without it PostgreSQL may find two inserts waiting for one another and end one as a deadlock.
    """
    here = RoomPart.objects.filter(room=room, room__is_active=True).order_by("part")
    ids = list(here.values_list("part", flat=True))
    while ids:
        wanted = Part.objects.filter(pk__in=ids)
        if leaving is not None:
            wanted |= Part.objects.filter(pk__in=ClaimPart.objects.filter(claim=leaving).values("part"))
        list(wanted.order_by("pk").select_for_update(no_key=True))
        # What the room is made of may have been changed while we waited.
        again = list(here.values_list("part", flat=True))
        if again == ids:
            return ids
        ids = again
    raise RoomRetired(room)


def _refuse_if_taken(
    room: Room, parts: list[int], period: Period, *, today: date | None, leaving_out: Claim | None = None
) -> None:
    held = clashes_on(Part.objects.filter(pk__in=parts), [period], leaving_out=leaving_out)
    if held:
        raise _taken_by(room, held[period], today)


def _taken(
    room: Room, parts: list[int], period: Period, *, today: date | None, leaving_out: Claim | None = None
) -> RoomTaken:
    """The database refused; say by whom, if that can still be seen."""
    held = clashes_on(Part.objects.filter(pk__in=parts), [period], leaving_out=leaving_out)
    return _taken_by(room, held[period], today) if held else RoomTaken(room, *period, today=today)


def _taken_by(room: Room, claim: Claim, today: date | None) -> RoomTaken:
    by = "" if claim.is_private else claim.label
    return RoomTaken(room, claim.starts_at, claim.ends_at, by, today)


def _insert(claims: list[Claim], parts: list[int]) -> None:
    """All or nothing; a refusal leaves the transaction around it usable."""
    with transaction.atomic():
        Claim.objects.bulk_create(claims, batch_size=INSERT_BATCH)
        _insert_parts(claims, parts)


def _insert_parts(claims: list[Claim], parts: list[int]) -> None:
    in_time = sorted(claims, key=attrgetter("starts_at"))
    _insert_held((claim, part) for claim in in_time for part in parts)


def _insert_held(held: Iterable[tuple[Claim, int]]) -> None:
    ClaimPart.objects.bulk_create(
        [
            ClaimPart(claim=claim, part_id=part, starts_at=claim.starts_at, ends_at=claim.ends_at)
            for claim, part in held
        ],
        batch_size=INSERT_BATCH,
    )


def _insert_one_by_one(claims: list[Claim], parts: list[int]) -> list[Claim]:
    """Somebody who does not lock came in between: those that do not fit any more."""
    lost = []
    for claim in claims:
        claim.pk, claim._state.adding = None, True  # noqa: SLF001 - the refused insert numbered it
        try:
            _insert([claim], parts)
        except IntegrityError:
            claim.pk = None
            lost.append(claim)
    return lost
