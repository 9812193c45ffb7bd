"""Rounds as their pages show them: meetings, points with what became of them, versions and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import Count, Q, QuerySet

from schuifaan.apps.geography.models import District, Municipality
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import district_name
from schuifaan.apps.voice.enums import OPEN_STATES, AboutPerson, Outcome
from schuifaan.apps.voice.models import Answer, DocumentVersion, Landing, Matter, Meeting, Point, Round
from schuifaan.apps.voice.queries.themes import Theme, theme_names
from schuifaan.apps.voice.rules import handles_matter
from schuifaan.core.versions import Change, changes, paragraphs
from schuifaan.core.wordsearch import WordIndex

OPEN: Final = "open"
_WEIGHTS: Final = {"topic": 3.0, "text": 1.5, "themes": 1.0, "response": 1.0}
_LONGEST_WORDS: Final = 100


def round_with(slug: str) -> Round | None:
    return (
        Round.objects.select_related("place__municipality", "place__organisation", "municipality")
        .filter(slug=slug)
        .first()
    )


def rounds_of(*, place: Place | None = None, municipality: Municipality | None = None) -> QuerySet[Round]:
    """For the desk: with how many points wait (`open_points`)."""
    whose = Q(place=place) if place is not None else Q(municipality=municipality)
    waiting = Count("points", filter=Q(points__outcome=""))
    return Round.objects.filter(whose).annotate(open_points=waiting).order_by("-began_on", "-pk")


def waiting_points(*, place: Place | None = None, municipality: Municipality | None = None) -> int:
    """How many points nobody answered yet."""
    whose = Q(round__place=place) if place is not None else Q(round__municipality=municipality)
    return Point.objects.filter(whose, outcome="").count()


def public_rounds_of(*, place: Place | None = None, code: str = "") -> QuerySet[Round]:
    """What everybody may read, of a place or of a municipality."""
    whose = Q(place=place) if place is not None else Q(municipality=code)
    return Round.objects.filter(whose, is_public=True).order_by("-began_on", "-pk")


def municipality_of(round_: Round) -> Municipality | None:
    return round_.place.municipality if round_.place else round_.municipality


def districts_of(round_: Round) -> list[tuple[str, str]]:
    """(code, name) of each district of the round's municipality."""
    at = municipality_of(round_)
    if at is None:
        return []
    rows = District.objects.filter(municipality=at).order_by("code").values_list("code", "name")
    return [(code, district_name(name)) for code, name in rows]


def district_in(round_: Round, code: str) -> District | None:
    at = municipality_of(round_)
    return District.objects.filter(municipality=at, code=code).first() if at and code else None


def meetings_of(round_: Round) -> list[Meeting]:
    return list(round_.meetings.select_related("district").order_by("on", "pk"))


def meeting_at(round_: Round, pk: int) -> Meeting | None:
    return (
        round_.meetings.select_related("district", "round__place", "round__municipality")
        .filter(pk=pk)
        .first()
    )


def versions_of(round_: Round) -> list[DocumentVersion]:
    return list(round_.versions.order_by("number"))


def version_at(round_: Round, number: int) -> DocumentVersion | None:
    return round_.versions.select_related("round__place", "round__municipality").filter(number=number).first()


def version_before(version: DocumentVersion) -> DocumentVersion | None:
    return (
        DocumentVersion.objects.filter(round=version.round_id, number__lt=version.number)
        .order_by("-number")
        .first()
    )


def point_at(round_: Round, number: int) -> Point | None:
    rows = round_.points.select_related("meeting", "about", "matter", "round__place", "round__municipality")
    return rows.filter(number=number).first()


def landing_at(round_: Round, pk: int) -> Landing | None:
    rows = Landing.objects.select_related("point__round__place", "point__round__municipality")
    return rows.filter(point__round=round_, pk=pk).first()


def reactions_to_take_up(round_: Round, user: User) -> list[Matter]:
    """What residents sent in on it and nobody put in the round yet; never what is about a person."""
    waiting = Matter.objects.filter(
        round=round_, point__isnull=True, state__in=OPEN_STATES, about_person=AboutPerson.NO
    )
    rows = waiting.select_related("place__organisation", "municipality", "about_member")
    found = rows.prefetch_related("signals").order_by("received_at", "pk")
    return [matter for matter in found if handles_matter(user, matter)]


