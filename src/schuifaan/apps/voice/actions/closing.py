"""Closing by itself what has been answered long enough: from then on the month runs in which contact details go."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Matter

# After the last answer; so long somebody may say that it does not help.
QUIET_DAYS: Final = 14


def close_answered(*, now: datetime) -> int:
    """What nobody said an open "no" to for two weeks: that would have made it received again. How many."""
    # One statement: what is opened again or answered anew at this moment stays open.
    quiet = Matter.objects.filter(
        state=MatterState.ANSWERED, answered_at__lte=now - timedelta(days=QUIET_DAYS)
    )
    return quiet.update(state=MatterState.CLOSED, closed_at=now, version=F("version") + 1)
