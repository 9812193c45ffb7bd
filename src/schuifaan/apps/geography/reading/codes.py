"""Official codes of the statistics office: GM0935, WK093500, BU09350000; Amsterdam's carry letters."""

import re
from enum import Enum

_CODE = re.compile(r"(?:GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})\Z", re.ASCII)
_DIGITS_TO_PREFIX = {4: "GM", 6: "WK", 8: "BU"}


class Level(Enum):
    MUNICIPALITY = "GM"
    DISTRICT = "WK"
    NEIGHBOURHOOD = "BU"


def read_code(text: str) -> str | None:
    """`'BU05180170  '` as in StatLine; None when it is not the code of an area we know the levels of."""
    code = text.strip().upper()
    return code if _CODE.match(code) else None


def read_bare_code(text: str) -> str | None:
    """Code lists leave out the letters that say the level: `0935`, `093500`, `09350000`."""
    bare = text.strip().upper()
    return read_code(bare) or read_code(_DIGITS_TO_PREFIX.get(len(bare), "?") + bare)


def is_country(text: str) -> bool:
    """Tables also hold the whole country (NL00, NL01), which is no area of ours."""
    return bool(re.fullmatch(r"NL\d\d", text.strip()))


def level_of(code: str) -> Level:
    return Level(code[:2])


def municipality_of(code: str) -> str:
    return f"GM{code[2:6]}"


def district_of(code: str) -> str:
    return f"WK{code[2:8]}"
