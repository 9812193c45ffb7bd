"""Amounts of money as people read them: what they are made of, in words, and whose number each is."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    "own": _("eigen getal"),
    "default": _("standaard"),
    "place": _("van de plek"),
    "law": _("uit de wet"),
}
PER: dict[str, str | Promise] = {
    "once": _("één keer"),
    "year": _("per jaar"),
    "month": _("per maand"),
    "hour": _("per uur"),
    "day_part": _("per dagdeel"),
    "home_month": _("per woning per maand"),
}
UNITS: dict[str, str | Promise] = {
    "m2": _("m²"),
    "percent": _("procent"),
    "points": _("punten"),
    "homes": _("woningen"),
    "years": _("jaar"),
    "day_parts": _("dagdelen"),
    "weeks": _("weken"),
    "hours": _("uur"),
    "cups": _("kopjes"),
    "metres": _("meter"),
    "cm": _("cm"),
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
    return ShownAmount(
        name=amount.name.said(language),
        value=said_cents(amount.cents, language),
        per=str(PER[amount.per]),
        year=amount.year,
        formula=amount.formula.said(language),
        inputs=tuple(
            shown_input(one, language=language, dossier=dossier)
            for one in amount.inputs
            if isinstance(one, Input)
        ),
        parts=tuple(
            shown_amount(one, language=language, dossier=dossier)
            for one in amount.inputs
            if isinstance(one, Amount)
        ),
        source_lines=source_lines(amount.source, language=language),
        status_label=str(STATUS_LABELS[amount.status]) if amount.source else "",
        about_url=about_url(amount.about),
    )


def shown_input(one: Input, *, language: str, dossier: Dossier | None = None) -> ShownInput:
    return ShownInput(
        name=one.name.said(language),
        value=_valued(one, language),
        origin=one.origin,
        origin_label=str(ORIGINS[one.origin]),
        url=ref_url(one.ref, dossier) if one.ref is not None else "",
        source_lines=source_lines(one.source, language=language),
        status_label=str(STATUS_LABELS[one.status]) if one.status is not None and one.source else "",
        about_url=about_url(one.about),
    )


def _valued(one: Input, language: str) -> str:
    if one.unit == "eur":
        return said_cents(int(one.value), language)
    if one.unit == "year":
        return str(one.value)
    number = said_number(one.value, language)
    return f"{number} {UNITS[one.unit]}" if one.unit in UNITS else number
