"""What the team does with wishes: keep, put in other words, add together, take away, take over in the dossier."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, keep_answer, require, require_open
from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.ideas import SAID_OF_WANTED, WANTED, WISH_FIELDS
from schuifaan.apps.dossiers.models import Dossier, Questionnaire, Wish
from schuifaan.apps.dossiers.queries.answers import answers_of, revision_of
from schuifaan.apps.dossiers.queries.listening import kept_wishes
from schuifaan.apps.dossiers.wish_lines import MOST_SIGNS, folded, tells_who, tidied, with_wishes
from schuifaan.apps.people.models import User


def _lock(questionnaire: Questionnaire, by: User) -> Questionnaire:
    """One at a time, and none while lines come in."""
    require(by, "dossiers.change_dossier", questionnaire.dossier)
    require_open(questionnaire.dossier)
    return Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)


@transaction.atomic
def set_wish_state(*, questionnaire: Questionnaire, wishes: Iterable[int], state: WishState, by: User) -> int:
    """Keep these for the dossier, take them away, or neither; how many there were. Each undoes the other."""
    locked = _lock(questionnaire, by)
    rows = locked.wishes.filter(pk__in=list(wishes), question__in=WISH_FIELDS)
    return rows.update(state=state)


@transaction.atomic
def reword_wish(*, wish: Wish, text: str, by: User) -> None:
    """Say it in other words; how often it was said stays."""
    locked = _lock(wish.questionnaire, by)
    said = tidied(text)
    if not said:
        raise DossierError(_("Schrijf op wat de wens is."), field="text")
    if len(said) > MOST_SIGNS:
        raise DossierError(_("Houd het bij %(most)d tekens.") % {"most": MOST_SIGNS}, field="text")
    if tells_who(said):
        raise DossierError(
            _("Hier staat iets in waaraan je iemand kunt herkennen. Laat dat weg."), field="text"
        )
    others = locked.wishes.filter(question=wish.question).exclude(pk=wish.pk).values_list("text", flat=True)
    if folded(said) in {folded(other) for other in others}:
        raise DossierError(_("Deze wens staat er al. Tel de twee bij elkaar op."), field="text")
    Wish.objects.filter(pk=wish.pk).update(text=said, is_idea=False)
    wish.refresh_from_db()


@transaction.atomic
def merge_wishes(*, wish: Wish, into: Wish, by: User) -> None:
    """Count `wish` with `into`; the words of `wish` go."""
    locked = _lock(wish.questionnaire, by)
    found = {one.pk: one for one in locked.wishes.filter(pk__in=[wish.pk, into.pk], question=wish.question)}
    if len(found) != 2 or wish.question not in WISH_FIELDS:  # noqa: PLR2004 - one and the other
        raise DossierError(_("Deze wensen kun je niet meer bij elkaar optellen."))
    goes = found[wish.pk]
    Wish.objects.filter(pk=goes.pk).delete()
    Wish.objects.filter(pk=into.pk).update(times=F("times") + goes.times)
    if goes.state == WishState.KEPT:
        Wish.objects.filter(pk=into.pk).update(state=WishState.KEPT)
    into.refresh_from_db()


@transaction.atomic
def take_over_wishes(*, questionnaire: Questionnaire, by: User, now: datetime) -> int:
    """Write the kept wishes among the dossier's own lines; how many wishes.

    Raises AnswerRefused when there are more lines than fit, AnsweredMeanwhile.
    """
    locked = _lock(questionnaire, by)
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=locked.dossier_id)
    answers = answers_of(dossier)
    written = 0
    for question_id, field in WISH_FIELDS.items():
        kept = kept_wishes(locked, question_id)
        if not kept:
            continue
        there: dict[str, Any] = dict(answers.one(question_id))
        there[field] = with_wishes(there.get(field, ()), kept)
        keep_answer(
            dossier=dossier,
            question_id=question_id,
            value=there,
            revision=revision_of(dossier, question_id),
            by=by,
            now=now,
        )
        written += len(kept)
    if not written:
        raise DossierError(_("Kies eerst de wensen die in het dossier moeten komen."))
    return written


@transaction.atomic
def answer_wanted(
    *, questionnaire: Questionnaire, wanted: str, note: str, revision: int, by: User, now: datetime
) -> None:
    """Put what was proposed in the dossier, because somebody said so. A note of the team stays.

    `revision` is that of the answer the proposal was made beside. Raises AnsweredMeanwhile.
    """
    if wanted not in SAID_OF_WANTED:
        raise DossierError(_("Kies ja, nee of weet ik niet."))
    dossier = _lock(questionnaire, by).dossier
    there: dict[str, Any] = dict(answers_of(dossier).one(WANTED))
    there["wanted"] = wanted
    there.setdefault("note", note)
    keep_answer(dossier=dossier, question_id=WANTED, value=there, revision=revision, by=by, now=now)
