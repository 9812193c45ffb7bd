"""Dutch addresses as people type them in one cell."""

import re
from typing import NamedTuple

# Four digits and two letters; the letters SA, SD and SS are never given out, but a list may be wrong elsewhere.
_DUTCH_POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")
_OTHER_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{2,8}[0-9A-Za-z]")
_POSTCODE_AND_CITY = re.compile(r"(?:^|[,;\s])\s*([1-9]\d{3}\s?[A-Z]{2})\b[\s,;]*(.*)$")
_NUMBER = re.compile(
    r"^(?P<street>.*?[^\d\s,].*?)[\s,]+(?P<number>\d{1,5}(?:\s?[-/]\s?\d{1,5})?\s?[a-zA-Z]{0,2}(?:\s?-\s?\w{1,4})?)$"
)


class Address(NamedTuple):
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""


def split_address(text: str) -> Address:
    """“Straat 12a, 1234 AB Stad” in its parts; what has no number stays whole as the street."""
    text = " ".join(text.split()).strip(" ,;")
    postcode = city = ""
    found = _POSTCODE_AND_CITY.search(text)
    if found:
        postcode, city = tidy_postcode(found[1]) or "", found[2].strip(" ,;")
        text = text[: found.start()].strip(" ,;")
    elif text.count(",") == 1:
        before, after = (part.strip() for part in text.split(","))
        # “Dorpsstraat 3, Itteren”: only with a number before the comma is what follows surely a town.
        if _NUMBER.match(before) and not any(letter.isdigit() for letter in after):
            text, city = before, after
    numbered = _NUMBER.match(text)
    if numbered:
        return Address(numbered["street"].strip(" ,"), numbered["number"].replace(" ", ""), postcode, city)
    return Address(text, "", postcode, city)


def tidy_postcode(text: str) -> str | None:
    """“1234ab” as “1234 AB”; postcodes of elsewhere as they are; None for what is no postcode."""
    text = " ".join(text.split())
    dutch = _DUTCH_POSTCODE.fullmatch(text)
    if dutch:
        return f"{dutch[1]} {dutch[2].upper()}"
    return text if _OTHER_POSTCODE.fullmatch(text) and any(letter.isdigit() for letter in text) else None
