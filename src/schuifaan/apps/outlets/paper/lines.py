"""One time of an activity as it stands on paper: its words, each with the direction it is read in."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.wording import price_words, time_words
from schuifaan.ui.speech import spoken_day, spoken_time

MOST_SENTENCE: Final = 170
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")
_SPACES: Final = re.compile(r"[ \t]+")
# Little pictures have no place in these letters; a title says the same without them.
_PICTOGRAMS: Final = re.compile(
    "[\u200d\u20e3\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)
_CODE_LENGTHS: Final = (2, 3)

# A space at which no line ends.
_HELD: Final = "\u00a0"

Said = dict[str, Any]


def plain(text: str) -> str:
    """Without little pictures, unless there is nothing else."""
    bare = _SPACES.sub(" ", _PICTOGRAMS.sub(" ", text)).strip()
    return bare or text.strip()


def said(text: str, language: str) -> Said:
    """A text for in a template, with its language and whether it is read from the right."""
    text = plain(text)
    code = language.split("-", maxsplit=1)[0].lower()
    known = code if len(code) in _CODE_LENGTHS and code.isascii() and code.isalpha() else "nl"
    return {"text": text, "lang": known, "rtl": is_from_the_right(text)}


def is_from_the_right(text: str) -> bool:
    """Decided by the first letter, as browsers do: what somebody filled in as language may be wrong."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return False


def first_sentence(text: str) -> str:
    """What it is in one breath; "" where the first sentence is too long for that."""
    flat = _SPACES.sub(" ", text.replace("\n", " ")).strip()
    first = _SENTENCE.split(flat, maxsplit=1)[0]
    return first if len(first) <= MOST_SENTENCE else shortened(first, MOST_SENTENCE)


def shortened(text: str, most: int) -> str:
    """At a word, with an ellipsis."""
    text = text.strip()
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", maxsplit=1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def line(item: Item, *, own_place: int | None, language: str) -> dict[str, Any]:
    """`own_place`: whose sheet this is, and only what happens elsewhere says where; None for an area, where
    every line names its place and the addresses stand together below.
    """
    return {
        "time": time_words(item).replace(" uur", f"{_HELD}uur"),
        "title": title(item, language),
        "place": said("" if own_place else _place(item), language),
        "price": price_words(item.cost_cents),
        "free": item.cost_cents == 0,
        "cancelled": item.is_cancelled,
        "status": _status(item),
        "walk_in": _("loop binnen") if item.is_walk_in and not item.is_cancelled else "",
        "sentence": said("" if item.is_cancelled else first_sentence(item.description), item.language),
        "small": _small(item, own_place=own_place, language=language),
    }


def title(item: Item, language: str) -> Said:
    """What kind of thing it is, where the name has no letters at all."""
    if any(letter.isalnum() for letter in item.title):
        return said(item.title, item.language)
    return said(capital(str(ActivityKind(item.kind).label)), language)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _status(item: Item) -> str:
    if item.is_cancelled:
        return _("gaat niet door")
    return _("verplaatst") if item.is_moved else ""


def _small(item: Item, *, own_place: int | None, language: str) -> list[Said]:
    """The line beneath the title: where, what changed, what belongs to the price, how to sign up."""
    parts = [
        said(where(item, own_place=own_place) if own_place else "", language),
        said(_moved(item), language),
        said(item.note, language),
    ]
    if not item.is_cancelled:
        parts += [said(item.cost_note, item.language), said(sign_up(item), language)]
    filled = [part for part in parts if part["text"]]
    together = " · ".join(part["text"] for part in filled if not part["rtl"])
    return [
        *([said(together, language)] if together else []),
        *(part for part in filled if part["rtl"]),
    ]


def where(item: Item, *, own_place: int | None) -> str:
    if item.spot_name:
        return _("buiten: %(where)s") % {"where": _unless_same(item.spot_name, item.address)}
    if item.place_id == own_place:
        return item.room_name
    return _unless_same(item.where, item.address)


def _place(item: Item) -> str:
    return _("buiten: %(where)s") % {"where": item.spot_name} if item.spot_name else item.place_name


def _unless_same(name: str, place: str) -> str:
    return f"{name}, {place}" if place and place != name else name


def _moved(item: Item) -> str:
    if not item.is_moved or item.original_at == item.starts_at:
        return ""
    return _("eerst %(day)s om %(time)s") % {
        "day": spoken_day(item.original_at.date()),
        "time": spoken_time(item.original_at),
    }


def unbroken(text: str) -> str:
    """A number to call, on one line."""
    return text.strip().replace(" ", _HELD)


def sign_up(item: Item) -> str:
    if not item.sign_up:
        return ""
    if item.sign_up_phone:
        return _("meld je aan: bel %(phone)s") % {"phone": unbroken(item.sign_up_phone)}
    return _("meld je aan, aan de balie of op internet")
