"""An agreement about the use of a room as data: what it says, what is wrong with it, and which days come of it."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

YEAR: Final = 12
# Before an evaluation or an end.
REMINDERS: Final = (60, 14)
INSURANCE_DAYS: Final = 30
MOST_MONTHS: Final = 24
MOST_CENTS: Final = 100_000_00
MOST_CLAUSES: Final = 12
# The edition of the fixed words; what was signed keeps the edition it was signed in.
WORDING: Final = 1

Kind = Literal["use", "loan"]
Language = Literal["nl", "en"]
Cents = Annotated[int, Field(ge=0, le=MOST_CENTS)]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=2000)]
Lines = Annotated[tuple[Line, ...], Field(max_length=100)]

# Not the word for a shed, which ends the same.
RENT_WORDS: Final = re.compile(
    r"\b\w*(?<!sc)huur\w*\b|\b(?:rent|rents|rented|rental|tenant|tenancy|landlord|lease)\b", re.IGNORECASE
)


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Side(_Kept):
    """One of the two who agree. `signs_at` is the town that stands at the signature."""

    name: Line = ""
    address: Line = ""
    number: Line = ""
    represented_by: Line = ""
    role: Line = ""
    is_person: bool = False
    signs_at: Line = ""


class OwnClause(_Kept):
    title: Line = ""
    text: Text


class SignedBy(_Kept):
    for_provider: bool
    name: Line
    role: Line = ""


class Terms(_Kept):
    """Everything one version says. The provider gives a room in use, the user has it."""

    wording: int = WORDING
    kind: Kind
    language: Language = "nl"
    provider: Side = Side()
    user: Side = Side()

    place: Line = ""
    address: Line = ""
    room: Line = ""
    shared_rooms: Lines = ()
    purpose: Text = ""
    for_whom: Line = ""

    starts_on: date
    # None: until somebody ends it.
    ends_on: date | None = None
    evaluate_on: date | None = None
    tacit_extension: bool = False
    notice_months: Annotated[int, Field(ge=0, le=MOST_MONTHS)] = 1

    # By the month.
    rent_cents: Cents = 0
    yearly_indexation: bool = False
    advance_cents: Cents = 0
    own_costs: Lines = ()

    keys: Lines = ()
    inventory: Lines = ()
    condition_report_on: date | None = None
    cleaning: Literal["user", "provider"] = "user"
    no_smoking: bool = True
    no_nuisance: bool = True
    insure_contents: bool = False
    insure_liability: bool = False
    penalty_cents: Cents = 0

    # Whether the user may, and whether the user does.
    may_let: bool = False
    user_lets: bool = False
    reports_board: bool = False
    successor_days: Annotated[int, Field(ge=0, le=365)] = 30
    own_clauses: Annotated[tuple[OwnClause, ...], Field(max_length=MOST_CLAUSES)] = ()

    # Only of the version that was signed; who came in their place later is not in it.
    signed_on: date | None = None
    signed_by: tuple[SignedBy, ...] = ()


# -- What is wrong with it ------------------------------------------------------------------------


class Stops(StrEnum):
    """What a problem is in the way of: keeping the draft, signing it, or nothing."""

    KEEPING = "keeping"
    SIGNING = "signing"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` says which sentence it is; `detail` what stands in it."""

    code: str
    field: str
    stops: Stops
    detail: str = ""


def problems(terms: Terms) -> tuple[Problem, ...]:
    return (*_wrong(terms), *_missing(terms), *_careful(terms))


def _wrong(terms: Terms) -> Iterator[Problem]:
    """What cannot stand together: no draft says it."""
    if terms.kind == "loan" and terms.rent_cents > 0:
        yield Problem("loan_with_rent", "rent_cents", Stops.KEEPING)
    if terms.yearly_indexation and terms.rent_cents == 0:
        yield Problem("indexation_of_nothing", "yearly_indexation", Stops.KEEPING)
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        yield Problem("ends_before_start", "ends_on", Stops.KEEPING)
    if terms.evaluate_on is not None and terms.evaluate_on <= terms.starts_on:
        yield Problem("evaluates_before_start", "evaluate_on", Stops.KEEPING)


