"""What comes back by itself: what has been kept long enough goes, every night."""

from datetime import datetime

from django.utils import timezone

from schuifaan.apps.people import jobs
from schuifaan.apps.people.actions.privacy import retain


def clean_up(now: datetime) -> None:
    retain(today=timezone.localdate(now))


def connect() -> None:
    jobs.nightly(name="people.retain", work=clean_up)
