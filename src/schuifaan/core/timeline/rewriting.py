"""What becomes of the times a series already had when its rule changes: which stay, move, come or go."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Written(Generic[K]):
    """A time that stands in the books. `touched`: somebody changed it, joined it, or holds a room for it."""

    key: K
    wall: datetime
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Rewrite(Generic[K]):
    """`keep` stays as it is; `move` maps to a new time; `strand` is touched, and the rule has no time for it."""

    keep: tuple[K, ...]
    move: dict[K, datetime]
    add: tuple[datetime, ...]
    drop: tuple[K, ...]
    strand: tuple[K, ...]


def rewrite(written: Iterable[Written[K]], wanted: Sequence[datetime]) -> Rewrite[K]:
    """Match by the same time, then the same day, then the nearest left in the week; in that order.

    Times are of a clock on the wall. Whoever joined "Monday the 8th" finds it back on the 8th at another
    hour, or on Tuesday the 9th when the series moves to Tuesdays.
    """
    left = dict.fromkeys(wanted)
    homeless: list[Written[K]] = []
    keep: list[K] = []
    for one in sorted(written, key=lambda each: each.wall):
        if one.wall in left:
            del left[one.wall]
            keep.append(one.key)
        else:
            homeless.append(one)
    move: dict[K, datetime] = {}
    for same in (_day, _week):
        homeless = _matched(homeless, left, move, same)
    return Rewrite(
        keep=tuple(keep),
        move=move,
        add=tuple(left),
        drop=tuple(one.key for one in homeless if not one.touched),
        strand=tuple(one.key for one in homeless if one.touched),
    )


def _day(wall: datetime) -> object:
    return wall.date()


def _week(wall: datetime) -> object:
    return wall.isocalendar()[:2]


def _matched(
    homeless: list[Written[K]],
    left: dict[datetime, None],
    move: dict[K, datetime],
    same: Callable[[datetime], object],
) -> list[Written[K]]:
    by_stretch: dict[object, list[datetime]] = {}
    for wall in left:
        by_stretch.setdefault(same(wall), []).append(wall)
    still: list[Written[K]] = []
    for one in homeless:
        free = by_stretch.get(same(one.wall))
        # Of several the nearest in time, which is what people expect.
        if free:
            nearest = min(free, key=lambda wall: abs(wall - one.wall))
            free.remove(nearest)
            del left[nearest]
            move[one.key] = nearest
        else:
            still.append(one)
    return still
