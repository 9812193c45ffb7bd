"""E-mail addresses and telephone numbers, in the ways people write them."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type

from schuifaan.core.private_words.reading import Span

# Also what is written to be read by people alone: "jan [at] voorbeeld [punt] nl".
_AT = re.compile(r" ?@ ?| ?[\[({<] ?(?:at|apenstaart(?:je)?|@) ?[\])}>] ?| apenstaart(?:je)? ", re.IGNORECASE)
_DOT = r"(?:\.| ?[\[({<] ?(?:punt|dot) ?[\])}>] ?)"
_DOMAIN = re.compile(rf"(?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_]{{2,24}}", re.IGNORECASE)
_LONGEST_NAME = 64
_IN_NAME = frozenset("._+-'")

# "06-10-2026 14.00" and "09.00-17.00" have as many digits as a telephone number.
_HOUR = r"\d{1,2}[.:]\d{2}"
_MOMENT = re.compile(
    r"(?<!\d)(?:\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}([-/.])\d{1,2}\2\d{1,2}"
    rf"|{_HOUR} ?- ?{_HOUR})(?![\d]|[-/.]\d)"
)
_MOBILE = re.compile(
    r"(?<![\d+])(?:\(? ?0[ ./()_-]{0,3}|(?:\+|00) ?31[ ./()_-]{0,3}(?:0[ ./()_-]{0,3})?)6"
    r"(?:[ ./()_:-]{0,3}\d){8}(?!\d)"
)
# Seven digits are a telephone number only where somebody says so.
_TOLD = re.compile(
    r"(?<![^\W_])(?:bel|bellen|tel|telefoon|telefoonnummer|app|appen|whatsapp|sms|mobiel|phone|call)"
    r"(?![^\W_])[ .:]{0,3}(?:(?:mij|me|ons|naar|op|via|is|even|gerust) ){0,3}(\d(?:[ .-]{0,3}\d){5,9})"
    r"(?![^\W_]|[.:,-]\d)",
    re.IGNORECASE,
)
# Asked first, because libphonenumber takes its time over every row of digits.
_MAY_BE_PHONE = re.compile(r"(?:\+|(?<!\d)0|(?<!\d)31)(?:[ ./()\[\]-]{0,4}\d){7}")
# Free and paid service numbers are no person's.
_SERVICE = frozenset([PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE])
# "0.51" is a share.
_BEGINS = re.compile(r"\+|0(?!\.)")
_DUTCH_WITHOUT_PLUS = re.compile(r"31\d{9}")


def emails(plain: str) -> Iterator[Span]:
    """Looks both ways from each "@", so that a long text without one costs nothing."""
    past = 0
    for match in _AT.finditer(plain):
        domain = _DOMAIN.match(plain, match.end())
        if domain is None or match.start() < past:
            continue
        start = _name_start(plain, match.start(), max(past, match.start() - _LONGEST_NAME))
        if start < match.start():
            past = domain.end()
            yield start, past


def mobiles(plain: str) -> Iterator[Span]:
    """06 and eight digits, whatever stands between them or against them."""
    for match in _MOBILE.finditer(_without_moments(plain)):
        start = match.end() - len(match.group().lstrip("( ")) if ")" not in match.group() else match.start()
        yield start, match.end()


def phones(plain: str) -> Iterator[Span]:
    """Valid numbers of all countries that begin with a 0, a + or 31, by the rules of libphonenumber."""
    text = _without_moments(plain)
    if not _MAY_BE_PHONE.search(text):
        return
    for match in PhoneNumberMatcher(text, "NL", max_tries=len(text) + 1):
        start = match.raw_string.lstrip("([ ")
        digits = "".join(sign for sign in start if sign.isdigit())
        outside = _BEGINS.match(start) or _DUTCH_WITHOUT_PLUS.fullmatch(digits)
        if outside and number_type(match.number) not in _SERVICE:
            yield match.start, match.end


def numbers_told(plain: str) -> Iterator[Span]:
    """Six to ten digits after "bel" or "tel.": a number without its area code, or with a digit wrong."""
    return (match.span(1) for match in _TOLD.finditer(_without_moments(plain)))


def _name_start(plain: str, end: int, least: int) -> int:
    start = end
    while start > least and (plain[start - 1].isalnum() or plain[start - 1] in _IN_NAME):
        start -= 1
    while start < end and not plain[start].isalnum():
        start += 1
    return start


def _without_moments(plain: str) -> str:
    return _MOMENT.sub(lambda match: "x" * len(match.group()), plain)
