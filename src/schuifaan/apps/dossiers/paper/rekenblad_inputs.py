"""The first sheet of the workbook: every number the sums are made with, in cells to change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.rekenblad_cells import MONEY, PERCENT, Page
from schuifaan.apps.dossiers.paper.rekenblad_formulas import Entries
from schuifaan.apps.dossiers.queries.reasons import source_lines
from schuifaan.core.method.answers import Answers, as_number, is_filled
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.costs import INDEX as INDEX_NAME
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Once, PassedOn, Released, Reletting, Yearly
from schuifaan.core.method.finance.years import horizon_of
from schuifaan.core.method.knowledge.money import Horizon

ASSUMPTIONS = "money.assumptions"
GRANTS = "money.grants"
HUNDRED = Decimal(100)
WIDTH = 11
NAME, AMOUNT, INDEX, HOW, ORIGIN, SOURCE = 1, 2, 3, 9, 10, 11


@dataclass
class Inputs:
    """Where each number of the first sheet stands."""

    first_year: str
    in_hand: str
    index: str
    income_index: str
    names: dict[str, str] = field(default_factory=dict)  # by the key of the line
    horizons: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Entries] = field(default_factory=dict)


def fill(page: Page, case: BusinessCase, answers: Answers, *, title: str, language: str) -> Inputs:
    page.title(title)
    page.next()
    page.long(_("In de gekleurde cellen kun je andere getallen zetten. De rest rekent mee."))
    inputs = _general(page, case, answers)
    if case.costs:
        _block(page, _("Kosten van elk jaar"), (_("Eerste jaar"), _("Laatste jaar")))
        for line in case.costs:
            _cost(page, inputs, line, answers, language)
    if case.investments:
        spread = (_("Jaren dat het meegaat"), _("Rente (%)"), _("Hoe verdeeld"), _("Komt er een nieuw?"))
        _block(page, _("Investeringen"), spread)
        for line in case.investments:
            _investment(page, inputs, line, language)
    if case.income:
        comes = (_("Kans (%)"), _("Eerste jaar"), _("Laatste jaar"), _("Deel (%)"), _("Hoe lang"))
        _block(page, _("Inkomsten"), comes)
        for line in case.income:
            _income(page, inputs, line, language)
    page.fit((36, 16, 10, 11, 11, 17, 12, 17, 60, 18, 32))
    page.sheet.freeze_panes = "B2"
    page.print_on_a4()
    return inputs


def horizon_words() -> dict[Horizon, str]:
    return {
        "structural": _("elk jaar opnieuw"),
        "multi_year": _("een paar jaar"),
        "incidental": _("wisselend of eenmalig"),
    }


def yes_no() -> tuple[str, str]:
    return _("ja"), _("nee")


def methods() -> tuple[str, str]:
    """The words for an annuity and for a straight line."""
    return _("annuïteit"), _("elk jaar evenveel")


def _general(page: Page, case: BusinessCase, answers: Answers) -> Inputs:
    row = answers.one(ASSUMPTIONS)
    page.block(_("Algemeen"), WIDTH)

    def entry(words: str, value: Decimal | int, shape: str) -> str:
        page.next()
        page.text(NAME, words)
        return page.entry(AMOUNT, value, shape=shape)

    return Inputs(
        first_year=entry(_("Eerste jaar"), case.period.first, "0"),
        in_hand=entry(_("Geld dat er aan het begin is"), euros(case.in_hand), MONEY),
        index=entry(_("Kosten stijgen elk jaar met (%)"), as_number(row.get("index")), PERCENT),
        income_index=entry(
            _("Huur en prijzen stijgen elk jaar met (%)"), as_number(row.get("income_index")), PERCENT
        ),
    )


def _block(page: Page, words: str, own: tuple[str, ...]) -> None:
    page.next()
    page.block(words, WIDTH)
    between = HOW - INDEX - 1
    page.head(
        (
            _("Post"),
            _("Bedrag"),
            _("Stijgt (%)"),
            *own,
            *("",) * (between - len(own)),
            _("Hoe we eraan komen"),
            _("Van wie"),
            _("Bron"),
        )
    )


def _cost(page: Page, inputs: Inputs, line: Line, answers: Answers, language: str) -> None:
    shape = line.shape
    _begin(page, inputs, line, language)
    if not isinstance(shape, Yearly):
        return
    own = line.ref is not None and is_filled(answers.value(line.ref.question, "index", line.ref.item))
    inputs.lines[line.key] = Entries(
        amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY),
        index=_index(page, shape.index, "" if own else inputs.index),
        first=page.entry(4, shape.first),
        last=page.entry(5, shape.last),
    )


def _investment(page: Page, inputs: Inputs, line: Line, language: str) -> None:
    shape = line.shape
    _begin(page, inputs, line, language)
    if not isinstance(shape, Capital):
        return
    (annuity, straight), (yes, no) = methods(), yes_no()
    inputs.lines[line.key] = Entries(
        amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY),
        index=_index(page, shape.index, inputs.index),
        lifetime=page.entry(4, shape.lifetime),
        interest=page.entry(5, shape.interest, shape=PERCENT),
        method=page.choice(6, annuity if shape.annuity else straight, (annuity, straight)),
        replace=page.choice(7, yes if shape.replace else no, (yes, no)),
    )


def _income(page: Page, inputs: Inputs, line: Line, language: str) -> None:
    shape = line.shape
    _begin(page, inputs, line, language)
    words = horizon_words()
    inputs.horizons[line.key] = page.choice(8, words[horizon_of(line)], tuple(words.values()))
    chance = page.entry(4, line.chance)
    general = "" if line.ref is not None and line.ref.question == GRANTS else inputs.income_index
    match shape:
        case Yearly():
            made = Entries(
                amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY),
                index=_index(page, shape.index, general),
                chance=chance,
                first=page.entry(5, shape.first),
                last=page.entry(6, shape.last),
            )
        case Once():
            made = Entries(
                amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY),
                chance=chance,
                first=page.entry(5, shape.year),
            )
        case Reletting():
            made = Entries(
                amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY),
                index=_index(page, shape.index, general),
                chance=chance,
                percent=page.entry(7, None if shape.at_once else shape.turnover, shape=PERCENT),
            )
        case Released():
            made = Entries(amount=page.entry(AMOUNT, euros(shape.cents), shape=MONEY), chance=chance)
        case PassedOn():
            made = Entries(amount="", chance=chance, percent=page.entry(7, shape.percent, shape=PERCENT))
        case Capital():
            raise TypeError("an investment is no income")
    inputs.lines[line.key] = made


def _index(page: Page, index: Decimal, general: str) -> str:
    """Follows the general percentage where it has none of its own, so that changing that changes all."""
    return page.entry(INDEX, f"={general}" if general else index, shape=PERCENT)


def _begin(page: Page, inputs: Inputs, line: Line, language: str) -> None:
    page.next()
    page.text(NAME, line.name.said(language))
    inputs.names[line.key] = page.address(NAME, page.row)
    page.text(HOW, how(line, language))
    page.text(ORIGIN, _origin(line.amount))
    page.text(SOURCE, "\n".join(dict.fromkeys(_sources(line.amount, language))))


def euros(cents: int) -> Decimal:
    return Decimal(cents) / HUNDRED


def how(line: Line, language: str) -> str:
    """The formula in words and the numbers in it."""
    numbers = "; ".join(
        f"{one.name.said(language)}: {_said(one, language)}"
        for one in line.amount.inputs
        if not _is_index(one)
    )
    runs = {
        Reletting: _(
            "Deel (%): de woningen die elk jaar een nieuwe huurder krijgen. Leeg: alle woningen meteen."
        ),
        PassedOn: _("Deel (%): wat er voor administratie bovenop komt. Het bedrag zelf volgt uit de kosten."),
    }.get(type(line.shape), "")
    return "\n".join(part for part in (line.amount.formula.said(language), numbers, runs) if part)


def _is_index(one: Input | Amount) -> bool:
    """How fast it rises has a column of its own."""
    return isinstance(one, Input) and (
        one.name == INDEX_NAME or (one.ref is not None and one.ref.question == ASSUMPTIONS)
    )


def _said(one: Input | Amount, language: str) -> str:
    cents = one.cents if isinstance(one, Amount) else one.value if one.unit == "eur" else None
    if cents is not None:
        return format_currency(Decimal(cents) / HUNDRED, "EUR", locale=language)
    number = format_decimal(one.value, locale=language) if isinstance(one, Input) else ""
    units = {"percent": "%", "m2": "m²", "metres": "m", "cm": "cm"}
    return f"{number} {units.get(one.unit, '')}".strip() if isinstance(one, Input) else number


def _all(amount: Amount) -> Iterator[Input | Amount]:
    yield amount
    for one in amount.inputs:
        if isinstance(one, Amount):
            yield from _all(one)
        else:
            yield one


def _origin(amount: Amount) -> str:
    words = {
        "own": _("zelf ingevuld"),
        "default": _("vast getal"),
        "place": _("van de plek zelf"),
        "law": _("uit de wet"),
    }
    found = {one.origin for one in _all(amount) if isinstance(one, Input)}
    return ", ".join(word for origin, word in words.items() if origin in found)


def _sources(amount: Amount, language: str) -> Iterator[str]:
    for one in _all(amount):
        yield from (str(line) for line in source_lines(one.source, language=language))
