"""A place of a demo city while its letting is filled in: who works there, what it has, and which day it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Party, Room

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


@dataclass(frozen=True, slots=True)
class Here:
    """`parties` by the key they have in the file."""

    place: Place
    rooms: dict[str, Room]
    parties: dict[str, Party]
    manager: User | None
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def worker(self) -> User:
        """Who did it; only of a place that has somebody."""
        assert self.manager is not None  # noqa: S101 - the file names things to do only where there is one
        return self.manager

    def day(self, week: int, weekday: str) -> date:
        """Weeks count from this week's Monday."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + timedelta(weeks=week, days=WEEKDAYS.index(weekday))


def at_clock(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
