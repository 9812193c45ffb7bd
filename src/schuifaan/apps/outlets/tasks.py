"""What is sent after the page has been answered, and the newsletter that goes out by itself every week."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task

from schuifaan.apps.outlets.actions import newsletter_post as post
from schuifaan.apps.outlets.actions.newsletters import make_editions
from schuifaan.apps.outlets.models import Letter
from schuifaan.apps.people import jobs
from schuifaan.apps.people.post import Round

# Minutes between two looks.
ROUND = 2


@task()
def send_letter(letter_id: int) -> int:
    return post.send_letter(letter_id=letter_id, clock=timezone.now).sent  # noqa: TID251 - nobody calls it but the worker


def letter_written(
    sender: type[Letter], *, instance: Letter, created: bool, raw: bool, **kwargs: Any
) -> None:
    """Somebody waits for this one. What gets lost here, the round picks up; letters of a week send no signal."""
    del sender, kwargs
    if created and not raw:
        transaction.on_commit(lambda: send_letter.enqueue(letter_id=instance.pk) and None)


def send_due_newsletters(now: datetime) -> Round:
    """Bears being done twice, and by two at once."""
    make_editions(now=now)
    return post.send_waiting_letters(clock=timezone.now)  # noqa: TID251 - a round lasts, each letter has its moment


def connect() -> None:
    post_save.connect(letter_written, sender=Letter, dispatch_uid="outlets-letter-written")
    jobs.every(minutes=ROUND, name="outlets.newsletters", work=send_due_newsletters)
