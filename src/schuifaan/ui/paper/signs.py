"""Signs that no letter on board can draw: shown as an empty square, so that a page always comes out."""

import re
from collections.abc import Callable
from typing import Any

SQUARE = "□"
# Longer than any word in a dictionary: a line may break inside it.
LONGEST_WORD = 32
PIECE = 16
_BREAK = "\u200b"
_LONG = re.compile(rf"[^\s{_BREAK}]{{{LONGEST_WORD + 1},}}")
# Nothing to see, and no letter has them. Directions that could turn the rest of a page around go too.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
_JOINS = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
# Beyond the Latin, Greek, Cyrillic, Hebrew and Arabic letters on board.
_FAR = re.compile("[\u0700-\u1dff\u2c00-\ufaff\ufe10-\ufe6f\uff00-\U0010ffff]+")


class Picture(str):
    """Text that is a drawing (SVG) and not for reading: it stays as it is."""

    __slots__ = ()


def drawable(value: Any, *, without: frozenset[str] = frozenset(), only_near: bool = False) -> Any:
    """The same data with what cannot be drawn replaced, and a place to break in very long words."""
    gone = _any_of(without) if without else None

    def shown(text: str) -> str:
        text = readable(text)
        if gone is not None:
            text = gone.sub(SQUARE, text)
        if only_near:
            text = _FAR.sub(SQUARE, text)
        return _LONG.sub(lambda long: _in_pieces(long.group()), text)

    return _each_text(value, shown)


def readable(text: str) -> str:
    """The text without signs that only machines see; for files that people read elsewhere."""
    return _UNSEEN.sub("", text.replace("\t", " ").replace("\r\n", "\n"))


def not_shown(diagnostic: str) -> frozenset[str]:
    """The texts that the compiler said it has no letter for."""
    return frozenset(
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in _NOT_SHOWN.findall(diagnostic)
    )


def _any_of(texts: frozenset[str]) -> re.Pattern[str]:
    signs = sorted({sign for text in texts for sign in text}, key=ord)
    # One square for a sign made of several, such as a family.
    return re.compile(f"[{re.escape(''.join(signs))}{_JOINS}]*[{re.escape(''.join(signs))}][{_JOINS}]*")


def _in_pieces(word: str) -> str:
    return _BREAK.join(word[at : at + PIECE] for at in range(0, len(word), PIECE))


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Picture):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(one, change) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(one, change) for one in value]
    return value
