"""What comes back by itself for rooms."""

from __future__ import annotations

from datetime import datetime

from schuifaan.apps.people import jobs
from schuifaan.apps.rooms.actions.deciding import expire

# Minutes between two looks at what was held long enough.
EXPIRE = 15


def expire_round(now: datetime) -> None:
    expire(now=now)


def connect() -> None:
    jobs.every(minutes=EXPIRE, name="rooms.expire", work=expire_round)
