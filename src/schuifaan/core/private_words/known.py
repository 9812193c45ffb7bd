"""What may be known of a place anyway, to leave it standing."""

import re
from collections.abc import Collection

from schuifaan.core.private_words.numbers import accounts
from schuifaan.core.private_words.reach import mobiles, phones
from schuifaan.core.private_words.reading import reading

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_DUTCH_ABROAD = re.compile(r"^(?:0031|31(?=\d{9}))0?")


class Known:
    """Public words, compared without capitals, spaces and signs."""

    def __init__(self, public: Collection[str]) -> None:
        self._lines = [_parts(reading(one).plain) for one in public]
        self._numbers = {number for one in public for number in _numbers(reading(one).plain)}

    def has(self, found: str, *, by_number: bool) -> bool:
        if by_number and _number(found) in self._numbers:
            return True
        parts = _parts(found)
        size = len(parts)
        return any(
            line[at : at + size] == parts for line in self._lines for at in range(len(line) - size + 1)
        )


def _parts(plain: str) -> list[str]:
    """Whole words and whole numbers, so that number 12 does not lie within number 120."""
    return _PARTS.findall(plain.casefold())


def _numbers(plain: str) -> set[str]:
    searches = (mobiles, phones, accounts)
    return {_number(plain[slice(*span)]) for search in searches for span in search(plain)}


def _number(plain: str) -> str:
    """One way to write a number: +31 43 and 0031 (0)43 are both 043."""
    return _DUTCH_ABROAD.sub("0", "".join(_PARTS.findall(plain.casefold())))
