"""Saying which income is counted on, and which of its conditions are met."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError, keep_answer, require
from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.money_best_page import SOURCES, sources_seen
from schuifaan.apps.dossiers.queries.money_sources_page import SaidCondition
from schuifaan.apps.people.models import User
from schuifaan.core.method.checking import AnswerRefused
from schuifaan.core.method.finance.facts import counted_on
from schuifaan.core.method.finance.sources import ASKED
from schuifaan.core.method.knowledge import Text


class ConditionsOvertaken(Exception):  # noqa: N818 - it says what happened
    """Somebody answered some of these conditions meanwhile; nothing was kept. `theirs` is what stands now, by id."""

    def __init__(self, theirs: Mapping[str, Answer | None]) -> None:
        super().__init__()
        self.theirs = dict(theirs)


@transaction.atomic
def answer_conditions(*, dossier: Dossier, said: Iterable[SaidCondition], by: User, now: datetime) -> int:
    """Say of each condition whether it holds; how many were said.

    All of them or none: raises AnswerRefused (by id of the condition) or ConditionsOvertaken. What was written
    beside an answer stays.
    """
    require(by, "dossiers.change_dossier", dossier)
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    problems: dict[str, Text] = {}
    theirs: dict[str, Answer | None] = {}
    kept = 0
    for one in said:
        try:
            _keep(dossier, ASKED, one.condition, {"holds": one.holds}, one.revision, by=by, now=now)
        except AnswerRefused as refused:
            problems[one.condition] = next(iter(refused.problems.values()))
        except AnsweredMeanwhile as meanwhile:
            theirs[one.condition] = meanwhile.theirs
        else:
            kept += 1
    if problems:
        raise AnswerRefused(problems)
    if theirs:
        raise ConditionsOvertaken(theirs)
    return kept


@transaction.atomic
def say_use(*, dossier: Dossier, source: str, use: str, revision: int, by: User, now: datetime) -> None:
    """Say whether one source is counted on. Raises AnswerRefused when it cannot be, and AnsweredMeanwhile."""
    require(by, "dossiers.change_dossier", dossier)
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    _keep(dossier, SOURCES, source, {"use": use}, revision, by=by, now=now)


@transaction.atomic
def take_over_set(
    *, dossier: Dossier, sources: Iterable[str], seen: int, by: User, now: datetime
) -> frozenset[str]:
    """Count on exactly these sources; what was counted on beside them becomes "perhaps", so it can be tried again.

    `seen` is `sources_seen` as the page was made with. Raises AnsweredMeanwhile when it has grown since, and
    AnswerRefused when the method does not take the set.
    """
    wanted = frozenset(sources)
    known = {one.id for one in knowledge_for(dossier).income_sources}
    if not wanted or not wanted <= known:
        raise DossierError(_("Deze combinatie kennen we niet. Zoek opnieuw."))
    # Others wait here until this set is kept as a whole.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if sources_seen(dossier) != seen:
        raise AnsweredMeanwhile(None)
    # First what goes, then what comes: on the way there nothing may clash.
    for source in sorted(counted_on(answers_of(dossier)) - wanted):
        _say(dossier, source, "perhaps", by=by, now=now)
    for source in sorted(wanted):
        _say(dossier, source, "count_on", by=by, now=now)
    return wanted


def _say(dossier: Dossier, source: str, use: str, *, by: User, now: datetime) -> None:
    there = _there(dossier, SOURCES, source)
    _keep(dossier, SOURCES, source, {"use": use}, there.revision if there else 0, by=by, now=now)


def _keep(
    dossier: Dossier,
    question: str,
    item: str,
    said: Mapping[str, str],
    revision: int,
    *,
    by: User,
    now: datetime,
) -> None:
    """Keep a part of an answer; the rest of it stays as it is."""
    there = _there(dossier, question, item)
    keep_answer(
        dossier=dossier,
        question_id=question,
        item=item,
        value={**(there.value if there else {}), **said},
        revision=revision,
        by=by,
        now=now,
    )


def _there(dossier: Dossier, question: str, item: str) -> Answer | None:
    return Answer.objects.filter(dossier=dossier, question=question, item=item).first()
