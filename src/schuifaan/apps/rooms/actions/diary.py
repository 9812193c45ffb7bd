"""Taking over a diary that was kept elsewhere: offered, looked at in a dry run, then whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.diary_writing import Made, make_bookings, save_bookings
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.importing.columns import Columns
from schuifaan.apps.rooms.importing.diary_sheet import diary_of
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.reading import read_file
from schuifaan.apps.rooms.importing.sheet import Sheet
from schuifaan.apps.rooms.models import DiaryImport, Room
from schuifaan.apps.rooms.queries.diary import LATER, LEAVE_OUT, DryRun, Line, dry_run
from schuifaan.apps.rooms.queries.diary_clashes import other_rooms
from schuifaan.apps.rooms.wording import when

MOST_PROBLEMS: Final = 20
# Of a clash in bulk: each into the first other room that is free then.
FREE_ROOM: Final = "vrij"


class DiaryRefused(PlaceError):  # noqa: N818 - it says what happened
    """The file is no diary we can read; nothing is kept of it."""

    def __init__(self, why: str) -> None:
        super().__init__(why, field="file")


class DiaryChanged(PlaceError):  # noqa: N818 - it says what happened
    """Since the decision was shown, something came in between. `problems` names each row that clashes now."""

    def __init__(self, clashes: Sequence[Line], *, today: date) -> None:
        self.problems = _few([_clash_told(one, today) for one in clashes])
        super().__init__(
            _(
                "Er is intussen iets veranderd in de agenda. Er is niets overgenomen. Kijk jij het nog eens na?"
            )
        )


class DiaryUndecided(PlaceError):  # noqa: N818 - it says what happened
    """Something clashes and nobody said what to do with it."""

    def __init__(self, clashes: Sequence[Line]) -> None:
        self.keys = frozenset(one.key for one in clashes)
        super().__init__(_("Zeg eerst bij elke botsing wat je ermee wilt. Er is niets overgenomen."))


class DiaryDone(PlaceError):  # noqa: N818 - it says what happened
    """It was taken over already, or there is nothing in it to take over."""


class DiaryNotAllowed(PlaceError):  # noqa: N818 - it says what happened
    """Rules speak against some of it; nothing was made. `problems` has a sentence for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = _few(problems)
        super().__init__(
            _("Er is niets overgenomen. Dit kan alleen als iemand van het bestuur zegt waarom het toch mag."),
            field="why",
        )


# -- Reading --------------------------------------------------------------------------------------


@transaction.atomic
def offer_diary(*, place: Place, content: bytes, filename: str, by: User, now: datetime) -> DiaryImport:
    """Keep what the file says; raises DiaryRefused. Nothing comes into the diary of the place yet.

    What somebody had better say first, which column is what, is not kept as read: `columns` stays empty then.
    """
    require(by, "rooms.let_rooms", place)
    try:
        read = read_file(content, now=now)
    except FileRefused as refused:
        raise DiaryRefused(str(refused)) from refused
    return DiaryImport.objects.create(
        place=place, filename=filename[:200], made_by=by, made_at=now,
        sheet=read.sheet.as_json() if read.sheet else {},
        columns={} if read.is_doubtful else _as_json(read.columns),
        diary={} if read.is_doubtful else read.diary.as_json(),
    )  # fmt: skip


@transaction.atomic
def say_columns(*, offered: DiaryImport, columns: Columns, by: User, now: datetime) -> Diary:
    """Which column is what: the file is read that way. What was said of rooms stays, of clashes it does not."""
    require(by, "rooms.let_rooms", offered.place)
    current = _open(offered)
    diary = diary_of(Sheet.from_json(current.sheet), columns, now=now)
    current.columns, current.diary, current.decisions = _as_json(columns), diary.as_json(), {}
    current.save(update_fields=["columns", "diary", "decisions"])
    return diary


@transaction.atomic
def match_rooms(
    *, offered: DiaryImport, rooms: Mapping[str, Room | None], party_kind: PartyKind, by: User
) -> DiaryImport:
    """Which name is which room; None leaves out whatever has that name."""
    require(by, "rooms.let_rooms", offered.place)
    if any(room is not None and room.place_id != offered.place_id for room in rooms.values()):
        raise ValueError("The rooms belong to the place.")
    offered.rooms = {name: room.pk if room else None for name, room in rooms.items()}
    offered.party_kind = party_kind
    offered.save(update_fields=["rooms", "party_kind"])
    return offered


@transaction.atomic
def discard_diary(*, offered: DiaryImport, by: User) -> None:
    """Forget what was read; what was taken over stays."""
    require(by, "rooms.let_rooms", offered.place)
    offered.delete()


# -- Deciding -------------------------------------------------------------------------------------


@transaction.atomic
def decide(*, offered: DiaryImport, said: Mapping[str, str], by: User) -> DiaryImport:
    """Of single times by their key: LEAVE_OUT, LATER, the number of a room, or "" to take that back."""
    require(by, "rooms.let_rooms", offered.place)
    current = _open(offered)
    rooms = {
        str(pk)
        for pk in Room.objects.filter(place=current.place, is_active=True).values_list("pk", flat=True)
    }
    for key, what in said.items():
        if what in {LEAVE_OUT, LATER}:
            current.decisions[key] = what
        elif what in rooms:
            current.decisions[key] = int(what)
        elif not what:
            current.decisions.pop(key, None)
    current.save(update_fields=["decisions"])
    return current


