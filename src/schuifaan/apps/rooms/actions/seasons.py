"""Once a year: a season is opened, wishes come in, and whoever lets the rooms divides the hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.actions.saving import PlaceError, plain, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.enums import SeasonState, Use
from schuifaan.apps.rooms.models import Party, Room, Season, SeasonWish
from schuifaan.apps.rooms.queries.seasons import (
    clock,
    minutes_of,
    rooms_with_hours,
    slot_asked,
    slot_got,
    spaces_of,
    takes_wishes,
    wishes_of,
)
from schuifaan.core.letting.seasons import DAY, Slot, overlap
from schuifaan.ui.speech import spoken_time

# Somebody who asks for more has made a mistake, or means harm.
MOST_WISHES: Final = 10
MOST_DAYS: Final = 550


class SeasonChanged(PlaceError):  # noqa: N818 - it says what happened
    """Somebody else divided meanwhile; nothing of theirs was overwritten."""

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(
            _(
                "Intussen heeft %(name)s iets veranderd aan dit seizoen. Kijk hoe het nu is, en doe het dan opnieuw."
            )
            % {"name": by or _("iemand anders")}
        )


class SeasonClosed(PlaceError):  # noqa: N818 - it says what happened
    """What was asked does not go with how far the season is."""


class HourGiven(PlaceError):  # noqa: N818 - it says what happened
    """Another has that hour, or a piece of it."""

    def __init__(self, other: SeasonWish) -> None:
        self.other = other
        super().__init__(
            _("Dat uur is al gegeven aan %(party)s. Neem het daar eerst terug, of kies een ander uur.")
            % {"party": other.party.name},
            field="starts",
        )


class WrongHour(PlaceError):  # noqa: N818 - it says what happened
    """It cannot be then."""


@dataclass(frozen=True, slots=True)
class Hour:
    """What is wished: every week on this day (1 is Monday) in this room."""

    room: Room
    weekday: int
    starts: time
    ends: time
    use: Use
    note: str = ""


# -- The season -------------------------------------------------------------------------------------


def open_season(
    *,
    place: Place,
    name: str,
    first_on: date,
    last_on: date,
    wishes_until: date,
    by: User,
    now: datetime,
    priorities: str = "",
) -> Season:
    """From now until `wishes_until` parties can say what they wish."""
    require(by, "rooms.let_rooms", place)

    def work() -> Season:
        hold_place(place)
        _check_days(first_on, last_on, wishes_until)
        _check_first_day(place, first_on)
        season = Season.objects.create(
            place=place, name=_one_line(name), first_on=first_on, last_on=last_on,
            wishes_until=wishes_until, priorities=priorities.strip(),
        )  # fmt: skip
        _note(season, "season.opened", by=by, now=now)
        return season

    return in_turn(work)


def change_season(*, season: Season, by: User, now: datetime, version: int, **facts: Any) -> Season:
    """`facts`: name, days and priorities. What is settled stays as it is."""
    require(by, "rooms.let_rooms", season.place)

    def work() -> Season:
        current = hold_season(season, version)
        _require_unsettled(current)
        wanted = {name: getattr(current, name) for name in ("first_on", "last_on", "wishes_until")} | facts
        _check_days(wanted["first_on"], wanted["last_on"], wanted["wishes_until"])
        _check_first_day(current.place, wanted["first_on"], but=current)
        changes = {
            name: [plain(getattr(current, name)), plain(value)]
            for name, value in facts.items()
            if getattr(current, name) != value
        }
        for name, value in facts.items():
            setattr(current, name, value)
        current.save(update_fields=list(facts))
        _note(current, "season.changed", by=by, now=now, changes=changes)
        return current

    return in_turn(work)


def start_dividing(*, season: Season, by: User, now: datetime, version: int) -> Season:
    """From now on wishes come through the desk alone. A second time changes nothing."""
    require(by, "rooms.let_rooms", season.place)

    def work() -> Season:
        current = hold_season(season, version)
        _require_unsettled(current)
        if current.state == SeasonState.OPEN:
            current.state = SeasonState.DIVIDING
            current.save(update_fields=["state"])
            _note(current, "season.divided", by=by, now=now)
        return current

    return in_turn(work)


# -- Wishes -----------------------------------------------------------------------------------------


def add_wish(*, season: Season, party: Party, hour: Hour, by: User | None, now: datetime) -> SeasonWish:
    """`by` None: the party itself, through its link, as long as wishes are asked for."""

    def work() -> SeasonWish:
        current = _hold_for_wishes(season, party, by, now)
        if SeasonWish.objects.filter(season=current, party=party).count() >= MOST_WISHES:
            raise SeasonClosed(_("Dat zijn er te veel: hoogstens %(most)s wensen.") % {"most": MOST_WISHES})
        _check_hour(current, hour)
        wish = SeasonWish.objects.create(
            season=current, party=party, room=hour.room, weekday=hour.weekday, starts=hour.starts,
            ends=hour.ends, use=hour.use, note=hour.note.strip(), asked_at=now,
        )  # fmt: skip
        _note(current, "season.wished", by=by, now=now)
        return wish

    return in_turn(work)


def change_wish(*, wish: SeasonWish, hour: Hour, by: User | None, now: datetime) -> SeasonWish:
    """Of another hour nothing is given yet."""

    def work() -> SeasonWish:
        current = _hold_for_wishes(wish.season, wish.party, by, now)
        _check_hour(current, hour)
        again = SeasonWish.objects.get(pk=wish.pk)
        again.room, again.weekday, again.use = hour.room, hour.weekday, hour.use
        again.starts, again.ends, again.note = hour.starts, hour.ends, hour.note.strip()
        if slot_asked(again) != slot_asked(wish):
            again.got_room = again.got_weekday = again.got_starts = None
        again.save()
        _note(current, "season.wish_changed", by=by, now=now)
        return again

    return in_turn(work)


def withdraw_wish(*, wish: SeasonWish, by: User | None, now: datetime) -> None:
    def work() -> None:
        current = _hold_for_wishes(wish.season, wish.party, by, now)
        SeasonWish.objects.filter(pk=wish.pk).delete()
        _note(current, "season.wish_withdrawn", by=by, now=now)

    in_turn(work)


# -- Dividing ---------------------------------------------------------------------------------------


def allot(
    *, wish: SeasonWish, room: Room, weekday: int, starts: time, by: User, now: datetime, version: int
) -> SeasonWish:
    """As long as was asked for. `HourGiven` when another has (a piece of) it."""
    require(by, "rooms.let_rooms", wish.season.place)

    def work() -> SeasonWish:
        current = hold_season(wish.season, version)
        _require_unsettled(current)
        slot = _slot(wish, room, weekday, starts)
        _refuse_if_given(current, wish, slot)
        again = SeasonWish.objects.select_related("party").get(pk=wish.pk)
        again.got_room, again.got_weekday, again.got_starts = room, weekday, starts
        again.save(update_fields=["got_room", "got_weekday", "got_starts"])
        _note(
            current, "season.given", by=by, now=now,
            changes={"got": [None, f"{room.name} {weekday} {starts:%H.%M}"]},
        )  # fmt: skip
        return again

    return in_turn(work)


def take_away(*, wish: SeasonWish, by: User, now: datetime, version: int) -> SeasonWish:
    """It stands again where it was asked for."""
    require(by, "rooms.let_rooms", wish.season.place)

    def work() -> SeasonWish:
        current = hold_season(wish.season, version)
        _require_unsettled(current)
        again = SeasonWish.objects.get(pk=wish.pk)
        again.got_room = again.got_weekday = again.got_starts = None
        again.save(update_fields=["got_room", "got_weekday", "got_starts"])
        _note(current, "season.taken_back", by=by, now=now)
        return again

    return in_turn(work)


def hold_season(season: Season, version: int | None) -> Season:
    """As it is now, nobody else changes it, and this is one change. `version` None: whatever there is."""
    hold_place(season.place)
    rows = Season.objects.filter(pk=season.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        raise SeasonChanged(_who_was_last(season.place))
    current = Season.objects.select_related("place__organisation").get(pk=season.pk)
    season.version = current.version
    return current


# -- How --------------------------------------------------------------------------------------------


def _hold_for_wishes(season: Season, party: Party, by: User | None, now: datetime) -> Season:
    if by is not None:
        require(by, "rooms.let_rooms", season.place)
    if party.place_id != season.place_id:
        raise ValueError("The party belongs to the place.")
    current = hold_season(season, None)
    _require_unsettled(current)
    if by is None and not takes_wishes(current, timezone.localdate(now)):
        raise SeasonClosed(_("Wensen doorgeven kan niet meer. Bel of mail de plek."))
    return current


def _require_unsettled(season: Season) -> None:
    if season.state == SeasonState.SETTLED:
        raise SeasonClosed(_("Dit seizoen is verdeeld. Verander nu de reserveringen zelf."))


def _check_days(first_on: date, last_on: date, wishes_until: date) -> None:
    if last_on <= first_on:
        raise WrongHour(_("De laatste dag moet na de eerste liggen."), field="last_on")
    if (last_on - first_on).days > MOST_DAYS:
        raise WrongHour(_("Een seizoen duurt hoogstens anderhalf jaar."), field="last_on")
    if wishes_until >= first_on:
        raise WrongHour(
            _("Vraag de wensen vóór het seizoen begint; dan is er tijd om te verdelen."), field="wishes_until"
        )


def _check_first_day(place: Place, first_on: date, but: Season | None = None) -> None:
    others = Season.objects.filter(place=place, first_on=first_on)
    other = (others.exclude(pk=but.pk) if but else others).first()
    if other is not None:
        raise WrongHour(
            _("Op die dag begint al een seizoen: %(name)s.") % {"name": other.name}, field="first_on"
        )


def _check_hour(season: Season, hour: Hour) -> None:
    if hour.room.place_id != season.place_id or not hour.room.is_active:
        raise WrongHour(_("Kies een ruimte van deze plek."), field="room")
    if hour.weekday not in range(1, 8):
        raise WrongHour(_("Kies een dag."), field="weekday")
    if hour.ends <= hour.starts:
        raise WrongHour(_("Het einde moet na het begin liggen."), field="ends")


def _slot(wish: SeasonWish, room: Room, weekday: int, starts: time) -> Slot:
    if room.place_id != wish.season.place_id or not room.is_active:
        raise WrongHour(_("Kies een ruimte van deze plek."), field="room")
    if weekday not in range(1, 8):
        raise WrongHour(_("Kies een dag."), field="weekday")
    first = minutes_of(starts)
    slot = Slot(weekday, first, first + slot_asked(wish).minutes, room.pk)
    if slot.ends >= DAY:
        latest = clock(DAY - 1 - slot_asked(wish).minutes)
        raise WrongHour(
            _("Dan is het na middernacht pas afgelopen. Begin uiterlijk om %(latest)s.")
            % {"latest": spoken_time(latest)},
            field="starts",
        )
    return slot


def _refuse_if_given(season: Season, wish: SeasonWish, slot: Slot) -> None:
    spaces = spaces_of(rooms_with_hours(season.place))
    for other in wishes_of(season):
        has = slot_got(other)
        if other.pk != wish.pk and has is not None and overlap(slot, has, spaces):
            raise HourGiven(other)


def _who_was_last(place: Place) -> str:
    found = AuditEvent.objects.filter(scope=place.audit_scope, verb__startswith="season.")
    last = found.order_by("-at", "-id").first()
    return last.actor_name if last else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _note(
    season: Season, verb: str, *, by: User | None, now: datetime, changes: dict[str, Any] | None = None
) -> None:
    """By its name: who wishes what is nobody's business in a trail that stays."""
    record(
        verb=verb, scope=season.place.audit_scope, by=by, now=now, subject=season.name, changes=changes or {}
    )
