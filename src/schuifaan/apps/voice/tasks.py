"""What is done after the page has been answered, and what comes back by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task

from schuifaan.apps.people import jobs
from schuifaan.apps.voice.actions import post
from schuifaan.apps.voice.actions.closing import close_answered
from schuifaan.apps.voice.actions.evaluation_reminding import remind_of_looking_back
from schuifaan.apps.voice.actions.reminding import remind
from schuifaan.apps.voice.enums import ContactBy
from schuifaan.apps.voice.models import Letter

# Minutes between two looks.
POST = 2


@task()
def send_letter(letter_id: int) -> bool:
    return post.send_letter(letter_id=letter_id, now=timezone.now())  # noqa: TID251 - nobody calls it but the worker


def letter_written(
    sender: type[Letter], *, instance: Letter, created: bool, raw: bool, **kwargs: Any
) -> None:
    """It goes once what it says is really so. What gets lost here, the post's own round picks up."""
    del sender, kwargs
    if created and not raw and instance.by == ContactBy.EMAIL:
        transaction.on_commit(lambda: send_letter.enqueue(letter_id=instance.pk) and None)


def post_round(now: datetime) -> None:
    del now
    post.send_waiting_letters(clock=timezone.now)  # noqa: TID251 - idem


def closing(now: datetime) -> None:
    close_answered(now=now)


def reminders(now: datetime) -> None:
    """Of the term of an answer: two days before, and once when it has passed."""
    remind(now=now)


def looking_back(now: datetime) -> None:
    remind_of_looking_back(today=timezone.localdate(now), now=now)


def connect() -> None:
    post_save.connect(letter_written, sender=Letter, dispatch_uid="voice-letter-written")
    jobs.every(minutes=POST, name="voice.post", work=post_round)
    jobs.nightly(name="voice.closing", work=closing)
    jobs.nightly(name="voice.reminders", work=reminders)
    jobs.nightly(name="voice.looking_back", work=looking_back)
