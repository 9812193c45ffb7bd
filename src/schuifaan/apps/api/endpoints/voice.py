from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router
from ninja.errors import ValidationError

from schuifaan.apps.api import voice_queries as queries
from schuifaan.apps.api import voice_shapes as shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.api.shapes import PROBLEMS, Link
from schuifaan.apps.voice.models import Landing, Round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.queries.rounds import ShownPoint
from schuifaan.apps.voice.queries.said_and_done import Entry

router = Router()
_PATH = "/api/v1/rounds"


@router.get(
    "/answers",
    response={200: shapes.AnswerList, **PROBLEMS},
    operation_id="listAnswers",
    summary="List what people said and what was done with it",
    description=(
        "Of one place, neighbourhood, district or municipality, newest first: the same as on its page. Only what "
        "the place or the municipality made public, without names."
    ),
    tags=["answers"],
    by_alias=True,
)
def list_answers(request: HttpRequest, query: Query[shapes.AnswersQuery]) -> shapes.AnswerList:
    if len(queries.scopes_asked(query)) != 1:
        raise ValidationError(
            [
                {
                    "loc": ("query", "place"),
                    "msg": "Give exactly one of place, neighbourhood, district and municipality.",
                    "type": "one_of",
                }
            ]
        )
    found = queries.answers(query)
    return shapes.AnswerList(
        links=list_links(request, found.next), results=[_answer(one) for one in found.entries]
    )


def _answer(entry: Entry) -> shapes.Answer:
    return shapes.Answer(
        id=entry.key,
        topic=entry.topic or None,
        said=entry.said,
        outcome=entry.outcome or None,
        response=entry.response or None,
        on=entry.on,
        themes=list(entry.themes),
        source=entry.source,
        links={"page": absolute(entry.address)} if entry.address else {},
    )


@router.get(
    "/rounds",
    response={200: shapes.RoundList, **PROBLEMS},
    operation_id="listRounds",
    summary="List rounds of feedback",
    description="Consultations that everybody may read, in order of number.",
    tags=["rounds"],
    by_alias=True,
)
def list_rounds(request: HttpRequest, query: Query[shapes.RoundsQuery]) -> shapes.RoundList:
    found, cursor = queries.rounds(query)
    return shapes.RoundList(
        links=list_links(request, cursor), results=[shapes.Round(**_fields(one)) for one in found]
    )


@router.get(
    "/rounds/{round}",
    response={200: shapes.RoundInFull, **PROBLEMS},
    operation_id="getRound",
    summary="One round with its meetings, versions and points",
    description="By its slug. Every point with what became of it, and where in the text it came down.",
    tags=["rounds"],
    by_alias=True,
)
def get_round(request: HttpRequest, round: str) -> shapes.RoundInFull:  # noqa: A002 - the word of the address
    del request
    found = queries.round_called(round)
    return shapes.RoundInFull(
        **_fields(found),
        meetings=[
            shapes.Meeting(on=one.on, kind=one.kind, where=one.where or None, district=one.district_id)
            for one in reading.meetings_of(found)
        ],
        versions=[
            shapes.TextVersion(
                number=one.number,
                label=one.label,
                dated_on=one.dated_on,
                is_final=one.final_at is not None,
                link=one.link or None,
            )
            for one in reading.versions_of(found)
        ],
        points=[_point(one) for one in queries.points_of(found)],
    )


def _fields(round_: Round) -> dict[str, Any]:
    """What list and page share. "" in the database is null here: not known."""
    links: dict[str, Link] = {
        "self": absolute(f"{_PATH}/{round_.slug}"),
        "page": absolute(reverse("voice:round", args=[round_.slug])),
    }
    if round_.place:
        links["place"] = absolute(f"/api/v1/places/{round_.place.slug}")
    return {
        "id": round_.pk,
        "slug": round_.slug,
        "kind": round_.kind,
        "title": round_.title,
        "intro": round_.intro or None,
        "began_on": round_.began_on,
        "place": round_.place.slug if round_.place else None,
        "municipality": round_.municipality_id or (round_.place.municipality_id if round_.place else None),
        "takes_reactions": round_.takes_reactions,
        "links": links,
    }


def _point(shown: ShownPoint) -> shapes.Point:
    point = shown.point
    return shapes.Point(
        number=point.number,
        topic=point.topic,
        said_by=point.said_by or None,
        said_on=point.said_on,
        said=point.text,
        outcome=point.outcome or None,
        response=point.response or None,
        themes=list(shown.themes),
        landings=[_landing(one) for one in shown.landings],
    )


def _landing(landing: Landing) -> shapes.Landing:
    return shapes.Landing(
        version=landing.in_version.number,
        paragraph=landing.paragraph,
        where=landing.where or None,
        was=landing.was or None,
        became=landing.became or None,
    )


@router.get(
    "/themes",
    response={200: shapes.ThemeList, **PROBLEMS},
    operation_id="listThemes",
    summary="List the themes people speak about",
    description="The shared ones in their order; with a municipality also its own. All on one page.",
    tags=["answers"],
    by_alias=True,
)
def list_themes(request: HttpRequest, query: Query[shapes.ThemesQuery]) -> shapes.ThemeList:
    results = [
        shapes.Theme(key=one.key, name=one.name, about=one.about or None)
        for one in queries.themes(query.municipality)
    ]
    return shapes.ThemeList(links=list_links(request, ""), results=results)


@router.get(
    "/places/{place}/goals",
    response={200: shapes.GoalList, **PROBLEMS},
    operation_id="listGoals",
    summary="What people of a place want together",
    description="The goals on the page of the place: those that live, then those that were reached. All on one page.",
    tags=["places"],
    by_alias=True,
)
def list_goals(request: HttpRequest, place: str) -> shapes.GoalList:
    results = [
        shapes.Goal(id=one.pk, text=one.text, state=one.state, set_on=one.set_on)
        for one in queries.goals(place)
    ]
    return shapes.GoalList(links=list_links(request, ""), results=results)
