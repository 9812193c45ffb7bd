"""Dividing weekly hours: which wishes cannot go together, and what is free nearest to one. It ranks nobody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
STEP: Final = 30
# How far another room and another day are, counted as minutes of another hour.
OTHER_ROOM: Final = 45
OTHER_DAY: Final = 120
EACH_DAY: Final = 30
# So that there is something to choose: another hour, another room and another day each get a turn.
OF_A_KIND: Final = 2


class Kind(StrEnum):
    HOUR = "hour"
    ROOM = "room"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Space:
    """A room: the pieces it occupies, what it takes to set up and clean, and its hours by weekday, in minutes."""

    parts: frozenset[int]
    before: int = 0
    after: int = 0
    # From Monday (1) on. A day without hours is a day on which the room cannot be had.
    windows: Mapping[int, tuple[tuple[int, int], ...]] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Every week on this day (1 is Monday), in minutes since midnight, in the room `space`."""

    weekday: int
    starts: int
    ends: int
    space: int

    @property
    def minutes(self) -> int:
        return self.ends - self.starts


@dataclass(frozen=True, slots=True)
class Offer:
    """`away`: how far from what was wished; the nearest first."""

    slot: Slot
    kind: Kind
    away: int


Spaces = Mapping[int, Space]


def overlap(one: Slot, other: Slot, spaces: Spaces) -> bool:
    """With setting up and cleaning, also from Sunday night to Monday."""
    if not spaces[one.space].parts & spaces[other.space].parts:
        return False
    first, last = _held(one, spaces)
    starts, ends = _held(other, spaces)
    return any(first < ends + turn and starts + turn < last for turn in (-WEEK, 0, WEEK))


def clashes(slots: Mapping[int, Slot], spaces: Spaces) -> dict[int, tuple[int, ...]]:
    """For each wish that cannot go together with others: those others, in order. Nobody goes before anybody."""
    found: dict[int, list[int]] = {}
    for one, other in combinations(sorted(slots), 2):
        if overlap(slots[one], slots[other], spaces):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return {key: tuple(sorted(others)) for key, others in sorted(found.items())}


def is_free(slot: Slot, spaces: Spaces, taken: Iterable[Slot]) -> bool:
    return not any(overlap(slot, other, spaces) for other in taken)


def alternatives(
    wish: Slot,
    spaces: Spaces,
    taken: Iterable[Slot],
    *,
    most: int = 6,
    is_open: Callable[[Slot], bool] = lambda _slot: True,
) -> list[Offer]:
    """Free slots as long as the wish, the nearest first: another hour, another room, another day.

    `is_open` may refuse more, such as hours that others hold for years.
    """
    held, found = list(taken), list[Offer]()
    counted = dict.fromkeys(Kind, 0)
    for offer in sorted(_others(wish, spaces), key=lambda one: (one.away, one.slot)):
        if (
            counted[offer.kind] == OF_A_KIND
            or not is_free(offer.slot, spaces, held)
            or not is_open(offer.slot)
        ):
            continue
        counted[offer.kind] += 1
        found.append(offer)
        if len(found) == most:
            break
    return found


def fits_windows(slot: Slot, space: Space) -> bool:
    if space.windows is None:
        return True
    return any(
        first <= slot.starts and slot.ends <= last for first, last in space.windows.get(slot.weekday, ())
    )


# -- How --------------------------------------------------------------------------------------------


def _held(slot: Slot, spaces: Spaces) -> tuple[int, int]:
    space, midnight = spaces[slot.space], (slot.weekday - 1) * DAY
    return midnight + slot.starts - space.before, midnight + slot.ends + space.after


def _others(wish: Slot, spaces: Spaces) -> Iterator[Offer]:
    for key, space in spaces.items():
        for weekday in range(1, 8):
            for starts in range(wish.starts % STEP, DAY - wish.minutes, STEP):
                slot = Slot(weekday, starts, starts + wish.minutes, key)
                if slot != wish and fits_windows(slot, space):
                    yield _offer(wish, slot)


def _offer(wish: Slot, slot: Slot) -> Offer:
    days = abs(slot.weekday - wish.weekday)
    away = abs(slot.starts - wish.starts)
    away += OTHER_ROOM if slot.space != wish.space else 0
    away += OTHER_DAY + EACH_DAY * days if days else 0
    kind = Kind.DAY if days else Kind.ROOM if slot.space != wish.space else Kind.HOUR
    return Offer(slot, kind, away)
