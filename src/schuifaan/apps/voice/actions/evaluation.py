"""Looking back once a year: begin, answer in words, agree on it with residents, finish, and show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import PointKind
from schuifaan.apps.voice.models import Evaluation, EvaluationAnswer, EvaluationPoint
from schuifaan.apps.voice.queries import evaluation as reading
from schuifaan.apps.voice.queries.evaluation_private import masked_note, masked_pieces, seen_of_pieces


@dataclass(frozen=True, slots=True)
class PointSaid:
    """One line of what we keep, change or stop. `pk` None: a new one. Without text an old one goes."""

    kind: PointKind
    text: str
    who: str = ""
    look_on: date | None = None
    pk: int | None = None


class CannotBegin(PlaceError):  # noqa: N818 - it says what is the matter
    """There is a look back of that year, or the year is none of these two."""


class IsFinished(PlaceError):  # noqa: N818 - idem
    """What was agreed on stays, until it is opened again."""

    def __init__(self) -> None:
        super().__init__(_("Deze terugblik is afgerond. Open hem eerst weer."))


class NotAgreedYet(PlaceError):  # noqa: N818 - idem
    """Not before it was talked over with residents."""

    def __init__(self) -> None:
        super().__init__(_("Schrijf eerst op wanneer en hoe jullie dit met bewoners bespraken."))


class WrittenMeanwhile(PlaceError):  # noqa: N818 - idem
    """A colleague wrote in the same part; nothing of theirs was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _("Een collega schreef hier intussen ook iets op. Kijk wat er nu staat en bewaar dan nog eens.")
        )


class StillInUse(PlaceError):  # noqa: N818 - idem
    """Something was written in it: then it does not go."""

    def __init__(self) -> None:
        super().__init__(_("Er staat al iets in. Daarom blijft deze terugblik bewaard."))


def begin(*, place: Place, year: int, by: User, now: datetime, today: date) -> Evaluation:
    require(by, "voice.evaluate", place)
    if year not in (today.year, today.year - 1):
        raise CannotBegin(_("Je kunt terugkijken op dit jaar en op vorig jaar."))
    try:
        with transaction.atomic():
            evaluation = Evaluation.objects.create(place=place, year=year, begun_on=today)
            _note(evaluation, "evaluation.begun", by, now)
    except IntegrityError:
        # A colleague was first: there is one, and that is what was asked.
        return Evaluation.objects.get(place=place, year=year)
    return evaluation


@transaction.atomic
def drop(*, evaluation: Evaluation, by: User, now: datetime) -> None:
    """Begun by mistake."""
    current = _open(evaluation, by)
    if not reading.look_back(current).is_empty:
        raise StillInUse
    current.delete()
    _note(evaluation, "evaluation.dropped", by, now)


@transaction.atomic
def answer(
    *, evaluation: Evaluation, answers: Mapping[str, str], seen: str | None, by: User, now: datetime
) -> None:
    """`seen`: the mark of what stood there when the form was opened."""
    current = _open(evaluation, by)
    wanted = {question: text.strip() for question, text in answers.items()}
    there = dict(current.answers.filter(question__in=wanted).values_list("question", "text"))
    changed = {one: text for one, text in wanted.items() if text != there.get(one, "")}
    if not changed:
        return
    _not_over(seen, reading.seen_of_answers(there, list(wanted)))
    for question, text in changed.items():
        if text:
            EvaluationAnswer.objects.update_or_create(
                evaluation=current, question=question, defaults={"text": text}
            )
        else:
            current.answers.filter(question=question).delete()
    _note(current, "evaluation.changed", by, now)


@transaction.atomic
def set_points(
    *, evaluation: Evaluation, points: Sequence[PointSaid], seen: str | None, by: User, now: datetime
) -> None:
    current = _open(evaluation, by)
    rows = list(current.points.order_by("pk"))
    there = {one.pk: one for one in rows}
    changed = [one for one in points if _differs(one, there.get(one.pk or 0))]
    if not changed:
        return
    _not_over(seen, reading.seen_of_points(rows))
    for said in changed:
        row = current.points.filter(pk=said.pk or 0)
        if not said.text.strip():
            row.delete()
            continue
        fields = {
            "kind": said.kind,
            "text": said.text.strip(),
            "who": said.who.strip(),
            "look_on": said.look_on,
        }
        if said.pk is None:
            EvaluationPoint.objects.create(evaluation=current, **fields)
        else:
            row.update(**fields)
    _note(current, "evaluation.changed", by, now)


