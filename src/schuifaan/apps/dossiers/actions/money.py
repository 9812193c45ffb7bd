"""Counting on another set of income, all of it at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError, keep_answer
from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.money_best_page import SOURCES, sources_seen
from schuifaan.apps.people.models import User
from schuifaan.core.method.finance.facts import counted_on


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
    there = Answer.objects.filter(dossier=dossier, question=SOURCES, item=source).first()
    keep_answer(
        dossier=dossier,
        question_id=SOURCES,
        item=source,
        value={**(there.value if there else {}), "use": use},
        revision=there.revision if there else 0,
        by=by,
        now=now,
    )
