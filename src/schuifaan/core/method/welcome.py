"""The welcome self-check: what already works, what a team wants to try, what they think of themselves. No score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from schuifaan.core.method.knowledge import Knowledge, Point

FREE_LINES_PER_ELEMENT = 2
# More at a time nobody carries through.
MOST_TO_TRY = 3
# A number below this could point at one place.
LEAST_PLACES_SHOWN = 5


class Choice(StrEnum):
    """What a team says of one tip."""

    DOING = "doing"
    TRYING = "trying"
    NOT_FOR_US = "not_for_us"  # or not now; it needs no reason
    UNKNOWN = "unknown"


class ThanksKind(StrEnum):
    """What the first line of the outcome thanks a team for; every one of them is a complete outcome."""

    WORKS = "works"  # some things already work
    BEGINNING = "beginning"  # nothing works yet, but there is something to try or an idea of their own
    ASKING = "asking"  # what is left is to find out together
    NOT_FOR_US = "not_for_us"  # they looked, and none of it is for them
    NOTHING_YET = "nothing_yet"  # nothing was filled in


class TooManyToTry(ValueError):  # noqa: N818 - it says what it is
    """More tips to try than a team can carry: one of them is for later."""


@dataclass(frozen=True)
class OwnLine:
    """An idea a team wrote with one element."""

    element: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """Short lists in the order of the handbook; tips by their id, own ideas as they were written."""

    works: tuple[str, ...]
    trying: tuple[str, ...]
    own: tuple[str, ...]
    to_ask: tuple[str, ...]  # "we don't know": to find out together
    thanks: ThanksKind


@dataclass(frozen=True)
class Compared:
    """What is there now and was not the time before; what is no longer there is not told."""

    added: tuple[str, ...]  # done now
    begun: tuple[str, ...]  # tried now, neither tried nor done before

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.begun)


def tips(knowledge: Knowledge) -> tuple[Point, ...]:
    """Every tip of every element, in the order of the handbook."""
    return tuple(tip for element in knowledge.welcome_elements for tip in element.tips)


def outcome(choices: Mapping[str, Choice], own: Sequence[OwnLine], knowledge: Knowledge) -> Outcome:
    """What a team said, as short lists. A tip the handbook no longer has is left out.

    Raises TooManyToTry.
    """
    known = _known(choices, knowledge)
    trying = _chosen(known, Choice.TRYING)
    if len(trying) > MOST_TO_TRY:
        raise TooManyToTry(f"{MOST_TO_TRY} at most")
    works, to_ask, ideas = (
        _chosen(known, Choice.DOING),
        _chosen(known, Choice.UNKNOWN),
        _ideas(own, knowledge),
    )
    if works:
        thanks = ThanksKind.WORKS
    elif trying or ideas:
        thanks = ThanksKind.BEGINNING
    elif to_ask:
        thanks = ThanksKind.ASKING
    else:
        thanks = ThanksKind.NOT_FOR_US if known else ThanksKind.NOTHING_YET
    return Outcome(works=works, trying=trying, own=ideas, to_ask=to_ask, thanks=thanks)


def compared(before: Mapping[str, Choice], now: Mapping[str, Choice], knowledge: Knowledge) -> Compared:
    """A place beside itself: "since spring we also …". Never beside another place."""
    then, today = _known(before, knowledge), _known(now, knowledge)
    done, tried = _chosen(then, Choice.DOING), _chosen(then, Choice.TRYING)
    return Compared(
        added=tuple(tip for tip in _chosen(today, Choice.DOING) if tip not in done),
        begun=tuple(tip for tip in _chosen(today, Choice.TRYING) if tip not in (*done, *tried)),
    )


def shown_count(places: int, *, least: int = LEAST_PLACES_SHOWN) -> int | None:
    """How many places try a tip; None below `least`, nought too, so that nothing can be told from it."""
    return places if places >= least else None


def _known(choices: Mapping[str, Choice], knowledge: Knowledge) -> dict[str, Choice]:
    return {tip.id: choices[tip.id] for tip in tips(knowledge) if tip.id in choices}


def _chosen(choices: Mapping[str, Choice], wanted: Choice) -> tuple[str, ...]:
    # Equal rather than the same: a choice read from a database is a plain word.
    return tuple(tip for tip, choice in choices.items() if choice == wanted)


def _ideas(own: Sequence[OwnLine], knowledge: Knowledge) -> tuple[str, ...]:
    """Own lines by element, then as they were written; none is lost, empty ones say nothing."""
    order = {element.id: number for number, element in enumerate(knowledge.welcome_elements)}
    lines = sorted(own, key=lambda line: order.get(line.element, len(order)))
    return tuple(text for line in lines if (text := " ".join(line.text.split())))
