"""Amounts in templates: "€ 4.120", "− € 4.120", and with cents where they stand in a column."""

from django import template
from django.utils.translation import get_language

from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_change

register = template.Library()


@register.filter
def amount(cents: int | None) -> str:
    """`{{ row.result|amount }}`: with cents only where there are any."""
    return "" if cents is None else said_cents(cents, get_language() or "nl")


@register.filter
def exact(cents: int | None) -> str:
    """`{{ row.costs|exact }}`: always with cents, for columns that are added up."""
    return "" if cents is None else said_cents(cents, get_language() or "nl", exact=True)


@register.filter
def whole(cents: int) -> str:
    """`{{ row.costs|whole }}`: rounded to euros, for wide tables."""
    return said_cents(round(cents, -2), get_language() or "nl")


@register.filter
def change(cents: int) -> str:
    """`{{ swing.worse|change }}`: "+ € 120", "− € 120"."""
    return said_change(cents, get_language() or "nl")
