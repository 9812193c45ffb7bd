"""Amounts of money in whole eurocents."""

import re
from dataclasses import dataclass

_AMOUNT = re.compile(r"(?P<euros>\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}|-{1,2}|–|—))?", re.ASCII)
_ENGLISH_THOUSANDS = re.compile(r"(\d{1,3}(?:,\d{3})+)((?:\.\d{2})?)", re.ASCII)
_LONGEST = 12


class NotAnAmount(ValueError):  # noqa: N818 -- it says what went wrong
    """A text that is no amount of money."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text[:40]}” is not an amount of money")
        self.text = text


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in euros, never below zero."""

    cents: int

    def __post_init__(self) -> None:
        if self.cents < 0:
            raise NotAnAmount(str(self.cents))

    @classmethod
    def from_text(cls, text: str) -> "Money":
        """Read "2,50", "2.50", "€ 2,50", "1.250" or "2,-"; raises NotAnAmount.

        A dot or comma before exactly three digits parts thousands; money has no tenths of a cent.
        """
        plain = (
            " ".join(text.replace("€", " ").lower().removeprefix("eur").split()).removesuffix("euro").strip()
        )
        english = _ENGLISH_THOUSANDS.fullmatch(plain)
        if english:
            plain = english[1].replace(",", "") + english[2]
        match = _AMOUNT.fullmatch(plain)
        if match is None or len(plain) > _LONGEST:
            raise NotAnAmount(text)
        euros = int(re.sub(r"\D", "", match["euros"]))
        cents = match["cents"] or "0"
        return cls(euros * 100 + (int(cents.ljust(2, "0")) if cents.isdigit() else 0))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __str__(self) -> str:
        """The plain decimal notation of data files: "2.50"."""
        return f"{self.cents // 100}.{self.cents % 100:02}"
