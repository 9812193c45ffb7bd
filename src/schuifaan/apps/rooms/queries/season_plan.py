"""What settling a season will make: each series with its dates, what is left out and why, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.rooms.models import Claim, Party, Room, Season, SeasonWish
from schuifaan.apps.rooms.queries.asking import is_first_time, taken_in
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rates import RateBook, rate_book
from schuifaan.apps.rooms.queries.seasons import (
    clock,
    dates_of,
    ends_of,
    period_on,
    rooms_with_hours,
    said_of,
    slot_got,
    spaces_of,
    wishes_of,
)
from schuifaan.apps.rooms.wording_seasons import hour_said
from schuifaan.core.letting import seasons as sums
from schuifaan.core.letting.seasons import Slot
from schuifaan.core.timeline.dutch_holidays import holiday_on


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A date that does not go on, and why: a public holiday, or what holds the room."""

    day: date
    period: Period
    why: str


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One series to be. `cents` None: the place states no rate for (some of) it."""

    wish: SeasonWish
    room: Room
    slot: Slot
    going: Sequence[Period]
    left_out: Sequence[LeftOut]
    cents: int | None

    @property
    def said(self) -> str:
        return hour_said(self.slot.weekday, clock(self.slot.starts), ends_of(self.slot))

    @property
    def party(self) -> Party:
        return self.wish.party


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    """`problems` are sentences: with one of them nothing can be made."""

    season: Season
    lines: Sequence[SeriesLine]
    without: Sequence[SeasonWish]
    problems: Sequence[str]

    @property
    def parties(self) -> list[Party]:
        """Everybody who wished, once, whatever they got."""
        found = {one.party_id: one.party for one in [*(line.wish for line in self.lines), *self.without]}
        return sorted(found.values(), key=lambda party: (party.name, party.pk))

    @property
    def without_said(self) -> list[tuple[SeasonWish, str]]:
        return [(wish, said_of(wish)) for wish in self.without]

    @property
    def told(self) -> list[Party]:
        """Those who can be mailed."""
        return [party for party in self.parties if party.email]

    @property
    def to_call(self) -> list[Party]:
        return [party for party in self.parties if not party.email]


def plan_of(season: Season, *, now: datetime, skip_holidays: bool) -> SeasonPlan:
    """In the order in which the series are made."""
    wishes = wishes_of(season)
    given = {wish.pk: slot for wish in wishes if (slot := slot_got(wish))}
    by_pk = {wish.pk: wish for wish in wishes}
    order = sorted(given, key=lambda pk: (given[pk].space, given[pk], pk))
    book, seen = rate_book(season.place), set[int]()
    lines = []
    for pk in order:
        wish = by_pk[pk]
        first = wish.party_id not in seen and is_first_time(wish.party)
        seen.add(wish.party_id)
        lines.append(_line(season, wish, given[pk], book, now=now, skip_holidays=skip_holidays, first=first))
    without = [wish for wish in wishes if wish.pk not in given]
    return SeasonPlan(season, lines, without, [*_clashes(season, given, by_pk), *_empty(lines)])


def _line(
    season: Season,
    wish: SeasonWish,
    slot: Slot,
    book: RateBook,
    *,
    now: datetime,
    skip_holidays: bool,
    first: bool,
) -> SeriesLine:
    room = wish.got_room or wish.room
    room.place = season.place
    periods = {period_on(day, slot): day for day in dates_of(season, slot.weekday, now)}
    taken = taken_in(room, list(periods))
    left_out = []
    for period, day in periods.items():
        why = _holiday(day) if skip_holidays else ""
        why = why or (_taken(taken[period]) if period in taken else "")
        if why:
            left_out.append(LeftOut(day, period, why))
    out = {one.period for one in left_out}
    going = [period for period in periods if period not in out]
    return SeriesLine(wish, room, slot, going, left_out, _cents(book, room, wish.party, going, first=first))


def _holiday(day: date) -> str:
    found = holiday_on(day)
    if found is None:
        return ""
    return found.nl if (get_language() or "nl").startswith("nl") else found.en


def _taken(claim: Claim) -> str:
    if claim.is_private or not claim.label:
        return _("bezet")
    return _("bezet: %(what)s") % {"what": claim.label}


def _cents(book: RateBook, room: Room, party: Party, going: Sequence[Period], *, first: bool) -> int | None:
    total = 0
    for number, (start, end) in enumerate(going):
        price = book.price_of(
            room=room, party_kind=party.kind, starts_at=start, ends_at=end, first_time=first and number == 0
        )
        if price is None:
            return None
        total += price.cents
    return total


def _clashes(season: Season, given: dict[int, Slot], by_pk: dict[int, SeasonWish]) -> list[str]:
    """What was divided before the rooms were changed may not fit any more."""
    found = sums.clashes(given, spaces_of(rooms_with_hours(season.place)))
    said = []
    for one, others in found.items():
        for other in others:
            if one < other:
                names = {"one": by_pk[one].party.name, "other": by_pk[other].party.name}
                said.append(_("%(one)s en %(other)s hebben samen hetzelfde uur.") % names)
    return said


def _empty(lines: Sequence[SeriesLine]) -> list[str]:
    said = []
    for line in lines:
        names = {"party": line.party.name, "room": line.room.name}
        if not line.room.is_active:
            said.append(_("%(room)s is niet meer in gebruik; %(party)s heeft die ruimte.") % names)
        elif not line.going:
            said.append(_("Voor %(party)s is er in %(room)s geen enkele keer vrij.") % names)
    return said
