"""One friendly mail, a year after a place looked back: shall we again?"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.enums import ContactBy
from schuifaan.apps.voice.models import Evaluation, Letter
from schuifaan.apps.voice.queries.evaluation import time_again


def remind_of_looking_back(*, today: date, now: datetime) -> int:
    """How many letters. Of each look back one at most, also when this is done twice; then it stays on the desk."""
    waiting = Place.objects.published().filter(
        evaluations__finished_at__isnull=False, evaluations__reminded_on__isnull=True
    )
    due = [found for place in waiting.distinct() if (found := time_again(place, today))]
    return sum(_remind(one, today, now) for one in due if one.reminded_on is None)


@transaction.atomic
def _remind(evaluation: Evaluation, today: date, now: datetime) -> int:
    # Of two workers one writes it.
    mine = Evaluation.objects.filter(pk=evaluation.pk, reminded_on__isnull=True)
    if not mine.update(reminded_on=today):
        return 0
    place = evaluation.place
    contact = ContactPerson.objects.filter(place=place, kind=ContactKind.PLACE, is_active=True).first()
    if contact is None or not contact.email:
        return 0
    said = {
        "place": place,
        "evaluation": evaluation,
        "name": contact.name,
        "url": settings.BASE_URL + reverse("voice:evaluations", args=[place.slug]),
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string("voice/mail/evaluation_subject.txt", said).split())
        text = render_to_string("voice/mail/evaluation_message.txt", said)
    Letter.objects.create(
        key=f"evaluation:{evaluation.pk}:{today}",
        place=place,
        by=ContactBy.EMAIL,
        contact=contact.email,
        subject=subject[:250],
        text=text,
        written_at=now,
        try_at=now,
    )
    return 1
