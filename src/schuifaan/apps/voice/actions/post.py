"""The post of being heard: what somebody who said something must hear, by mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import QuerySet

from schuifaan.apps.people import post
from schuifaan.apps.voice.enums import ContactBy
from schuifaan.apps.voice.models import Letter


class _Letters(post.Outbox[Letter]):
    name = "signals"
    forgets = {"contact": "", "text": ""}

    def waiting(self, now: datetime) -> QuerySet[Letter]:
        return Letter.objects.filter(
            by=ContactBy.EMAIL, taken_at__isnull=True, done_at__isnull=True, refused=False, try_at__lte=now
        )

    def mail_of(self, letter: Letter, *, now: datetime) -> EmailMessage:
        del now
        return post.one_mail(to=letter.contact, subject=letter.subject, text=letter.text)


def send_letter(*, letter_id: int, now: datetime) -> bool:
    """Whether this call sent it. Not, when another has it or had it, or when its time has not come."""
    return post.send_one(_Letters(), pk=letter_id, clock=lambda: now).sent == 1


def send_waiting_letters(*, clock: Callable[[], datetime]) -> int:
    """What was left lying: nobody asked for it, or the mail server was away. How many went."""
    return post.send_waiting(_Letters(), clock=clock).sent
