"""Saying something without an account, adding to it, and whether the answer helps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.voice.actions.telling import tell
from schuifaan.apps.voice.enums import AboutPerson, ContactBy, Desk, MatterState, Way
from schuifaan.apps.voice.models import Addition, Matter, Round, Signal
from schuifaan.apps.voice.queries.signal_page import may_still_say_no
from schuifaan.apps.voice.queries.signals import ANSWER_DAYS, who_reads

LONGEST: Final = 2000
# As much of what was said as tells it from another in a list.
TITLE_CHARS: Final = 80
# Nobody goes on adding for ever; a machine would.
MOST_ADDITIONS: Final = 20


class NothingSaid(Refused):
    def __init__(self) -> None:
        super().__init__(_("Schrijf op wat je wilt laten weten."), field="text")


class SaidTooMuch(Refused):
    def __init__(self) -> None:
        super().__init__(_("Je hebt al veel toegevoegd. Bel of kom langs, dan praten we erover."))


class AlreadyClosed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dit is afgerond. Wil je nog iets zeggen? Laat het dan opnieuw weten."))


class NotAnswered(Refused):
    def __init__(self) -> None:
        super().__init__(_("Er is nog geen antwoord. Je kunt dus nog niet zeggen of het helpt."))


def say(
    *,
    to: str,
    place: Place | None = None,
    municipality: Municipality | None = None,
    neighbourhood: Neighbourhood | None = None,
    policy: str = "",
    round: Round | None = None,  # noqa: A002 - as the field is named
    kind: str,
    text: str,
    contact_by: str = ContactBy.NONE,
    contact: str = "",
    language: str = settings.LANGUAGE_CODE,
    about_person: str = AboutPerson.NO,
    about_member: TeamMember | None = None,
    way: str = Way.ONLINE,
    form_token: str = "",
    looks_automatic: bool = False,
    by: User | None = None,
    now: datetime,
) -> Signal:
    """Received, with a code to find it back. Pressed twice (the same `form_token`) it is said once.

    `to` is the desk somebody chose; it goes past that desk where who it is about would read it (`who_reads`).
    `by`: a colleague notes what somebody said at the counter.
    """
    if not text.strip():
        raise NothingSaid
    if about_member is None and about_person == AboutPerson.MEMBER:
        about_person = AboutPerson.UNNAMED
    reader = who_reads(
        to=to, place=place, municipality=municipality, about_person=about_person, about_member=about_member
    )
    at_municipality = reader.to == Desk.MUNICIPALITY
    matter = Matter(
        to=reader.to,
        place=place,
        municipality=(municipality or (place.municipality if place else None)) if at_municipality else None,
        neighbourhood=neighbourhood,
        policy=policy,
        round=round,
        kind=kind,
        title=Truncator(" ".join(text.split())).chars(TITLE_CHARS),
        state=MatterState.HELD if looks_automatic else MatterState.RECEIVED,
        about_person=about_person,
        about_member=about_member if about_person == AboutPerson.MEMBER else None,
        due_on=_due(now),
        received_at=now,
    )
    signal = Signal(
        text=text.strip()[:LONGEST],
        contact_by=contact_by if contact else ContactBy.NONE,
        contact=contact if contact_by != ContactBy.NONE else "",
        language=language,
        way=way,
        said_at=now,
        **({"token": form_token} if form_token else {}),
    )
    _may_note(by, matter)
    return _kept_once(matter, signal, by, now)


def _kept_once(matter: Matter, signal: Signal, by: User | None, now: datetime) -> Signal:
    found = Signal.objects.filter(token=signal.token).first()
    if found:
        return found
    try:
        with transaction.atomic():
            matter.save()
            signal.matter = matter
            signal.save()
            _note(by, matter, now)
            if signal.contact_by == ContactBy.EMAIL and matter.state != MatterState.HELD:
                tell(signal=signal, key=f"received:{signal.pk}", template="received", context=dict, now=now)
    except IntegrityError:
        # The same button, pressed at the same moment: the other press was first.
        return Signal.objects.get(token=signal.token)
    return signal


@transaction.atomic
def add(*, signal: Signal, text: str, now: datetime) -> Addition:
    """Something more, by who has the code or the link. The same words twice are once."""
    said = text.strip()[:LONGEST]
    if not said:
        raise NothingSaid
    if _held(signal).state == MatterState.CLOSED:
        raise AlreadyClosed
    before = list(Addition.objects.filter(signal=signal))
    if before and before[-1].text == said:
        return before[-1]
    if len(before) >= MOST_ADDITIONS:
        raise SaidTooMuch
    return Addition.objects.create(signal=signal, text=said, said_at=now)


@transaction.atomic
def say_helped(*, signal: Signal, helped: bool, now: datetime) -> Signal:
    """A "no" opens the matter again, once for each signal; it closes when everybody said yes."""
    matter = _held(signal)
    held = Signal.objects.get(pk=signal.pk)
    if not matter.answers.exists():
        raise NotAnswered
    held.helped = helped
    if not helped and held.reopened_at is None and may_still_say_no(matter, now):
        _open_again(matter, now)
        held.reopened_at = now
    held.save(update_fields=["helped", "reopened_at"])
    if helped and matter.state == MatterState.ANSWERED and not matter.signals.exclude(helped=True).exists():
        matter.state, matter.closed_at = MatterState.CLOSED, now
        matter.version += 1
        matter.save(update_fields=["state", "closed_at", "version"])
    held.matter = matter
    return held


def _held(signal: Signal) -> Matter:
    """Who changes a matter waits for who does so already; the signal may have been combined meanwhile."""
    now_at = Signal.objects.values_list("matter_id", flat=True).get(pk=signal.pk)
    return Matter.objects.select_for_update(of=("self",)).get(pk=now_at)


def _open_again(matter: Matter, now: datetime) -> None:
    matter.state, matter.reopened_at, matter.due_on = MatterState.RECEIVED, now, _due(now)
    matter.looked_at_at = matter.closed_at = matter.reminded_on = None
    matter.version += 1
    matter.save()


def _due(now: datetime) -> date:
    return timezone.localdate(now) + timedelta(days=ANSWER_DAYS)


def _may_note(by: User | None, matter: Matter) -> None:
    """What comes in by phone or computer anybody may say; noting what others said is for who works there."""
    if by is None:
        return
    may = by.has_perm("voice.note_signals", matter.place) if matter.place else False
    if not may and not by.has_perm("voice.hear_municipality", matter.municipality):
        raise NotAllowed(_("Dit kan alleen iemand van het team of van de gemeente."))


def _note(by: User | None, matter: Matter, now: datetime) -> None:
    if by is None:
        return
    scope = matter.place.audit_scope if matter.place else f"municipality:{matter.municipality_id}"
    if matter.about_person != AboutPerson.NO:
        # Who it is about may read the trail of the place.
        scope = f"matter:{matter.pk}"
    record(verb="signal.noted", scope=scope, by=by, now=now, subject=str(matter.get_kind_display()))
