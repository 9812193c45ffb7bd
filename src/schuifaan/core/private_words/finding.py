"""What in a text tells who somebody is or how to reach them, and the text with that masked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from schuifaan.core.private_words.addresses import by_postcode, by_street
from schuifaan.core.private_words.known import Known
from schuifaan.core.private_words.names import names, without_role
from schuifaan.core.private_words.numbers import accounts, citizen_numbers
from schuifaan.core.private_words.reach import emails, mobiles, numbers_told, phones
from schuifaan.core.private_words.reading import Span, blanked, reading


class Kind(StrEnum):
    """What was found. NUMBER is a citizen service number (BSN) or a bank account (IBAN) that passes its test."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` of the text that was searched; half-open, counted in characters."""

    kind: Kind
    start: int
    end: int
    text: str


# In this order: a search does not see what an earlier one found, so a phone number in an account is no phone.
_SEARCHES: tuple[tuple[Kind, Callable[[str], Iterable[Span]]], ...] = (
    (Kind.EMAIL, emails),
    (Kind.NUMBER, accounts),
    (Kind.PHONE, mobiles),
    (Kind.PHONE, phones),
    (Kind.NUMBER, citizen_numbers),
    (Kind.PHONE, numbers_told),
    (Kind.ADDRESS, by_postcode),
    (Kind.ADDRESS, by_street),
    (Kind.NAME, names),
)
# Masking may lay bare what stood against it. One round more nearly always finds nothing; a text made to need
# hundreds of rounds gets no more than these.
_ROUNDS = 5


def findings(text: str, *, public: Collection[str] = ()) -> tuple[Finding, ...]:
    """What in a text seems personal, in reading order, never overlapping.

    `public` holds what everybody may know anyway, such as the place's own name, address and telephone number:
    a finding that lies wholly within one of these, however it is spaced, is left out.

    Never raises. The time it takes grows evenly with the length of the text: about 4 µs a character in plain
    language, 20 µs in awkward repetition, 50 µs in rows of digits that are almost telephone numbers.
    """
    read = reading(text)
    known = Known(public)
    found: list[Finding] = []
    for kind, span in _searched(read.plain):
        plain = read.plain[slice(*span)]
        bare = without_role(plain) if kind is Kind.NAME else plain
        if not known.has(bare, by_number=kind in {Kind.PHONE, Kind.NUMBER}):
            start, end = read.back(span)
            found.append(Finding(kind, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda one: one.start))


def masked(text: str, found: Iterable[Finding], *, words: Mapping[Kind, str]) -> str:
    """The text with a word in the place of each finding, such as "[telefoonnummer]".

    `found` may be a part of what `findings` gave for this same text, in any order. Raises KeyError when a
    kind has no word.
    """
    parts: list[str] = []
    past = 0
    for one in sorted(found, key=lambda one: one.start):
        parts += (text[past : one.start], words[one.kind])
        past = one.end
    return "".join([*parts, text[past:]])


def _searched(plain: str) -> Iterator[tuple[Kind, Span]]:
    for _round in range(_ROUNDS):
        before = plain
        for kind, search in _SEARCHES:
            spans = tuple(search(plain))
            yield from ((kind, span) for span in spans)
            plain = blanked(plain, spans)
        if plain == before:
            return
