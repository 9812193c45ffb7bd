"""How a programme gets onto another site: which looks may be chosen, the frame itself, and whose page an address is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.places.enums import Colour

THEMES: Final = (("licht", _("licht")), ("donker", _("donker")))
COUNTS: Final = (5, 10, 20, 50)
_USUAL_COUNT: Final = 20
_USUAL_SIZE: Final = (600, 640)
_LONGEST_NUMBER: Final = 6

# Pages for people, and their counterpart for in a frame.
_PAGES: Final = {
    "places:place": (Of.PLACE, "slug"),
    "agenda:place": (Of.PLACE, "slug"),
    "agenda:activity": (Of.ACTIVITY, "slug"),
    "places:neighbourhood": (Of.NEIGHBOURHOOD, "code"),
    "agenda:neighbourhood": (Of.NEIGHBOURHOOD, "code"),
    "outlets:place_embed": (Of.PLACE, "key"),
    "outlets:activity_embed": (Of.ACTIVITY, "key"),
    "outlets:neighbourhood_embed": (Of.NEIGHBOURHOOD, "key"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """`theme` is "" when the reader's own preference decides."""

    theme: str = ""
    colour: str = Colour.BRICK.value
    count: int = _USUAL_COUNT
    language: str = ""

    @property
    def query(self) -> str:
        chosen = {
            "thema": self.theme,
            "kleur": "" if self.colour == Colour.BRICK else self.colour,
            "aantal": "" if self.count == _USUAL_COUNT else str(self.count),
            "taal": self.language,
        }
        said = urlencode([(name, value) for name, value in chosen.items() if value])
        return f"?{said}" if said else ""


def look_of(asked: Mapping[str, str]) -> Look:
    """What is not one of our choices is not there."""
    theme, colour = asked.get("thema", ""), asked.get("kleur", "")
    count, language = _number(asked.get("aantal", "")), asked.get("taal", "")
    return Look(
        theme=theme if theme in dict(THEMES) else "",
        colour=colour if colour in Colour.values else Colour.BRICK.value,
        count=min(count, COUNTS[-1]) if count else _USUAL_COUNT,
        language=language
        if language in dict(settings.LANGUAGES) and language != settings.LANGUAGE_CODE
        else "",
    )


def size_of(asked: Mapping[str, str]) -> tuple[int, int]:
    """Width and height, never above what the other site can hold."""
    width, height = (_number(asked.get(name, "")) for name in ("maxwidth", "maxheight"))
    return min(width or _USUAL_SIZE[0], _USUAL_SIZE[0]), min(height or _USUAL_SIZE[1], _USUAL_SIZE[1])


def frame(name: str, address: str, width: int, height: int) -> str:
    """The piece of HTML to put on another site. Its own browser border is switched off the old way: no style."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0"></iframe>',
        address,
        _("Agenda van %(name)s") % {"name": name},
        width,
        height,
    )


def embed_path(of: Of, key: str) -> str:
    return reverse(f"outlets:{of.value}_embed", args=[key])


def subject_at(address: str) -> tuple[Of, str] | None:
    """Whose programme stands at this address; None where it is not one of ours."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or parts.netloc != urlsplit(settings.BASE_URL).netloc:
            return None
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    of, name = _PAGES.get(found.view_name, (None, ""))
    return (of, str(found.kwargs[name])) if of else None


def _number(said: str) -> int:
    """0 for anything that is not a small number."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER else 0
