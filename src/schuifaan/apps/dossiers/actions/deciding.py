"""The decision of the quickscan: adapting the goal leads back to its first step, with the old goal kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import keep_answer
from schuifaan.apps.dossiers.actions.starting import keep_version
from schuifaan.apps.dossiers.models import Dossier, Version
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.people.models import User

DECISION = "reflection.decision"
ADAPT_GOAL = "adapt_goal"


@transaction.atomic
def decide(
    *, dossier: Dossier, value: Mapping[str, Any], revision: int, by: User, now: datetime
) -> Version | None:
    """Keep the decision; the version that was made when it is to adapt the goal, else None.

    Deciding so a second time keeps another version only when the goal was changed since.
    """
    answer = keep_answer(
        dossier=dossier, question_id=DECISION, value=value, revision=revision, by=by, now=now
    )
    if answer.value.get("decision") != ADAPT_GOAL:
        return None
    last = dossier.versions.order_by("-number").first()
    goal = _goal(answers_of(dossier).plain)
    if last is not None and _goal(last.answers) == goal and answer.revision == revision:
        return None
    return keep_version(dossier=dossier, reason=_("Het doel wordt aangepast"), by=by, now=now)


def _goal(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {question: dict(items) for question, items in answers.items() if question.startswith("goal.")}