def answer_at_desk(point: Point, user: User) -> Answer | None:
    """What residents heard at the desk of the place or the municipality, while the point waits for its answer."""
    if point.outcome or point.matter is None or not handles_matter(user, point.matter):
        return None
    return point.matter.answers.order_by("-number").first()


# -- Points ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownPoint:
    """A point with all that stands beside it."""

    point: Point
    themes: tuple[str, ...]
    landings: tuple[Landing, ...]

    @property
    def is_open(self) -> bool:
        return not self.point.outcome

    @property
    def anchor(self) -> str:
        return f"punt-{self.point.number}"


@dataclass(frozen=True)
class Points:
    """Of one round, as somebody asked to see them."""

    shown: list[ShownPoint]
    all_: list[ShownPoint]
    names: Mapping[str, str]

    @property
    def themes(self) -> list[Theme]:
        """Those something was said about, in the order of the themes."""
        there = {one.theme for shown in self.all_ for one in shown.point.themes.all()}
        return [Theme(key, name) for key, name in self.names.items() if key in there]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        there = {shown.point.outcome for shown in self.all_}
        return [(one.value, str(one.label)) for one in Outcome if one in there]

    @cached_property
    def has_open(self) -> bool:
        return any(one.is_open for one in self.all_)


def points_of(round_: Round, *, theme: str = "", outcome: str = "", words: str = "") -> Points:
    """Four queries, however many points. `outcome` "open": without an answer yet."""
    rows = list(
        round_.points.select_related("meeting__district", "about")
        .prefetch_related("themes", "landings__in_version")
        .order_by("number")
    )
    names = theme_names(one.theme for point in rows for one in point.themes.all())
    every = [_shown(point, names) for point in rows]
    wanted = _with_words(every, words)
    shown = [
        one
        for one in every
        if (wanted is None or one.point.pk in wanted)
        and (not theme or theme in {said.theme for said in one.point.themes.all()})
        and (not outcome or one.point.outcome == ("" if outcome == OPEN else outcome))
    ]
    return Points(shown, every, names)


def _shown(point: Point, names: Mapping[str, str]) -> ShownPoint:
    keys = {one.theme for one in point.themes.all()}
    return ShownPoint(
        point, tuple(name for key, name in names.items() if key in keys), tuple(point.landings.all())
    )


def _with_words(points: Iterable[ShownPoint], words: str) -> set[int] | None:
    """The points somebody may mean; None when nothing was asked."""
    if not words.strip():
        return None
    documents = (
        (
            one.point.pk,
            {
                "topic": one.point.topic,
                "text": one.point.text,
                "themes": " ".join(one.themes),
                "response": f"{one.point.response} {one.point.said_by}",
            },
        )
        for one in points
    )
    found = WordIndex(documents, _WEIGHTS).search(words[:_LONGEST_WORDS])
    whole = {hit.id for hit in found if not hit.partial}
    return whole or {hit.id for hit in found}


# -- Versions -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChangedSentence:
    """A sentence that differs, and the points it belongs to."""

    number: int
    change: Change
    landings: tuple[Landing, ...] = ()


@dataclass(frozen=True)
class Comparison:
    before: DocumentVersion
    after: DocumentVersion
    sentences: Sequence[ChangedSentence]


def numbered_paragraphs(version: DocumentVersion) -> list[tuple[int, str]]:
    return list(enumerate(paragraphs(version.text), start=1))


def compared(before: DocumentVersion, after: DocumentVersion) -> Comparison:
    """One query beside the two texts."""
    landings: dict[tuple[str, str], list[Landing]] = defaultdict(list)
    rows = Landing.objects.filter(in_version=after).select_related("point").order_by("point__number", "pk")
    for landing in rows:
        landings[landing.was, landing.became].append(landing)
    found = changes(before.text, after.text)
    return Comparison(
        before,
        after,
        [
            ChangedSentence(number, one, tuple(landings[one.was, one.became]))
            for number, one in enumerate(found, start=1)
        ],
    )
