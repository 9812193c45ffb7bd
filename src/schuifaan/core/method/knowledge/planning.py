"""Kinds of knowledge about the quickscan, the type, the people and the agreements."""

from typing import Literal

from pydantic import Field, HttpUrl

from schuifaan.core.method.knowledge.item import Frozen, Item, PlaceTypeCode, Point, Text, Written

# ------------------------------------------------------------------ quickscan


class EvidenceKind(Item):
    """A kind of source for desk research: what it gives and how to get at it."""

    name: Text
    gives: Text
    access: Text
    url: HttpUrl | None = None


class Reflection(Item):
    """One of the questions of step 3; `computed_from` names the question it follows from, if any."""

    text: Text
    why: Text
    computed_from: str | None = None


class Conclusion(Item):
    """What the quickscan may end in."""

    code: Literal["adapt_goal", "no_room", "support_existing", "go_on", "not_yet_known"]
    title: Text
    explanation: Text
    next_step: Text


# ------------------------------------------------------------------ type


class Aspect(Item):
    """A row of the comparison of types: goals, groups, building, parties, offer …"""

    name: Text


class AspectOfType(Frozen):
    aspect: str
    points: tuple[Point, ...] = Field(min_length=1)


class PlaceTypeItem(Item):
    code: PlaceTypeCode
    name: Text
    summary: Text
    size: Text
    orientation: Text
    synonyms: tuple[str, ...] = ()
    aspects: tuple[AspectOfType, ...]


class Weight(Item):
    """What one answer says for or against each type. `excludes`: with this answer, that type is no option."""

    question: str
    option: str
    points: dict[PlaceTypeCode, int] = Field(default_factory=dict)
    excludes: dict[PlaceTypeCode, Text] = Field(default_factory=dict)
    because: Text


# ------------------------------------------------------------------ social management

Presence = Literal["usual", "possible", "none"]


class Partner(Item):
    name: Text
    summary: Text
    types: dict[PlaceTypeCode, Presence]
    types_note: Text | None = None
    roles: tuple[Point, ...] = Field(min_length=1)
    strengths: tuple[Point, ...] = Field(min_length=1)
    pitfalls: tuple[Point, ...] = Field(min_length=1)


class PitfallWarning(Item):
    """A known pitfall met by a choice; `check` names the rule in `core/method/warnings.py`."""

    check: str
    pitfall: str | None = None
    text: Text
    advice: Text


class LadderLevel(Item):
    level: int = Field(ge=1, le=5)
    name: Text
    meaning: Text
    power: Text
    to_record: Text
    example: Text | None = None


class LadderTopic(Item):
    name: Text


class Ingredient(Item):
    """A task that must be somebody's, per type."""

    name: Text
    description: Text
    needed: dict[PlaceTypeCode, Literal["required", "optional"]]
    for_type: dict[PlaceTypeCode, Text] = Field(default_factory=dict)
    needs_money: bool = False


class Role(Item):
    """A role on a board, a working group, or a line of the volunteer profile with its talk question."""

    kind: Literal["board", "working_group", "profile", "start", "continuity"]
    name: Text
    description: Text | None = None
    question: Text | None = None


class ManagementModel(Item):
    name: Text
    summary: Text
    when: Text
    conditions: tuple[Point, ...] = ()
    good_for: tuple[Point, ...] = ()
    mind: tuple[Point, ...] = ()


class Safeguard(Item):
    """An agreement to secure; `repeats_months` gives the next check after it was done."""

    text: Text
    explanation: Text
    repeats_months: int | None = None


class HouseRule(Item):
    text: Text


# ------------------------------------------------------------------ agreements


class Article(Item):
    """One subject of an agreement: what to settle, and the figures an example uses."""

    name: Text
    content: Text
    figures: tuple[Written, ...] = ()


class AgreementOutline(Item):
    name: Text
    summary: Text
    articles: tuple[Article, ...] = Field(min_length=1)
    mind: tuple[Point, ...] = ()
