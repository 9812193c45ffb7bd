"""Kinds of knowledge for listening: themes, talk sheets, questions for a poll and for the yearly look back."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schuifaan.core.method.knowledge.item import Item, Point, Text

# They stand beside what residents say, on no page of the handbook and in no dossier.
LISTENING_KINDS = ("themes", "talk_sheets", "wish_questions", "evaluation_questions")
LEAST_OPTIONS = 5


class Theme(Item):
    """A subject people speak about; something said may have several."""

    name: Text
    about: Text


class TalkSheet(Item):
    """A sheet for one kind of talk: how to begin, what to ask, and how to note it without personal data."""

    name: Text
    when: Text
    opening: Text
    questions: tuple[Point, ...] = Field(min_length=5, max_length=7)
    noting: tuple[Point, ...] = Field(min_length=3, max_length=4)


class WishQuestion(Item):
    """An idea for a question of a poll, as a resident reads it."""

    text: Text
    kind: Literal["choose", "free"]
    options: tuple[Point, ...] = Field(default=(), max_length=9)

    @model_validator(mode="after")
    def _has_options_when_one_chooses(self) -> Self:
        if self.kind == "choose" and len(self.options) < LEAST_OPTIONS:
            raise ValueError(f"to choose takes {LEAST_OPTIONS} options at least")
        if self.kind == "free" and self.options:
            raise ValueError("a free question has no options")
        return self


class EvaluationQuestion(Item):
    """A question of the yearly look back, answered in words; `safeguard` is the agreement it looks at."""

    text: Text
    hint: Text
    safeguard: str | None = None
    # Asked only where a professional organisation runs the place for the time being.
    only_interim: bool = False

    @property
    def is_closing(self) -> bool:
        """One of the three that close the look back: keep, change, stop."""
        return self.safeguard is None and not self.only_interim
