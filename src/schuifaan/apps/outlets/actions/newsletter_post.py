"""The post of the newsletter: written at the moment it goes, and forgotten addresses leave the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from django.core.mail import EmailMessage
from django.db.models import F, QuerySet

from schuifaan.apps.outlets.actions.newsletter_letters import Pages, mail_of
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import unsure_letters
from schuifaan.apps.people import post

logger = structlog.get_logger(__name__)

# An address of which the server says three times in a row that it is not there: its subscription goes.
MOST_REFUSED: Final = 3


class _Newsletters(post.Outbox[Letter]):
    """For one round: what the letters have in common is read once."""

    name = "newsletters"
    at_once = 500
    # However long the mail server is away, they wait for it.
    away_is_a_try = False

    def __init__(self) -> None:
        self._pages = Pages()

    def waiting(self, now: datetime) -> QuerySet[Letter]:
        found = Letter.objects.filter(state=LetterState.WAITING, try_at__lte=now)
        return found.select_related("subscription", "edition")

    def mail_of(self, letter: Letter, *, now: datetime) -> EmailMessage | None:
        return mail_of(letter, self._pages, now=now)

    def taken(self, now: datetime) -> post.Columns:
        return {"state": LetterState.SENDING, "claimed_at": now}

    def free(self) -> post.Columns:
        return {"state": LetterState.WAITING, "claimed_at": None}

    def sent(self, now: datetime) -> post.Columns:
        return {"state": LetterState.SENT, "sent_at": now}

    def refused(self) -> post.Columns:
        return {"state": LetterState.FAILED}

    def went(self, letter: Letter) -> None:
        Subscription.objects.filter(pk=letter.subscription_id, refused__gt=0).update(refused=0)

    def will_not_go(self, letter: Letter, why: post.Why) -> None:
        if why is post.Why.NO_SUCH_LETTER_BOX:
            found = Subscription.objects.filter(pk=letter.subscription_id)
            found.update(refused=F("refused") + 1)
            found.filter(refused__gte=MOST_REFUSED).delete()

    def note_unsure(self, before: datetime) -> int:
        """Said once, and never sent again: nobody can know whether it arrived."""
        lost = list(unsure_letters(before).values_list("pk", flat=True))
        if not lost:
            return 0
        logger.warning("newsletter_letters_unsure", letters=lost)
        found = Letter.objects.filter(pk__in=lost, state=LetterState.SENDING)
        return found.update(state=LetterState.UNSURE)


def send_waiting_letters(*, clock: Callable[[], datetime]) -> post.Round:
    return post.send_waiting(_Newsletters(), clock=clock)


def send_letter(*, letter_id: int, clock: Callable[[], datetime]) -> post.Round:
    """One letter that somebody waits for; what does not go now the next round takes."""
    return post.send_one(_Newsletters(), pk=letter_id, clock=clock)
