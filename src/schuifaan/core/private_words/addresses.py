"""Home addresses: a street or a postcode, with a house number."""

import re
from collections.abc import Iterator

from schuifaan.core.private_words.reading import Span
from schuifaan.core.private_words.streets import (
    COMMON,
    NAMED_AFTER,
    NUMBER,
    NUMBER_WORD,
    SURE_END,
    WITH_NUMBER,
)

# Small letters after a space are more often a word or a measure: "in 2026 is 1 zaal", "1500 kg 2 keer".
_NO_POSTCODE = frozenset(
    "al an as at be by da de do ed el en er et go he if ik in is it je la le me my na nu of om on op or os so "  # noqa: SIM905 -- reads better
    "te tm to um up us uw wa we ze kg km cm mm ml gr kb mb gb kw pk hp st".split()
)
_POSTCODE = re.compile(r"(?<![\w.,-])(?P<digits>[1-9]\d{3})(?P<space> ?)(?P<letters>[A-Za-z]{2})(?![^\W_])")
_AFTER = re.compile(rf"[ ,.-]{{0,3}}(?i:{NUMBER_WORD}{NUMBER})")
_BEFORE = re.compile(
    r"(?<![\w.,:/€-])(?!(?:19|20)\d\d(?!\d))\d{1,5}(?:-?[a-z]| [a-d])?(?:[-/]\d{1,4})?[ ,]{1,3}$",
    re.IGNORECASE,
)
_LOOK_BACK = 24
_WORD_BEFORE = re.compile(r"(?<![^\s])(?P<word>[^\W_][\w'.-]{0,40}|'[ts]) $")
_STREET_BEFORE = re.compile(r"(?<![\w'-])(?P<street>[^\W\d_][\w'.-]{1,40}),? $")
_MOST_WORDS = 5
_LONGEST_WORD = 44
_PARTICLES = frozenset("van der de den ten ter het 't 's la le du of op aan in".split())  # noqa: SIM905 -- reads better
# With a capital only because a sentence begins.
_OPENINGS = frozenset(
    "in op aan bij de het een ik wij we u jij je hij zij ze er dat dit die mijn onze ons vanaf achter voor naast "  # noqa: SIM905 -- reads better
    "tegenover tussen naar van tot om maar en of ook ons adres woon wonen woont kom komt nabij rond langs "
    "mevrouw meneer mijnheer mevr mw dhr heer buurvrouw buurman familie".split()
)


def by_postcode(plain: str) -> Iterator[Span]:
    """A postcode with the number after or before it, and the street before that."""
    past = 0
    for match in _POSTCODE.finditer(plain):
        if match.start() < past or _is_a_word(match):
            continue
        before = _BEFORE.search(plain, max(past, match.start() - _LOOK_BACK), match.start())
        after = None if before else _AFTER.match(plain, match.end())
        if before:
            past, start = match.end(), _street_before(plain, before.start(), past)
        elif after:
            past, start = after.end(), match.start()
        else:
            continue
        yield start, past


def by_street(plain: str) -> Iterator[Span]:
    """A street with a house number. A street alone tells where something is, and not who lives there."""
    past = 0
    for match in sorted(
        (*WITH_NUMBER.finditer(plain), *NAMED_AFTER.finditer(plain)), key=lambda one: one.start()
    ):
        parts = match.groupdict()
        street = parts.get("street")
        if match.start() < past or not (_is_street(street) if street else parts["last"][0].isupper()):
            continue
        start = match.start()
        if street is None or street[0].isupper():
            start = _name_start(plain, start, past)
        past = match.end()
        yield start, past


def _is_a_word(match: re.Match[str]) -> bool:
    digits, letters = match["digits"], match["letters"]
    if not match["space"] or letters.casefold() not in _NO_POSTCODE:
        return False
    return not letters.isupper() or digits.startswith(("19", "20"))


def _is_street(word: str) -> bool:
    if word.casefold() in COMMON:
        return False
    return word[0].isupper() or word[0].isdigit() or bool(SURE_END.fullmatch(word))


def _street_before(plain: str, number: int, least: int) -> int:
    """Where the street begins whose house number stands at `number`, or that place itself when there is none."""
    match = _STREET_BEFORE.search(plain, max(least, number - _LONGEST_WORD), number)
    if match is None:
        return number
    word = match["street"]
    if not (word[0].isupper() or SURE_END.fullmatch(word)) or word.casefold() in _OPENINGS:
        return number
    return _name_start(plain, match.start(), least) if word[0].isupper() else match.start()


def _name_start(plain: str, start: int, least: int) -> int:
    """Takes along the words before that belong to the street's name: "Burgemeester van der Grintenstraat"."""
    at = start
    for _word in range(_MOST_WORDS):
        match = _WORD_BEFORE.search(plain, max(least, at - _LONGEST_WORD), at)
        if match is None:
            break
        word = match["word"]
        if word.casefold().rstrip(".") in _OPENINGS - _PARTICLES or (word.endswith(".") and len(word) > 6):  # noqa: PLR2004 -- "Burg." and "Prof." are short
            break
        at = match.start()
        if word[0].isupper() and word.casefold() not in _OPENINGS:
            start = at
        elif word.casefold() not in _PARTICLES and not word[0].isdigit():
            break
    return start
