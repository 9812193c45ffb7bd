"""What one line of a resident is: tidied, the same as another or not, and free of what tells who wrote it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

MOST_SIGNS = 300
MOST_LINES = 5

# Marks that turn the direction of everything after them; joiners inside emoji stay.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_NEW_LINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_EMAIL = re.compile(r"[^\s@]+\s?@\s?[^\s@]+\.[^\s@.]{2,}")
_DATE = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+|0)\s?\d(?:[\s\-./()]{0,3}\d){7,}|\b\d{7,}\b")
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,3})?\b", re.IGNORECASE)
MOST_DIGITS_OUTSIDE_IBAN = 9
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(\s?)([A-Za-z]{2})(?![^\W\d_])")
_NUMBER_AFTER = re.compile(r"[\s,.\-]*(?:nr|no|nummer|huisnummer|number)?[\s.:]*\d{1,5}", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"(?<!\d)\d{1,5}\s?[a-z]?[\s,]+$", re.IGNORECASE)
# "in 2026 is 1 zaal genoeg" is no address.
_SHORT_WORDS = frozenset(
    [
        "al",
        "an",
        "as",
        "at",
        "be",
        "by",
        "de",
        "da",
        "do",
        "ed",
        "el",
        "en",
        "er",
        "et",
        "go",
        "he",
        "if",
        "ik",
        "in",
        "is",
        "it",
        "je",
        "la",
        "le",
        "me",
        "my",
        "na",
        "nu",
        "of",
        "om",
        "on",
        "op",
        "or",
        "os",
        "so",
        "te",
        "to",
        "tm",
        "um",
        "up",
        "us",
        "uw",
        "wa",
        "we",
        "ze",
    ]
)
_COUNTED = re.compile(r"(?P<text>.+?) \(\d+ (?:keer|times|time)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KeptWish:
    """A wish on its way to the dossier; `also` are other ways it may stand there, such as in another language."""

    text: str
    times: int
    also: tuple[str, ...] = ()


def tidied(text: str) -> str:
    """One line without signs nobody can see, spaces at most one wide."""
    text = _TURNING.sub("", unicodedata.normalize("NFC", text))
    seen = (sign if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cs"} else "" for sign in text)
    return " ".join("".join(seen).split())


def tidied_lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    found: dict[str, str] = {}
    for line in _NEW_LINES.split(text):
        clean = tidied(line)
        if clean:
            found.setdefault(folded(clean), clean)
    return list(found.values())


def folded(text: str) -> str:
    """Two wishes are one when this is the same."""
    return unicodedata.normalize("NFC", tidied(text).casefold()).rstrip(" .,;") or text


def tells_who(text: str) -> bool:
    """A phone number, an e-mail address, a postcode with a house number, or an account number."""
    plain = "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in unicodedata.normalize("NFKC", text)
    )
    without_dates = _DATE.sub(" – ", plain)
    return bool(
        _EMAIL.search(plain) or _PHONE.search(without_dates) or _has_account(plain) or _has_address(plain)
    )


def _has_account(text: str) -> bool:
    found = (match.group() for match in _IBAN.finditer(text))
    return any(sum(sign.isdigit() for sign in one) >= MOST_DIGITS_OUTSIDE_IBAN for one in found)


def _has_address(text: str) -> bool:
    for match in _POSTCODE.finditer(text):
        space, letters = match.groups()
        if space and letters in _SHORT_WORDS:
            continue
        if _NUMBER_AFTER.match(text, match.end()) or _NUMBER_BEFORE.search(text[: match.start()]):
            return True
    return False


def counted_line(text: str, times: int) -> str:
    """Say "samen eten (23 keer)"."""
    return ngettext("%(text)s (%(times)d keer)", "%(text)s (%(times)d keer)", times) % {
        "text": text,
        "times": times,
    }


def with_wishes(lines: Sequence[str], wishes: Iterable[KeptWish]) -> list[str]:
    """The dossier's own lines with the wishes among them.

    What the team typed stays, in its place and in its words; a line that was a wish gets its new number.
    """
    merged = list(lines)
    places: dict[str, int] = {}
    for number, line in enumerate(merged):
        places.setdefault(folded(_bare(line)), number)
    for wish in wishes:
        names = {folded(name) for name in (wish.text, *wish.also)}
        at = next((places[name] for name in names if name in places), None)
        if at is None:
            places[folded(wish.text)] = len(merged)
            merged.append(counted_line(wish.text, wish.times))
        else:
            merged[at] = counted_line(_bare(merged[at]), wish.times)
    return merged


def _bare(line: str) -> str:
    counted = _COUNTED.fullmatch(line)
    return counted["text"] if counted else line
