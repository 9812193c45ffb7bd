"""What the law and the owner say against a booking, before anybody says yes to it."""

from __future__ import annotations

from dataclasses import dataclass

from schuifaan.apps.rooms.models import Booking


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - that is what it is
    """`rule` is its id; `words` say what is wrong with which figures, `source` where that stands."""

    rule: str
    words: str
    figures: dict[str, str]
    source: str


def warnings_for(booking: Booking) -> tuple[Warning, ...]:
    """None when nothing speaks against it."""
    del booking
    return ()
