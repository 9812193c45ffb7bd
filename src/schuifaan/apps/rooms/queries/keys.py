"""Who has which key, since when, and what should have been back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch, QuerySet

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import KeyLoan, KeySet

# A signature is strokes: points "x,y" with a space between them, strokes with a semicolon between them.
MOST_SIGNED: Final = 20_000
SIGNED: Final = re.compile(r"[0-9]{1,4},[0-9]{1,4}(?:[ ;][0-9]{1,4},[0-9]{1,4})*")
# What it is drawn on; static/rooms/keys.js has the same numbers.
SIGNED_ON: Final = (600, 200)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key, and who has it now if anybody has."""

    key_set: KeySet
    loan: KeyLoan | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Register:
    """Each key of a place, in one of these; what is lost longest and what is due longest comes first."""

    overdue: Sequence[KeyLine]
    out: Sequence[KeyLine]
    here: Sequence[KeyLine]
    lost: Sequence[KeyLine]
    retired: Sequence[KeyLine]

    @property
    def all(self) -> list[KeyLine]:
        return [*self.overdue, *self.out, *self.here, *self.lost, *self.retired]

    def __bool__(self) -> bool:
        return bool(self.all)


def register_of(place: Place, today: date, words: str = "") -> Register:
    """Two queries, however many keys. `words`: only what has them in its number, what it opens or who has it."""
    loans = KeyLoan.objects.filter(in_at__isnull=True).select_related("party")
    keys = KeySet.objects.filter(place=place).prefetch_related(
        Prefetch("loans", queryset=loans, to_attr="open_loans")
    )
    lines = [_line(one, today) for one in keys]
    if words:
        lines = [one for one in lines if words.casefold() in _said(one)]
    lines.sort(key=lambda one: _natural(one.key_set.number))
    in_use = [one for one in lines if one.key_set.is_active and not one.key_set.lost_on]
    overdue = [one for one in in_use if one.is_overdue]
    lost = [one for one in lines if one.key_set.is_active and one.key_set.lost_on]
    return Register(
        overdue=sorted(overdue, key=_due),
        out=[one for one in in_use if one.loan and not one.is_overdue],
        here=[one for one in in_use if not one.loan],
        lost=sorted(lost, key=lambda one: one.key_set.lost_on or today),
        retired=[one for one in lines if not one.key_set.is_active],
    )


def overdue_keys(place: Place, today: date) -> QuerySet[KeyLoan]:
    """What should have been back before today, longest first. What is lost cannot come back."""
    return overdue_everywhere(today).filter(key_set__place=place)


def overdue_everywhere(today: date) -> QuerySet[KeyLoan]:
    loans = KeyLoan.objects.filter(
        in_at__isnull=True, due_on__lt=today, key_set__lost_on__isnull=True, key_set__is_active=True
    )
    return loans.select_related("key_set__place", "party").order_by("due_on", "pk")


def open_loan(key_set: KeySet) -> KeyLoan | None:
    loans = KeyLoan.objects.filter(key_set=key_set, in_at__isnull=True)
    return loans.select_related("key_set__place", "party").first()


def key_at(place: Place, pk: int) -> KeySet | None:
    return KeySet.objects.select_related("place").filter(place=place, pk=pk).first()


def loan_at(place: Place, pk: int) -> KeyLoan | None:
    loans = KeyLoan.objects.select_related("key_set__place", "party", "given_by")
    return loans.filter(key_set__place=place, pk=pk).first()


def history_of(key_set: KeySet) -> list[KeyLoan]:
    """Who had it, latest first; what came back more than a year ago is gone."""
    loans = KeyLoan.objects.filter(key_set=key_set).select_related("party", "given_by", "taken_by")
    return list(loans.order_by("-out_at", "-pk"))


def strokes_of(signature: str) -> list[str]:
    """Each as the points of a line of SVG. What is no signature has none."""
    return signature.split(";") if SIGNED.fullmatch(signature) else []


def _line(key_set: KeySet, today: date) -> KeyLine:
    loans: list[KeyLoan] = key_set.open_loans  # type: ignore[attr-defined]
    loan = loans[0] if loans else None
    overdue = loan is not None and loan.due_on is not None and loan.due_on < today
    return KeyLine(key_set, loan, overdue)


def _said(line: KeyLine) -> str:
    said = [line.key_set.number, line.key_set.opens]
    if line.loan:
        said += [line.loan.holder, line.loan.party.name if line.loan.party else ""]
    return " ".join(said).casefold()


def _due(line: KeyLine) -> date:
    assert line.loan is not None and line.loan.due_on is not None  # noqa: PT018, S101 - it is overdue
    return line.loan.due_on


def _natural(number: str) -> list[tuple[int, str]]:
    """Bos 2 before Bos 10."""
    return [
        (int(piece), "") if piece.isdecimal() else (0, piece.casefold())
        for piece in re.split(r"(\d{1,9})", number)
        if piece
    ]
