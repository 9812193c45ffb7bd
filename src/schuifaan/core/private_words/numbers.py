"""Citizen service numbers and bank accounts, found by their form and their test digit."""

import re
from collections.abc import Iterator

from schuifaan.core.letting.payee import NotThatNumber, iban
from schuifaan.core.private_words.reading import Span

# Three ways to write one; random digits pass the eleven test one time in eleven, so no other grouping counts.
_CITIZEN = re.compile(
    r"(?<![\w.,€])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![^\W_]|[.,-]\d)", re.ASCII
)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_ELEVEN = 11

_ACCOUNT = re.compile(r"(?<![^\W_])([A-Za-z]{2}) ?\d{2}(?=[ .-]?[A-Za-z0-9])", re.ASCII)
_SIGN = re.compile(r"[ .-]?[A-Za-z0-9]", re.ASCII)
_HEAD = 4
# Lengths in the European payment area, ISO 13616 registry.
_LENGTHS = {
    entry[:2]: int(entry[2:])
    for entry in (
        "NL18 BE16 DE22 FR27 LU20 AT20 BG22 CH21 CY28 CZ24 DK18 EE20 ES24 FI18 GB22 GR27 HR21 HU28 IE22 IS26 "  # noqa: SIM905 -- reads better
        "IT27 LI21 LT20 LV21 MC27 MT31 NO15 PL28 PT25 RO24 SE24 SI19 SK24 TR26 UA29".split()
    )
}


def citizen_numbers(plain: str) -> Iterator[Span]:
    """Nine digits that pass the eleven test (Besluit BSN, art. 2); amounts with a euro sign are no numbers."""
    for match in _CITIZEN.finditer(plain):
        digits = [int(sign) for sign in match.group() if sign.isdigit()]
        weighed = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
        amount = plain[max(0, match.start() - 2) : match.start()].strip() == "€"
        if any(digits) and weighed % _ELEVEN == 0 and not amount:
            yield match.span()


def accounts(plain: str) -> Iterator[Span]:
    """As many characters as an account of that country has, spaced in any way, that pass the test by 97."""
    past = 0
    for match in _ACCOUNT.finditer(plain):
        length = _LENGTHS.get(match[1].upper())
        if length is None or match.start() < past:
            continue
        end = _end_after(plain, match.end(), length - _HEAD)
        if end is not None and _passes(plain[match.start() : end]):
            past = end
            yield match.start(), end


def _end_after(plain: str, at: int, signs: int) -> int | None:
    for _sign in range(signs):
        match = _SIGN.match(plain, at)
        if match is None:
            return None
        at = match.end()
    return None if plain[at : at + 1].isalnum() else at


def _passes(written: str) -> bool:
    try:
        iban(written)
    except NotThatNumber:
        return False
    return True
