"""The same permit or form asked again: noting it, and what the municipality says of asking it only once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.rounds import municipal_scope
from schuifaan.apps.voice.enums import BurdenState
from schuifaan.apps.voice.models import RuleAsked, RuleProposal
from schuifaan.core.wordsearch import fold


class BurdenError(Refused):
    """What was asked about a form cannot be."""


@transaction.atomic
def note_rule(
    *,
    place: Place | None = None,
    municipality: Municipality | None = None,
    form: str,
    asked_for: str = "",
    asked_on: date,
    effort: str = "",
    by: User,
    now: datetime,
) -> RuleAsked:
    """By the people of a place, or by an officer for a municipality."""
    at = place.municipality if place is not None else municipality
    may = by.has_perm("voice.note_rules", place) if place else by.has_perm("voice.hear_municipality", at)
    if not may:
        raise NotAllowed(_("Dit kan alleen iemand van het team of van de gemeente."))
    if at is None:
        raise BurdenError(_("Zet eerst in het adres in welke gemeente de plek ligt."))
    named = " ".join(form.split())
    if not folded(named):
        raise BurdenError(_("Schrijf op welke vergunning of welk formulier het was."), field="form")
    if asked_on > timezone.localdate(now):
        raise BurdenError(_("Deze dag moet nog komen."), field="asked_on")
    made = RuleAsked.objects.create(
        municipality=at, place=place, form=named, folded=folded(named), asked_for=asked_for.strip(),
        asked_on=asked_on, effort=effort.strip(), noted_by=by, noted_at=now,
    )  # fmt: skip
    _note(made, "rule.noted", by, now)
    return made


@transaction.atomic
def take_back(*, asked: RuleAsked, by: User, now: datetime) -> None:
    """By who may note it: it was a mistake."""
    may = (
        by.has_perm("voice.note_rules", asked.place)
        if asked.place
        else by.has_perm("voice.hear_municipality", asked.municipality)
    )
    if not may:
        raise NotAllowed(_("Dit kan alleen iemand van het team of van de gemeente."))
    _note(asked, "rule.taken_back", by, now)
    asked.delete()


@transaction.atomic
def answer_rule(
    *, municipality: Municipality, form: str, state: str, answer: str, by: User, now: datetime
) -> RuleProposal:
    """In words, whatever the answer is. `form` in any spelling."""
    if not by.has_perm("voice.hear_municipality", municipality):
        raise NotAllowed(_("Dit kan alleen iemand die voor deze gemeente werkt."))
    words = answer.strip()
    if not words or state == BurdenState.OPEN:
        raise BurdenError(_("Schrijf op wat jullie ermee doen, en waarom."), field="answer")
    said = {"answer": words, "state": BurdenState(state), "answered_at": now, "answered_by": by}
    made, _is_new = RuleProposal.objects.update_or_create(
        municipality=municipality, folded=folded(form), defaults=said
    )
    scope = municipal_scope(municipality.pk)
    record(verb="rule.answered", scope=scope, by=by, now=now, subject=form[:120])
    return made


def folded(form: str) -> str:
    """The same words, whatever the capitals and spaces."""
    return fold(form).replace(" ", "")[:120]


def _note(asked: RuleAsked, verb: str, by: User, now: datetime) -> None:
    scope = asked.place.audit_scope if asked.place else municipal_scope(asked.municipality_id)
    record(verb=verb, scope=scope, by=by, now=now, subject=asked.form)
