"""Reminding people by mail, once a month at most, of something they look after together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import AuditEvent, User

logger = structlog.get_logger(__name__)


class NobodyReached(Exception):  # noqa: N818 - says what went wrong
    """The mail server took none of the letters."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What it is about, whom it goes to, and what it says.

    `template` has a part `_subject.txt` and a part `_message.txt`. Both get what `context` says in the language of
    the reader, with `name` and `url` added.
    """

    verb: str
    about: Model
    scope: str
    people: Sequence[User]
    template: str
    path: str
    context: Callable[[User], dict[str, Any]]


class Reminded(NamedTuple):
    """About how many things letters went out, how many letters, and about how many nobody could be reached."""

    things: int
    letters: int
    failed: int


def send_reminders(*, reminders: Iterable[Reminder], now: datetime) -> Reminded:
    """Mail them. A second run in the same month finds nothing to do, but for where nobody was reached."""
    things = letters = failed = 0
    for reminder in reminders:
        try:
            sent = _send_once(reminder, now)
        except NobodyReached:
            failed += 1
        else:
            things, letters = things + bool(sent), letters + sent
    return Reminded(things, letters, failed)


@transaction.atomic
def _send_once(reminder: Reminder, now: datetime) -> int:
    """How many letters went. When none did, the note is undone with it, so that the next run tries again."""
    if not reminder.people:
        return 0
    month = f"{timezone.localdate(now):%Y-%m}"
    # Whoever holds the row first this month writes; another run waits here and then finds the note.
    rows = type(reminder.about)._default_manager  # noqa: SLF001 - Django's own name for it
    rows.select_for_update(of=("self",)).get(pk=reminder.about.pk)
    noted = AuditEvent.objects.filter(scope=reminder.scope, verb=reminder.verb)
    if noted.filter(changes__month__1=month).exists():
        return 0
    record(
        verb=reminder.verb,
        scope=reminder.scope,
        by=None,
        now=now,
        subject=str(reminder.about),
        changes={"month": [None, month]},
    )
    # All are written before the first one goes: one that cannot be written must not let others go twice.
    letters = [_letter(reminder, user) for user in reminder.people]
    sent = sum(_goes(letter, reminder) for letter in letters)
    if not sent:
        raise NobodyReached
    return sent


def _letter(reminder: Reminder, user: User) -> EmailMessage:
    with translation.override(user.language):
        context = reminder.context(user) | {
            "name": user.get_short_name() or user.email,
            "url": settings.BASE_URL + reminder.path,
        }
        subject = " ".join(render_to_string(f"{reminder.template}_subject.txt", context).split())
        message = render_to_string(f"{reminder.template}_message.txt", context)
    return EmailMessage(subject, message, to=[user.email])


def _goes(letter: EmailMessage, reminder: Reminder) -> bool:
    try:
        letter.send()
    except OSError:
        logger.exception("reminder_failed", scope=reminder.scope)
        return False
    return True
