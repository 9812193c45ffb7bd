"""Languages people speak at places, with their own name beside ours."""

from collections.abc import Iterable

from babel import UnknownLocaleError
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.naming import language_name, own_language_name, page_language

# By how often they are heard in Dutch neighbourhoods, roughly; a list to choose from, not a limit.
COMMON = (
    "nl", "en", "ar", "tr", "pl", "uk", "ru", "de", "fr", "es", "pt", "it", "ti", "so", "fa", "ps", "ku", "am",
    "zh", "id", "ro", "bg", "hu", "hr", "sr", "bs", "el", "vi", "ur", "hi", "pap", "srn", "zgh", "fy", "li",
)  # fmt: skip
_OURS = {"srn": _("Sranan"), "zgh": _("Tamazight (Berbers)"), "pap": _("Papiaments"), "li": _("Limburgs")}


def language_label(code: str) -> str:
    """Such as "Arabisch (العربية)"; the code itself when nobody knows a name for it."""
    ours = language_name(code, page_language())
    try:
        own = own_language_name(code)
    except UnknownLocaleError:
        own = ""
    ours = str(_OURS[code]) if ours == code and code in _OURS else ours
    ours = ours[:1].upper() + ours[1:]
    return ours if own in {code, ""} or own.lower() == ours.lower() else f"{ours} ({own})"


def language_choices(extra: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Choices for a form; `extra` are codes a place has already, however rare."""
    codes = dict.fromkeys([*COMMON, *extra])
    return [(code, language_label(code)) for code in codes]
