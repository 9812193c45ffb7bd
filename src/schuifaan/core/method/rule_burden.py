"""The same permit or form asked again and again: a proposal to ask it once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from schuifaan.core.method.management import add_months

TIMES = 3
YEARS = 3


@dataclass(frozen=True)
class Asked:
    """A permit or form somebody had to ask for, and the day."""

    form: str
    on: date


@dataclass(frozen=True)
class Proposal:
    """Ask this form once, because it was asked on all these days."""

    form: str
    dates: tuple[date, ...]


def proposals(
    asked: Iterable[Asked], *, today: date, times: int = TIMES, years: int = YEARS
) -> tuple[Proposal, ...]:
    """Forms asked `times` times or more in the last `years` years, in the order they were first named.

    Those years end with today and are half-open: today counts, the same day `years` years ago no longer does.
    Names are one name when they differ in capitals or spaces only; the first spelling is kept.
    """
    after = add_months(today, -12 * years)
    spellings: dict[str, str] = {}
    days: dict[str, list[date]] = {}
    for one in asked:
        key = _key(one.form)
        if key and after < one.on <= today:
            spellings.setdefault(key, " ".join(one.form.split()))
            days.setdefault(key, []).append(one.on)
    return tuple(
        Proposal(form=spellings[key], dates=tuple(sorted(on))) for key, on in days.items() if len(on) >= times
    )


def _key(form: str) -> str:
    return "".join(normalize("NFKC", form).casefold().split())
