"""Looking back once a year: what is asked, what was said to it, and what we keep, change or stop."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import StewardKind
from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import led_organisations
from schuifaan.apps.places.rules import running_place_roles
from schuifaan.apps.voice.enums import PointKind
from schuifaan.apps.voice.models import Evaluation, EvaluationPoint

# So few on one page that nobody loses heart.
ON_A_PAGE: Final = 3
_CLOSING: Final = {kind: f"evaluation.{kind.value}" for kind in PointKind}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the team reads it, and what they said to it."""

    id: str
    text: str
    hint: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions; `is_begun` when anything stands there."""

    number: int
    questions: Sequence[Asked]

    @property
    def is_begun(self) -> bool:
        return any(one.answer for one in self.questions)

    @property
    def is_whole(self) -> bool:
        return all(one.answer for one in self.questions)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What we keep, change or stop, beside what was written a year ago."""

    kind: PointKind
    text: str
    hint: str
    points: Sequence[EvaluationPoint]
    before: Sequence[EvaluationPoint] = ()


@dataclass(frozen=True, slots=True)
class LookBack:
    """Everything of one year."""

    evaluation: Evaluation
    steps: Sequence[Step]
    agreed: Sequence[Agreed]
    before: Evaluation | None

    @property
    def questions(self) -> list[Asked]:
        return [one for step in self.steps for one in step.questions]

    @property
    def answered(self) -> list[Asked]:
        return [one for one in self.questions if one.answer]

    @property
    def points(self) -> list[EvaluationPoint]:
        return [point for part in self.agreed for point in part.points]

    @property
    def to_go(self) -> Step | None:
        """The first page on which nothing stands yet; skipping a question on a page is fine."""
        return next((step for step in self.steps if not step.is_begun), None)

    @property
    def has_before(self) -> bool:
        return any(part.before for part in self.agreed)

    @property
    def is_empty(self) -> bool:
        return not self.answered and not self.points and not self.evaluation.agreed_how


def evaluations_of(place: Place) -> list[Evaluation]:
    """The newest first."""
    return list(Evaluation.objects.filter(place=place).order_by("-year"))


def evaluation_at(place: Place, year: int) -> Evaluation | None:
    return Evaluation.objects.select_related("place").filter(place=place, year=year).first()


def public_evaluation(slug: str, year: int) -> Evaluation | None:
    found = Evaluation.objects.select_related("place").filter(place__in=Place.objects.published())
    return found.filter(place__slug=slug, year=year, is_public=True).first()


def years_to_begin(place: Place, today: date) -> list[int]:
    """About this year or the last one, where there is none yet."""
    begun = set(Evaluation.objects.filter(place=place).values_list("year", flat=True))
    return [year for year in (today.year, today.year - 1) if year not in begun]


def point_at(place: Place, pk: int) -> EvaluationPoint | None:
    found = EvaluationPoint.objects.select_related("evaluation__place")
    return found.filter(evaluation__place=place, pk=pk).first()


def look_back(evaluation: Evaluation) -> LookBack:
    said = dict(evaluation.answers.values_list("question", "text"))
    questions = questions_for(evaluation.place, said)
    steps = [
        Step(number, questions[start : start + ON_A_PAGE])
        for number, start in enumerate(range(0, len(questions), ON_A_PAGE), start=1)
    ]
    before = Evaluation.objects.filter(place=evaluation.place, year__lt=evaluation.year).first()
    mine, theirs = _points_of(evaluation), _points_of(before) if before else []
    agreed = [_agreed(kind, mine, theirs) for kind in PointKind]
    return LookBack(evaluation, steps, agreed, before)


def questions_for(place: Place, said: Mapping[str, str] | None = None) -> list[Asked]:
    """One of each safeguard; in the hands of an organisation also the way back to local ownership.

    What was answered once stays, also when the place has come home since.
    """
    language, answers = get_language() or "nl", said or {}
    is_interim = place.steward_kind == StewardKind.PROFESSIONAL_INTERIM
    return [
        Asked(one.id, one.text.said(language), one.hint.said(language), answers.get(one.id, ""))
        for one in shipped().evaluation_questions
        if not one.is_closing and (is_interim or not one.only_interim or answers.get(one.id))
    ]


def seen_of(*values: Any) -> str:
    """A mark of what stood there when a form was opened: whoever saves over something newer is told."""
    told = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def seen_of_answers(answers: Mapping[str, str], questions: Sequence[str]) -> str:
    return seen_of(sorted((one, answers.get(one, "")) for one in questions))


def seen_of_points(points: Sequence[EvaluationPoint]) -> str:
    return seen_of([(one.pk, one.kind, one.text, one.who, one.look_on) for one in points])


def seen_of_agreement(evaluation: Evaluation) -> str:
    return seen_of(evaluation.agreed_on, evaluation.agreed_how, evaluation.next_on)


def time_again_on(evaluation: Evaluation) -> date | None:
    """The day they chose, or else twelve months after they finished."""
    if evaluation.next_on:
        return evaluation.next_on
    return in_a_year(evaluation.finished_at) if evaluation.finished_at else None


def in_a_year(moment: datetime | date) -> date:
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    leap = day.month == 2 and day.day == 29  # noqa: PLR2004 - the day that is not there next year
    return date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)


def time_again(place: Place, today: date) -> Evaluation | None:
    """The last look back, when it is time for the next and nobody has begun."""
    last = Evaluation.objects.filter(place=place).order_by("-year").first()
    due = time_again_on(last) if last and last.finished_at else None
    return last if due and due <= today else None


def last_public(place: Place) -> Evaluation | None:
    return Evaluation.objects.filter(place=place, is_public=True).order_by("-year").first()


def time_again_for(user: User, today: date) -> list[Evaluation]:
    """At the places this user runs or whose organisation they lead: the last look back, when it is time again."""
    mine = {pk for pk, _role in running_place_roles(user)}
    rows = Evaluation.objects.filter(Q(place__in=mine) | Q(place__organisation__in=led_organisations(user)))
    newest: dict[int, Evaluation] = {}
    for one in rows.select_related("place__organisation").order_by("place__name", "place", "-year"):
        newest.setdefault(one.place_id, one)
    return [
        one for one in newest.values() if one.finished_at and (due := time_again_on(one)) and due <= today
    ]


def to_look_at_again(place: Place, today: date) -> list[EvaluationPoint]:
    """What they would look at again by now, and have not yet."""
    found = EvaluationPoint.objects.select_related("evaluation").filter(
        evaluation__place=place,
        evaluation__finished_at__isnull=False,
        look_on__lte=today,
        done_on__isnull=True,
    )
    return list(found.order_by("look_on", "pk"))


def _points_of(evaluation: Evaluation) -> list[EvaluationPoint]:
    return list(evaluation.points.order_by("pk"))


def _agreed(kind: PointKind, mine: Sequence[EvaluationPoint], before: Sequence[EvaluationPoint]) -> Agreed:
    language = get_language() or "nl"
    asked = next(one for one in shipped().evaluation_questions if one.id == _CLOSING[kind])
    return Agreed(
        kind,
        asked.text.said(language),
        asked.hint.said(language),
        [one for one in mine if one.kind == kind],
        [one for one in before if one.kind == kind],
    )
