"""What is on in the coming days, for on another site."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from schuifaan.apps.agenda.queries.finding import Criteria, find
from schuifaan.apps.agenda.queries.items import Day, by_day
from schuifaan.apps.agenda.queries.scope import Of, Scope
from schuifaan.core.timeline.wallclock import to_wall

WEEK: Final = timedelta(days=7)
# One activity comes less often than a whole programme.
SEASON: Final = timedelta(days=91)


def days_of(scope: Scope, *, most: int, now: datetime, language: str) -> tuple[Day, ...]:
    today = to_wall(now).date()
    until = today + (SEASON if scope.of is Of.ACTIVITY else WEEK)
    return by_day(
        find(Criteria(today, until, scope), language=language, not_over_at=now, page_size=most).items
    )
