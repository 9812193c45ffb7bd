"""The business case of a dossier, with what is known of its municipality and of the place itself."""

from datetime import date

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.apps.dossiers.queries.running_place import running_of
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.facts import Local
from schuifaan.core.method.knowledge import Knowledge


def money_case(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, today: date, local: Local | None = None
) -> BusinessCase:
    """Give `local` when it was looked up already."""
    return business_case(
        answers,
        knowledge,
        today=today,
        local=local_for(dossier) if local is None else local,
        running=running_of(dossier, today=today),
    )
