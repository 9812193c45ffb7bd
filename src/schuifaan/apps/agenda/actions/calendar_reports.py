"""Telling a manager, once for each outage, that a calendar of elsewhere has not worked for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from schuifaan.apps.agenda.models import Calendar
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.team import LEADING
from schuifaan.apps.places.models import TeamMember

logger = structlog.get_logger(__name__)

TOLD_AFTER: Final = timedelta(days=1)
_AT_ONCE: Final = 200


def report_broken(*, now: datetime) -> int:
    """How many letters went. A hiccup of an hour is not worth one; the desk says it from the start."""
    broken = Calendar.objects.filter(
        Q(reported_at__isnull=True) | Q(reported_at__lt=F("problem_since")),
        is_active=True,
        problem_since__lte=now - TOLD_AFTER,
    ).exclude(problem="")
    return sum(
        _report(calendar, now) for calendar in broken.select_related("place").order_by("pk")[:_AT_ONCE]
    )


def _report(calendar: Calendar, now: datetime) -> int:
    # Whoever marks it first writes; another worker finds nothing left to do.
    row = Calendar.objects.filter(pk=calendar.pk, reported_at=calendar.reported_at)
    if not row.update(reported_at=now):
        return 0
    people = _people(calendar, now)
    sent = sum(_goes(_letter(calendar, user), calendar) for user in people)
    if people and not sent:
        # The mail server took none of them: the next round tries again.
        Calendar.objects.filter(pk=calendar.pk).update(reported_at=calendar.reported_at)
    return sent


def _people(calendar: Calendar, now: datetime) -> list[User]:
    today = timezone.localdate(now)
    running = TeamMember.objects.filter(
        place=calendar.place, role__in=LEADING, user__is_active=True, since_date__lte=today
    ).exclude(until_date__lt=today)
    return list({one.user_id: one.user for one in running.select_related("user") if one.user}.values())


def _letter(calendar: Calendar, user: User) -> EmailMessage:
    with translation.override(user.language):
        context = {
            "name": user.get_short_name() or user.email,
            "calendar": calendar,
            "place": calendar.place,
            "reason": calendar.get_problem_display(),
            "url": settings.BASE_URL + reverse("agenda:calendars", args=[calendar.place.slug]),
        }
        subject = " ".join(render_to_string("agenda/calendars/mail/broken_subject.txt", context).split())
        message = render_to_string("agenda/calendars/mail/broken_message.txt", context)
    return EmailMessage(subject, message, to=[user.email])


def _goes(letter: EmailMessage, calendar: Calendar) -> bool:
    try:
        letter.send()
    except OSError:
        logger.exception("calendar_report_failed", calendar=calendar.pk)
        return False
    return True
