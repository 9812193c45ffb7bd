"""Keeping an answer: checked against its question, never over somebody else's, with its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, ShareLink
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.people.models import User
from schuifaan.core.method.checking import MOST_ROWS, checked


class DossierError(Exception):
    """What was asked cannot be; `field` is where on the form to say so."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class AnsweredMeanwhile(Exception):  # noqa: N818 - it says what happened
    """Somebody answered this after the page was opened. Nothing was overwritten; `theirs` is what stands now."""

    def __init__(self, theirs: Answer | None) -> None:
        super().__init__()
        self.theirs = theirs

    def __str__(self) -> str:
        return _("Iemand anders heeft dit intussen ook beantwoord. Er is niets overschreven.")


class LinkClosed(PermissionDenied):
    """The link does not work any more, or is not for this step."""


def require(by: User | None, permission: str, dossier: Dossier) -> None:
    if by is None or not by.has_perm(permission, dossier):
        raise PermissionDenied(_("Dit kan alleen iemand die aan dit dossier werkt."))


def require_open(dossier: Dossier) -> None:
    """A dossier that was put away can be read; it changes again once it is brought back."""
    if dossier.archived_at is not None:
        raise DossierError(_("Dit dossier is weggezet. Haal het eerst terug."))


def _require_answering(
    dossier: Dossier, step: str, *, by: User | None, via: ShareLink | None, now: datetime
) -> None:
    if via is None:
        require(by, "dossiers.change_dossier", dossier)
        return
    open_now = via.revoked_at is None and via.expires_at > now and via.may_answer
    if via.dossier_id != dossier.pk or not open_now or via.step != step:
        raise LinkClosed(_("Met deze link kun je hier niet antwoorden."))


@transaction.atomic
def keep_answer(
    *,
    dossier: Dossier,
    question_id: str,
    value: Mapping[str, Any],
    revision: int,
    now: datetime,
    item: str = "",
    by: User | None = None,
    via: ShareLink | None = None,
) -> Answer:
    """Keep one answer. `revision` is the one the page was made with; 0 when there was none yet.

    Raises AnswerRefused (per field, from the method), AnsweredMeanwhile, PermissionDenied.
    """
    knowledge = knowledge_for(dossier)
    question = knowledge.questions_by_id.get(question_id)
    if question is None:
        raise DossierError(_("Deze vraag kennen we niet."))
    _require_answering(dossier, question.step, by=by, via=via, now=now)
    # One at a time per dossier, so that two first answers at once end with one kept and one told.
    locked = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    require_open(locked)
    today, answers = timezone.localdate(now), answers_of(locked)
    plain = dict(checked(question, value, item=item, answers=answers, knowledge=knowledge, today=today))
    there = Answer.objects.filter(dossier=locked, question=question_id, item=item).first()
    if there is None and question.shape == "rows" and _is_full(locked, question_id):
        raise DossierError(_("Er passen hier niet meer dan %(most)d regels.") % {"most": MOST_ROWS})
    if there is not None and there.value == plain:
        return there
    if (there.revision if there else 0) != revision:
        raise AnsweredMeanwhile(there)
    before = there.value if there else None
    answer = _write(locked, there, question_id, item, plain, by=by, via=via, now=now)
    AnswerChange.objects.create(
        dossier=locked,
        question=question_id,
        item=item,
        before=before,
        after=plain,
        by=by,
        via_link=via,
        at=now,
    )
    Dossier.objects.filter(pk=locked.pk).update(changed_at=now)
    return answer


def _is_full(dossier: Dossier, question_id: str) -> bool:
    return Answer.objects.filter(dossier=dossier, question=question_id).count() >= MOST_ROWS


def _write(
    dossier: Dossier,
    there: Answer | None,
    question_id: str,
    item: str,
    plain: dict[str, Any],
    *,
    by: User | None,
    via: ShareLink | None,
    now: datetime,
) -> Answer:
    said = {"value": plain, "answered_by": by, "via_link": via, "answered_at": now}
    if there is None:
        try:
            with transaction.atomic():
                return Answer.objects.create(dossier=dossier, question=question_id, item=item, **said)
        except IntegrityError:
            theirs = Answer.objects.filter(dossier=dossier, question=question_id, item=item).first()
            raise AnsweredMeanwhile(theirs) from None
    rows = Answer.objects.filter(pk=there.pk, revision=there.revision)
    if not rows.update(**said, revision=there.revision + 1):
        raise AnsweredMeanwhile(Answer.objects.filter(pk=there.pk).first())
    there.refresh_from_db()
    return there


@transaction.atomic
def remove_answer(
    *, dossier: Dossier, question_id: str, item: str, revision: int, by: User, now: datetime
) -> None:
    """Take an answer or row away; its history stays, so it can be put back."""
    require(by, "dossiers.change_dossier", dossier)
    require_open(Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk))
    there = Answer.objects.filter(dossier=dossier, question=question_id, item=item).first()
    if there is None:
        return
    if there.revision != revision:
        raise AnsweredMeanwhile(there)
    AnswerChange.objects.create(
        dossier=dossier, question=question_id, item=item, before=there.value, after=None, by=by, at=now
    )
    there.delete()
    Dossier.objects.filter(pk=dossier.pk).update(changed_at=now)


@transaction.atomic
def put_back(*, change: AnswerChange, by: User, now: datetime) -> Answer | None:
    """Undo one change: the answer becomes what it was before; None when there was nothing before."""
    dossier = change.dossier
    there = Answer.objects.filter(dossier=dossier, question=change.question, item=change.item).first()
    revision = there.revision if there else 0
    if change.before is None:
        remove_answer(
            dossier=dossier,
            question_id=change.question,
            item=change.item,
            revision=revision,
            by=by,
            now=now,
        )
        return None
    return keep_answer(
        dossier=dossier,
        question_id=change.question,
        item=change.item,
        value=change.before,
        revision=revision,
        by=by,
        now=now,
    )