@transaction.atomic
def agree(
    *,
    evaluation: Evaluation,
    agreed_on: date | None,
    agreed_how: str,
    next_on: date | None,
    seen: str | None,
    by: User,
    now: datetime,
) -> None:
    """When and how it was talked over with residents, and when they look back again."""
    current = _open(evaluation, by)
    wanted = {"agreed_on": agreed_on, "agreed_how": agreed_how.strip(), "next_on": next_on}
    if all(getattr(current, name) == value for name, value in wanted.items()):
        return
    _not_over(seen, reading.seen_of_agreement(current))
    for name, value in wanted.items():
        setattr(current, name, value)
    current.save(update_fields=list(wanted))
    _note(current, "evaluation.changed", by, now)


@transaction.atomic
def finish(*, evaluation: Evaluation, by: User, now: datetime) -> None:
    current = _locked(evaluation, by)
    if current.finished_at:
        return
    if current.agreed_on is None or not current.agreed_how:
        raise NotAgreedYet
    current.finished_at = now
    current.save(update_fields=["finished_at"])
    _note(current, "evaluation.finished", by, now)


@transaction.atomic
def reopen(*, evaluation: Evaluation, by: User, now: datetime) -> None:
    """What can change is not for everybody to read meanwhile."""
    current = _locked(evaluation, by)
    if current.finished_at is None:
        return
    current.finished_at, current.is_public, current.reminded_on = None, False, None
    current.save(update_fields=["finished_at", "is_public", "reminded_on"])
    _note(current, "evaluation.reopened", by, now)
    raise_version()


@transaction.atomic
def publish(
    *, evaluation: Evaluation, mask: Collection[str], seen: str | None, by: User, now: datetime
) -> None:
    """`mask`: the marks of what is taken out of the text first, as it is kept too."""
    current = _locked(evaluation, by)
    if current.finished_at is None:
        raise PlaceError(_("Rond de terugblik eerst af. Daarna kan iedereen hem lezen."))
    _not_over(seen, seen_of_pieces(current))
    for piece, text in masked_pieces(current, frozenset(mask)):
        longest = piece.row._meta.get_field(piece.field).max_length  # type: ignore[union-attr]  # noqa: SLF001 - Django's own public "_meta"
        type(piece.row)._default_manager.filter(pk=piece.row.pk).update(**{piece.field: text[:longest]})  # noqa: SLF001 - idem
    if not current.is_public:
        current.is_public = True
        current.save(update_fields=["is_public"])
        _note(current, "evaluation.published", by, now)
        # The page of the place leads there.
        raise_version()


@transaction.atomic
def unpublish(*, evaluation: Evaluation, by: User, now: datetime) -> None:
    current = _locked(evaluation, by)
    if current.is_public:
        current.is_public = False
        current.save(update_fields=["is_public"])
        _note(current, "evaluation.unpublished", by, now)
        raise_version()


@transaction.atomic
def look_again(*, point: EvaluationPoint, note: str, on: date, by: User, now: datetime) -> None:
    """That they looked at it again, and how it went. The look back itself is finished by then.

    When everybody reads it already, what seems to tell who somebody is does not come into it.
    """
    evaluation = _locked(point.evaluation, by)
    words = masked_note(evaluation, note.strip()) if evaluation.is_public else note.strip()
    longest = EvaluationPoint._meta.get_field("done_note").max_length  # noqa: SLF001 - Django's own public "_meta"
    evaluation.points.filter(pk=point.pk).update(done_on=on, done_note=words[:longest])
    _note(evaluation, "evaluation.looked_again", by, now)


@transaction.atomic
def look_later(*, point: EvaluationPoint, by: User, now: datetime) -> None:
    """Not done after all."""
    evaluation = _locked(point.evaluation, by)
    evaluation.points.filter(pk=point.pk).update(done_on=None, done_note="")
    _note(evaluation, "evaluation.changed", by, now)


# -- How ------------------------------------------------------------------------------------------


def _locked(evaluation: Evaluation, by: User) -> Evaluation:
    require(by, "voice.evaluate", evaluation.place)
    return Evaluation.objects.select_for_update(of=("self",)).select_related("place").get(pk=evaluation.pk)


def _open(evaluation: Evaluation, by: User) -> Evaluation:
    current = _locked(evaluation, by)
    if current.finished_at:
        raise IsFinished
    return current


def _not_over(seen: str | None, there: str) -> None:
    if seen is not None and seen != there:
        raise WrittenMeanwhile


def _differs(said: PointSaid, row: EvaluationPoint | None) -> bool:
    if row is None:
        # A line that a colleague took away meanwhile is no new one.
        return said.pk is None and bool(said.text.strip())
    return (said.text.strip(), said.who.strip(), said.look_on) != (row.text, row.who, row.look_on)


def _note(evaluation: Evaluation, verb: str, by: User, now: datetime) -> None:
    record(verb=verb, scope=evaluation.place.audit_scope, by=by, now=now, subject=str(evaluation.year))
