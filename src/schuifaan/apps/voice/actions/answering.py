"""Answering a matter: everybody who raised it hears it, each once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.at_the_desk import MatterError, held, kept, note
from schuifaan.apps.voice.actions.telling import tell
from schuifaan.apps.voice.enums import MatterState, Outcome
from schuifaan.apps.voice.models import Answer, Letter, Matter, Signal

LONGEST: Final = 2000


class AlreadyAnswered(MatterError):  # noqa: N818 - it says what happened
    """A colleague was first; nobody hears two answers because of it."""

    def __init__(self, who: str = "") -> None:
        name = who or _("Een collega")
        super().__init__(
            _("%(name)s heeft net antwoord gegeven. Jouw antwoord is niet verstuurd.") % {"name": name}
        )


@transaction.atomic
def answer(
    *,
    matter: Matter,
    outcome: str,
    text: str,
    link: str = "",
    number: int | None = None,
    by: User,
    now: datetime,
) -> Answer:
    """Told to everybody who raised it.

    `number` is that of the answer one meant to give (1 is the first); without it, it goes by what `matter` knew.
    """
    current = held(matter, by)
    _can_be_answered(current, outcome, text)
    last = current.answers.select_related("given_by").order_by("-number").first()
    following = last.number + 1 if last else 1
    came_between = current.answered_at != matter.answered_at if number is None else number != following
    if came_between:
        raise AlreadyAnswered(str(last.given_by) if last and last.given_by else "")
    given = Answer.objects.create(
        matter=current, number=following, outcome=outcome, text=text.strip()[:LONGEST], link=link,
        given_at=now, given_by=by,
    )  # fmt: skip
    _mark_answered(current, now)
    # Does it help? That is asked again of this answer.
    current.signals.update(helped=None)
    note("matter.answered", current, by=by, now=now, changes={"outcome": ["", outcome]})
    tell_all(
        answer=given, signals=current.signals.select_related("matter__place", "matter__municipality"), now=now
    )
    return given


def tell_all(*, answer: Answer, signals: Iterable[Signal], now: datetime) -> list[Letter]:
    """Who gave a way to reach them; the others find it back by their code. Told twice it is one letter."""
    told = [
        tell(
            signal=signal,
            key=f"answer:{answer.pk}:{signal.pk}",
            template="answer",
            context=lambda: {"answer": answer, "outcome": answer.get_outcome_display()},
            now=now,
        )
        for signal in signals
    ]
    return [one for one in told if one is not None]


def _can_be_answered(matter: Matter, outcome: str, text: str) -> None:
    if outcome not in Outcome.values:
        raise MatterError(_("Kies wat ermee gebeurt."), field="outcome")
    if not text.strip():
        asked = (
            _("Schrijf op waarom het niet kan. Zonder reden is het geen antwoord.")
            if outcome == Outcome.NOT
            else _("Schrijf op wat je ermee doet.")
        )
        raise MatterError(asked, field="text")
    if matter.state == MatterState.HELD:
        raise MatterError(_("Dit bericht is tegengehouden. Laat het eerst door."))


def _mark_answered(matter: Matter, now: datetime) -> None:
    matter.state, matter.answered_at, matter.closed_at = MatterState.ANSWERED, now, None
    matter.looked_at_at = matter.looked_at_at or now
    # What stood in public went with the earlier answer.
    matter.is_public = False
    kept(matter, "state", "answered_at", "closed_at", "looked_at_at", "is_public")
