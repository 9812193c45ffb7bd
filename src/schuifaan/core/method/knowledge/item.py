"""What every item of knowledge has: an id, two languages, a source and a status."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

Language = Literal["nl", "en"]

# "partner.municipality", "tree.demand.T4_1": lower-case name first, so that an address can carry it.
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*$", max_length=80)]
Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Frozen(BaseModel):
    """Knowledge does not change while the program runs, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """The same in Dutch and in English, both at B1."""

    nl: Written
    en: Written

    def said(self, language: str) -> str:
        """The text in `language`; any other language than Dutch reads English."""
        return self.nl if language == "nl" else self.en


class Status(StrEnum):
    """How sure an item is; shown to people beside its source."""

    SOURCE = "source"  # as the document has it
    CONFIRMED = "confirmed"  # and found elsewhere as well
    DIFFERS = "differs"  # elsewhere it reads otherwise
    UNKNOWN = "unknown"  # could not be checked
    DERIVED = "derived"  # our own rule, made from the document
    OWN = "own"  # added by an organisation


class Document(Frozen):
    """A publication that items refer to."""

    id: ItemId
    title: Written
    publisher: Written
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")]
    url: HttpUrl | None = None
    checked_on: date | None = None


class Citation(Frozen):
    """Where an item comes from: a place in a document, or an address with the day it was read."""

    document: ItemId | None = None
    part: Written | None = None
    heading: Written | None = None
    page: int | None = None
    url: HttpUrl | None = None
    checked_on: date | None = None

    @model_validator(mode="after")
    def _points_somewhere(self) -> Self:
        if self.document is None and self.url is None:
            raise ValueError("a source needs a document or a url")
        if self.document is not None and self.part is None and self.heading is None and self.page is None:
            raise ValueError("a source in a document needs a part, a heading or a page")
        return self


class Item(Frozen):
    """Anything with an address of its own in the handbook."""

    id: ItemId
    source: tuple[Citation, ...] = Field(min_length=1)
    status: Status = Status.SOURCE
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self

    @property
    def is_own(self) -> bool:
        return self.status is Status.OWN

    def holds_on(self, day: date) -> bool:
        """Both dates inclusive; knowledge that has expired never falls back on itself."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Point(Item):
    """One bullet: a role, a strength, a pitfall, a goal, a piece of advice."""

    text: Text


PlaceTypeCode = Literal[
    "coffee_corner", "co_housing_room", "multifunctional_place", "community_house", "senior_complex_room"
]
PLACE_TYPE_CODES: tuple[PlaceTypeCode, ...] = (
    "coffee_corner",
    "co_housing_room",
    "multifunctional_place",
    "community_house",
    "senior_complex_room",
)
