"""What languages, kinds of place and feast days are called in the language of the page."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from schuifaan.apps.places.enums import Focus, PlaceTier, PlaceType
from schuifaan.core.timeline.dutch_holidays import holiday_on


def page_language() -> str:
    return (get_language() or "nl").split("-", maxsplit=1)[0]


@lru_cache(maxsize=512)
def language_name(code: str, language: str) -> str:
    """“ar” → “Arabisch”; the code itself when nobody has a name for it."""
    return Locale(language).languages.get(code.replace("-", "_")) or code


@lru_cache(maxsize=256)
def own_language_name(code: str) -> str:
    """“ar” → “العربية”: how its own speakers write it."""
    try:
        return Locale.parse(code, sep="-").get_language_name() or code
    except (ValueError, UnknownLocaleError):
        # Babel has no word from these speakers; Dutch has one for them.
        return language_name(code, "nl")


@lru_cache(maxsize=512)
def is_right_to_left(code: str) -> bool:
    try:
        return Locale.parse(code, sep="-").text_direction == "rtl"
    except (ValueError, UnknownLocaleError):
        return False


def focus_name(key: str) -> str:
    return str(Focus(key).label) if key in Focus.values else key


def type_name(key: str) -> str:
    return str(PlaceType(key).label) if key in PlaceType.values else ""


def tier_name(
    own_names: Mapping[tuple[str, str, str], str], municipality: str | None, tier: str, language: str
) -> str:
    """The municipality's own word where it has one, in this language or else in Dutch."""
    if tier not in PlaceTier.values:
        return ""
    for spoken in (language, "nl"):
        own = own_names.get((municipality or "", tier, spoken))
        if own:
            return own
    return str(PlaceTier(tier).label)


def holiday_name(day: date, language: str) -> str:
    holiday = holiday_on(day)
    if holiday is None:
        return ""
    return holiday.nl if language == "nl" else holiday.en


def in_a_row(words: list[str]) -> str:
    """“a”, “a en b”, “a, b en c”."""
    if len(words) < 2:  # noqa: PLR2004 - one word, or none
        return "".join(words)
    return gettext("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def spoken_distance(metres: int | None) -> str:
    """“vlakbij”, “350 m”, “1,2 km”: as exact as people walk."""
    if metres is None:
        return ""
    if metres < 75:  # noqa: PLR2004 - you can see it
        return gettext("vlakbij")
    if metres < 975:  # noqa: PLR2004 - from here on said in kilometres
        step = 10 if metres < 200 else 50  # noqa: PLR2004 - the nearer, the finer
        return gettext("%(metres)s m") % {"metres": round(metres / step) * step}
    decimals = 1 if metres < 10_000 else 0  # noqa: PLR2004 - nobody walks that
    return gettext("%(kilometres)s km") % {
        "kilometres": number_format(round(metres / 1000, decimals), decimals)
    }
