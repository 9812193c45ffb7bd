"""Asking, once a month at most, whether a page still tells the truth and whether an interim plan goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.actions.team import LEADING
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.places.queries.asking import Asked, asked_about, places_to_ask_about

VERB = "place.reminded"

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many places were asked about, how many letters went out, how many could not."""

    places: int = 0
    letters: int = 0
    failed: int = 0


def remind_managers(*, now: datetime) -> Reminded:
    """Mail the people who may answer. A second run in the same month finds nothing to do."""
    today = timezone.localdate(now)
    places = letters = failed = 0
    for place, asked in _due(today):
        people = [member.user for member in _leading(place, today) if member.user]
        if not people:
            continue
        try:
            sent = _remind_once(place, asked, people, now)
        except OSError:
            # The mail server took nothing: nothing is noted, so the next run tries again.
            logger.exception("reminder_failed", place=place.pk)
            failed += 1
        else:
            places, letters = places + bool(sent), letters + sent
    return Reminded(places, letters, failed)


def _due(today: date) -> Iterator[tuple[Place, list[Asked]]]:
    for place in places_to_ask_about(today):
        asked = asked_about(place, today)
        if asked:
            yield place, asked


def _leading(place: Place, today: date) -> list[TeamMember]:
    running = TeamMember.objects.filter(
        place=place, role__in=LEADING, user__is_active=True, since_date__lte=today
    ).exclude(until_date__lt=today)
    # One letter to a person, also when they are manager and on the board.
    return list({member.user_id: member for member in running.select_related("user")}.values())


@transaction.atomic
def _remind_once(place: Place, asked: list[Asked], people: list[User], now: datetime) -> int:
    month = f"{timezone.localdate(now):%Y-%m}"
    # Whoever holds the place first this month writes; another run waits here and then finds the note.
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    if AuditEvent.objects.filter(scope=place.audit_scope, verb=VERB, changes__month__1=month).exists():
        return 0
    record(
        verb=VERB,
        scope=place.audit_scope,
        by=None,
        now=now,
        subject=place.name,
        changes={"month": [None, month]},
    )
    sent = 0
    for user in people:
        try:
            _write(place, asked, user)
        except OSError:
            if user is people[-1] and not sent:
                raise
            logger.exception("reminder_failed", place=place.pk)
        else:
            sent += 1
    return sent


def _write(place: Place, asked: list[Asked], user: User) -> None:
    with translation.override(user.language):
        context = {
            "place": place,
            "asked": asked,
            "name": user.get_short_name() or user.email,
            "url": settings.BASE_URL + reverse("places:place_desk", kwargs={"slug": place.slug}),
        }
        subject = " ".join(render_to_string("places/manage/mail/reminder_subject.txt", context).split())
        message = render_to_string("places/manage/mail/reminder_message.txt", context)
    send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [user.email])
