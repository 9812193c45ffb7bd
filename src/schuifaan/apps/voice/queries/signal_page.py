"""What somebody sees of what they said: how far it is, what was answered, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.voice.enums import Desk, MatterState
from schuifaan.apps.voice.models import Answer, Matter, Signal
from schuifaan.apps.voice.queries.readers import reads_words, who_reads

# So long after it was closed somebody may still say that the answer does not help.
LATE_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    at: datetime | None
    is_done: bool
    # Where it is now: said in words too.
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class SignalPage:
    signal: Signal
    matter: Matter
    answers: tuple[Answer, ...]
    steps: tuple[Step, ...]
    # Who reads it, or whose turn it is.
    reads: str
    # The place or the municipality.
    desk: str
    asks_helped: bool
    said_no: bool
    # They said that it helps, and may still change their mind.
    said_yes: bool
    may_change: bool
    # They said no, and it does not open again: then talking is better than writing.
    talk: bool
    contact: ContactPerson | None
    may_add: bool
    is_held: bool
    is_late: bool

    @property
    def is_reopened(self) -> bool:
        return bool(self.answers) and self.matter.state in {MatterState.RECEIVED, MatterState.LOOKED_AT}


def signal_page(signal: Signal, *, now: datetime) -> SignalPage:
    """At most four queries, beside those of the signal itself."""
    matter = signal.matter
    answers = tuple(matter.answers.all())
    is_open = matter.state in {MatterState.RECEIVED, MatterState.LOOKED_AT}
    late = is_open and timezone.localdate(now) > matter.due_on
    asks = bool(answers) and signal.helped is None and may_still_say_no(matter, now)
    talk = signal.helped is False and not is_open
    place = matter.place if matter.to == Desk.PLACE else None
    reader = who_reads(
        to=matter.to, place=matter.place, municipality=matter.municipality,
        about_person=matter.about_person, about_member=matter.about_member,
    )  # fmt: skip
    return SignalPage(
        signal=signal,
        matter=matter,
        answers=answers,
        steps=_steps(signal, matter, answers),
        reads=reads_words(reader, matter.place, matter.municipality),
        desk=desk_name(matter),
        asks_helped=asks,
        said_no=signal.helped is False,
        said_yes=signal.helped is True,
        may_change=signal.helped is True and signal.reopened_at is None and may_still_say_no(matter, now),
        talk=talk,
        contact=_contact(place.pk) if place and (talk or late) else None,
        may_add=matter.state != MatterState.CLOSED,
        is_held=matter.state == MatterState.HELD,
        is_late=late,
    )


def desk_name(matter: Matter) -> str:
    if matter.to == Desk.MUNICIPALITY:
        return _("de gemeente %(name)s") % {"name": matter.municipality}
    return str(matter.place)


def may_still_say_no(matter: Matter, now: datetime) -> bool:
    """An answered matter opens again on a "no", and so does one that was closed a short while ago."""
    if matter.state == MatterState.ANSWERED:
        return True
    return matter.closed_at is not None and now <= matter.closed_at + timedelta(days=LATE_DAYS)


def _steps(signal: Signal, matter: Matter, answers: tuple[Answer, ...]) -> tuple[Step, ...]:
    state = matter.state
    is_new = state in {MatterState.HELD, MatterState.RECEIVED}
    is_looked_at = state == MatterState.LOOKED_AT
    received = Step(_("Ontvangen"), signal.said_at, is_done=True, is_now=is_new and not answers)
    if not answers:
        looked = Step(_("Bekeken"), matter.looked_at_at, is_done=not is_new, is_now=is_looked_at)
        if state == MatterState.CLOSED:
            return received, looked, Step(_("Afgerond"), matter.closed_at, is_done=True, is_now=True)
        return received, looked, Step(pgettext("heading", "Beantwoord"), None, is_done=False)
    last = answers[-1].given_at
    if not (is_new or is_looked_at):
        looked = Step(_("Bekeken"), matter.looked_at_at, is_done=True)
        return received, looked, Step(pgettext("heading", "Beantwoord"), last, is_done=True, is_now=True)
    # It came back: what went before stays, and it begins anew.
    return (
        received,
        Step(pgettext("heading", "Beantwoord"), last, is_done=True),
        Step(_("Weer geopend"), matter.reopened_at, is_done=True, is_now=is_new),
        Step(_("Opnieuw bekeken"), matter.looked_at_at, is_done=is_looked_at, is_now=is_looked_at),
        Step(_("Opnieuw beantwoord"), None, is_done=False),
    )


def _contact(place: int) -> ContactPerson | None:
    return ContactPerson.objects.filter(place=place, kind=ContactKind.PLACE, is_active=True).first()
