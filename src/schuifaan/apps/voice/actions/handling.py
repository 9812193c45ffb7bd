"""What a desk does with a matter before and besides answering it: look, take up, combine, pass on, close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.at_the_desk import MatterError, held, kept, note
from schuifaan.apps.voice.actions.telling import tell
from schuifaan.apps.voice.enums import OPEN_STATES, ContactBy, MatterState
from schuifaan.apps.voice.models import Letter, Matter, MatterTheme
from schuifaan.apps.voice.queries.signals import ANSWER_DAYS
from schuifaan.apps.voice.rules import handles_matter

LONGEST_TERM: Final = timedelta(days=366)


@transaction.atomic
def look_at(*, matter: Matter, by: User, now: datetime) -> Matter:
    """Who said it sees that somebody has looked at it. Twice is once."""
    current = held(matter, by)
    if current.state != MatterState.RECEIVED:
        return current
    _looked_at(current, now)
    note("matter.looked_at", current, by=by, now=now)
    return kept(current, "state", "looked_at_at")


@transaction.atomic
def assign(*, matter: Matter, owner: User | None, by: User, now: datetime) -> Matter:
    """Somebody takes it up, or nobody any more. Who takes it up has looked at it."""
    current = held(matter, by)
    if owner is not None and not handles_matter(owner, current):
        raise MatterError(_("Kies iemand die deze berichten behandelt."), field="owner")
    if current.owner_id == (owner.pk if owner else None):
        return current
    current.owner = owner
    if owner is not None and current.state == MatterState.RECEIVED:
        _looked_at(current, now)
    note("matter.assigned", current, by=by, now=now)
    return kept(current, "owner", "state", "looked_at_at")


@transaction.atomic
def arrange(
    *, matter: Matter, owner: User | None, due_on: date, themes: Sequence[str], by: User, now: datetime
) -> Matter:
    """Who takes it up, by when there is an answer, and what it is about: all of one form."""
    current = assign(matter=matter, owner=owner, by=by, now=now)
    if due_on != current.due_on:
        today = timezone.localdate(now)
        if not today <= due_on <= today + LONGEST_TERM:
            raise MatterError(_("Kies een dag vanaf vandaag, binnen een jaar."), field="due_on")
        note(
            "matter.term_set", current, by=by, now=now,
            changes={"due_on": [current.due_on.isoformat(), due_on.isoformat()]},
        )  # fmt: skip
        current.due_on = due_on
        kept(current, "due_on")
    _set_themes(current, themes)
    return current


@transaction.atomic
def let_through(*, matter: Matter, by: User, now: datetime) -> Matter:
    """It was from a person after all: the term begins now, and who said it hears that it came in."""
    current = held(matter, by)
    if current.state != MatterState.HELD:
        return current
    current.state, current.due_on = MatterState.RECEIVED, _term(now)
    note("matter.let_through", current, by=by, now=now)
    kept(current, "state", "due_on")
    for signal in current.signals.filter(contact_by=ContactBy.EMAIL).select_related(
        "matter__place", "matter__municipality"
    ):
        tell(signal=signal, key=f"received:{signal.pk}", template="received", context=dict, now=now)
    return current


@transaction.atomic
def throw_away(*, matter: Matter, by: User, now: datetime) -> None:
    """Only what was held back; what a person said is answered."""
    current = held(matter, by)
    if current.state != MatterState.HELD:
        raise MatterError(_("Alleen wat tegengehouden is, kun je weggooien. Geef dit bericht antwoord."))
    note("matter.thrown_away", current, by=by, now=now)
    current.delete()


@transaction.atomic
def close(*, matter: Matter, by: User, now: datetime) -> Matter:
    """Done with. From now on the term runs after which the contact details go."""
    current = held(matter, by)
    if current.state == MatterState.HELD:
        raise MatterError(_("Dit bericht is tegengehouden. Laat het eerst door."))
    if current.state == MatterState.CLOSED:
        return current
    current.state, current.closed_at = MatterState.CLOSED, now
    note("matter.closed", current, by=by, now=now)
    return kept(current, "state", "closed_at")


@transaction.atomic
def open_again(*, matter: Matter, by: User, now: datetime) -> Matter:
    """Closed by mistake."""
    current = held(matter, by)
    if current.state != MatterState.CLOSED:
        return current
    answered = current.answered_at is not None
    current.state = MatterState.ANSWERED if answered else MatterState.LOOKED_AT
    current.looked_at_at, current.closed_at = current.looked_at_at or now, None
    note("matter.opened_again", current, by=by, now=now)
    return kept(current, "state", "looked_at_at", "closed_at")


@transaction.atomic
def called(*, letter: Letter, by: User, now: datetime) -> Letter:
    """A colleague has phoned: it goes off the list, and the number with it."""
    if letter.signal is None:
        raise MatterError(_("Dit gesprek staat niet meer op de lijst."))
    current = held(letter.signal.matter, by)
    waiting = Letter.objects.filter(pk=letter.pk, by=ContactBy.PHONE, done_at__isnull=True)
    if waiting.update(done_at=now, contact="", text=""):
        note("matter.called", current, by=by, now=now)
    letter.refresh_from_db()
    return letter


# -- How ------------------------------------------------------------------------------------------


def is_open(matter: Matter) -> bool:
    return matter.state in OPEN_STATES


def _looked_at(matter: Matter, now: datetime) -> None:
    matter.state, matter.looked_at_at = MatterState.LOOKED_AT, matter.looked_at_at or now


def _term(now: datetime) -> date:
    return timezone.localdate(now) + timedelta(days=ANSWER_DAYS)


def _set_themes(matter: Matter, themes: Iterable[str]) -> None:
    wanted = set(themes)
    there = set(matter.themes.values_list("theme", flat=True))
    matter.themes.filter(theme__in=there - wanted).delete()
    MatterTheme.objects.bulk_create([MatterTheme(matter=matter, theme=one) for one in sorted(wanted - there)])
