"""How prices, times and rules are said, in the language of the page; the same on every outlet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from schuifaan.apps.agenda.models import Series
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.rule_sentence import rule_sentence
from schuifaan.core.timeline.recurrence import RuleNotUnderstood, parse_rule
from schuifaan.ui.speech import euros, spoken_day, spoken_period


def price_words(cost_cents: int | None, cost_note: str = "") -> str:
    """Always said: "gratis", "€ 3,00 per keer", with what belongs to it behind."""
    if cost_cents is None:
        return _("prijs nog niet bekend")
    said = euros(cost_cents) if cost_cents == 0 else _("%(amount)s per keer") % {"amount": euros(cost_cents)}
    return f"{said} ({cost_note})" if cost_note else said


def time_words(item: Item) -> str:
    """Say "10.00–12.00 uur", "de hele dag", or until which day it lasts."""
    if item.all_day:
        last = (item.ends_at - timedelta(minutes=1)).date()
        return _("de hele dag") if last <= item.day else _("tot en met %(day)s") % {"day": spoken_day(last)}
    return spoken_period(item.starts_at, item.ends_at)


def when_words(series: Series) -> str:
    """Say "elke tweede maandag van de maand, 12.00–13.30 uur"; a sentence gives it its capital."""
    first = datetime.combine(series.first_on, series.at)
    period = (
        _("de hele dag")
        if series.all_day
        else spoken_period(first, first + timedelta(minutes=series.minutes))
    )
    return f"{rule_words(series)}, {period}"


def rule_words(series: Series) -> str:
    """How often, without the time: "elke tweede maandag van de maand", or the one day."""
    first = datetime.combine(series.first_on, series.at)
    if not series.rule:
        return spoken_day(series.first_on)
    try:
        return rule_sentence(parse_rule(series.rule), first)
    except RuleNotUnderstood:
        # From a calendar of elsewhere, of before a rule was refused.
        return _("op wisselende dagen")
