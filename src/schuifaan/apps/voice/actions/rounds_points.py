"""Noting a point in a round, and answering it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.answering import answer as answer_matter
from schuifaan.apps.voice.actions.publishing import left
from schuifaan.apps.voice.actions.rounds import RoundChanged, RoundError, hold_round, note
from schuifaan.apps.voice.enums import AboutPerson, Outcome
from schuifaan.apps.voice.models import DocumentVersion, Landing, Matter, Meeting, Point, PointTheme, Round
from schuifaan.apps.voice.queries.private_lines import without
from schuifaan.apps.voice.rules import handles_matter

TOPIC_CHARS: Final = 160
TEXT_CHARS: Final = 3000


class NewVersionFirst(RoundError):  # noqa: N818 - it says what to do
    """The newest version is final: nothing can be open any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "De laatste versie is vastgesteld. Zet eerst een nieuwe versie klaar, dan kan hier een punt bij."
            )
        )


class AlreadyTakenUp(RoundError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(_("Iemand anders heeft deze reactie al in de ronde gezet."))


@dataclass(frozen=True, slots=True)
class Said:
    """What is noted of a point."""

    topic: str
    text: str
    said_by: str = ""
    said_on: date | None = None
    meeting: Meeting | None = None
    about: DocumentVersion | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """Where in a version something came down."""

    version: DocumentVersion
    paragraph: int | None = None
    where: str = ""
    was: str = ""
    became: str = ""

    @property
    def says_anything(self) -> bool:
        return self.paragraph is not None or bool(self.where or self.was or self.became)


@dataclass(frozen=True, slots=True)
class Answered:
    """What becomes of a point; in a table that is read in, at once with it."""

    outcome: str
    response: str
    landings: tuple[Came, ...] = field(default=())


def note_point(*, of: Round, said: Said, by: User, now: datetime) -> Point:
    """Without an answer yet. Raises NewVersionFirst when the newest version is final."""
    return _one_of(note_points(of=of, said=[(said, None)], by=by, now=now))


def note_points(
    *,
    of: Round,
    said: Iterable[tuple[Said, Answered | None]],
    by: User,
    now: datetime,
) -> list[Point]:
    """All of them or none, numbered on from the last; some with their answer."""
    try:
        with transaction.atomic():
            held = hold_round(of, by)
            number = held.points.aggregate(last=Max("number"))["last"] or 0
            made = [
                _made(held, number + place, one, answer, now) for place, (one, answer) in enumerate(said, 1)
            ]
            note(held, "round.points_imported" if len(made) > 1 else "round.point_noted", by=by, now=now)
    except IntegrityError as error:
        raise _why(of, error) from error
    return made


@transaction.atomic
def take_up(*, of: Round, matter: Matter, by: User, now: datetime) -> Point:
    """What a resident let know becomes a point; answering that answers the resident.

    In the words it was sent in, without what seems to tell who somebody is: in a public round everybody reads it
    at once. What is about a person stays out of a round: who it is about may lead that.
    """
    held = hold_round(of, by)
    if matter.about_person != AboutPerson.NO or not handles_matter(by, matter):
        raise NotAllowed(_("Dit kan alleen wie deze reactie behandelt."))
    current = Matter.objects.select_for_update(of=("self",), no_key=True).get(pk=matter.pk)
    if Point.objects.filter(matter=current).exists():
        raise AlreadyTakenUp
    texts = list(current.signals.order_by("said_at", "pk").values_list("text", flat=True))
    topic = _unnamed(current.title, current)[:TOPIC_CHARS]
    text = current.public_text or _unnamed("\n\n".join(dict.fromkeys(texts)), current) or topic
    said = Said(topic, text[:TEXT_CHARS], themes=tuple(current.themes.values_list("theme", flat=True)))
    point = note_point(of=held, said=said, by=by, now=now)
    Point.objects.filter(pk=point.pk).update(matter=current)
    if current.round_id is None:
        Matter.objects.filter(pk=current.pk).update(round=held)
    point.matter = current
    return point


@transaction.atomic
def change_point(*, point: Point, said: Said, version: int, by: User, now: datetime) -> Point:
    held = hold_round(point.round, by)
    current = _as_it_is(point, version)
    _write(current, said)
    note(held, "round.changed", by=by, now=now)
    return current


@transaction.atomic
def remove_point(*, point: Point, by: User, now: datetime) -> None:
    """Only what nobody answered, and what did not come from a resident: those wait for an answer."""
    held = hold_round(point.round, by)
    current = Point.objects.get(pk=point.pk)
    if current.outcome or current.matter_id:
        raise RoundError(
            _("Dit punt blijft staan: er is antwoord gegeven, of een bewoner wacht op antwoord.")
        )
    current.delete()
    note(held, "round.changed", by=by, now=now)


@transaction.atomic
def answer_point(
    *,
    point: Point,
    outcome: str,
    response: str,
    landings: Iterable[Came] = (),
    version: int,
    by: User,
    now: datetime,
) -> Point:
    """What becomes of it, in words. Whoever raised it hears that: with its first answer, and again with another."""
    held = hold_round(point.round, by)
    current = _as_it_is(point, version)
    words = response.strip()
    if not words:
        raise RoundError(_("Schrijf een antwoord. Zo weten mensen wat ermee gebeurt."), field="response")
    is_new = (current.outcome, current.response) != (outcome, words)
    if is_new:
        current.outcome, current.response, current.answered_at = Outcome(outcome), words, now
        current.version += 1
        current.save(update_fields=["outcome", "response", "answered_at", "version"])
    land(current, landings)
    if is_new and current.matter is not None and not _heard(current.matter, outcome, words):
        answer_matter(matter=current.matter, outcome=outcome, text=words, by=by, now=now)
    note(held, "round.point_answered", by=by, now=now)
    return current


@transaction.atomic
def say_where(*, point: Point, came: Came, by: User, now: datetime) -> Landing | None:
    """A changed sentence belongs to this point; said twice it is said once."""
    held = hold_round(point.round, by)
    if came.version.round_id != held.pk:
        return None
    made = land(point, [came])
    note(held, "round.changed", by=by, now=now)
    return made[0] if made else None


@transaction.atomic
def take_where_back(*, landing: Landing, by: User, now: datetime) -> None:
    held = hold_round(landing.point.round, by)
    landing.delete()
    note(held, "round.changed", by=by, now=now)


def land(point: Point, landings: Iterable[Came]) -> list[Landing]:
    """Beside what was said before; the same place twice is one."""
    made: list[Landing] = []
    for came in landings:
        if came.says_anything:
            landing, _is_new = Landing.objects.get_or_create(
                point=point, in_version=came.version, paragraph=came.paragraph, where=came.where, was=came.was,
                became=came.became,
            )  # fmt: skip
            made.append(landing)
    return made


def _unnamed(text: str, matter: Matter) -> str:
    """With a word such as “[naam]” in the place of what seems to tell who somebody is."""
    return without(text, left(text, matter=matter))


def _heard(matter: Matter, outcome: str, words: str) -> bool:
    """Answered so at its own desk: who raised it needs no second letter, also when a name is left out here."""
    last = matter.answers.order_by("-number").first()
    if last is None or last.outcome != outcome:
        return False
    return words.split() in (last.text.split(), _unnamed(last.text, matter).split())


def _made(held: Round, number: int, said: Said, answer: Answered | None, now: datetime) -> Point:
    told = (
        {"outcome": Outcome(answer.outcome), "response": answer.response, "answered_at": now}
        if answer
        else {}
    )
    point = Point(round=held, number=number, **told)
    _fill(point, said)
    point.save(force_insert=True)
    _theme(point, said.themes)
    land(point, answer.landings if answer else ())
    return point


def _write(point: Point, said: Said) -> None:
    _fill(point, said)
    point.version += 1
    point.save(update_fields=["topic", "text", "said_by", "said_on", "meeting", "about", "version"])
    _theme(point, said.themes)


def _fill(point: Point, said: Said) -> None:
    if not said.topic.strip() or not said.text.strip():
        raise RoundError(_("Schrijf op wat er gezegd is, en waar het over gaat."), field="text")
    point.topic, point.text = said.topic.strip(), said.text.strip()
    point.said_by, point.said_on = said.said_by.strip(), said.said_on
    point.meeting, point.about = said.meeting, said.about


def _theme(point: Point, themes: Iterable[str]) -> None:
    wanted = set(themes)
    PointTheme.objects.filter(point=point).exclude(theme__in=wanted).delete()
    there = set(PointTheme.objects.filter(point=point).values_list("theme", flat=True))
    PointTheme.objects.bulk_create(PointTheme(point=point, theme=theme) for theme in sorted(wanted - there))


def _as_it_is(point: Point, version: int) -> Point:
    current = Point.objects.select_related("matter", "round").get(pk=point.pk)
    if current.version != version:
        raise RoundChanged
    return current


def _why(round_: Round, error: IntegrityError) -> Exception:
    """Nothing but a final version keeps an open point out."""
    newest = DocumentVersion.objects.filter(round=round_).order_by("-number").first()
    return NewVersionFirst() if newest and newest.final_at else error


def _one_of(points: list[Point]) -> Point:
    return points[0]
