"""An idea from a resident: sent in without an account, and answered by the place. Nothing shows before that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.activities import begin_activity
from schuifaan.apps.agenda.actions.letters import Person, write
from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.enums import ContactBy, OrganiserKind, SuggestionKind, SuggestionState
from schuifaan.apps.agenda.models import Suggestion
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place


class AlreadyAnswered(AgendaError):  # noqa: N818 - it says what happened
    """A colleague was first."""

    def __init__(self) -> None:
        super().__init__(_("Iemand van het team heeft dit idee al beantwoord."))


def suggest(
    *,
    place: Place,
    kind: str,
    title: str,
    description: str = "",
    when: str = "",
    first_name: str = "",
    contact: str = "",
    language: str = settings.LANGUAGE_CODE,
    now: datetime,
) -> Suggestion:
    """Pressed twice is once: the same words of the same person are one idea."""
    told = {
        "place": place, "kind": kind, "title": title, "description": description, "when": when,
        "first_name": first_name, "contact": contact, "state": SuggestionState.NEW,
    }  # fmt: skip
    return Suggestion.objects.filter(**told).first() or Suggestion.objects.create(
        **told, language=language, asked_at=now
    )


@transaction.atomic
def accept_suggestion(*, suggestion: Suggestion, answer: str = "", by: User, now: datetime) -> Suggestion:
    """It becomes a draft of an activity; who asked hears it when they can be mailed."""
    held = _held(suggestion, by)
    is_offer = held.kind == SuggestionKind.OFFER
    held.activity = begin_activity(
        place=held.place,
        by=by,
        now=now,
        title=held.title,
        description="\n\n".join(part for part in (held.description, held.when) if part),
        language=held.language if held.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        organiser_kind=OrganiserKind.RESIDENT if is_offer else OrganiserKind.PLACE,
        organiser_name=held.first_name if is_offer else "",
    )
    return _answered(held, SuggestionState.ACCEPTED, answer, by, now)


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, answer: str = "", by: User, now: datetime) -> Suggestion:
    """Not now; with a friendly word when they can be mailed."""
    return _answered(_held(suggestion, by), SuggestionState.DECLINED, answer, by, now)


def _held(suggestion: Suggestion, by: User) -> Suggestion:
    held = Suggestion.objects.select_for_update(of=("self",)).select_related("place").get(pk=suggestion.pk)
    require(by, "agenda.change_agenda", held.place)
    if held.state != SuggestionState.NEW:
        raise AlreadyAnswered
    return held


def _answered(held: Suggestion, state: SuggestionState, answer: str, by: User, now: datetime) -> Suggestion:
    held.state, held.answer = state, answer
    held.answered_at, held.answered_by = now, by
    held.save()
    way = ContactBy.EMAIL if "@" in held.contact else ContactBy.PHONE if held.contact else ContactBy.NONE

    def context() -> Mapping[str, Any]:
        return {
            "suggestion": held,
            "url": settings.BASE_URL + reverse("places:place", args=[held.place.slug]),
        }

    write(
        key=f"suggestion:{held.pk}",
        place=held.place,
        person=Person(way, held.contact, held.first_name, held.language),
        template=f"suggestion_{state}",
        context=context,
        now=now,
    )
    return held
