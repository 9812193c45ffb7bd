"""Saying that the term of a matter comes, and that it has passed: once each, in one letter a day at most."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.enums import OPEN_STATES, Desk
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries.matter_people import to_remind

logger = structlog.get_logger(__name__)

AHEAD: Final = timedelta(days=2)
AT_ONCE: Final = 500


class NobodyReached(Exception):  # noqa: N818 - says what went wrong
    """The mail server took none of the letters: the next run tries again."""


@transaction.atomic
def remind(*, now: datetime) -> int:
    """How many letters went. A second run on the same day finds nothing to do."""
    today = timezone.localdate(now)
    told: dict[User, list[Matter]] = defaultdict(list)
    for matter in _due(today):
        people = to_remind(matter)
        for one in people:
            told[one].append(matter)
        if people:
            Matter.objects.filter(pk=matter.pk).update(reminded_on=today)
    # All are written before the first one goes: one that cannot be written must not let others go twice.
    letters = [_letter(user, matters, today) for user, matters in told.items()]
    sent = sum(_goes(letter) for letter in letters)
    if letters and not sent:
        raise NobodyReached
    return sent


def _due(today: date) -> list[Matter]:
    """Whose term is two days away or less, or has passed, and of which that has not been said yet."""
    fresh = Q(reminded_on__isnull=True) | Q(reminded_on__lte=F("due_on"))
    found = Matter.objects.select_for_update(of=("self",)).filter(
        fresh, state__in=OPEN_STATES, due_on__lte=today + AHEAD
    )
    rows = found.select_related("place__organisation", "municipality", "owner", "about_member").order_by(
        "due_on", "pk"
    )
    return [one for one in rows[:AT_ONCE] if _not_said(one, today)]


def _not_said(matter: Matter, today: date) -> bool:
    if matter.reminded_on is None or matter.due_on < today:
        return True
    # Of an earlier term, before this one was set.
    return matter.reminded_on < matter.due_on - AHEAD


def _letter(user: User, matters: list[Matter], today: date) -> EmailMessage:
    with translation.override(user.language):
        context: dict[str, Any] = {
            "name": user.get_short_name() or user.email,
            "coming": [_line(one) for one in matters if one.due_on >= today],
            "passed": [_line(one) for one in matters if one.due_on < today],
        }
        subject = " ".join(render_to_string("voice/mail/reminder_subject.txt", context).split())
        message = render_to_string("voice/mail/reminder_message.txt", context)
    return EmailMessage(subject, message, to=[user.email])


def _line(matter: Matter) -> dict[str, Any]:
    at_place = matter.place if matter.to == Desk.PLACE else None
    if at_place is not None:
        path = reverse("voice:matter", args=[at_place.slug, matter.pk])
    else:
        path = reverse("voice:city_matter", args=[matter.municipality_id, matter.pk])
    desk = at_place or matter.municipality
    return {"matter": matter, "desk": desk, "url": settings.BASE_URL + path}


def _goes(letter: EmailMessage) -> bool:
    try:
        letter.send()
    except OSError:
        logger.exception("matter_reminder_failed")
        return False
    return True
