"""What goes over the line about what people said and what was done with it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from schuifaan.apps.api.shapes import (
    DistrictCode,
    Link,
    ListLinks,
    Moment,
    MunicipalityCode,
    NeighbourhoodCode,
    PageQuery,
    Shape,
)
from schuifaan.apps.voice.enums import GoalState, MeetingKind, Outcome, RoundKind

PlaceSlug = Annotated[
    str, Field("", max_length=140, pattern=r"^[A-Za-z0-9_-]*$", description="Slug of the place.")
]
_OUTCOMES = f"One of: {', '.join(Outcome.values)}; null: it is still looked into."


class AnswersQuery(PageQuery):
    """Exactly one of these says whose answers are asked for."""

    place: PlaceSlug
    neighbourhood: NeighbourhoodCode
    district: DistrictCode
    municipality: MunicipalityCode


class Answer(Shape):
    """Something people said, and what was done with it, in the words everybody may read. Never from whom it came."""

    id: str
    topic: str | None
    said: str
    outcome: Outcome | None = Field(description=_OUTCOMES)
    response: str | None
    on: Moment = Field(description="When it was answered; without an answer, when it was said.")
    themes: list[str] = Field(description="Names, as in themes.")
    source: str = Field(description="The round, the place or the area it belongs to.")
    links: dict[str, Link] = Field(alias="_links")


class AnswerList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Answer]


class RoundsQuery(PageQuery):
    """Rounds of a place or of a municipality; without either, all of them."""

    place: PlaceSlug
    municipality: MunicipalityCode


class Round(Shape):
    """A consultation: talks, what was said in them, and what became of each point."""

    id: int
    slug: str
    kind: RoundKind
    title: str
    intro: str | None
    began_on: date
    place: str | None = Field(description="Slug of the place it belongs to; null: it is of a municipality.")
    municipality: str | None
    takes_reactions: bool = Field(description="Anybody can react from its page.")
    links: dict[str, Link] = Field(alias="_links")


class RoundList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Round]


class Meeting(Shape):
    """One talk. Who came is not kept."""

    on: date
    kind: MeetingKind
    where: str | None
    district: str | None


class TextVersion(Shape):
    """A version of the text a round is about."""

    number: int
    label: str
    dated_on: date
    is_final: bool
    link: str | None = Field(description="Where the document is.")


class Landing(Shape):
    """Where in a version a point came down."""

    version: int
    paragraph: int | None
    where: str | None
    was: str | None
    became: str | None


class Point(Shape):
    number: int
    topic: str
    said_by: str | None = Field(description="A group, never a person.")
    said_on: date | None
    said: str
    outcome: Outcome | None = Field(description=_OUTCOMES)
    response: str | None
    themes: list[str] = Field(description="Names, as in themes.")
    landings: list[Landing]


class RoundInFull(Round):
    meetings: list[Meeting]
    versions: list[TextVersion]
    points: list[Point]


class ThemesQuery(Shape):
    municipality: MunicipalityCode


class Theme(Shape):
    """A subject people speak about."""

    key: str
    name: str = Field(description="In the language of the request; a municipality's own as it was written.")
    about: str | None


class ThemeList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Theme]


class Goal(Shape):
    """What people of a place want together."""

    id: int
    text: str
    state: GoalState = Field(
        description=f"One of: {GoalState.LIVES.value}, {GoalState.REACHED.value}. What was let go is not listed."
    )
    set_on: date


class GoalList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Goal]
