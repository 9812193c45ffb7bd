"""Amounts of money as people read them: what they are made of, in words, and whose number each is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.reasons import (
    STATUS_LABELS,
    SourceLine,
    about_url,
    ref_url,
    source_lines,
)
from schuifaan.core.method.finance.amounts import Amount, Input

CENTS_IN_EURO = Decimal(100)
MINUS = "\N{MINUS SIGN}\N{NO-BREAK SPACE}"
PLUS = "+\N{NO-BREAK SPACE}"
ORIGINS: dict[str, str | Promise] = {
    "own": gettext_lazy("eigen getal"),
    "default": gettext_lazy("standaard"),
    "place": gettext_lazy("van de plek"),
    "law": gettext_lazy("uit de wet"),
    "worked_out": gettext_lazy("uitgerekend"),
}
PER: dict[str, str | Promise] = {
    "once": gettext_lazy("één keer"),
    "year": gettext_lazy("per jaar"),
    "month": gettext_lazy("per maand"),
    "hour": gettext_lazy("per uur"),
    "day_part": gettext_lazy("per dagdeel"),
    "home_month": gettext_lazy("per woning per maand"),
}
# With these a number says what it counts; one of something is said so.
UNITS: dict[str, Callable[[int], str]] = {
    "m2": lambda _number: _("m²"),
    "percent": lambda _number: _("procent"),
    "points": lambda number: ngettext("punt", "punten", number),
    "homes": lambda number: ngettext("woning", "woningen", number),
    "years": lambda number: ngettext("jaar", "jaar", number),
    "day_parts": lambda number: ngettext("dagdeel", "dagdelen", number),
    "weeks": lambda number: ngettext("week", "weken", number),
    "hours": lambda _number: _("uur"),
    "cups": lambda number: ngettext("kopje", "kopjes", number),
    "metres": lambda _number: _("meter"),
    "cm": lambda _number: _("cm"),
}


def said_cents(cents: int, language: str, *, exact: bool = False) -> str:
    """Say "€ 4.120", "€ 13,70", "− € 4.120"; `exact` keeps the cents, for columns that are added up."""
    locale = "nl" if language == "nl" else "en_GB"
    whole = not exact and cents % 100 == 0
    amount = format_currency(
        abs(cents) / CENTS_IN_EURO,
        "EUR",
        format="¤\N{NO-BREAK SPACE}#,##0" if whole else "¤\N{NO-BREAK SPACE}#,##0.00",
        locale=locale,
        currency_digits=False,
    )
    return f"{MINUS}{amount}" if cents < 0 else amount


def said_change(cents: int, language: str) -> str:
    """Say "+ € 120" or "− € 120": what is added or goes off."""
    return f"{PLUS}{said_cents(cents, language)}" if cents > 0 else said_cents(cents, language)


def said_number(value: Decimal | int, language: str) -> str:
    return format_decimal(value, locale="nl" if language == "nl" else "en_GB")


@dataclass(frozen=True, slots=True)
class ShownInput:
    """A number that an amount is made of; `url` leads to the answer it comes from."""

    name: str
    value: str
    origin: str
    origin_label: str
    url: str
    source_lines: tuple[SourceLine, ...]
    status_label: str
    about_url: str


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """An amount with its formula in words; `parts` are numbers, or amounts with parts of their own."""

    name: str
    value: str
    per: str
    year: int | None
    formula: str
    inputs: tuple[ShownInput, ...]
    parts: tuple["ShownAmount", ...]
    source_lines: tuple[SourceLine, ...]
    status_label: str
    about_url: str


def shown_amount(amount: Amount, *, language: str, dossier: Dossier | None = None) -> ShownAmount:
    """The whole tree in words. Give the dossier to let numbers lead to the answers they come from."""
    inputs = tuple(_as_number(one) for one in amount.inputs)
    return ShownAmount(
        name=amount.name.said(language),
        value=said_cents(amount.cents, language),
        per=str(PER[amount.per]),
        year=amount.year,
        formula=amount.formula.said(language),
        inputs=tuple(
            shown_input(one, language=language, dossier=dossier) for one in inputs if isinstance(one, Input)
        ),
        parts=tuple(
            shown_amount(one, language=language, dossier=dossier) for one in inputs if isinstance(one, Amount)
        ),
        source_lines=source_lines(amount.source, language=language),
        status_label=str(STATUS_LABELS[amount.status]) if amount.source else "",
        about_url=about_url(amount.about),
    )


def _as_number(one: Amount | Input) -> Amount | Input:
    """An amount that is nothing but the number people filled in needs no formula of its own."""
    if isinstance(one, Input) or len(one.inputs) != 1:
        return one
    only = one.inputs[0]
    is_the_same = isinstance(only, Input) and only.unit == "eur" and only.value == one.cents
    return only if is_the_same and only.name == one.name else one


def shown_input(one: Input, *, language: str, dossier: Dossier | None = None) -> ShownInput:
    origin, label = _origin_of(one)
    return ShownInput(
        name=one.name.said(language),
        value=_valued(one, language),
        origin=origin,
        origin_label=label,
        url=ref_url(one.ref, dossier) if one.ref is not None else "",
        source_lines=source_lines(one.source, language=language),
        status_label=str(STATUS_LABELS[one.status]) if one.status is not None and one.source else "",
        about_url=about_url(one.about),
    )


def _origin_of(one: Input) -> tuple[str, str]:
    """Nobody filled in what leads to no answer: that was worked out. Points are rounded then, as the law says."""
    if one.origin != "own" or one.ref is not None:
        return one.origin, str(ORIGINS[one.origin])
    label = _("uitgerekend, afgerond op een kwart") if one.unit == "points" else str(ORIGINS["worked_out"])
    return "worked_out", label


def _valued(one: Input, language: str) -> str:
    if one.unit == "eur":
        return said_cents(int(one.value), language)
    if one.unit == "year":
        return str(one.value)
    number = said_number(one.value, language)
    if one.unit not in UNITS or _says(one.name.said(language), one.unit):
        return number
    return f"{number} {UNITS[one.unit](1 if one.value == 1 else 2)}"


def _says(name: str, unit: str) -> bool:
    """Does the name say already what is counted? "Dagdelen per week: 4" is enough."""
    words = set(re.findall(r"\w+", name.casefold()))
    return bool(words & {UNITS[unit](number).casefold() for number in (1, 2)})
