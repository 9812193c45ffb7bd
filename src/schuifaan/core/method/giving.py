"""What all parties bring together: money, hours and goods, summed."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from schuifaan.core.method.answers import Answers, Row

_COUNTED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})\s*[x×]?\s+(\S.*)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Gives:
    """What parties bring together: euros a year in cents, hours a week, goods by name."""

    cents: int
    hours: str
    goods: tuple[tuple[int, str], ...]


def contributions(answers: Answers) -> Gives:
    """The contributions of all parties, summed; "20 stoelen" and "5 Stoelen" make 25 stoelen."""
    rows = answers.rows("partners.parties").values()
    hours = sum((_hours(row) for row in rows), Decimal(0))
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in rows:
        for line in row.get("goods") or ():
            count, name = counted(line)
            folded = name.casefold()
            names.setdefault(folded, name)
            counts[folded] = counts.get(folded, 0) + count
    return Gives(
        cents=sum(cents for row in rows if isinstance(cents := row.get("euros"), int)),
        hours=f"{hours:f}".rstrip("0").rstrip(".") if "." in f"{hours:f}" else f"{hours:f}",
        goods=tuple((count, names[folded]) for folded, count in counts.items()),
    )


def counted(line: str) -> tuple[int, str]:
    """How many of what: "20 stoelen" is (20, "stoelen"); without a number in front it is one."""
    words = " ".join(line.split())
    found = _COUNTED.fullmatch(words)
    return (int(found[1].replace(".", "")), found[2]) if found else (1, words)


def _hours(row: Row) -> Decimal:
    try:
        hours = Decimal(str(row.get("hours") or 0))
    except InvalidOperation:
        return Decimal(0)
    return hours if hours.is_finite() else Decimal(0)
