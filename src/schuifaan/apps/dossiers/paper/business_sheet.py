"""The business case on paper, in sums: what it costs to make and to run, who pays, and the years that follow."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.business import Drawing, Piece, Report, Sums, amounts_of
from schuifaan.apps.dossiers.queries.chart_svg import as_svg
from schuifaan.apps.dossiers.queries.money_charts import break_even_chart, horizon_words, years_chart
from schuifaan.apps.dossiers.queries.money_sheet import lasts_of
from schuifaan.core.method.finance.amounts import share_of
from schuifaan.core.method.finance.lines import Line, summed
from schuifaan.core.method.finance.shapes import Capital, Released
from schuifaan.core.method.finance.years import HORIZONS, YearRow, horizon_of, without
from schuifaan.ui.paper.blocks import Heading, Table, Words
from schuifaan.ui.paper.signs import Picture

# ------------------------------------------------------------------ one year


def sheet_of(report: Report) -> Iterator[Piece]:
    """Investment, running costs and income, with totals that add up."""
    yield Heading(_("De som"))
    yield Words(
        _("Alle bedragen per jaar zijn van %(year)d, het eerste jaar van dit plan.") % {"year": report.first}
    )
    if report.sums.investments:
        yield from _investments(report)
    if report.sums.all_costs:
        yield from _costs(report)
    if report.sums.income:
        yield from _income(report)
    yield from _result(report)


def _investments(report: Report) -> Iterator[Piece]:
    prices = [(line, line.shape) for line in report.sums.investments if isinstance(line.shape, Capital)]
    together = sum(shape.cents for _line, shape in prices)
    yield Heading(_("Wat het kost om de plek te maken"), 2)
    rows = [
        (report.name(line), _group(report, line), _lifetime(report, shape), report.exact(shape.cents))
        for line, shape in prices
    ]
    rows.append((_("Samen"), "", "", report.exact(together)))
    yield Sums(
        Table((_("Wat"), _("Soort"), _("Gaat mee"), _("Bedrag")), tuple(rows), (40, 28, 16, 22)),
        (len(rows) - 1,),
    )
    yield Heading(_("Wie dat betaalt"), 2)
    yield from _financing(report, together)


def _group(report: Report, line: Line) -> str:
    ref = line.ref
    if ref is None:
        return ""
    field = "group" if ref.question == "money.investment" else "kind"
    return report.case.said(ref.question, field, item=ref.item) or _("overig")


def _lifetime(report: Report, shape: Capital) -> str:
    if shape.lifetime is None:
        return _("niet ingevuld")
    return _("%(number)s jaar") % {"number": report.number(shape.lifetime)}


def _financing(report: Report, together: int) -> Iterator[Piece]:
    paying = [
        (line, line.shape.cents, share_of(line.shape.cents, Decimal(line.chance or 0)))
        for line in report.sums.income
        if isinstance(line.shape, Released)
    ]
    # Weighed by its chance, as the page of the sum does: one plan has one amount that is still to be found.
    counted = sum(cents for _line, _whole, cents in paying)
    if not paying:
        yield Words(
            _("Er is geen geld van anderen ingevuld voor de investering. Wat nog te betalen is: %(amount)s.")
            % {"amount": report.said(together)}
        )
    else:
        rows = [
            (report.name(line), report.chance(line), report.exact(whole), report.exact(cents))
            for line, whole, cents in paying
        ]
        whole = report.exact(sum(cents for _line, cents, _counted in paying))
        rows.append((_("Samen"), "", whole, report.exact(counted)))
        rows.append((_("Investering"), "", "", report.exact(together)))
        rows.append((_("Nog zelf te betalen of te lenen"), "", "", report.exact(together - counted)))
        totals = (len(paying), len(paying) + 2)
        head = (_("Wie"), _("Kans volgens jullie"), _("Als het doorgaat"), _("Telt mee voor"))
        yield Sums(Table(head, tuple(rows), (44, 20, 24, 24)), totals)
    yield Words(
        _(
            "Wat nog te betalen is, betaal je met eigen geld of met een lening. In de jaren hierna telt de investering mee "
            "als afschrijving en rente. Een bijdrage voor de investering telt mee over dezelfde jaren."
        ),
        tone="small",
    )


def _costs(report: Report) -> Iterator[Piece]:
    yield Heading(_("Wat het kost in %(year)d") % {"year": report.first}, 2)
    rows: list[tuple[str, ...]] = []
    for line, cents in zip(report.sums.investments, amounts_of(report.sums.investments), strict=True):
        rows.append((report.named(line), _("afschrijving en rente"), report.exact(cents)))
    for line, cents in zip(report.sums.costs, amounts_of(report.sums.costs), strict=True):
        rows.append((report.named(line), _group(report, line), report.exact(cents)))
    rows.append((_("Kosten samen"), "", report.exact(sum(amounts_of(report.sums.all_costs)))))
    yield Sums(Table((_("Wat"), _("Soort"), _("Bedrag")), tuple(rows), (52, 32, 22)), (len(rows) - 1,))


def _income(report: Report) -> Iterator[Piece]:
    words = horizon_words()
    lines = report.sums.income
    yield Heading(_("Wat er binnenkomt in %(year)d") % {"year": report.first}, 2)
    rows: list[tuple[str, ...]] = [
        (
            report.named(line),
            lasts_of(line) or _("niet bekend, telt als %(word)s") % {"word": words[horizon_of(line)]},
            report.chance(line),
            report.exact(line.years[0]),
            report.exact(cents),
        )
        for line, cents in zip(lines, amounts_of(lines), strict=True)
    ]
    whole = sum(line.years[0] for line in lines)
    rows.append((_("Inkomsten samen"), "", "", report.exact(whole), report.exact(sum(amounts_of(lines)))))
    yield Sums(
        Table(
            (
                _("Waarvan"),
                _("Hoe lang"),
                _("Kans volgens jullie"),
                _("Als het doorgaat"),
                _("Telt mee voor"),
            ),
            tuple(rows),
            (34, 18, 20, 24, 24),
        ),
        (len(rows) - 1,),
    )
    yield Words(
        _(
            "De kans is jullie eigen schatting. Een inkomst telt mee voor het bedrag keer de kans. "
            "Zonder ingevulde kans telt die inkomst niet mee."
        ),
        tone="small",
    )


def _result(report: Report) -> Iterator[Piece]:
    income, costs = sum(amounts_of(report.sums.income)), sum(amounts_of(report.sums.all_costs))
    yield Heading(_("Wat er overblijft in %(year)d") % {"year": report.first}, 2)
    rows = (
        (_("Inkomsten samen"), report.exact(income)),
        (_("Kosten samen"), report.exact(costs)),
        (_("Blijft over") if income >= costs else _("Tekort"), report.exact(income - costs)),
    )
    yield Sums(Table((_("Wat"), _("Bedrag")), rows, (84, 22)), (2,))


# ------------------------------------------------------------------ the years


def years_of(report: Report) -> Iterator[Piece]:
    sums = report.sums
    yield Heading(_("Jaar voor jaar"))
    chart = years_chart(sums.years, gap_opens=sums.gap_opens, language=report.language)
    title, described = _("Inkomsten en kosten, jaar voor jaar"), years_in_words(report)
    yield Drawing(Picture(as_svg(chart, title=title, desc=described, printed=True)), f"{title}. {described}")
    rows = tuple(
        (str(row.year), *(report.exact(one) for one in (row.income, row.costs, row.result, row.balance)))
        for row in sums.years
    )
    head = (_("Jaar"), _("Inkomsten"), _("Kosten"), _("Over of tekort"), _("Geld eind van het jaar"))
    yield Sums(Table(head, rows, (14, 24, 24, 24, 24)))
    if sums.in_hand:
        yield Words(
            _("Aan het begin is er %(amount)s. Dat telt mee in de laatste kolom.")
            % {"amount": report.said(sums.in_hand)},
            tone="small",
        )
    if sums.income:
        yield Heading(_("Inkomsten naar hoe lang ze blijven"), 2)
        words = horizon_words()
        there = [one for one in HORIZONS if any(getattr(row, one) for row in sums.years)]
        by_horizon = tuple(
            (str(row.year), *(report.exact(getattr(row, one)) for one in there), report.exact(row.income))
            for row in sums.years
        )
        horizons = (_("Jaar"), *(words[one] for one in there), _("Samen"))
        yield Sums(Table(horizons, by_horizon, (14, *(24 for _one in horizons[1:]))))


def years_in_words(report: Report) -> str:
    """The chart in a few sentences; every number stands in the table below it."""
    first, last = report.sums.years[0], report.sums.years[-1]
    said = _(
        "In %(first)d komt er %(income)s binnen en kost het %(costs)s. In %(last)d komt er %(last_income)s binnen en kost "
        "het %(last_costs)s."
    ) % {
        "first": first.year,
        "income": report.said(first.income),
        "costs": report.said(first.costs),
        "last": last.year,
        "last_income": report.said(last.income),
        "last_costs": report.said(last.costs),
    }
    if report.sums.gap_opens is None:
        return said
    gap = _("Het eerste jaar met een tekort is %(year)d.") % {"year": report.sums.gap_opens}
    return f"{said} {gap}"


# ------------------------------------------------------------------ what if


def scenarios_of(report: Report) -> Iterator[Piece]:
    names = {
        "careful": (_("Voorzichtig"), _("Alleen wat zeker is.")),
        "expected": (_("Verwacht"), _("Elke inkomst telt mee voor de kans die jullie gaven.")),
        "hopeful": (_("Als het meezit"), _("Alles gaat door.")),
    }
    yield Heading(_("Als het mee- of tegenzit"))
    rows = tuple(
        (
            "\n".join(names[name]),
            report.exact(years[0].income),
            report.exact(years[0].result),
            report.exact(years[-1].balance),
            _money_gone(years),
        )
        for name, years in report.sums.scenarios.items()
    )
    head = (
        _("Hoe het loopt"),
        _("Inkomsten in %(year)d") % {"year": report.first},
        _("Over of tekort in %(year)d") % {"year": report.first},
        _("Geld eind %(year)d") % {"year": report.sums.period.last},
        _("Het geld is op"),
    )
    yield Sums(Table(head, rows, (32, 22, 22, 24, 20)))


def _money_gone(rows: tuple[YearRow, ...]) -> str:
    year = next((row.year for row in rows if row.balance < 0), None)
    return _("niet in deze jaren") if year is None else _("in %(year)d") % {"year": year}


def stops_of(report: Report) -> Iterator[Piece]:
    """Which money stops within the plan, and what if the largest of all is not there."""
    sums = report.sums
    if not sums.income:
        return
    yield Heading(_("Wat er stopt"))
    if sums.stops:
        rows = tuple(
            (report.name(stop.line), str(stop.last_year), report.exact(stop.missing)) for stop in sums.stops
        )
        head = (_("Inkomst"), _("Laatste jaar"), _("Zoveel mist er daarna per jaar"))
        yield Sums(Table(head, rows, (58, 20, 28)))
    else:
        yield Words(_("Geen van deze inkomsten stopt binnen de jaren van dit plan."))
    yield from _largest(report)


def _largest(report: Report) -> Iterator[Piece]:
    sums = report.sums
    line = max(sums.income, key=lambda one: sum(one.in_scenario("expected")))
    cents = sum(line.in_scenario("expected"))
    if not cents or not sums.all_costs:
        return
    then = without((line,), sums.all_costs, sums.income, sums.period, in_hand=sums.in_hand)
    together = sum(summed(sums.income, sums.period))
    yield Heading(_("En als de grootste inkomst wegvalt?"), 2)
    yield Words(
        _(
            "De grootste inkomst is “%(name)s”: %(amount)s van de %(together)s in alle jaren samen. Zonder die inkomst "
            "%(first)s. %(gone)s"
        )
        % {
            "name": report.name(line),
            "amount": report.said(cents),
            "together": report.said(together),
            "first": _first_year_words(report, then[0]),
            "gone": _gone_words(then),
        }
    )


def _first_year_words(report: Report, row: YearRow) -> str:
    words = {"year": row.year, "amount": report.said(abs(row.result))}
    if row.result < 0:
        return _("kom je in %(year)d %(amount)s tekort") % words
    return _("blijft er in %(year)d %(amount)s over") % words


def _gone_words(rows: tuple[YearRow, ...]) -> str:
    year = next((row.year for row in rows if row.balance < 0), None)
    if year is None:
        return _("Het geld raakt in deze jaren dan niet op.")
    return _("In %(year)d is het geld dan op.") % {"year": year}


def break_even_of(report: Report) -> Iterator[Piece]:
    even = report.sums.break_even
    rows = []
    if even.capacity is not None:
        rows.append((_("Dagdelen die er zijn"), report.number(even.capacity), ""))
    if even.booked:
        rows.append(
            (_("Dagdelen die nu verhuurd zijn"), report.number(even.booked), _percent(report, even.occupancy))
        )
    if even.needed is not None:
        rows.append(
            (
                _("Dagdelen die nodig zijn"),
                report.number(even.needed),
                _percent(report, even.needed_occupancy),
            )
        )
    if even.needed is None and even.rent is None:
        return
    yield Heading(_("Wanneer verhuur de kosten dekt"))
    yield Table(
        (_("In %(year)d") % {"year": report.first}, _("Aantal"), _("Van alle dagdelen")),
        tuple(rows),
        (60, 22, 24),
    )
    if even.capacity is not None and even.needed is not None and even.needed > even.capacity:
        yield Words(_("Dat zijn meer dagdelen dan er zijn. Met verhuur alleen lukt het zo niet."))
    if even.rent is not None:
        yield Words(
            _("Met de verhuur van nu dekt een huur van %(amount)s per dagdeel de kosten.")
            % {"amount": report.said(even.rent.cents)}
        )
    chart = break_even_chart(even, language=report.language)
    if chart is not None:
        title, said = _("Wat er overblijft bij meer of minder verhuur"), _even_in_words(report)
        yield Drawing(Picture(as_svg(chart, title=title, desc=said, printed=True)), f"{title}. {said}")


def _even_in_words(report: Report) -> str:
    (fewest, low), (most, high) = report.sums.break_even.points[0], report.sums.break_even.points[-1]
    return _("Bij %(fewest)s dagdelen is dat %(low)s, bij %(most)s dagdelen %(high)s.") % {
        "fewest": report.number(fewest),
        "low": report.said(low),
        "most": report.number(most),
        "high": report.said(high),
    }


def _percent(report: Report, share: object) -> str:
    return "" if share is None else _("%(number)s procent") % {"number": report.number(share)}
