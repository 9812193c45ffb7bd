"""The business case on paper, accounted for: what the sums hang on, whose numbers they are, why each amount is so."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.business import Piece, Report, Sums
from schuifaan.apps.dossiers.queries.money_figures import MINUS, ORIGINS, PER, shown_input
from schuifaan.core.method.answers import is_filled
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.sensitivity import sensitivity
from schuifaan.ui.paper.blocks import Heading, Table, Words

ASSUMPTIONS = "money.assumptions"
# Further down the list the swings are too small to decide on.
MOST_SWINGS = 10


def swings_of(report: Report) -> Iterator[Piece]:
    """How much each assumption weighs, the heaviest first."""
    if not (report.sums.all_costs and report.sums.income):
        return
    case = report.case
    found = sensitivity(case.answers, case.knowledge, today=case.today, local=case.local)[:MOST_SWINGS]
    if not found:
        return
    yield Heading(_("Welke aannames het zwaarst wegen"))
    yield Words(
        _(
            "Zoveel meer of minder blijft er in alle %(years)d jaar samen over, als één aanname anders uitpakt."
        )
        % {"years": report.sums.period.count}
    )
    rows = tuple(
        (report.words(one.name), _signed(report, one.low), _signed(report, one.high)) for one in found
    )
    yield Sums(Table((_("Aanname"), _("Bij minder"), _("Bij meer")), rows, (58, 24, 24)))


def _signed(report: Report, cents: int) -> str:
    said = report.exact(cents)
    return f"+{MINUS[1:]}{said}" if cents > 0 else said


# ------------------------------------------------------------------ assumptions


def assumptions_of(report: Report) -> Iterator[Piece]:
    """Every number that the sums rest on, but for the amounts people filled in: those stand in the sum."""
    rows = [*_chosen(report), *_numbers(report)]
    yield Heading(_("Waar we mee rekenen"))
    yield Words(
        _(
            "Eigen getal: dat hebben jullie ingevuld. Standaard: dat rekenen wij als er niets is ingevuld. Uit de wet: "
            "dat staat in een regel, met de bron erbij. Van de plek: dat staat in de agenda of de kas van de plek zelf."
        ),
        tone="small",
    )
    yield Table((_("Aanname"), _("Waarde"), _("Van wie")), tuple(rows), (56, 24, 26))


def _chosen(report: Report) -> Iterator[tuple[str, str, str]]:
    """The years and how prices rise; what is empty has a value all the same."""
    period = report.sums.period
    defaults = {
        "first_year": str(period.first),
        "years": _("%(number)d jaar") % {"number": period.count},
        "index": _("gelijk gebleven"),
        "income_index": _("gelijk gebleven"),
        "in_hand": report.said(report.sums.in_hand),
    }
    asked = report.case.knowledge.questions_by_id.get(ASSUMPTIONS)
    if asked is None:
        return
    row = report.case.answers.one(ASSUMPTIONS)
    for field_id, otherwise in defaults.items():
        is_own = is_filled(row.get(field_id))
        is_said = is_own and field_id in {"index", "income_index"}
        value = report.case.said(ASSUMPTIONS, field_id) if is_said else otherwise
        label = report.words(asked.field(field_id).label)
        yield label, value, str(ORIGINS["own" if is_own else "default"])


def _numbers(report: Report) -> Iterator[tuple[str, str, str]]:
    """Numbers used several times stand here once, with what they are used for."""
    used: dict[tuple[str, str, str], list[str]] = {}
    notes: dict[tuple[str, str, str], str] = {}
    for amount in _every(tuple(amounts(report))):
        for one in amount.inputs:
            if not isinstance(one, Input) or (one.unit == "eur" and one.origin == "own"):
                continue
            shown = shown_input(one, language=report.language)
            key = (shown.name, shown.value, shown.origin_label)
            used.setdefault(key, []).append(report.words(amount.name))
            notes.setdefault(key, report.sources.note(one.source, one.status) if one.status else "")
    for key, names in used.items():
        name, value, origin = key
        for_what = ", ".join(dict.fromkeys(names))
        yield (
            f"{name}\n" + _("Voor: %(names)s") % {"names": for_what},
            value,
            "\n".join(filter(None, (origin, notes[key]))),
        )


# ------------------------------------------------------------------ why this amount


def amounts(report: Report) -> Iterator[Amount]:
    """Every amount of the report that says what it is made of, each once."""
    sums = report.sums
    lines = (*sums.investments, *sums.costs, *sums.income)
    counted = {line.key for line in sums.income}
    yield from (line.amount for line in lines)
    yield from (line.amount for line in sums.possible if line.key not in counted)
    others = (sums.unit_costs.per_hour, sums.unit_costs.per_home, sums.break_even.rent)
    yield from (one for one in others if one is not None)


def _every(found: tuple[Amount, ...]) -> Iterator[Amount]:
    for amount in found:
        yield amount
        yield from _every(tuple(one for one in amount.inputs if isinstance(one, Amount)))


def why_of(report: Report) -> Iterator[Piece]:
    found = tuple(dict.fromkeys(_every(tuple(amounts(report)))))
    if not found:
        return
    yield Heading(_("Bijlage: waarom dit bedrag?"))
    yield Words(
        _(
            "Van elk bedrag: hoe het gerekend is, en met welke getallen. Staat er niets bij een getal? Dan is het van "
            "jullie zelf, of het volgt uit jullie getallen."
        )
    )
    rows = tuple((_amount(report, one), _formula(report, one), _made_of(report, one)) for one in found)
    yield Table((_("Bedrag"), _("Hoe het gerekend is"), _("Waarmee")), rows, (34, 34, 42))


def _amount(report: Report, one: Amount) -> str:
    return f"{report.words(one.name)}\n{_value(report, one)}"


def _value(report: Report, one: Amount) -> str:
    said = f"{report.said(one.cents)} {PER[one.per]}"
    return said if one.year is None else f"{said} ({one.year})"


def _formula(report: Report, one: Amount) -> str:
    words = report.words(one.formula)
    note = report.sources.note(one.source, one.status)
    said = words[:1].upper() + words[1:]
    return f"{said}\n{note}" if note else said


def _made_of(report: Report, amount: Amount) -> str:
    lines = []
    for one in amount.inputs:
        if isinstance(one, Amount):
            lines.append(f"{report.words(one.name)}: {_value(report, one)}")
            continue
        shown = shown_input(one, language=report.language)
        note = report.sources.note(one.source, one.status) if one.status else ""
        origin = shown.origin_label if one.origin != "own" else ""
        about = "; ".join(part for part in (origin, note) if part)
        lines.append(f"{shown.name}: {shown.value}" + (f" ({about})" if about else ""))
    return "\n".join(lines)
