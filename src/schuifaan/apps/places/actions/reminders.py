"""Asking, once a month at most, whether a page still tells the truth and whether an interim plan goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.actions.reminding import Reminder, send_reminders
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.team import LEADING
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.places.queries.asking import Asked, asked_about, places_to_ask_about


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many places were asked about, with how many letters, and at how many places nobody could be reached."""

    places: int = 0
    letters: int = 0
    failed: int = 0


def remind_managers(*, now: datetime) -> Reminded:
    """Mail the people who may answer. A second run in the same month finds nothing to do."""
    return Reminded(*send_reminders(reminders=_due(timezone.localdate(now)), now=now))


def _due(today: date) -> Iterator[Reminder]:
    for place in places_to_ask_about(today):
        asked = asked_about(place, today)
        if asked:
            yield Reminder(
                verb="place.reminded",
                about=place,
                scope=place.audit_scope,
                people=_leading(place, today),
                template="places/manage/mail/reminder",
                path=reverse("places:place_desk", kwargs={"slug": place.slug}),
                context=partial(_said, place, asked),
            )


def _leading(place: Place, today: date) -> list[User]:
    running = TeamMember.objects.filter(
        place=place, role__in=LEADING, user__is_active=True, since_date__lte=today
    ).exclude(until_date__lt=today)
    # One letter to a person, also when they are manager and on the board.
    return list(
        {member.user_id: member.user for member in running.select_related("user") if member.user}.values()
    )


def _said(place: Place, asked: list[Asked], _reader: User) -> dict[str, Any]:
    return {"place": place, "asked": asked}
