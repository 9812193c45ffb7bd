"""What was typed, read to its plain form: texts, numbers, amounts, dates and links, each refused in words."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import phrase
from schuifaan.core.money import Money, NotAnAmount

MOST_LINK = 2000
MOST_NUMBER = 999_999_999
MOST_CENTS = 100_000_000_000
CENTS_IN_EURO = 100
MOST_SHOWN = 60
EARLIEST, LATEST = 1900, 2199

# What Word and spreadsheets put between lines; people see a new line.
_NEW_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# A dot or comma before exactly three digits parts thousands, as with money.
_DUTCH_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d{1,2})?", re.ASCII)
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)
_PLAIN_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,12})?", re.ASCII)
# People copy the unit that stands behind the field; these words of one line mean the same unit.
_UNITS = (
    frozenset({"%", "procent", "percent"}),
    frozenset({"m²", "m2"}),
    frozenset({"m", "meter", "meters", "metre", "metres"}),
    frozenset({"cm", "centimeter", "centimeters", "centimetre", "centimetres"}),
    frozenset({"uur", "uren", "hour", "hours"}),
    frozenset({"week", "weken", "weeks"}),
    frozenset({"jaar", "jaren", "year", "years"}),
)
_WITH_UNIT = re.compile(
    rf"([\d., ]*\d) ?({'|'.join(sorted(frozenset().union(*_UNITS)))})", re.ASCII | re.IGNORECASE
)
_BELOW_ZERO = re.compile(r"\s*(?:€|eur)?\s*[-−–]\s*(?:€|eur)?\s*\d", re.ASCII | re.IGNORECASE)
# Longer than what is kept, so that an amount too large is called that.
_EUROS = re.compile(r"\d{1,60}(?:[.,]\d{1,2})?", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)
_WRITTEN_DATE = re.compile(r"(?:[a-z]+,? )?(\d{1,2}) ([a-z]{3,9})\.? (\d{4})", re.ASCII)
_MONTHS = {
    **{
        name: month
        for month, name in enumerate(
            ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"], 1
        )
    },
    "maa": 3,
    "mar": 3,
    "may": 5,
    "oct": 10,
}


class NotReadable(ValueError):  # noqa: N818 - it says what it is
    """What was typed is not what was asked; `text` says what is wrong and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def shown(value: object) -> str:
    """What was typed, short and without signs nobody can see, to quote in a message."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in str(value)[: MOST_SHOWN + 1])
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rstrip()}…"


def typed_text(raw: object) -> str:
    """One text with plain new lines and spaces for tabs; any other control character is refused."""
    if not isinstance(raw, str):
        raise NotReadable(phrase("Vul hier tekst in.", "Fill in text here."))
    text = _NEW_LINES.sub("\n", raw).replace("\t", " ").strip()
    if _CONTROL.search(text):
        raise NotReadable(
            phrase(
                "In deze tekst staat een onzichtbaar teken dat we niet kunnen bewaren. "
                "Typ de tekst opnieuw, of plak hem zonder opmaak.",
                "This text holds an invisible character that we cannot keep. "
                "Type the text again, or paste it without formatting.",
            )
        )
    return text


def within(text: str, *, most: int, least: int = 0) -> str:
    """The text when it is neither too long nor too short."""
    if len(text) > most:
        raise NotReadable(
            phrase(
                "Deze tekst is te lang: {length} tekens. Er passen er {most}. Kort de tekst in.",
                "This text is too long: {length} characters. {most} fit. Make the text shorter.",
                length=amount(len(text)),
                most=amount(most),
            )
        )
    if text and len(text) < least:
        raise NotReadable(
            phrase(
                "Schrijf iets meer: dit zijn {length} tekens, het moeten er minstens {least} zijn.",
                "Write a little more: this is {length} characters, and it takes at least {least}.",
                length=str(len(text)),
                least=str(least),
            )
        )
    return text


def amount(number: int) -> Text:
    """A whole number as each language writes it."""
    return phrase(f"{number:,}".replace(",", "."), f"{number:,}")


def typed_number(raw: object, *, decimals: int, unit: Text | None = None) -> int | str:
    """A whole number, or with `decimals` a text like "4.5"; reads "4,5", "1.250,5" and "60 %".

    A number with another unit behind it than its field's is refused: two metres are not two centimetres.
    """
    refused = NotReadable(
        phrase(
            "“{shown}” is geen getal dat we kennen. Schrijf alleen cijfers, bijvoorbeeld {example}.",
            "We do not know “{shown}” as a number. Write figures only, for example {example}.",
            shown=shown(raw),
            example=phrase("4,5", "4.5") if decimals else "12",
        )
    )
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise refused
    text = " ".join(str(raw).split())
    if text.startswith(("-", "−")):
        raise NotReadable(
            phrase("Een getal onder nul kan hier niet.", "A number below zero cannot stand here.")
        )
    if isinstance(raw, str):
        text = _without_thousands(_without_unit(text, unit))
    if not _PLAIN_NUMBER.fullmatch(text):
        raise refused
    number = Decimal(text.replace(",", "."))
    if number > MOST_NUMBER:
        raise NotReadable(
            phrase(
                "Dit getal is te groot. Het kan hoogstens {most} zijn.",
                "This number is too large. It can be {most} at most.",
                most=amount(MOST_NUMBER),
            )
        )
    return _with_decimals(number, decimals)


def between(number: int | str, *, least: int | None, most: int | None) -> int | str:
    """The number when it is neither too small nor too large."""
    if least is not None and Decimal(number) < least:
        raise NotReadable(
            phrase("Dit moet minstens {least} zijn.", "This must be at least {least}.", least=_plain(least))
        )
    if most is not None and Decimal(number) > most:
        raise NotReadable(
            phrase("Dit kan hoogstens {most} zijn.", "This can be {most} at most.", most=_plain(most))
        )
    return number


def _plain(number: int) -> Text:
    """As `amount` writes it, but a year has no dot."""
    return Text(nl=str(number), en=str(number)) if EARLIEST <= number <= LATEST else amount(number)


def _without_unit(text: str, unit: Text | None) -> str:
    found = _WITH_UNIT.fullmatch(text)
    if not found:
        return text
    known = next((words for words in _UNITS if unit and unit.nl.split()[0] in words), None)
    if unit is not None and known is not None and found[2].lower() not in known:
        raise NotReadable(
            phrase(
                "Dit getal moet in {unit} zijn. Reken “{shown}” eerst om.",
                "This number must be in {unit}. Convert “{shown}” first.",
                unit=unit,
                shown=shown(text),
            )
        )
    return found[1]


def _without_thousands(text: str) -> str:
    if _DUTCH_THOUSANDS.fullmatch(text):
        return text.replace(".", "").replace(" ", "")
    return text.replace(",", "") if _ENGLISH_THOUSANDS.fullmatch(text) else text


def _with_decimals(number: Decimal, decimals: int) -> int | str:
    rounded = round(number, decimals)
    if rounded != number:
        raise NotReadable(
            phrase("Rond af op een heel getal.", "Round it to a whole number.")
            if decimals == 0
            else phrase(
                "Rond af: er passen {most} cijfers achter de komma.",
                "Round it: at most {most} digits after the decimal sign.",
                most=str(decimals),
            )
        )
    if decimals == 0:
        return int(number)
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def typed_euros(raw: object) -> int:
    """Whole cents: of a whole number those cents, of a text like "12,50" the cents it comes to."""
    refused = NotReadable(
        phrase(
            "“{shown}” is geen bedrag dat we kennen. Schrijf bijvoorbeeld 1.250 of 12,50.",
            "We do not know “{shown}” as an amount. Write for example 1250 or 12.50.",
            shown=shown(raw),
        )
    )
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise refused
    if _BELOW_ZERO.match(str(raw)):
        raise NotReadable(
            phrase("Een bedrag onder nul kan hier niet.", "An amount below zero cannot stand here.")
        )
    try:
        cents = raw if isinstance(raw, int) else _cents(raw)
    except NotAnAmount:
        raise refused from None
    if cents > MOST_CENTS:
        raise NotReadable(
            phrase(
                "Dit bedrag is te groot. Het kan hoogstens €\N{NO-BREAK SPACE}{most} zijn.",
                "This amount is too large. It can be €{most} at most.",
                most=amount(MOST_CENTS // CENTS_IN_EURO),
            )
        )
    return cents


def _cents(text: str) -> int:
    """The cents of an amount, also of one longer than a price ever is."""
    try:
        return Money.from_text(text).cents
    except NotAnAmount:
        plain = _without_thousands(" ".join(text.replace("€", " ").split()))
        if not _EUROS.fullmatch(plain):
            raise
        return int(Decimal(plain.replace(",", ".")) * CENTS_IN_EURO)


def typed_date(raw: object) -> str:
    """A day as ISO text; reads 2026-10-14, 14-10-2026, 14/10/26 and 14 oktober 2026."""
    refused = NotReadable(
        phrase(
            "“{shown}” is geen datum die we kennen. Schrijf de dag zo: 14-10-2026.",
            "We do not know “{shown}” as a date. Write the day like this: 14-10-2026.",
            shown=shown(raw),
        )
    )
    if not isinstance(raw, str) or len(raw) > MOST_SHOWN:
        raise refused
    try:
        year, month, day = _year_month_day(" ".join(raw.lower().split()))
        read = date(year, month, day)
    except ValueError:
        raise refused from None
    if not EARLIEST <= year <= LATEST:
        raise NotReadable(
            phrase(
                "Kies een dag in de jaren {first} tot en met {last}.",
                "Choose a day in the years {first} to {last}.",
                first=str(EARLIEST),
                last=str(LATEST),
            )
        )
    return read.isoformat()


def _year_month_day(text: str) -> tuple[int, int, int]:
    if found := _ISO_DATE.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DUTCH_DATE.fullmatch(text):
        year = int(found[3])
        return year + 2000 if len(found[3]) == 2 else year, int(found[2]), int(found[1])  # noqa: PLR2004 - a year of two digits
    if found := _WRITTEN_DATE.fullmatch(text):
        return int(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1])
    raise ValueError(text)


def typed_link(raw: object) -> str:
    """An address on the web; "www.example.org" gets its https."""
    text = within(typed_text(raw), most=MOST_LINK)
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or any(sign.isspace() for sign in text):
        raise NotReadable(
            phrase(
                "“{shown}” is geen adres op internet. Een adres begint met https://.",
                "“{shown}” is no web address. An address begins with https://.",
                shown=shown(text),
            )
        )
    return text
