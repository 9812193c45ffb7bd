"""Steps, questions and the fields of an answer: what a dossier asks and what it may be told."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from schuifaan.core.method.knowledge.item import Frozen, Item, Text, Written


class FieldKind(StrEnum):
    TEXT = "text"  # one line
    LONG_TEXT = "long_text"
    LINES = "lines"  # several short texts, one a line
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"  # yes, no, unknown
    NUMBER = "number"  # not below zero; `decimals` behind the comma
    EUROS = "euros"  # whole cents
    DATE = "date"
    REFERENCES = "references"  # to rows of the questions named in `rows_of`
    LINK = "link"  # http or https
    BRANCH = "branch"  # one of the answers of the tree node the row is about


class Option(Frozen):
    """A choice; its id is unique within its field."""

    id: str = Field(pattern=r"^[a-z0-9][A-Za-z0-9_.]*$", max_length=80)
    text: Text
    help: Text | None = None


class AskedWhen(Frozen):
    """The field is needed (or shown) when another field of the same row has one of these values."""

    field: str
    is_any_of: tuple[str, ...] = Field(min_length=1)


class AnswerField(Frozen):
    """One thing to fill in.

    `options_of` names a kind of knowledge ("partners", "causes", "place_types") whose items are the options,
    instead of `options`. `rows_of` names the questions whose rows may be referred to or chosen.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    kind: FieldKind
    label: Text
    help: Text | None = None
    unit: Text | None = None
    options: tuple[Option, ...] = ()
    options_of: Written | None = None
    rows_of: tuple[str, ...] = ()
    required: bool = False
    required_when: AskedWhen | None = None
    min_length: int | None = None
    max_length: int | None = None
    max_choices: int | None = None
    decimals: int = 0
    least: int | None = None  # numbers below or above are refused
    most: int | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        chooses = self.kind in {FieldKind.CHOICE, FieldKind.CHOICES}
        if chooses and not (self.options or self.options_of or self.rows_of):
            raise ValueError("a choice needs options, options_of or rows_of")
        if self.kind is FieldKind.REFERENCES and not self.rows_of:
            raise ValueError("references need rows_of")
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("an option stands here twice")
        return self


class Step(Item):
    """A stage of the dossier; `part` groups them on the path."""

    part: Literal["quickscan", "plan", "revival", "without_room", "money"]
    title: Text
    short: Text
    intro: Text


class Question(Item):
    """Asked one a page.

    shape: `one` has a single answer; `rows` has as many as people add, each with its own fields;
    `each` has one for every item of the knowledge kind, or every row of the question, named in `per`.
    """

    step: str
    shape: Literal["one", "rows", "each"] = "one"
    per: str | None = None
    text: Text
    why: Text
    help: Text | None = None
    row_name: Text | None = None  # "gesprek", "partij": what one row is called
    fields: tuple[AnswerField, ...] = Field(min_length=1)
    for_residents: bool = False  # may be answered through a shared link

    @model_validator(mode="after")
    def _fits_its_shape(self) -> Self:
        if (self.shape == "each") != (self.per is not None):
            raise ValueError("`per` belongs to questions of shape `each`, and to no other")
        if self.shape == "rows" and self.row_name is None:
            raise ValueError("rows need a row_name")
        if len({field.id for field in self.fields}) != len(self.fields):
            raise ValueError("a field stands here twice")
        return self

    def field(self, field_id: str) -> AnswerField:
        """The field with that id; KeyError when there is none."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)
