"""The filter form of the directory: its addresses, read kindly and written back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext

from schuifaan.apps.places.enums import Focus, PlaceType
from schuifaan.apps.places.naming import focus_name, language_name, page_language, type_name
from schuifaan.apps.places.queries.criteria import Criteria, Point, When

# The words of an address are Dutch, like the rest of what residents see: wish → (parameter, value).
WISHES: Final[Mapping[str, tuple[str, str]]] = {
    "coffee": ("koffie", "gratis"),
    "step_free": ("drempel", "vrij"),
    "quiet": ("rustig", "ja"),
    "kitchen": ("keuken", "ja"),
    "rent": ("huur", "ja"),
}
WHEN: Final = {"nu": When.NOW, "vanavond": When.TONIGHT}
AREAS: Final = {"buurt": "neighbourhood", "wijk": "district", "gemeente": "municipality"}
_POSITION: Final = ("lat", "lon")
_WISH_OF: Final = {parameter: wish for wish, (parameter, _) in WISHES.items()}
_KNOWN: Final = {"bij", "q", "open", "taal", "voor", "soort", "na", *_POSITION, *AREAS, *_WISH_OF}
# About a hundred metres: enough to order places by, too little to find a front door.
POSITION_DECIMALS: Final = 3
_LONGEST_TEXT: Final = 100
_LONGEST_CURSOR: Final = 260
_MOST_OPTIONS: Final = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """What was asked, and a sentence for everything that was not understood."""

    criteria: Criteria
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the list, and the address without it."""

    label: str
    without: str


def read(query: QueryDict) -> Finding:
    notes: list[str] = []
    criteria = Criteria(
        near=_text(query, "bij"),
        words=_text(query, "q"),
        position=_position(query, notes),
        when=tuple(WHEN[word] for word in _options(query, "open", list(WHEN), notes)),
        wishes=tuple(_wishes(query, notes)),
        languages=_languages(query, notes),
        focus=_options(query, "voor", Focus.values, notes),
        kinds=_options(query, "soort", PlaceType.values, notes),
        after=query.get("na", "")[:_LONGEST_CURSOR],
        **{field: _text(query, parameter).upper() for parameter, field in AREAS.items()},
    )
    notes.extend(
        gettext("We kennen het filter ‘%(name)s’ niet. We laten het weg.") % {"name": unknown[:40]}
        for unknown in sorted(set(query) - _KNOWN)[:3]
    )
    return Finding(criteria, tuple(notes))


def address(path: str, criteria: Criteria) -> str:
    """The same list as an address to share; empty filters are left out."""
    query = urlencode(list(parameters(criteria)))
    return f"{path}?{query}" if query else path


def parameters(criteria: Criteria) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in (("bij", criteria.near), ("q", criteria.words)) if pair[1])
    if criteria.position and not criteria.near:
        yield from zip(_POSITION, (str(criteria.position.lat), str(criteria.position.lon)), strict=True)
    yield from (("open", word) for word, when in WHEN.items() if when in criteria.when)
    yield from (WISHES[wish] for wish in criteria.wishes)
    yield from (("taal", code) for code in criteria.languages)
    yield from (("voor", key) for key in criteria.focus)
    yield from (("soort", key) for key in criteria.kinds)
    yield from ((name, getattr(criteria, field)) for name, field in AREAS.items() if getattr(criteria, field))
    if criteria.after:
        yield "na", criteria.after


def chips(path: str, criteria: Criteria, *, area_name: str = "", place_name: str = "") -> list[Chip]:
    """Everything that is on, each with the address that takes it away."""
    return [
        Chip(label, address(path, without))
        for label, without in _on(replace(criteria, after=""), area_name, place_name)
    ]


def without_filters(criteria: Criteria) -> Criteria:
    return replace(criteria, when=(), wishes=(), languages=(), focus=(), kinds=(), after="")


def wish_label(wish: str) -> str:
    return {
        "coffee": gettext("Gratis koffie of thee"),
        "step_free": gettext("Zonder drempel"),
        "quiet": gettext("Rustige plek"),
        "kitchen": gettext("Met keuken"),
        "rent": gettext("Ruimte te huur"),
    }[wish]


def when_label(when: When) -> str:
    return gettext("Nu open") if when is When.NOW else gettext("Vanavond open")


def _on(criteria: Criteria, area_name: str, place_name: str) -> Iterator[tuple[str, Criteria]]:
    if criteria.near:
        yield place_name or criteria.near, replace(criteria, near="")
    elif criteria.position:
        yield gettext("Dicht bij mij"), replace(criteria, position=None)
    if criteria.words:
        yield f"“{criteria.words}”", replace(criteria, words="")
    for when in criteria.when:
        yield (
            when_label(when),
            replace(criteria, when=tuple(other for other in criteria.when if other is not when)),
        )
    for wish in criteria.wishes:
        yield wish_label(wish), replace(criteria, wishes=_minus(criteria.wishes, wish))
    for code in criteria.languages:
        name = language_name(code, page_language())
        yield name, replace(criteria, languages=_minus(criteria.languages, code))
    for key in criteria.focus:
        label = gettext("Voor %(whom)s") % {"whom": focus_name(key)}
        yield label, replace(criteria, focus=_minus(criteria.focus, key))
    for key in criteria.kinds:
        yield type_name(key), replace(criteria, kinds=_minus(criteria.kinds, key))
    if criteria.area:
        yield area_name or criteria.area, replace(criteria, neighbourhood="", district="", municipality="")


def _minus(options: tuple[str, ...], option: str) -> tuple[str, ...]:
    return tuple(other for other in options if other != option)


def _text(query: QueryDict, name: str) -> str:
    return " ".join(query.get(name, "").replace("\x00", "").split())[:_LONGEST_TEXT]


def _wishes(query: QueryDict, notes: list[str]) -> Iterator[str]:
    for wish, (parameter, expected) in WISHES.items():
        value = query.get(parameter, "")
        if value == expected:
            yield wish
        elif value:
            notes.append(_unknown_value(parameter, value))


def _options(query: QueryDict, name: str, allowed: list[str], notes: list[str]) -> tuple[str, ...]:
    asked = [value for value in dict.fromkeys(query.getlist(name)) if value][:_MOST_OPTIONS]
    notes.extend(_unknown_value(name, value) for value in asked if value not in allowed)
    return tuple(value for value in asked if value in allowed)


def _languages(query: QueryDict, notes: list[str]) -> tuple[str, ...]:
    asked = [value for value in dict.fromkeys(query.getlist("taal")) if value][:_MOST_OPTIONS]
    known = [code for code in asked if code.isascii() and language_name(code, "en") != code]
    notes.extend(_unknown_value("taal", value) for value in asked if value not in known)
    return tuple(known)


def _position(query: QueryDict, notes: list[str]) -> Point | None:
    typed = [query.get(name, "") for name in _POSITION]
    if not any(typed):
        return None
    try:
        lat, lon = (round(float(text), POSITION_DECIMALS) for text in typed)
    except (ValueError, OverflowError):
        lat = lon = float("nan")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - the whole earth
        notes.append(gettext("We begrijpen niet waar je bent. Vul een postcode of buurt in."))
        return None
    return Point(lat, lon)


def _unknown_value(name: str, value: str) -> str:
    return gettext("We begrijpen ‘%(name)s=%(value)s’ niet. We laten het weg.") % {
        "name": name,
        "value": value[:40],
    }
