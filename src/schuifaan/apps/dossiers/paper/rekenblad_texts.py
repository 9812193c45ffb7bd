"""The sheets of the workbook that are for reading: sources and conditions, and what the sheet can and cannot do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.rekenblad_cells import Page
from schuifaan.apps.dossiers.queries.reasons import source_lines
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.sources import Result, SourceVerdict, State
from schuifaan.core.method.knowledge import Citation


def fill_sources(page: Page, case: BusinessCase, *, language: str) -> None:
    """What the income counted on rests on: its conditions, and what does not go together."""
    page.title(_("Bronnen"))
    page.next()
    page.long(
        _("Op deze inkomsten rekenen jullie. Per voorwaarde staat erbij of het klopt, zoals nu ingevuld.")
    )
    counted = {line.group for line in case.income}
    page.next()
    page.head((_("Inkomst"), _("Voorwaarde"), _("Klopt het?"), _("Bron")))
    page.sheet.freeze_panes = f"B{page.row + 1}"
    head_row = page.row
    for verdict in case.verdicts:
        if verdict.source.id in counted:
            _verdict(page, verdict, language)
    if case.conflicts:
        page.next()
        page.next()
        page.head((_("Let op"), _("Wat je kunt doen"), "", _("Bron")))
        for conflict in case.conflicts:
            page.next()
            page.text(1, conflict.rule.text.said(language))
            page.text(2, conflict.rule.advice.said(language))
            page.text(4, _lines(conflict.rule.source, language))
    page.fit((36, 70, 18, 90))
    page.print_on_a4(title_row=head_row)


def fill_explanation(page: Page, *, made_on: str) -> None:
    page.title(_("Uitleg"))
    page.next()
    for words in _explanation():
        page.next()
        page.text(1, words)
    page.next()
    page.next()
    page.text(1, _("Gemaakt op %(day)s.") % {"day": made_on})
    page.fit((110,))
    page.print_on_a4()


def _verdict(page: Page, verdict: SourceVerdict, language: str) -> None:
    page.next()
    page.text(1, verdict.source.name.said(language), bold=True)
    page.text(2, _state_words()[verdict.state])
    page.text(4, _lines(verdict.source.source, language))
    results = _result_words()
    for one in verdict.conditions:
        page.next()
        page.text(1, verdict.source.name.said(language))
        page.text(2, one.condition.text.said(language))
        page.text(3, results[one.result])
        page.text(4, _lines(one.condition.source, language))


def _lines(citations: tuple[Citation, ...], language: str) -> str:
    return "\n".join(str(line) for line in source_lines(citations, language=language))


def _result_words() -> dict[Result, str]:
    return {"met": _("klopt"), "not_met": _("klopt niet"), "unknown": _("weten we nog niet")}


def _state_words() -> dict[State, str]:
    return {
        "met": _("Aan alle wettelijke voorwaarden is voldaan, zoals nu ingevuld."),
        "not_met": _("Aan een voorwaarde is niet voldaan."),
        "unknown": _("Van een voorwaarde weten we nog niet of die klopt."),
        "closed": _("Hier kun je nu geen aanvraag meer voor doen."),
        "not_for_type": _("Het handboek noemt deze inkomst niet bij jullie soort plek."),
    }


def _explanation() -> Iterator[str]:
    yield _(
        "Dit rekenblad is een hulpmiddel. Het rekent met wat jullie hebben ingevuld. Het besluit nemen jullie zelf. "
        "Vraag bij regels en geld altijd na of het nog klopt."
    )
    yield _(
        "Verander je een gekleurde cel op het blad ‘Uitgangspunten’, dan rekenen alle andere bladen mee. "
        "Een kostenpost zonder eigen percentage stijgt mee met het percentage bij ‘Algemeen’."
    )
    yield _("Alle bedragen zijn in euro, afgerond op de cent, in elk jaar en op elke regel.")
    yield _(
        "Een kans is jullie eigen schatting. Is er geen kans ingevuld, dan telt het bedrag alleen mee als alles doorgaat."
    )
    yield _("Vast in dit blad:")
    yield _("• het aantal jaren en het aantal regels;")
    yield _(
        "• de bedragen van het eerste jaar zoals ze zijn uitgerekend: verander je bijvoorbeeld de vierkante meters, "
        "reken dan opnieuw in het dossier;"
    )
    yield _("• de bedragen en grenzen uit de wet, zoals ze golden op de dag dat dit blad is gemaakt;")
    yield _(
        "• of aan de voorwaarden is voldaan: dat staat op het blad ‘Bronnen’ als tekst, en rekent niet mee."
    )