def _missing(terms: Terms) -> Iterator[Problem]:
    """What a draft may leave open for a while, and a signature may not."""
    for side in ("provider", "user"):
        if not getattr(terms, side).name:
            yield Problem("nameless", f"{side}_name", Stops.SIGNING)
        if not getattr(terms, side).address:
            yield Problem("without_address", f"{side}_address", Stops.SIGNING)
        if not getattr(terms, side).is_person and not getattr(terms, side).represented_by:
            yield Problem("nobody_signs", f"{side}_represented_by", Stops.SIGNING)
    if not terms.room:
        yield Problem("without_room", "room", Stops.SIGNING)
    if not terms.purpose:
        yield Problem("without_purpose", "purpose", Stops.SIGNING)
    if terms.user_lets and not terms.may_let:
        yield Problem("banned_but_lets", "may_let", Stops.SIGNING)
    if terms.kind == "loan" and terms.ends_on is None:
        yield Problem("loan_without_end", "ends_on", Stops.SIGNING)
    if terms.tacit_extension and terms.evaluate_on is None:
        yield Problem("extends_unseen", "evaluate_on", Stops.SIGNING)


def _careful(terms: Terms) -> Iterator[Problem]:
    """What may be meant so; somebody should look at it."""
    if terms.kind == "use" and terms.rent_cents > 0:
        yield Problem("paid_is_rent", "rent_cents", Stops.NOTHING)
    if terms.kind == "loan" and terms.advance_cents > 0:
        yield Problem("advance_in_loan", "advance_cents", Stops.NOTHING)
    if terms.ends_on is not None and terms.evaluate_on is not None and terms.evaluate_on > terms.ends_on:
        yield Problem("evaluates_after_end", "evaluate_on", Stops.NOTHING)
    if terms.notice_months == 0:
        yield Problem("no_notice", "notice_months", Stops.NOTHING)
    if terms.kind == "loan":
        for number, clause in enumerate(terms.own_clauses):
            words = rent_words(f"{clause.title}\n{clause.text}")
            if words:
                yield Problem(
                    "rent_in_loan", f"clause_text_{number}", Stops.NOTHING, ", ".join(dict.fromkeys(words))
                )


def rent_words(text: str) -> list[str]:
    """Words of renting, which make a loan for use look like a lease."""
    return RENT_WORDS.findall(text)


def rent_pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, in order; True where a piece is a word of renting."""
    pieces, done = [], 0
    for found in RENT_WORDS.finditer(text):
        pieces += [(text[done : found.start()], False), (found.group(), True)]
        done = found.end()
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])


# -- Days and amounts -----------------------------------------------------------------------------


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one it has."""
    years, month = divmod(day.month - 1 + months, YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def earliest_end(notice_on: date, months: int) -> date:
    return months_later(notice_on, months)


def evaluation_day(start: date) -> date:
    return months_later(start, YEAR)


def last_day_of_year(start: date) -> date:
    """The last day of a term of one year."""
    return months_later(start, YEAR) - timedelta(days=1)


def reminder_days(day: date) -> tuple[date, ...]:
    """The furthest first."""
    return tuple(day - timedelta(days=days) for days in REMINDERS)


def insurance_reminder(until: date) -> date:
    return until - timedelta(days=INSURANCE_DAYS)


def penalty(due: date, actual: date, cents_per_day: int) -> int:
    """For every day that the room is handed back late."""
    return max(0, (actual - due).days) * cents_per_day


# -- Handing back ---------------------------------------------------------------------------------


class HandedBack(_Kept):
    """What two people saw in the room at the end."""

    on: date
    keys_due: Annotated[int, Field(ge=0)] = 0
    keys_back: Annotated[int, Field(ge=0)] = 0
    emptied: bool = False
    clean: bool = False
    inventory_there: bool = False
    damage: Text = ""
    damage_settled: bool = False
    goods_left: Text = ""


def open_points(seen: HandedBack) -> tuple[str, ...]:
    """What still has to happen, by name."""
    settled = {
        "keys_back": seen.keys_back >= seen.keys_due,
        "emptied": seen.emptied,
        "clean": seen.clean,
        "inventory_there": seen.inventory_there,
        "damage_settled": not seen.damage or seen.damage_settled,
    }
    return tuple(name for name, is_settled in settled.items() if not is_settled)


def can_close(seen: HandedBack) -> bool:
    return not open_points(seen)
