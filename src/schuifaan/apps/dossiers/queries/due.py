"""What in a dossier wants another look today: agreements with a date, a decision put off, a revival to evaluate."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.speech import said_day
from schuifaan.core.method.finance.funding import APPLICATIONS, applications_of, due
from schuifaan.core.method.management import plan
from schuifaan.core.method.revival import revival

DATED = ("management.safeguards", "revival.decision", APPLICATIONS)


def dossiers_with_dates() -> QuerySet[Dossier]:
    """Those in use in which a date was agreed."""
    dated = Dossier.objects.filter(archived_at=None, answers__question__in=DATED)
    return dated.select_related("organisation").distinct().order_by("pk")


def due_lines(dossier: Dossier, *, today: date, language: str) -> list[str]:
    """What to look at again, in sentences; empty when nothing is due."""
    answers, knowledge = answers_of(dossier), knowledge_for(dossier)

    def lines() -> Iterator[str]:
        for secured in plan(answers, knowledge, today=today).safeguards:
            if secured.is_due:
                yield secured.safeguard.text.said(language)
        reviving = revival(answers, knowledge)
        if reviving.recheck_date is not None and reviving.recheck_date <= today:
            yield _("Jullie zouden opnieuw kijken of de ruimte weer kan gaan leven.")
        begins, ends = reviving.evaluate_from, reviving.evaluate_until
        if begins is not None and ends is not None and begins <= today <= ends:
            yield _("De ruimte kreeg een nieuwe kans. Kijk samen hoe het nu gaat.")

        for closing in due(applications_of(answers, knowledge), today):
            said = {
                "fund": closing.application.name.said(language),
                "what": closing.application.what,
                "day": said_day(closing.day, language=language),
            }
            if closing.is_late:
                yield _("De laatste dag voor de aanvraag bij %(fund)s (%(what)s) was %(day)s.") % said
            else:
                yield _("De laatste dag voor de aanvraag bij %(fund)s (%(what)s) is %(day)s.") % said

    return list(lines())
