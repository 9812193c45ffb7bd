"""The business case for the board that decides on the money: the answer first, then every sum and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper import business_income, business_sheet, business_why, rekenblad
from schuifaan.apps.dossiers.paper.business import Drawing, Piece, Report, Sums, amounts_of, report_of
from schuifaan.apps.dossiers.paper.case import Case, disclaimer, sheet
from schuifaan.apps.dossiers.queries.money_verdict import verdict_of
from schuifaan.core.method.finance.shapes import Capital
from schuifaan.ui.paper.blocks import Block, Box, Bullet, Bullets, Heading, Paper, Table, Words

# What makes a first sum: named when there is nothing to add up yet.
BEGIN_WITH = ("money.investment", "money.costs", "money.parties", "money.grants")


def build(case: Case) -> Paper:
    report = report_of(case)
    blocks, extra = _laid_out(_pieces(report))
    paper = sheet(
        case,
        _("Businesscase: %(title)s") % {"title": case.title},
        blocks,
        subtitle=" · ".join(part for part in (case.area, case.organisation, case.day(case.today)) if part),
        about=_(
            "Wat de plek kost, wie betaalt, of het uitkomt, en wat de regels vragen. Met elk bedrag uitgelegd."
        ),
    )
    return replace(paper, extra=extra)


def workbook(case: Case) -> bytes:
    """The same sums with live formulas, to try things out."""
    return rekenblad.build(
        report_of(case).sums,
        answers=case.answers,
        language=case.language,
        title=case.title,
        now=case.now,
        author=case.organisation or "Schuif aan",
    )


def _pieces(report: Report) -> Iterator[Piece]:
    yield from _answer(report)
    yield from _why_this_place(report)
    if report.sums.has_sums:
        yield from business_income.in_the_way(report)
        yield from _key_figures(report)
        yield from business_sheet.sheet_of(report)
        yield from business_sheet.years_of(report)
        yield from business_sheet.scenarios_of(report)
        yield from business_sheet.stops_of(report)
        yield from business_sheet.break_even_of(report)
        yield from business_why.swings_of(report)
    else:
        yield from _nothing_yet(report)
    yield from business_income.incomes_of(report)
    yield from business_income.people_of(report)
    yield from business_income.duty_of(report)
    if report.sums.has_sums:
        yield from business_why.assumptions_of(report)
        yield from business_why.why_of(report)
    yield from business_income.conditions_of(report)
    yield from report.sources.listed()
    yield disclaimer()


def _laid_out(pieces: Iterable[Piece]) -> tuple[list[Block], dict[str, Any]]:
    """The blocks that every kind of document knows, and by their place what only the printed one shows."""
    blocks: list[Block] = []
    totals: dict[str, list[int]] = {}
    drawings: dict[str, dict[str, str]] = {}
    for piece in pieces:
        at = str(len(blocks))
        if isinstance(piece, Drawing):
            drawings[at] = {"svg": piece.svg, "alt": piece.alt}
        elif isinstance(piece, Sums):
            totals[at] = list(piece.totals)
            blocks.append(piece.table)
        else:
            blocks.append(piece)
    return blocks, {"totals": totals, "drawings": drawings}


# ------------------------------------------------------------------ the first page


def _answer(report: Report) -> Iterator[Block]:
    verdict = verdict_of(report.sums, report.language)
    lines = [verdict.more]
    unknown = [
        report.words(one.source.name) for one in business_income.used_of(report) if one.state == "unknown"
    ]
    if unknown and report.sums.is_lawful:
        lines.append(
            _("Van deze inkomsten is nog niet bekend of alle voorwaarden kloppen: %(names)s.")
            % {"names": ", ".join(unknown)}
        )
    yield Box(verdict.title, "\n".join(line for line in lines if line))


def _why_this_place(report: Report) -> Iterator[Block]:
    """What the money is for: who decides on it should not have to look that up."""
    goal = report.case.long_text("goal.role", "role")
    if goal:
        yield Words(_("Waarvoor: %(goal)s") % {"goal": goal})


def _nothing_yet(report: Report) -> Iterator[Block]:
    asked = report.case.knowledge.questions_by_id
    yield Words(
        _(
            "Er staan nog geen bedragen in dit dossier. Begin met deze vragen. Schatten mag: het kan later beter."
        )
    )
    yield Bullets(tuple(Bullet(report.words(asked[one].text)) for one in BEGIN_WITH if one in asked))


def _key_figures(report: Report) -> Iterator[Piece]:
    sums, year = report.sums, report.first
    yield Heading(_("In cijfers"))
    rows: list[tuple[str, str]] = []
    investment = sum(line.shape.cents for line in sums.investments if isinstance(line.shape, Capital))
    if investment:
        rows.append((_("Wat het kost om de plek te maken"), report.exact(investment)))
    costs, income = sum(amounts_of(sums.all_costs)), sum(amounts_of(sums.income))
    rows.append((_("Kosten in %(year)d") % {"year": year}, report.exact(costs)))
    rows.append((_("Inkomsten in %(year)d") % {"year": year}, report.exact(income)))
    words = _("Blijft over in %(year)d") if income >= costs else _("Tekort in %(year)d")
    rows.append((words % {"year": year}, report.exact(income - costs)))
    last = sums.years[-1]
    rows.append((_("Geld aan het begin van %(year)d") % {"year": year}, report.exact(sums.in_hand)))
    rows.append((_("Geld aan het eind van %(year)d") % {"year": last.year}, report.exact(last.balance)))
    each = (sums.unit_costs.per_hour, sums.unit_costs.per_home)
    rows += [(report.words(one.name), report.exact(one.cents)) for one in each if one is not None]
    yield Sums(Table((_("Wat"), _("Bedrag")), tuple(rows), (84, 26)))
    if sums.cover.ratio is not None:
        yield Words(
            _(
                "In %(year)d kost de plek %(costs)s. Vaste inkomsten brengen %(income)s op: %(part)s voor elke euro kosten."
            )
            % {
                "year": year,
                "costs": report.said(sums.cover.costs),
                "income": report.said(sums.cover.income),
                "part": report.said(int(sums.cover.ratio * 100)),
            }
            + (
                " " + _("De rest is geld dat kan stoppen, of is er nog niet.")
                if sums.cover.is_cautious
                else ""
            )
        )
