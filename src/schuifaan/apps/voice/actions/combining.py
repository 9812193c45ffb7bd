"""What several people said about the same: one matter, one answer; and apart again when it was not the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.answering import tell_all
from schuifaan.apps.voice.actions.at_the_desk import MatterError, all_held, held, kept, note
from schuifaan.apps.voice.actions.saying import TITLE_CHARS
from schuifaan.apps.voice.enums import OPEN_STATES, MatterState
from schuifaan.apps.voice.models import Letter, Matter, MatterTheme, Point, Signal
from schuifaan.apps.voice.queries.signals import ANSWER_DAYS

# What goes along when one is set apart.
_SHARED = (
    "to", "place_id", "municipality_id", "neighbourhood_id", "policy", "round_id", "kind", "about_person",
    "about_member_id", "owner_id", "looked_at_at", "passed_on_at",
)  # fmt: skip


@transaction.atomic
def combine(*, into: Matter, matters: Sequence[Matter], by: User, now: datetime) -> Matter:
    """All of `matters` become one with `into`. Has it been answered, then the newcomers hear that answer."""
    everything = all_held([into, *(one for one in matters if one.pk != into.pk)], by)
    kept_one, others = everything[0], everything[1:]
    if not others:
        raise MatterError(_("Kies minstens twee berichten om samen te voegen."))
    for one in others:
        _are_one(kept_one, one)
    numbers = [one.pk for one in others]
    if _tied(numbers):
        raise MatterError(_("Wat al is beantwoord, kan niet meer in iets anders opgaan."))
    newcomers = list(Signal.objects.filter(matter__in=numbers).values_list("pk", flat=True))
    Signal.objects.filter(pk__in=newcomers).update(matter=kept_one)
    _take_along(kept_one, others)
    Matter.objects.filter(pk__in=numbers).delete()
    last = kept_one.answers.order_by("-number").first()
    if last is not None and kept_one.state not in OPEN_STATES:
        # Somebody has only just heard it: whether it helps is still to be said.
        kept_one.state, kept_one.closed_at = MatterState.ANSWERED, None
        rows = Signal.objects.filter(pk__in=newcomers).order_by("said_at", "pk")
        tell_all(answer=last, signals=rows.select_related("matter__place", "matter__municipality"), now=now)
    note("matter.combined", kept_one, by=by, now=now)
    return kept(kept_one, "state", "closed_at", "received_at", "due_on")


@transaction.atomic
def take_apart(*, signal: Signal, by: User, now: datetime) -> Matter:
    """It was about something else after all: a matter of its own, to be answered by itself."""
    current = held(Matter.objects.get(signals=signal.pk), by)
    if current.signals.count() == 1:
        raise MatterError(_("Dit bericht staat al apart."))
    own = Matter(
        title=Truncator(" ".join(signal.text.split())).chars(TITLE_CHARS),
        state=MatterState.LOOKED_AT if current.looked_at_at else MatterState.RECEIVED,
        received_at=signal.said_at,
        due_on=_term_of(current, now),
        **{name: getattr(current, name) for name in _SHARED},
    )
    own.save(force_insert=True)
    themes = current.themes.values_list("theme", flat=True)
    MatterTheme.objects.bulk_create([MatterTheme(matter=own, theme=one) for one in themes])
    Signal.objects.filter(pk=signal.pk).update(matter=own, helped=None)
    # An answer to something else that has not left yet need not go.
    Letter.objects.filter(
        signal=signal.pk, key__startswith="answer:", taken_at__isnull=True, done_at__isnull=True
    ).delete()
    note("matter.taken_apart", current, by=by, now=now)
    kept(current)
    return own


def _are_one(into: Matter, other: Matter) -> None:
    if (into.to, into.place_id, into.municipality_id) != (other.to, other.place_id, other.municipality_id):
        # At a municipality they may be about different places; then the answer is not the same either.
        raise MatterError(_("Deze berichten gaan niet over dezelfde plek. Je kunt ze niet samenvoegen."))
    if MatterState.HELD in (into.state, other.state):
        raise MatterError(_("Een bericht dat tegengehouden is, moet je eerst doorlaten."))
    if (into.about_person, into.about_member_id) != (other.about_person, other.about_member_id):
        # Else who may read the one would read the other.
        raise MatterError(_("Een bericht over een persoon blijft apart staan."))


def _tied(numbers: Sequence[int]) -> bool:
    answered = Matter.objects.filter(pk__in=numbers, answers__isnull=False)
    return answered.exists() or Point.objects.filter(matter__in=numbers).exists()


def _take_along(into: Matter, others: Sequence[Matter]) -> None:
    into.received_at = min(one.received_at for one in (into, *others))
    if into.state in OPEN_STATES:
        into.due_on = min(one.due_on for one in (into, *others))
    there = set(into.themes.values_list("theme", flat=True))
    new = (
        set(MatterTheme.objects.filter(matter__in=[one.pk for one in others]).values_list("theme", flat=True))
        - there
    )
    MatterTheme.objects.bulk_create([MatterTheme(matter=into, theme=one) for one in sorted(new)])


def _term_of(matter: Matter, now: datetime) -> date:
    """Not yet answered: as it was. Else the term begins anew."""
    if matter.state in OPEN_STATES:
        return matter.due_on
    return timezone.localdate(now) + timedelta(days=ANSWER_DAYS)
