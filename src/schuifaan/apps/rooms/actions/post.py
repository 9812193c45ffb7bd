"""The post of rooms: what a party must hear of its bookings, and the summary of the day, by mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import QuerySet

from schuifaan.apps.people import post
from schuifaan.apps.rooms.models import Letter
from schuifaan.apps.rooms.queries.letter_facts import contact_of


class _Letters(post.Outbox[Letter]):
    name = "room_letters"
    # Of a resident the subject may hold a name.
    forgets = {"to": "", "subject": "", "text": "", "html": ""}

    def waiting(self, now: datetime) -> QuerySet[Letter]:
        found = Letter.objects.filter(taken_at__isnull=True, done_at__isnull=True, refused=False)
        return found.filter(try_at__lte=now).select_related("place")

    def mail_of(self, letter: Letter, *, now: datetime) -> EmailMessage:
        del now
        contact = contact_of(letter.place)
        # Who answers, answers the place.
        headers = {"Reply-To": contact.email} if contact and contact.email else None
        return post.one_mail(
            to=letter.to, subject=letter.subject, text=letter.text, html=letter.html, headers=headers
        )


def send_letter(*, letter_id: int, now: datetime) -> bool:
    """Whether this call sent it. Not, when another has it or had it, or when its time has not come."""
    return post.send_one(_Letters(), pk=letter_id, clock=lambda: now).sent == 1


def send_waiting_letters(*, clock: Callable[[], datetime]) -> int:
    """What was left lying: nobody asked for it, or the mail server was away. How many went."""
    return post.send_waiting(_Letters(), clock=clock).sent
