"""What the newsletter of an area says, and whose newsletter a link is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from schuifaan.apps.agenda.queries.finding import Criteria, find
from schuifaan.apps.agenda.queries.items import Day, by_day
from schuifaan.apps.agenda.queries.scope import of_area
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version

DAYS: Final = timedelta(days=7)
# A letter of this length is read; of more it says where the rest stands.
MOST: Final = 60
LEVELS: Final = (Level.NEIGHBOURHOOD, Level.DISTRICT)


@dataclass(frozen=True, slots=True)
class Digest:
    """What is on in one area; `last` is the last day that counts."""

    area: Area
    first: date
    last: date
    days: tuple[Day, ...]
    is_cut: bool

    @property
    def address(self) -> str:
        return str(settings.BASE_URL + reverse(f"agenda:{self.area.level.value}", args=[self.area.code]))


def area_of(code: str) -> Area | None:
    """A neighbourhood or a district; a whole municipality is too much for a letter."""
    area = snapshot_at(directory_version()).areas.by_code.get(code.upper())
    return area if area and area.level in LEVELS else None


def district_of(area: Area) -> Area | None:
    """The wider newsletter somebody could choose."""
    if area.level is not Level.NEIGHBOURHOOD or not area.district:
        return None
    return area_of(area.district)


def digest(area: Area, *, week_start: date, language: str, now: datetime) -> Digest:
    """The rest of the seven days from `week_start`, with what is still to come. Three queries."""
    until = week_start + DAYS
    found = find(
        Criteria(week_start, until, of_area(area)), language=language, not_over_at=now, page_size=MOST
    )
    return Digest(
        area, week_start, until - timedelta(days=1), by_day(found.items), is_cut=bool(found.next_cursor)
    )


def subscription_of(token: str) -> Subscription | None:
    return Subscription.objects.filter(token=token).first()


def unsure_letters(before: datetime) -> QuerySet[Letter]:
    """Taken before then, and nobody said what became of them."""
    return Letter.objects.filter(state=LetterState.SENDING, claimed_at__lt=before)
