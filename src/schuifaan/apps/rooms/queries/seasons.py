"""A season as its board shows it: who wishes what, what cannot go together, and what is free nearest to that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Prefetch, Q
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import SeasonState
from schuifaan.apps.rooms.models import ClaimPart, Party, Room, RoomPart, Season, SeasonWish, Window
from schuifaan.apps.rooms.queries.holding import held_parts, parts_of
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE, USUAL_HOURS
from schuifaan.apps.rooms.wording_seasons import hour_said
from schuifaan.core.letting import seasons as sums
from schuifaan.core.letting.seasons import DAY, Kind, Slot, Space
from schuifaan.core.timeline.wallclock import from_wall, to_wall

_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MIDNIGHT: Final = time(0, 0)
WEEKDAYS: Final = tuple(range(1, 8))


# -- Finding ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeasonLine:
    season: Season
    count: int
    given: int


def season_lines(place: Place) -> list[SeasonLine]:
    """The newest first, with how many wishes there are and how many have an hour."""
    found = Season.objects.filter(place=place).order_by("-first_on")
    counted = found.annotate(
        count=Count("wishes"), given=Count("wishes", filter=Q(wishes__got_room__isnull=False))
    )
    return [SeasonLine(one, one.count, one.given) for one in counted]


def season_at(place: Place, pk: int) -> Season | None:
    return Season.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def wishes_of(season: Season) -> list[SeasonWish]:
    found = SeasonWish.objects.filter(season=season)
    return list(found.select_related("party__place", "room", "got_room").order_by("weekday", "starts", "id"))


def wish_at(season: Season, pk: int) -> SeasonWish | None:
    found = SeasonWish.objects.filter(season=season, pk=pk)
    return found.select_related("season__place", "party", "room", "got_room").first()


def open_seasons(party: Party, today: date) -> list[Season]:
    """Those for which a party can still say what it wishes."""
    found = Season.objects.filter(place=party.place, state=SeasonState.OPEN, wishes_until__gte=today)
    return list(found.order_by("first_on"))


def takes_wishes(season: Season, today: date) -> bool:
    return season.state == SeasonState.OPEN and today <= season.wishes_until


def said_of(wish: SeasonWish) -> str:
    """The hour that was asked for."""
    return hour_said(wish.weekday, wish.starts, wish.ends)


def wishes_of_party(season: Season, party: Party) -> list[tuple[SeasonWish, str]]:
    """Each with its hour in words."""
    return [(one, said_of(one)) for one in wishes_of(season) if one.party_id == party.pk]


# -- As the arithmetic sees it ----------------------------------------------------------------------


def minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def slot_asked(wish: SeasonWish) -> Slot:
    return Slot(wish.weekday, minutes_of(wish.starts), minutes_of(wish.ends), wish.room_id)


def slot_got(wish: SeasonWish) -> Slot | None:
    """As long as it was asked for."""
    if wish.got_room_id is None or wish.got_weekday is None or wish.got_starts is None:
        return None
    starts = minutes_of(wish.got_starts)
    return Slot(wish.got_weekday, starts, starts + slot_asked(wish).minutes, wish.got_room_id)


def slot_of(wish: SeasonWish) -> Slot:
    """Where it stands: what it got, or else what it asked for."""
    return slot_got(wish) or slot_asked(wish)


def ends_of(slot: Slot) -> time:
    return clock(min(slot.ends, DAY - 1)) if slot.ends >= DAY else clock(slot.ends)


def rooms_with_hours(place: Place) -> list[Room]:
    rooms = Room.objects.filter(place=place).order_by("position", "name", "pk")
    return list(
        rooms.prefetch_related(
            Prefetch("room_parts", RoomPart.objects.order_by("part")),
            Prefetch("windows", Window.objects.order_by("weekday", "starts")),
        )
    )


def spaces_of(rooms: Iterable[Room]) -> dict[int, Space]:
    """A room that is not in use any more has no hours."""
    return {
        room.pk: Space(
            frozenset(one.part_id for one in room.room_parts.all()),
            room.before_minutes,
            room.after_minutes,
            _hours(room) if room.is_active else {},
        )
        for room in rooms
    }


def _hours(room: Room) -> dict[int, tuple[tuple[int, int], ...]]:
    windows = list(room.windows.all())
    if not windows:
        usual = (minutes_of(USUAL_HOURS[0]), minutes_of(USUAL_HOURS[1]))
        return dict.fromkeys(WEEKDAYS, (usual,))
    found: dict[int, list[tuple[int, int]]] = {}
    for one in windows:
        spans = found.setdefault(one.weekday, [])
        first, last = minutes_of(one.starts), DAY if one.ends >= LAST_MINUTE else minutes_of(one.ends)
        if spans and spans[-1][1] >= first:
            first, last = spans[-1][0], max(spans.pop()[1], last)
        spans.append((first, last))
    return {weekday: tuple(spans) for weekday, spans in found.items()}


# -- Dates ------------------------------------------------------------------------------------------


def dates_of(season: Season, weekday: int, now: datetime) -> list[date]:
    """Each week, from the first day on, as far as they are still to come."""
    first = max(season.first_on, to_wall(now).date() + _ONE_DAY)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    days = []
    while day <= season.last_on:
        days.append(day)
        day += _WEEK
    return days


def period_on(day: date, slot: Slot) -> tuple[datetime, datetime]:
    midnight = datetime.combine(day, _MIDNIGHT)
    return from_wall(midnight + timedelta(minutes=slot.starts)), from_wall(
        midnight + timedelta(minutes=slot.ends)
    )


class Held:
    """What holds pieces of a place during a season, read once."""

    def __init__(self, season: Season, spaces: Mapping[int, Space], now: datetime) -> None:
        self.season, self.spaces = season, spaces
        # Many look at the same hours.
        self._known: dict[Slot, list[date]] = {}
        self.dates = {weekday: dates_of(season, weekday, now) for weekday in WEEKDAYS}
        first, last = (
            datetime.combine(season.first_on, _MIDNIGHT),
            datetime.combine(season.last_on, _MIDNIGHT),
        )
        held = held_parts(parts_of(season.place), from_wall(first - _ONE_DAY), from_wall(last + 2 * _ONE_DAY))
        self._by_day: dict[tuple[int, date], list[ClaimPart]] = {}
        for one in held:
            day, final = to_wall(one.starts_at).date(), to_wall(one.ends_at).date()
            while day <= final:
                self._by_day.setdefault((one.part_id, day), []).append(one)
                day += _ONE_DAY

    def taken(self, slot: Slot) -> list[date]:
        """Dates on which others have it, with setting up and cleaning."""
        if slot not in self._known:
            self._known[slot] = [day for day in self.dates[slot.weekday] if self._is_taken(slot, day)]
        return self._known[slot]

    def is_mostly_free(self, slot: Slot) -> bool:
        return len(self.taken(slot)) * 2 <= len(self.dates[slot.weekday])

    def _is_taken(self, slot: Slot, day: date) -> bool:
        space = self.spaces[slot.space]
        that_day = [one for part in space.parts for one in self._by_day.get((part, day), ())]
        if not that_day:
            return False
        start, end = period_on(day, slot)
        start, end = start - timedelta(minutes=space.before), end + timedelta(minutes=space.after)
        return any(one.starts_at < end and start < one.ends_at for one in that_day)


# -- The board --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """An hour one can give: one tap."""

    room: Room
    weekday: int
    starts: time
    ends: time
    kind: Kind
    taken: int = 0

    @property
    def said(self) -> str:
        return hour_said(self.weekday, self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Card:
    """One wish where it stands. `lost_to` have that hour already; `wanted_by` wish it too."""

    wish: SeasonWish
    room: Room
    weekday: int
    starts: time
    ends: time
    is_given: bool
    lost_to: Sequence[SeasonWish]
    wanted_by: Sequence[SeasonWish]
    # Dates on which others hold the room already.
    taken: int
    choices: Sequence[Choice] = ()

    @property
    def said(self) -> str:
        return hour_said(self.weekday, self.starts, self.ends)

    @property
    def asked_said(self) -> str:
        return said_of(self.wish)

    @property
    def is_moved(self) -> bool:
        asked = self.wish
        return self.is_given and (asked.room_id, asked.weekday, asked.starts) != (
            self.room.pk, self.weekday, self.starts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    room: Room
    weekday: int
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Board:
    """By day and within it by room, so that it reads as a list; on a wide screen rooms are rows."""

    season: Season
    rooms: Sequence[Room]
    days: Sequence[tuple[int, Sequence[Cell]]]
    cards: Mapping[int, Card]

    @property
    def count(self) -> int:
        return len(self.cards)

    @property
    def given(self) -> int:
        return sum(card.is_given for card in self.cards.values())

    @property
    def waiting(self) -> int:
        return self.count - self.given

    @property
    def losers(self) -> list[Card]:
        """Whose hour another has."""
        return [card for card in self.cards.values() if card.lost_to and not card.is_given]

    @property
    def day_names(self) -> list[tuple[str, Sequence[Cell]]]:
        return [(str(WEEKDAY_NAMES[weekday - 1]), cells) for weekday, cells in self.days]

    @property
    def clashing(self) -> int:
        return sum(bool(card.lost_to or card.wanted_by) for card in self.cards.values())


def board_of(season: Season, now: datetime, *, chosen: int | None = None) -> Board:
    """With choices for those whose hour another has, and for the one that was `chosen`. Seven queries."""
    wishes, rooms = wishes_of(season), rooms_with_hours(season.place)
    spaces, by_pk = spaces_of(rooms), {room.pk: room for room in rooms}
    held = Held(season, spaces, now)
    slots = {wish.pk: slot_of(wish) for wish in wishes}
    given = {wish.pk for wish in wishes if slot_got(wish)}
    clashing = sums.clashes(slots, spaces)
    by_wish = {wish.pk: wish for wish in wishes}
    cards = {}
    for wish in wishes:
        others = clashing.get(wish.pk, ())
        lost_to = [by_wish[one] for one in others if one in given]
        is_shown = season.state != SeasonState.SETTLED and (
            wish.pk == chosen or (lost_to and wish.pk not in given)
        )
        slot = slots[wish.pk]
        cards[wish.pk] = Card(
            wish, by_pk[slot.space], slot.weekday, clock(slot.starts), ends_of(slot), wish.pk in given, lost_to,
            [by_wish[one] for one in others if one not in given], len(held.taken(slot)),
            choices_for(wish, wishes, held, by_pk) if is_shown else (),
        )  # fmt: skip
    shown = [room for room in rooms if room.is_active or any(card.room == room for card in cards.values())]
    return Board(season, shown, _days(shown, list(cards.values())), cards)


def choices_for(
    wish: SeasonWish, wishes: Collection[SeasonWish], held: Held, rooms: Mapping[int, Room]
) -> list[Choice]:
    """What was asked for if nobody has it, and then the nearest that is free of what was given."""
    taken = [slot for one in wishes if one.pk != wish.pk and (slot := slot_got(one))]
    asked = slot_asked(wish)
    offers = sums.alternatives(asked, held.spaces, taken, is_open=held.is_mostly_free)
    return [_choice(one.slot, one.kind, held, rooms) for one in offers if one.slot != slot_got(wish)]


def _choice(slot: Slot, kind: Kind, held: Held, rooms: Mapping[int, Room]) -> Choice:
    taken = len(held.taken(slot))
    return Choice(rooms[slot.space], slot.weekday, clock(slot.starts), ends_of(slot), kind, taken)


def _days(rooms: Sequence[Room], cards: Sequence[Card]) -> list[tuple[int, list[Cell]]]:
    found: dict[tuple[int, int], list[Card]] = {}
    for card in sorted(cards, key=lambda one: (one.starts, one.ends, one.wish.pk)):
        found.setdefault((card.weekday, card.room.pk), []).append(card)
    return [
        (weekday, [Cell(room, weekday, found.get((weekday, room.pk), ())) for room in rooms])
        for weekday in WEEKDAYS
    ]
