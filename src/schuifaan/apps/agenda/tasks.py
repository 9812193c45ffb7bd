"""What is done after the page has been answered, and what comes back by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task

from schuifaan.apps.agenda.actions import post
from schuifaan.apps.agenda.actions.calendars import fetch_due
from schuifaan.apps.agenda.actions.deriving import extend_horizon
from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice
from schuifaan.apps.people import jobs

# Minutes between two looks.
POST, CALENDARS = 2, 5


@task()
def send_letter(notice_id: int) -> bool:
    return post.send_letter(notice_id=notice_id, now=timezone.now())  # noqa: TID251 - nobody calls it but the worker


def letter_written(
    sender: type[Notice], *, instance: Notice, created: bool, raw: bool, **kwargs: Any
) -> None:
    """It goes once what it says is really so. What gets lost here, the post's own round picks up."""
    del sender, kwargs
    if created and not raw and instance.by == ContactBy.EMAIL:
        transaction.on_commit(lambda: send_letter.enqueue(notice_id=instance.pk) and None)


def post_round(now: datetime) -> None:
    del now
    post.send_waiting_letters(clock=timezone.now)  # noqa: TID251 - idem


def horizon(now: datetime) -> None:
    extend_horizon(now=now)


def calendars(now: datetime) -> None:
    fetch_due(now=now)


def finished_tasks(now: datetime) -> None:
    """Tasks that went well are forgotten after a day, those that did not after two weeks."""
    del now
    call_command("prune_db_task_results", min_age_days=1, failed_min_age_days=14, verbosity=0)


def connect() -> None:
    post_save.connect(letter_written, sender=Notice, dispatch_uid="agenda-letter-written")
    jobs.every(minutes=POST, name="agenda.post", work=post_round)
    jobs.every(minutes=CALENDARS, name="agenda.calendars", work=calendars)
    jobs.nightly(name="agenda.horizon", work=horizon)
    jobs.nightly(name="agenda.finished_tasks", work=finished_tasks)
