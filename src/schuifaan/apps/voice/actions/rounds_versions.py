"""The versions of the text a round is about, and marking one final."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.rounds import RoundError, hold_round, note
from schuifaan.apps.voice.models import DocumentVersion, Point, Round
from schuifaan.core.versions import paragraphs

LONGEST_TEXT: Final = 200_000


class PointsOpen(RoundError):  # noqa: N818 - it says what is in the way
    """`points` have no answer yet."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        told = ngettext(
            "Je kunt deze versie nog niet vaststellen: %(number)s punt heeft nog geen antwoord.",
            "Je kunt deze versie nog niet vaststellen: %(number)s punten hebben nog geen antwoord.",
            len(self.points),
        )
        super().__init__(told % {"number": len(self.points)})


class AlreadyFinal(RoundError):  # noqa: N818 - it says what happened
    def __init__(self, version: DocumentVersion) -> None:
        said = {"label": version.label}
        super().__init__(_("%(label)s is al vastgesteld. De tekst verandert niet meer.") % said)


@transaction.atomic
def add_version(
    *,
    of: Round,
    label: str,
    dated_on: date,
    text: str,
    link: str = "",
    by: User,
    now: datetime,
) -> DocumentVersion:
    """Numbered on from the last."""
    held = hold_round(of, by)
    number = (held.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = DocumentVersion.objects.create(
        round=held, number=number, label=label.strip(), dated_on=dated_on, text=tidy(text), link=link
    )
    note(held, "round.version_added", by=by, now=now)
    return made


@transaction.atomic
def change_version(
    *, version: DocumentVersion, label: str, dated_on: date, text: str, link: str, by: User, now: datetime
) -> DocumentVersion:
    """Raises AlreadyFinal once it is: from then on people read what was agreed."""
    held = hold_round(version.round, by)
    current = DocumentVersion.objects.get(pk=version.pk)
    if current.final_at:
        raise AlreadyFinal(current)
    current.label, current.dated_on = label.strip(), dated_on
    current.text, current.link = tidy(text), link
    current.save(update_fields=["label", "dated_on", "text", "link"])
    note(held, "round.changed", by=by, now=now)
    return current


def mark_final(*, version: DocumentVersion, by: User, now: datetime) -> DocumentVersion:
    """Raises PointsOpen, with those points, while anything is unanswered; the database refuses it as well."""
    try:
        with transaction.atomic():
            return _marked(version, by, now)
    except IntegrityError as error:
        # A point came in past this action, between our look and our writing.
        open_points = points_without_answer(version.round)
        if open_points:
            raise PointsOpen(open_points) from error
        raise


def points_without_answer(round_: Round) -> list[Point]:
    return list(Point.objects.filter(round=round_, outcome="").order_by("number"))


def tidy(text: str) -> str:
    """As paragraphs, so that a place in it keeps its number."""
    return "\n\n".join(paragraphs(text[:LONGEST_TEXT]))


def _marked(version: DocumentVersion, by: User, now: datetime) -> DocumentVersion:
    held = hold_round(version.round, by)
    current = DocumentVersion.objects.get(pk=version.pk)
    if current.final_at:
        raise AlreadyFinal(current)
    if current.number != held.versions.aggregate(last=Max("number"))["last"]:
        raise RoundError(_("Er is een nieuwere versie. Stel die vast."))
    open_points = points_without_answer(held)
    if open_points:
        raise PointsOpen(open_points)
    current.final_at = now
    current.save(update_fields=["final_at"])
    note(held, "round.version_final", by=by, now=now)
    return current
