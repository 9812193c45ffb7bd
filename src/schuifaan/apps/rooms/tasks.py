"""What is done after the page has been answered, and what comes back by itself, for rooms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task

from schuifaan.apps.people import jobs
from schuifaan.apps.rooms.actions import post
from schuifaan.apps.rooms.actions.deciding import expire
from schuifaan.apps.rooms.actions.holding import let_go_of
from schuifaan.apps.rooms.actions.keys import remind_of_keys
from schuifaan.apps.rooms.actions.paying import refresh_undecided
from schuifaan.apps.rooms.actions.summary import write_reminders, write_summaries
from schuifaan.apps.rooms.actions.waiting import offer_let_go
from schuifaan.apps.rooms.models import Claim, Letter
from schuifaan.apps.rooms.queries.holding import Period

# Minutes between two looks: at what was held long enough, at the post, at whether it is morning, at payments.
EXPIRE, POST, MORNING, PAYMENTS = 15, 2, 10, 15


@task()
def send_letter(letter_id: int) -> bool:
    return post.send_letter(letter_id=letter_id, now=timezone.now())  # noqa: TID251 - nobody calls it but the worker


def letter_written(
    sender: type[Letter],
    *,
    instance: Letter,
    created: bool,
    raw: bool,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """It goes once what it says is really so. What gets lost here, the post's own round picks up.

    One that was held back may go when only its time is saved anew.
    """
    del sender, kwargs
    may_go = created or set(update_fields or ()) == {"try_at"}
    if may_go and not raw and instance.done_at is None:
        transaction.on_commit(lambda: send_letter.enqueue(letter_id=instance.pk) and None)


def room_let_go(sender: type[Claim], *, claims: Sequence[Claim], **kwargs: Any) -> None:
    """Once it is really so, whoever waits for that time is offered it; whatever goes wrong then undoes nothing."""
    del sender, kwargs
    freed = [(one.room_id, (one.starts_at, one.ends_at)) for one in claims]
    transaction.on_commit(lambda: _offer(freed), robust=True)


def _offer(freed: Sequence[tuple[int, Period]]) -> None:
    offer_let_go(freed=freed, now=timezone.now())  # noqa: TID251 - nobody calls it but the database


def post_round(now: datetime) -> None:
    del now
    post.send_waiting_letters(clock=timezone.now)  # noqa: TID251 - idem


def expire_round(now: datetime) -> None:
    expire(now=now)


def morning(now: datetime) -> None:
    write_summaries(now=now)
    write_reminders(now=now)


def payments_round(now: datetime) -> None:
    refresh_undecided(now=now)


def keys_round(now: datetime) -> None:
    remind_of_keys(today=timezone.localdate(now), now=now)


def connect() -> None:
    post_save.connect(letter_written, sender=Letter, dispatch_uid="rooms-letter-written")
    let_go_of.connect(room_let_go, sender=Claim, dispatch_uid="rooms-let-go-of")
    jobs.every(minutes=POST, name="rooms.post", work=post_round)
    jobs.every(minutes=EXPIRE, name="rooms.expire", work=expire_round)
    jobs.every(minutes=MORNING, name="rooms.morning", work=morning)
    jobs.every(minutes=PAYMENTS, name="rooms.payments", work=payments_round)
    jobs.nightly(name="rooms.keys", work=keys_round)
