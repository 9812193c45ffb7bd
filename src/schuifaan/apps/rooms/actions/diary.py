"""Taking over a diary that was kept elsewhere: offered, looked at in a dry run, then whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import MOST_TIMES, Wish, ask
from schuifaan.apps.rooms.actions.deciding import WarningsStand, confirm
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.actions.parties import PartyDetails, party_for
from schuifaan.apps.rooms.enums import PartyKind, ShownAs, Use
from schuifaan.apps.rooms.importing.entry import Entry
from schuifaan.apps.rooms.importing.reading import read_diary
from schuifaan.apps.rooms.models import Booking, DiaryImport, Party, Room, new_token
from schuifaan.apps.rooms.queries.diary import DryRun, Line, dry_run, token_of
from schuifaan.apps.rooms.queries.holding import Period

MOST_PROBLEMS: Final = 20


class DiaryRefused(PlaceError):  # noqa: N818 - it says what happened
    """The file is no diary we can read; nothing is kept of it."""

    def __init__(self, why: str) -> None:
        super().__init__(why, field="file")


class DiaryChanged(PlaceError):  # noqa: N818 - it says what happened
    """Since the decision was shown, something came in between."""

    def __init__(self) -> None:
        super().__init__(
            _("Er is intussen iets veranderd in de agenda. We hebben opnieuw gekeken. Kijk jij ook nog eens?")
        )


class DiaryUndecided(PlaceError):  # noqa: N818 - it says what happened
    """Something clashes and nobody said what to do with it."""

    def __init__(self, keys: Collection[str]) -> None:
        self.keys = frozenset(keys)
        super().__init__(
            _("Zeg bij elke botsing dat je haar weglaat. Of stop, en maak eerst de agenda in orde.")
        )


class DiaryDone(PlaceError):  # noqa: N818 - it says what happened
    """It was taken over already, or there is nothing in it to take over."""


class DiaryNotAllowed(PlaceError):  # noqa: N818 - it says what happened
    """Rules speak against some of it; nothing was made. `problems` has a sentence for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        super().__init__(
            _("Er is niets overgenomen. Dit kan alleen als iemand van het bestuur zegt waarom het toch mag."),
            field="why",
        )


@transaction.atomic
def offer_diary(*, place: Place, content: bytes, filename: str, by: User, now: datetime) -> DiaryImport:
    """Keep what the file says; raises DiaryRefused. Nothing comes into the diary of the place yet."""
    require(by, "rooms.let_rooms", place)
    try:
        diary = read_diary(content, now=now)
    except FileRefused as refused:
        raise DiaryRefused(str(refused)) from refused
    return DiaryImport.objects.create(
        place=place, filename=filename[:200], diary=diary.as_json(), made_by=by, made_at=now
    )


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


def take_over_diary(
    *,
    offered: DiaryImport,
    seen: str,
    leave_out: Collection[str],
    by: User,
    now: datetime,
    all_clashes: bool = False,
    why: str = "",
) -> DiaryImport:
    """All that is new becomes confirmed bookings, or nothing does; nobody gets a letter.

    `seen`: the dry run that was decided about. `leave_out`: the keys of clashes, or `all_clashes` of them. `why`:
    the reason of somebody who may overrule, for whatever warns.
    """
    require(by, "rooms.let_rooms", offered.place)

    def work() -> DiaryImport:
        hold_place(offered.place)
        current = (
            DiaryImport.objects.select_for_update(of=("self",)).select_related("place").get(pk=offered.pk)
        )
        if current.applied_at is not None:
            raise DiaryDone(_("Deze agenda is al overgenomen."))
        found = dry_run(current)
        if found.seen != seen:
            raise DiaryChanged
        undecided = {one.key for one in found.of("clash")} - set(leave_out)
        if undecided and not all_clashes:
            raise DiaryUndecided(undecided)
        made = _make_all(current, found, by=by, now=now, why=why.strip())
        current.applied_at, current.applied_times, current.diary = now, len(found.of("new")), {}
        current.save(update_fields=["applied_at", "applied_times", "diary"])
        record(
            verb="diary.imported", scope=current.place.audit_scope, by=by, now=now, subject=current.filename,
            changes={"diary.times": [0, current.applied_times], "diary.bookings": [0, len(made)]},
        )  # fmt: skip
        return current

    return in_turn(work)


# -- How ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What becomes one booking: an event with its times, or the rows of one group with one title in one room."""

    entry: Entry
    room: Room
    token: str
    periods: list[Period] = field(default_factory=list)


def _make_all(offered: DiaryImport, found: DryRun, *, by: User, now: datetime, why: str) -> list[Booking]:
    groups = _groups(offered.place, found)
    if not groups:
        raise DiaryDone(_("Er is niets nieuws om over te nemen."))
    parties = _Parties(offered, now)
    made, problems = list[Booking](), list[str]()
    may_overrule = bool(why) and by.has_perm("rooms.overrule", offered.place)
    for group in groups:
        booking = _asked(group, parties.of(group.entry), by=by, now=now)
        try:
            made.append(confirm(booking=booking, by=by, now=now, quiet=True))
        except WarningsStand as stand:
            if may_overrule:
                reasons = {one.rule: why for one in stand.warnings}
                made.append(confirm(booking=booking, by=by, now=now, reasons=reasons, quiet=True))
            else:
                problems.append(f"{group.entry.title}, {group.room.name}: {stand.warnings[0].words}")
    if problems:
        raise DiaryNotAllowed(problems)
    return made


def _asked(group: _Group, party: Party, *, by: User, now: datetime) -> Booking:
    entry = group.entry
    wish = Wish(
        room=group.room, periods=group.periods, use=Use.OTHER, title=entry.title, note=entry.note,
        shown_as=ShownAs.TAKEN if entry.is_private else ShownAs.NAME, rule=entry.rule,
    )  # fmt: skip
    return ask(
        place=group.room.place, party=party, wish=wish, by=by, now=now, form_token=group.token, quiet=True
    )


def _groups(place: Place, found: DryRun) -> list[_Group]:
    groups: list[_Group] = []
    open_ones: dict[object, _Group] = {}
    known = {one.entry.uid for one in found.of("known")}
    for line in found.of("new"):
        group = open_ones.get(_together(line))
        if group is None or len(group.periods) >= MOST_TIMES:
            assert line.room is not None  # noqa: S101 - what is new has a room
            is_first = bool(line.entry.uid) and line.entry.uid not in known
            token = token_of(place, line.entry) if is_first else new_token()
            line.room.place = place
            group = open_ones[_together(line)] = _Group(line.entry, line.room, token)
            groups.append(group)
        group.periods.append(line.period)
    return groups


def _together(line: Line) -> object:
    entry = line.entry
    if entry.uid:
        return entry.uid
    return line.room, entry.title.casefold(), entry.who.casefold(), entry.email.casefold(), entry.note


class _Parties:
    """Found by name at the place, or made; each once."""

    def __init__(self, offered: DiaryImport, now: datetime) -> None:
        self._offered, self._now = offered, now
        here = Party.objects.filter(place=offered.place).order_by("-pk")
        self._by_name = {party.name.casefold(): party for party in here}

    def of(self, entry: Entry) -> Party:
        party = self._by_name.get(entry.who.casefold())
        if party is None:
            details = PartyDetails(
                name=entry.who, kind=PartyKind(self._offered.party_kind), phone=entry.phone, email=entry.email
            )
            party = party_for(place=self._offered.place, details=details, now=self._now)
            self._by_name[entry.who.casefold()] = party
        return party
