"""Room on the pages of the directory for what lives a storey higher, such as what is on this week.

An app above registers who fills a slot when it starts; the directory never hears who that is. A slot is
filled with a ready piece of HTML, "" where there is nothing to say.
"""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import Any, Final, Protocol

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# On the start page (about: StartPage), an area's page (about: Area), a place's page (about: Place), a place's
# desk, and the desk (about: User). In the head of an activity's page (about: ActivityPage) and of a
# programme (about: Programme).
SLOTS = frozenset({"start", "area", "place", "place_head", "place_desk", "desk", "activity", "agenda"})


class Filler(Protocol):
    def __call__(self, request: HttpRequest, *, about: Any, now: datetime) -> SafeString: ...


# Where a piece stands on a page: what is on comes before what a place is let for, and that before having a say.
FIRST: Final = 10
LATER: Final = 20
LAST: Final = 30

_fillers: dict[str, list[tuple[int, Filler]]] = {}
_versions: list[Callable[[datetime], str]] = []


def fill(slot: str, filler: Filler, *, order: int = FIRST) -> None:
    """Registered twice is filled once. The lowest `order` stands first."""
    if slot not in SLOTS:
        raise ValueError(slot)
    fillers = _fillers.setdefault(slot, [])
    if (order, filler) not in fillers:
        fillers.append((order, filler))
        fillers.sort(key=itemgetter(0))


def add_version(version: Callable[[datetime], str]) -> None:
    """Names the state of what fills the slots; must be cheap. Rendered pages are kept under it."""
    if version not in _versions:
        _versions.append(version)


def filled(slot: str, request: HttpRequest, *, about: Any, now: datetime) -> SafeString:
    pieces = (filler(request, about=about, now=now) for _order, filler in _fillers.get(slot, ()))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def version_of_slots(now: datetime) -> str:
    return "+".join(version(now) for version in _versions)
