"""Words about series and prices for the desk's templates."""

from django import template

from schuifaan.apps.agenda.models import Activity, Series
from schuifaan.apps.agenda.wording import price_words, when_words

register = template.Library()


@register.filter
def said_when(series: Series) -> str:
    said = when_words(series)
    return said[:1].upper() + said[1:]


@register.filter
def said_price(activity: Activity) -> str:
    return price_words(activity.cost_cents, activity.cost_note)
