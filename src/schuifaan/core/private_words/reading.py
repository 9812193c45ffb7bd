"""A text as the searches read it: plain digits, dashes and spaces, without signs nobody sees."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Where something begins and ends in a text: half-open, counted in characters.
Span = tuple[int, int]

_APOSTROPHES = frozenset("’‘`´ʼʹ′‛")
_DASHES = frozenset("−⁃")
_MARKS = frozenset(["Mn", "Me"])


@dataclass(frozen=True, slots=True)
class Reading:
    """A text made plain; `at` says of each plain character where it stands in the text itself."""

    text: str
    plain: str
    at: Sequence[int]

    def back(self, span: Span) -> Span:
        """The place in the text itself of a span in the plain one; marks on its last letter come along."""
        start, end = self.at[span[0]], self.at[span[1] - 1] + 1
        while end < len(self.text) and unicodedata.category(self.text[end]) in _MARKS:
            end += 1
        return start, end


def reading(text: str) -> Reading:
    if text.isascii():
        return Reading(text, text, range(len(text)))
    known: dict[str, str] = {}
    plain: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        if sign not in known:
            known[sign] = _plain(sign)
        if known[sign]:
            plain.append(known[sign])
            at.append(place)
    return Reading(text, "".join(plain), at)


def blanked(plain: str, spans: Iterable[Span]) -> str:
    """What was found made unreadable, as long as it was: nothing is found twice, and masking opens nothing new."""
    parts: list[str] = []
    past = 0
    for start, end in spans:
        parts += (plain[past:start], "[", "x" * (end - start - 2), "]")
        past = end
    return "".join([*parts, plain[past:]])


def _plain(sign: str) -> str:
    """One character or none. Accents written as a sign of their own fall away, and so does what has no width."""
    kind = unicodedata.category(sign)
    if kind in _MARKS or kind == "Cf":
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign in _DASHES:
        return "-"
    if sign in _APOSTROPHES:
        return "'"
    if kind == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign
