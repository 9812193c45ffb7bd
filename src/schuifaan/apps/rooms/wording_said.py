"""What a booking says, by the names one knows it by."""

from collections.abc import Collection
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: Final[dict[str, Promise]] = {
    "use": _("waarvoor het is"),
    "title": _("de naam"),
    "shown_as": _("wat anderen zien"),
    "set_up": _("de opstelling"),
    "coffee": _("koffie en thee"),
    "equipment": _("wat er klaarstaat"),
    "alcohol": _("of er alcohol is"),
    "entry_cents": _("wat bezoekers betalen"),
    "note": _("het bericht aan de plek"),
}


def said_names(names: Collection[str]) -> str:
    """In the order in which a page has them."""
    return ", ".join(str(words) for name, words in NAMES.items() if name in names)
