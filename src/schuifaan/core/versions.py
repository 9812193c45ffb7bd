"""Two versions of one text: its paragraphs, its sentences, and which sentences changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# From here on two sentences are one that was reworded, and not one that went and another that came.
ALIKE = 0.5
# More than so many changed in one stretch: side by side in their order, as looking for pairs would take too long.
MOST_TO_PAIR = 40

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)\]]))\s+(?=[\"“‘'’(\[]*[A-ZÀ-ÖØ-Þ0-9]|['’‘][snt]\s)")
# They end with a full stop, and no sentence with them.
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|bijv|bv|blz|ca|dhr|mevr|mw|drs?|mr|ir|prof|st|nr|no|art|par|incl|excl|evt|resp|max|min|"
    r"jl|[a-z]\.[a-z]|[a-z]\.[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """`paragraph` counts from 1 in the newer text; of a sentence that went, where it would have stood.

    `was` is empty for a new sentence, `became` for one that went.
    """

    paragraph: int
    was: str
    became: str


def paragraphs(text: str) -> list[str]:
    """By empty lines, each item of a list by itself; a text without empty lines has one on every line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not _EMPTY_LINE.search(plain):
        return [line for line in (" ".join(line.split()) for line in plain.split("\n")) if line]
    return [piece for block in _EMPTY_LINE.split(plain) for piece in _pieces(block)]


def _pieces(block: str) -> Iterator[str]:
    held = ""
    for line in block.split("\n"):
        if _ITEM.match(line) and held:
            yield held
            held = ""
        held = " ".join(f"{held} {line}".split())
    if held:
        yield held


def sentences(paragraph: str) -> list[str]:
    found: list[str] = []
    for piece in _END.split(paragraph):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def changes(before: str, after: str) -> list[Change]:
    """Which sentences differ, in the order of the newer text. Spaces make no difference."""
    old, new = _numbered(before), _numbered(after)
    matcher = SequenceMatcher(None, [told for _n, told in old], [told for _n, told in new], autojunk=False)
    found: list[Change] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            continue
        here = _paragraph_at(new, new_from)
        found += _stretch([told for _n, told in old[old_from:old_to]], new[new_from:new_to], here)
    return found


def _numbered(text: str) -> list[tuple[int, str]]:
    return [
        (number, told)
        for number, paragraph in enumerate(paragraphs(text), start=1)
        for told in sentences(paragraph)
    ]


def _paragraph_at(new: Sequence[tuple[int, str]], place: int) -> int:
    if place < len(new):
        return new[place][0]
    return new[-1][0] if new else 1


def _stretch(old: list[str], new: Sequence[tuple[int, str]], here: int) -> Iterator[Change]:
    """Sentences that stood together and all changed: reworded ones in pairs, the others alone."""
    left = list(old)
    is_long = max(len(old), len(new)) > MOST_TO_PAIR
    for number, became in new:
        here = number
        like = 0 if is_long and left else _like(became, left)
        if like is None:
            yield Change(number, "", became)
            continue
        # What stood before it and is like nothing, went.
        yield from (Change(number, gone, "") for gone in left[:like])
        yield Change(number, left[like], became)
        del left[: like + 1]
    yield from (Change(here, gone, "") for gone in left)


def _like(became: str, left: Sequence[str]) -> int | None:
    """The one most like it, when that is like it enough."""
    best = max(
        (
            (SequenceMatcher(None, was, became, autojunk=False).ratio(), -place)
            for place, was in enumerate(left)
        ),
        default=(0.0, 0),
    )
    return -best[1] if left and best[0] >= ALIKE else None
