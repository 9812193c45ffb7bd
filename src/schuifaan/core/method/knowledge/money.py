"""Kinds of knowledge about money: sources of income, their conditions, what excludes what, funds, legal figures."""

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, HttpUrl, model_validator

from schuifaan.core.method.knowledge.item import Frozen, Item, PlaceTypeCode, Point, Text, Written

Horizon = Literal["incidental", "multi_year", "structural"]
# Where the handbook says that a source goes with a type: in its overview, in the source's factsheet, or in both.
Basis = Literal["both", "overview", "factsheet", "overview_only", "own_rule"]
Severity = Literal["conflict", "have_it_checked", "warning"]


class Condition(Item):
    """What must be so before a source can be counted on.

    `test` is a small expression over the situation (see `core/method/finance/expressions`); without one, people
    say themselves whether it is so. `legal`: without it the source cannot be used; `social`: it will not work well.
    """

    code: Written  # "SOO-2", as the domain reference numbers it
    kind: Literal["legal", "social"]
    text: Text  # what must be so, as a statement
    test: str | None = Field(default=None, max_length=300)
    if_not: Text | None = None  # what is wrong when it is not so, in plain words
    would_change: Text | None = None  # what one could do about it


class IncomeSource(Item):
    """Which money goes with which type, under which conditions, and what speaks for and against it."""

    code: Written  # "F8a"
    name: Text
    description: Text
    types: dict[PlaceTypeCode, Horizon]
    basis: dict[PlaceTypeCode, Basis] = Field(default_factory=dict)
    # Legally doubtful for that type, and why.
    doubtful: dict[PlaceTypeCode, Text] = Field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    pros: tuple[Point, ...] = ()
    cons: tuple[Point, ...] = ()
    examples: tuple[Point, ...] = ()
    closed_since: date | None = None  # new requests are no longer taken since that day
    closed_note: Text | None = None
    burdens_residents: bool = False  # the tenants pay it, every month
    once_for_building: bool = False  # pays for the investment, not for the running


class IncomeRule(Item):
    """What does not go together. Without `between` it is about one source or about the plan as a whole.

    `between`: pairs of sources that exclude each other when `test` holds or is empty. `about`: sources the rule
    speaks of when they are counted on. `test`: over the situation, also `uses('income.soo')`.
    """

    code: Written  # "IC1"
    severity: Severity
    between: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    test: str | None = Field(default=None, max_length=300)
    text: Text  # what clashes, in plain words
    advice: Text  # what one could do

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not self.between and self.test is None:
            raise ValueError("a rule needs pairs or a test")
        return self


class Bracket(Frozen):
    """A value from `at_least` on, until the next bracket begins."""

    at_least: Decimal
    value: Decimal


class Figure(Item):
    """One number that law or custom can change: its value in a period. Several items may share a `key`."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")
    name: Text
    unit: Literal["eur", "eur_per_m2", "eur_per_month", "percent", "metres", "homes", "years", "points", "hours", "day_parts"]  # fmt: skip
    value: Decimal | None = None
    most: Decimal | None = None  # the other end of a range, for figures of custom
    brackets: tuple[Bracket, ...] = ()
    price_year: int | None = None  # of which year the prices are, when that matters

    @model_validator(mode="after")
    def _has_a_value(self) -> Self:
        if (self.value is None) == (not self.brackets):
            raise ValueError("a figure has a value or brackets")
        if [one.at_least for one in self.brackets] != sorted({one.at_least for one in self.brackets}):
            raise ValueError("brackets go up")
        return self

    def at(self, number: Decimal) -> Decimal | None:
        """The value of the bracket that `number` falls in; None below the first."""
        reached = [one.value for one in self.brackets if one.at_least <= number]
        return reached[-1] if reached else None


class RentTable(Item):
    """The highest rent a month for each number of points, from `first_points` up."""

    name: Text
    first_points: int
    rents: tuple[Decimal, ...] = Field(min_length=1)

    def rent(self, points: int) -> Decimal | None:
        """Euros a month; None below the table.

        Above it the last row: the official tables end there, and our sources do not say how the rent rises beyond.
        """
        if points < self.first_points:
            return None
        return self.rents[min(points - self.first_points, len(self.rents) - 1)]


ApplicantKind = Literal["residents_group", "foundation_association", "housing_association", "municipality"]
Purpose = Literal["furnishing", "building", "activity", "sustainability", "older_people", "young_people", "vulnerable_people", "culture", "running_costs"]  # fmt: skip


class FundLimit(Frozen):
    """A fund gives at most `most` euros, to these applicants, for this."""

    most: Decimal
    applicants: tuple[ApplicantKind, ...] = ()
    street_party: bool = False
    note: Text | None = None


class Fund(Item):
    """A fund: who may ask, where, for what; `no_to` is published by the fund itself."""

    name: Written
    url: HttpUrl | None = None
    applicants: tuple[ApplicantKind, ...]
    doubtful_applicants: tuple[ApplicantKind, ...] = ()  # the handbook names them, the fund does not
    region: Text
    # Where it works, by code (GM0599); with `provinces`; both empty: everywhere.
    municipalities: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()  # names, as Statistics Netherlands writes them
    supports: Text
    for_what: tuple[Purpose, ...] = ()
    no_to: tuple[Purpose, ...] = ()
    only_for: tuple[Purpose, ...] = ()  # gives for nothing else
    limits: tuple[FundLimit, ...] = ()
    asks_contract: bool = False  # own building, or a contract for the long term
    owner_only_for: tuple[Purpose, ...] = ()  # pays these only when the building is the applicant's own
    lead_days: int | None = Field(default=None, ge=1, le=730)  # apply at least so many days before the start
    lead_applicants: tuple[ApplicantKind, ...] = ()  # who has to; empty: everybody
    excludes: Text | None = None
    amounts: Text | None = None
    procedure: Text | None = None
    prepare: tuple[Point, ...] = ()
    checked_on: date | None = None
