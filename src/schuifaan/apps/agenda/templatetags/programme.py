"""How one line of a programme is said in a template: `{{ item|item_time }}`, `{{ item|item_price }}`."""

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.wording import price_words, time_words
from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.places.queries.access import dialled
from schuifaan.ui.speech import spoken_day, spoken_time

register = template.Library()


@register.filter
def item_time(item: Item) -> str:
    return time_words(item)


@register.filter
def item_price(item: Item) -> str:
    return price_words(item.cost_cents, item.cost_note)


@register.filter
def item_kind(item: Item) -> str:
    return str(ActivityKind(item.kind).label) if item.kind in ActivityKind.values else ""


@register.filter
def item_moved(item: Item) -> str:
    """From when to when; or, at the same time, where it is now."""
    before, after = item.original_at, item.starts_at
    if before == after:
        return gettext("verplaatst naar %(where)s") % {"where": item.where}
    if before.date() == after.date():
        return gettext("verplaatst van %(before)s naar %(after)s") % {
            "before": spoken_time(before),
            "after": spoken_time(after),
        }
    return gettext("verplaatst van %(day)s, %(time)s naar %(new_day)s, %(new_time)s") % {
        "day": spoken_day(before.date()),
        "time": spoken_time(before),
        "new_day": spoken_day(after.date()),
        "new_time": spoken_time(after),
    }


@register.filter
def item_lang(item: Item) -> str:
    """For the attribute of that name; "" when the whole page is in this language already."""
    return "" if item.language == page_language() else item.language


@register.filter
def item_dir(item: Item) -> str:
    return "rtl" if is_right_to_left(item.language) else "ltr"


@register.filter
def item_sign_up(item: Item) -> str:
    """Where to sign up for this time; "" where nobody need."""
    if not item.sign_up or item.is_cancelled:
        return ""
    return reverse("agenda:sign_up", args=[item.slug, item.id])


@register.filter
def item_street(item: Item) -> str:
    """The street with its number; in a list of one town the rest of the address says nothing new."""
    return item.address.partition(", ")[0]


@register.filter
def dial(phone: str) -> str:
    """For a link that calls."""
    return dialled(phone)


@register.filter
def item_clock(item: Item) -> str:
    """When it begins, as short as a month on one sheet needs it."""
    return gettext("hele dag") if item.all_day else date_format(item.starts_at, pgettext("clock", "G.i"))


@register.filter
def desk_address(item: Item, place_slug: str) -> str:
    """Where somebody of the place looks after this time."""
    return reverse("agenda:occurrence", args=[place_slug, item.activity_id, item.id])
