"""The business case on paper, in words: conditions of each income, what clashes, who gives time, what the SOO asks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.business import Piece, Report, Sums
from schuifaan.apps.dossiers.queries.money_verdict import (
    STATES,
    said_closed,
    said_failing,
    said_not_for_type,
)
from schuifaan.core.method.answers import as_number, is_filled
from schuifaan.core.method.finance.rules import Conflict
from schuifaan.core.method.finance.shapes import Released
from schuifaan.core.method.finance.sources import ConditionVerdict, SourceVerdict
from schuifaan.ui.paper.blocks import Bullet, Bullets, Heading, Table, Words

PARTIES = "partners.parties"
# What a room that got the SOO keeps to for five years: open, for meeting, no profit.
DUTIES = frozenset({"income.soo.soo_3", "income.soo.soo_6", "income.soo.soo_11"})


def used_of(report: Report) -> list[SourceVerdict]:
    return [one for one in report.sums.verdicts if one.source.id in report.sums.situation.used]


# ------------------------------------------------------------------ what stands in the way


def in_the_way(report: Report) -> Iterator[Piece]:
    """Why the combination cannot stay as it is, and what one could do: right below the answer."""
    if report.sums.is_lawful:
        return
    yield Heading(_("Waarom het zo niet kan"))
    items = [_of_rule(report, one) for one in report.sums.clashes]
    for verdict in report.sums.unmet:
        name = report.words(verdict.source.name)
        items += [
            Bullet(_("%(name)s: %(why)s") % {"name": name, "why": why}, note)
            for why, note in _why_unmet(report, verdict)
        ]
    yield Bullets(tuple(items))
    yield Words(
        _("De bedragen in dit stuk tellen deze inkomsten nog wel mee. Reken er niet op tot dit is opgelost.")
    )


def _of_rule(report: Report, conflict: Conflict) -> Bullet:
    rule = conflict.rule
    named = {one.id: report.words(one.name) for one in report.case.knowledge.income_sources}
    about = ", ".join(named[one] for one in conflict.sources if one in named)
    note = report.sources.note(rule.source, rule.status)
    return Bullet(
        f"{report.words(rule.text)} {report.words(rule.advice)}",
        "\n".join(
            part for part in (_("Het gaat om: %(names)s.") % {"names": about} if about else "", note) if part
        ),
    )


def _why_unmet(report: Report, verdict: SourceVerdict) -> Iterator[tuple[str, str]]:
    source = verdict.source
    note = report.sources.note(source.source, source.status)
    if verdict.state == "not_for_type":
        yield said_not_for_type(), note
    if verdict.closed_since is not None:
        yield said_closed(source, report.language), note
    for one in verdict.failing:
        said = " ".join(part for part in said_failing(one, report.language) if part)
        yield said, report.sources.note(one.condition.source, one.condition.status)


# ------------------------------------------------------------------ the sources of income


def incomes_of(report: Report) -> Iterator[Piece]:
    used = used_of(report)
    if not used:
        return
    yield Heading(_("Waar het geld vandaan komt, en wat de regels vragen"))
    yield _states(report, used)
    without = _without_amount(report, used)
    if without:
        yield Words(
            _("Hier rekenen jullie op, maar er is nog geen bedrag: %(names)s.")
            % {"names": ", ".join(without)}
        )
    yield from _to_find_out(report, used)
    yield from _rules(report)
    yield from _not_counted(report)


def _states(report: Report, used: list[SourceVerdict]) -> Table:
    rows = tuple((report.words(one.source.name), str(STATES[one.state][0]), _counted(one)) for one in used)
    return Table((_("Inkomst"), _("Voorwaarden"), _("Hoe dat zit")), rows, (44, 24, 38))


def _counted(verdict: SourceVerdict) -> str:
    """How many conditions of the law there are of each kind, in words."""
    legal = [one for one in verdict.conditions if one.condition.kind == "legal"]
    words = {
        "met": _("%(number)d voldaan"),
        "not_met": _("%(number)d niet voldaan"),
        "unknown": _("%(number)d nog niet bekend"),
    }
    counts = {result: sum(one.result == result for one in legal) for result in words}
    parts = [words[result] % {"number": number} for result, number in counts.items() if number]
    return ", ".join(parts) or _("het handboek noemt geen voorwaarden uit de wet")


def _without_amount(report: Report, used: list[SourceVerdict]) -> list[str]:
    there = {line.group for line in report.sums.income}
    return [report.words(one.source.name) for one in used if one.source.id not in there]


def _to_find_out(report: Report, used: list[SourceVerdict]) -> Iterator[Piece]:
    found = [(verdict, one) for verdict in used for one in verdict.open]
    if not found:
        return
    yield Heading(_("Zoek dit nog uit"), 2)
    by_text: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    for verdict, one in found:
        text = report.words(one.condition.text)
        by_text.setdefault(text, []).append(report.words(verdict.source.name))
        notes.setdefault(text, report.sources.note(one.condition.source, one.condition.status))
    yield Bullets(
        tuple(
            Bullet(text, " · ".join(part for part in (", ".join(names), notes[text]) if part))
            for text, names in by_text.items()
        )
    )


def _rules(report: Report) -> Iterator[Piece]:
    for severity, title in (
        ("conflict", _("Wat niet samengaat")),
        ("have_it_checked", _("Laat dit nakijken")),
        ("warning", _("Let hierop")),
    ):
        items = tuple(_of_rule(report, one) for one in report.sums.conflicts if one.rule.severity == severity)
        if items:
            yield Heading(title, 2)
            yield Bullets(items)


def _not_counted(report: Report) -> Iterator[Piece]:
    """What there is an amount for, though nobody counts on it: said with how it stands."""
    counted = {line.key for line in report.sums.income}
    left = [line for line in report.sums.possible if line.key not in counted]
    if not left:
        return
    state = {one.source.id: _state(report, one) for one in report.sums.verdicts}
    yield Heading(_("Waar jullie niet op rekenen"), 2)
    rows = tuple(
        (
            report.name(line),
            state.get(line.group, ""),
            report.exact(line.shape.cents) if isinstance(line.shape, Released) else "",
            report.exact(line.years[0]),
        )
        for line in left
    )
    head = (_("Inkomst"), _("Voorwaarden"), _("Zou ineens opbrengen"), _("Zou in %(year)d opbrengen") % {"year": report.first})  # fmt: skip
    table = Table(head, rows, (38, 26, 24, 24))
    yield Sums(_with_words(table))


def _state(report: Report, verdict: SourceVerdict) -> str:
    said = str(STATES[verdict.state][0])
    if verdict.closed_since is None:
        return said
    return _("%(state)s, dicht sinds %(day)s") % {"state": said, "day": report.case.day(verdict.closed_since)}


def conditions_of(report: Report) -> Iterator[Piece]:
    """The appendix with every condition of every income that is counted on."""
    used = [one for one in used_of(report) if one.conditions]
    if not used:
        return
    yield Heading(_("Bijlage: alle voorwaarden"))
    yield Words(
        _(
            "Bij elke voorwaarde staat of eraan voldaan is, voor zover dat uit de antwoorden blijkt. "
            "Dit is geen oordeel van een jurist."
        )
    )
    head = (_("Voorwaarde"), _("Stand"), _("Bron"))
    for verdict in used:
        yield Heading(report.words(verdict.source.name), 2)
        rows = tuple(
            (
                _condition(report, one),
                str(STATES[one.result][0]),
                report.sources.note(one.condition.source, one.condition.status),
            )
            for one in verdict.conditions
        )
        yield Table(head, rows, (58, 20, 28))


def _condition(report: Report, one: ConditionVerdict) -> str:
    text = report.words(one.condition.text)
    return (
        text
        if one.condition.kind == "legal"
        else f"{text}\n" + _("Geen wet, wel nodig om het goed te laten lopen.")
    )


# ------------------------------------------------------------------ time and goods


def people_of(report: Report) -> Iterator[Piece]:
    """Hours and goods stand by themselves: they are never turned into money."""
    rows = tuple(
        (
            report.case.said(PARTIES, "name", row),
            report.case.said(PARTIES, "hours", row),
            report.case.said(PARTIES, "goods", row),
        )
        for row in report.case.answers.rows(PARTIES).values()
        if is_filled(row.get("goods")) or as_number(row.get("hours"))
    )
    if not rows:
        return
    yield Heading(_("Wat mensen geven in tijd en spullen"))
    yield Words(_("Dit staat apart van de som. Uren en spullen rekenen we niet om naar geld."))
    yield _with_words(Table((_("Wie"), _("Uren per week"), _("Spullen")), rows, (36, 20, 50)))
    gives = report.sums.gives
    parts = [_("%(hours)s uur per week") % {"hours": report.number(as_number(gives.hours))}] if as_number(gives.hours) else []  # fmt: skip
    parts += [f"{number} {name}" if number else name for number, name in gives.goods]
    yield Words(_("Samen: %(sum)s.") % {"sum": ", ".join(parts)})


def _with_words(table: Table) -> Table:
    """The table without the columns that nobody filled in."""
    kept = [column for column in range(len(table.head)) if any(row[column] for row in table.rows)]
    return Table(
        tuple(table.head[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in table.rows),
        tuple(table.widths[column] for column in kept),
    )


def duty_of(report: Report) -> Iterator[Piece]:
    """What a room that got the SOO owes."""
    duty = report.sums.duty
    if duty is None:
        return
    days = {"start": report.case.day(duty.delivered_on), "end": report.case.day(duty.until)}
    yield Heading(_("Wat de SOO-subsidie van jullie vraagt"))
    yield Words(
        _("De ruimte was klaar op %(start)s. De plichten lopen tot %(end)s.") % days
        if duty.runs
        else _("De ruimte was klaar op %(start)s. De plichten liepen tot %(end)s en zijn voorbij.") % days
    )
    if not duty.runs:
        return
    held = [
        Bullet(
            report.words(one.condition.text),
            _("Stand: %(state)s") % {"state": STATES[one.result][0]}
            + f" · {report.sources.note(one.condition.source, one.condition.status)}",
        )
        for verdict in report.sums.verdicts
        for one in verdict.conditions
        if one.condition.id in DUTIES
    ]
    yield Words(_("Tot die dag vraagt de subsidie dit:"))
    yield Bullets(tuple(held))