@transaction.atomic
def decide_rest(*, offered: DiaryImport, what: str, by: User, only: Room | None = None) -> int:
    """Of all that clashes and nobody decided about, or of that in one room. How many could not be helped.

    `what`: LEAVE_OUT, LATER, or FREE_ROOM.
    """
    require(by, "rooms.let_rooms", offered.place)
    current = _open(offered)
    found = dry_run(current)
    clashes = [one for one in found.of("clash") if only is None or one.room == only]
    chosen: dict[str, Any] = {one.key: what for one in clashes}
    if what == FREE_ROOM:
        others = other_rooms(current.place, found, clashes)
        chosen = {one.key: room.pk for one in clashes if (room := others.take_first(one)) is not None}
    current.decisions |= chosen
    current.save(update_fields=["decisions"])
    return len(clashes) - len(chosen)


def take_over_diary(
    *, offered: DiaryImport, seen: str, by: User, now: datetime, why: str = ""
) -> DiaryImport:
    """All that is new becomes confirmed bookings, or nothing does; nobody gets a letter.

    `seen`: the dry run that was decided about. `why`: the reason of somebody who may overrule, for whatever warns.
    What was kept for later stays to be looked at again.
    """
    require(by, "rooms.let_rooms", offered.place)
    try:
        return in_turn(lambda: _taken_over(offered, seen, by, now, why.strip()))
    except IntegrityError as error:
        # Something that does not wait for the place held a room between our look and our writing.
        raise _changed(dry_run(offered), now) from error


# -- How ------------------------------------------------------------------------------------------


def _taken_over(offered: DiaryImport, seen: str, by: User, now: datetime, why: str) -> DiaryImport:
    hold_place(offered.place)
    current = _open(offered)
    found = dry_run(current)
    if found.seen != seen:
        raise _changed(found, now)
    if undecided := found.of("clash"):
        raise DiaryUndecided(undecided)
    lines = found.of("new")
    if not lines:
        raise DiaryDone(_("Er is niets nieuws om over te nemen."))
    kind = PartyKind(current.party_kind)
    made = make_bookings(current.place, lines, party_kind=kind, by=by, now=now)
    _refuse_what_is_not_allowed(made, may_overrule=bool(why) and by.has_perm("rooms.overrule", current.place))
    save_bookings(current.place, made, why=why, by=by, now=now)
    _keep_for_later(current, found, now)
    current.applied_times += len(lines)
    current.save(update_fields=["applied_at", "applied_times", "diary", "sheet", "columns", "decisions"])
    record(
        verb="diary.imported", scope=current.place.audit_scope, by=by, now=now, subject=current.filename,
        changes={"diary.times": [0, len(lines)], "diary.bookings": [0, len(made)]},
    )  # fmt: skip
    return current


def _keep_for_later(current: DiaryImport, found: DryRun, now: datetime) -> None:
    """Nothing but what somebody put off; without that it is done."""
    periods: dict[int, list[Any]] = {}
    for line in found.of("later"):
        periods.setdefault(line.entry.row, []).append(line.period)
    kept = [
        replace(entry, periods=tuple(periods[entry.row]))
        for entry in found.diary.entries
        if entry.row in periods
    ]
    current.applied_at = None if kept else now
    current.diary = Diary(tuple(kept)).as_json() if kept else {}
    current.sheet, current.columns, current.decisions = {}, {}, {}


def _refuse_what_is_not_allowed(made: Sequence[Made], *, may_overrule: bool) -> None:
    problems = [
        f"{one.entry.title}, {one.booking.room.name}: {one.doubts[0].words}" for one in made if one.doubts
    ]
    if problems and not may_overrule:
        raise DiaryNotAllowed(problems)


def _open(offered: DiaryImport) -> DiaryImport:
    """As it is now, and nobody else changes it; DiaryDone when it was taken over, or thrown away meanwhile."""
    held = DiaryImport.objects.select_for_update(of=("self",)).select_related("place")
    current = held.filter(pk=offered.pk).first()
    if current is None:
        raise DiaryDone(_("Deze agenda is intussen weggegooid."))
    if current.applied_at is not None:
        raise DiaryDone(_("Deze agenda is al overgenomen."))
    return current


def _changed(found: DryRun, now: datetime) -> DiaryChanged:
    return DiaryChanged(found.of("clash"), today=timezone.localdate(now))


def _clash_told(line: Line, today: date) -> str:
    """“Rij 14 (Koor, dinsdag 5 januari 19.30–22.00 uur) botst met Buurtdiner”."""
    said = {
        "row": line.entry.row, "title": line.entry.title, "when": when(*line.period, today=today), "why": line.why,
    }  # fmt: skip
    if line.entry.uid:
        return _("%(title)s, %(when)s, botst met %(why)s.") % said
    return _("Rij %(row)s (%(title)s, %(when)s) botst met %(why)s.") % said


def _few(sentences: Sequence[str]) -> tuple[str, ...]:
    if len(sentences) <= MOST_PROBLEMS:
        return tuple(sentences)
    more = _("En nog %(more)s.") % {"more": len(sentences) - MOST_PROBLEMS}
    return (*sentences[:MOST_PROBLEMS], more)


def _as_json(columns: Columns) -> dict[str, str]:
    return {str(column): key for column, key in columns.items()}
