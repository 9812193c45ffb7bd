"""The business case as a workbook with live formulas: change a number, and every year is worked out again."""

import io
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from schuifaan.apps.dossiers.paper import rekenblad_inputs as inputs
from schuifaan.apps.dossiers.paper import rekenblad_texts as texts
from schuifaan.apps.dossiers.paper import rekenblad_years as years
from schuifaan.apps.dossiers.paper.rekenblad_cells import Page
from schuifaan.apps.dossiers.queries.speech import said_day
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.ui.paper.signs import readable


def build(
    case: BusinessCase, *, answers: Answers, language: str, title: str, now: datetime, author: str = ""
) -> bytes:
    """The workbook in that language. `answers` tell which percentages are a line's own."""
    day = timezone.localdate(now) if timezone.is_aware(now) else now.date()
    with translation.override(language):
        book = Workbook()
        first = book.active
        if first is not None:
            book.remove(first)
        assumptions, investment, budget, sources, explanation = (
            Page(book.create_sheet(name))
            for name in (_("Uitgangspunten"), _("Investering"), _("Exploitatie"), _("Bronnen"), _("Uitleg"))
        )
        cells = inputs.fill(assumptions, case, answers, title=title, language=language)
        paid = years.Table(investment, case.period, cells, language)
        years.fill_investments(paid, case)
        years.fill_budget(years.Table(budget, case.period, cells, language), case, paid)
        texts.fill_sources(sources, case, language=language)
        texts.fill_explanation(explanation, made_on=said_day(day, language=language))
    about = book.properties
    about.title, about.creator, about.language = readable(title), readable(author), language
    about.created = about.modified = now.replace(tzinfo=None)
    # Who opens it sees sums, also where the program has not worked them out before.
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
