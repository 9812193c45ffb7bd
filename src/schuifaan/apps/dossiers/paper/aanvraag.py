"""An application to one fund: the plan that was written once, the numbers of the business case, and a checklist."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from babel.numbers import format_currency
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schuifaan.apps.dossiers.paper.case import Case, sheet
from schuifaan.core.method.answers import as_number
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.costs import INVESTMENT
from schuifaan.core.method.finance.funding import APPLICATIONS, PLAN, Application
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.ui.paper.blocks import Block, Box, Bullet, Bullets, Heading, NewPage, Paper, Table, Words

TEMPLATE = Path(__file__).with_suffix(".typ")
GRANTS = "money.grants"
CENTS_IN_EURO = 100
# An idea was asked of nobody yet, and what was refused pays nothing.
NOT_ASKED = frozenset({"idea", "preparing", "refused"})
# Of a fund that says nothing about it.
USUAL_PAPERS = ("plan", "budget", "cover_plan")


def build(case: Case, application: Application, *, others: tuple[Application, ...] = ()) -> Paper:
    fund, what = application.name.said(case.language), application.what
    return sheet(
        case,
        case.long_text(PLAN, "title") or case.title,
        _blocks(case, application, others),
        subtitle=" · ".join(
            part
            for part in (_("Aanvraag bij %(fund)s") % {"fund": fund}, case.area, case.day(case.today))
            if part
        ),
        about=_("Aanvraag bij %(fund)s voor: %(what)s") % {"fund": fund, "what": what},
    )


def _blocks(case: Case, application: Application, others: tuple[Application, ...]) -> Iterator[Block]:
    yield _asked(case, application)
    yield from _plan(case)
    money = business_case(case.answers, case.knowledge, today=case.today)
    yield from _costs(case, money)
    yield from _cover(case, money, application, others)
    yield NewPage()
    yield from _checklist(case, application)


def _asked(case: Case, application: Application) -> Box:
    said = {"fund": application.name.said(case.language), "what": application.what}
    if application.amount is None:
        return Box(_("We vragen een bijdrage van %(fund)s") % said, _("Voor: %(what)s. Het bedrag moet nog worden ingevuld.") % said)  # fmt: skip
    said["amount"] = _euros(case, application.amount)
    return Box(_("We vragen %(amount)s van %(fund)s") % said, _("Voor: %(what)s") % said)


def _plan(case: Case) -> Iterator[Block]:
    headings = {
        "goal": _("Wat we willen bereiken"),
        "needed": _("Waarom het nodig is"),
        "for_whom": _("Voor wie het is"),
        "activities": _("Wat we gaan doen"),
        "when": _("Wanneer het gebeurt"),
        "who": _("Wie het doet"),
        "result": _("Wat er straks anders is"),
    }
    told = {name: case.long_text(PLAN, name) for name in headings}
    yield Heading(_("Het plan"))
    if not any(told.values()):
        yield Words(_("Het plan is nog niet opgeschreven."))
    for name, heading in headings.items():
        if told[name]:
            yield Heading(heading, 2)
            yield Words(told[name])


# ------------------------------------------------------------------ the numbers


def _costs(case: Case, money: BusinessCase) -> Iterator[Block]:
    yield Heading(_("Wat het kost"))
    once = [(line.name.said(case.language), _price_of(case, line)) for line in money.investments]
    if once:
        yield _sums(case, _("Eén keer"), once)
    year = money.period.first
    running = [(line.name.said(case.language), line.amount.cents) for line in money.costs]
    if running:
        yield _sums(case, _("Elk jaar, in prijzen van %(year)d") % {"year": year}, running)
    if not once and not running:
        yield Words(_("De kosten zijn nog niet ingevuld in de businesscase."))


def _price_of(case: Case, line: Line) -> int:
    """What was filled in for it, not what it costs each year of its life."""
    return int(as_number(case.answers.value(INVESTMENT, "amount", line.ref.item if line.ref else "")))


def _sums(case: Case, head: str, rows: list[tuple[str, int]]) -> Table:
    every = [*rows, (_("Samen"), sum(cents for _name, cents in rows))]
    return Table((head, _("Bedrag")), tuple((name, _euros(case, cents)) for name, cents in every), (70, 30))


def _euros(case: Case, cents: int) -> str:
    """Also when it is nothing: a budget never says "gratis"."""
    return format_currency(
        Decimal(cents) / CENTS_IN_EURO, "EUR", locale="nl" if case.language == "nl" else "en_GB"
    )


def _cover(
    case: Case, money: BusinessCase, application: Application, others: tuple[Application, ...]
) -> Iterator[Block]:
    """Who pays what, each with how sure it is. No total: what is not sure cannot be added up."""
    rows: list[tuple[str, str, str]] = [
        (
            application.name.said(case.language),
            _euros(case, application.amount) if application.amount is not None else "",
            _("gevraagd met deze aanvraag"),
        )
    ]
    rows += [_of_others(case, one) for one in others if one.status not in NOT_ASKED]
    rows += [_of_grant(case, key) for key in case.answers.rows(GRANTS)]
    rows += [
        (
            line.name.said(case.language),
            _euros(case, line.amount.cents),
            _("één keer") if line.amount.per == "once" else _("elk jaar"),
        )
        for line in money.income
        if line.ref is None or line.ref.question != GRANTS
    ]
    yield Heading(_("Wie wat betaalt"))
    yield Table((_("Wie"), _("Bedrag"), _("Hoe zeker")), tuple(rows), (46, 24, 30))
    if money.investments and application.amount is not None:
        yield Words(_of_what_is_paid_once(case, money, application.amount))


def _of_what_is_paid_once(case: Case, money: BusinessCase, asked: int) -> str:
    """What was promised and what is asked, beside what it costs; whoever reads it does the subtraction."""
    promised = sum(
        int(as_number(row.get("amount")))
        for row in case.answers.rows(GRANTS).values()
        if row.get("often") != "yearly"
        and row.get("pays_for") != "running"
        and as_number(row.get("chance")) == CERTAIN
    )
    return _(
        "Wat één keer betaald wordt, kost samen %(cost)s. Daarvan is %(promised)s toegezegd. "
        "Met deze aanvraag vragen we %(asked)s."
    ) % {
        "cost": _euros(case, sum(_price_of(case, line) for line in money.investments)),
        "promised": _euros(case, promised),
        "asked": _euros(case, asked),
    }


def _of_others(case: Case, one: Application) -> tuple[str, str, str]:
    name = f"{one.name.said(case.language)}: {one.what}"
    status = case.said(APPLICATIONS, "status", item=one.key).lower()
    return name, _euros(case, one.amount) if one.amount is not None else "", status


def _of_grant(case: Case, key: str) -> tuple[str, str, str]:
    row = case.answers.one(GRANTS, key)
    often = _("elk jaar") if row.get("often") == "yearly" else _("één keer")
    sure = _("toegezegd") if as_number(row.get("chance")) == CERTAIN else _("nog niet zeker")
    return case.said(GRANTS, "what", row), _euros(case, int(as_number(row.get("amount")))), f"{often}, {sure}"


# ------------------------------------------------------------------ what must be ready


def _checklist(case: Case, application: Application) -> Iterator[Block]:
    yield Heading(_("Voor jullie zelf: wat er klaar moet liggen"))
    yield Words(_("Stuur dit blad niet mee."), tone="small")
    ready = {True: _("klaar"), False: _("nog niet")}
    papers = _papers(case)
    rows = [
        (text, ready[name in application.papers] if name in papers else "")
        for name, text in _wanted(case, application)
    ]
    yield Table((_("Wat"), pgettext("paper", "Klaar?")), tuple(rows), (78, 22))
    facts = list(_facts(case, application))
    if facts:
        yield Bullets(tuple(Bullet(one) for one in facts))


def _papers(case: Case) -> dict[str, str]:
    options = case.knowledge.questions_by_id[APPLICATIONS].field("papers").options
    return {option.id: option.text.said(case.language) for option in options}


def _wanted(case: Case, application: Application) -> list[tuple[str, str]]:
    """(which paper, in words): what this fund asks; the last word of a point's id names the paper."""
    points = application.fund.prepare if application.fund is not None else ()
    if points:
        return [(point.id.rpartition(".")[2], point.text.said(case.language)) for point in points]
    papers = _papers(case)
    return [(name, papers[name]) for name in USUAL_PAPERS]


def _facts(case: Case, application: Application) -> Iterator[str]:
    if application.deadline is not None:
        yield _("De laatste dag is %(day)s.") % {"day": case.day(application.deadline)}
    fund = application.fund
    if fund is None:
        return
    if fund.procedure is not None:
        yield fund.procedure.said(case.language)
    if fund.excludes is not None:
        yield _("Dit betaalt het fonds niet: %(what)s") % {"what": fund.excludes.said(case.language)}
    if fund.url is not None:
        yield _("Kijk altijd op de site van het fonds: %(url)s") % {"url": fund.url}
