"""The decision memo on the money: the answer of the business case, and its few main figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.business import amounts_of, report_of
from schuifaan.apps.dossiers.paper.case import Case
from schuifaan.apps.dossiers.queries.money_verdict import verdict_of
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Words


def money(case: Case) -> Iterator[Block]:
    """Nothing as long as there is nothing to add up; the whole sum is a document of its own."""
    report = report_of(case)
    sums = report.sums
    if not sums.has_sums:
        return
    verdict = verdict_of(sums, case.language)
    costs, income = sum(amounts_of(sums.all_costs)), sum(amounts_of(sums.income))
    year = report.first
    yield Heading(_("Of het geld uitkomt"))
    yield Words(" ".join(part for part in (verdict.title, verdict.more) if part))
    lines = [
        _("Kosten in %(year)d: %(amount)s") % {"year": year, "amount": report.said(costs)},
        _("Inkomsten in %(year)d: %(amount)s") % {"year": year, "amount": report.said(income)},
    ]
    lines += [
        _("%(name)s stopt na %(year)d: daarna ontbreekt %(amount)s per jaar")
        % {"name": report.name(stop.line), "year": stop.last_year, "amount": report.said(stop.missing)}
        for stop in sums.stops
    ]
    yield Bullets(tuple(Bullet(line) for line in lines))
    yield Words(_("De hele som, met elk bedrag uitgelegd, staat in de businesscase."), tone="small")
