"""Fixed words that several documents use."""

from django.utils.translation import gettext as _

from schuifaan.core.method.knowledge.shaping import Priority
from schuifaan.core.method.quickscan import Verdict


def verdict_words() -> dict[Verdict, str]:
    return {"yes": _("ja"), "no": _("nee"), "unknown": _("weten we niet")}


def priority_words() -> dict[Priority, str]:
    return {
        "must": _("moet"),
        "should": _("hoort erbij"),
        "could": _("mag"),
        "not_applicable": _("niet van toepassing"),
    }


def safeguard_words() -> dict[str, str]:
    return {"not_yet": _("nog niet"), "busy": _("mee bezig"), "done": _("gedaan"), "": _("nog niet")}


def revival_words() -> dict[str, str]:
    return {
        "revive": _("De ruimte gaat weer open."),
        "not_now": _("Nu niet. Later kijken we opnieuw."),
        "stop": _("We stoppen met deze ruimte."),
    }
