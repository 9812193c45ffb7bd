"""Polls of a place, and finding one by its address or its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import LineState, PollState, Way
from schuifaan.apps.voice.models import FreeLine, Poll, PollEntry, PollOption, PollQuestion

MOST_POLLS = 100
MOST_PILES = 200


@dataclass(frozen=True, slots=True)
class Idea:
    """A question of the idea library, in the language of the page."""

    key: str
    text: str
    wishes: tuple[str, ...]


def ideas() -> list[Idea]:
    language = get_language() or "nl"
    return [
        Idea(one.id, one.text.said(language), tuple(option.text.said(language) for option in one.options))
        for one in shipped().wish_questions
    ]


def polls_of(place: Place, *, drafts: bool) -> list[Poll]:
    """Newest first, each with `new_lines`: what nobody looked at yet. One query."""
    found = Poll.objects.filter(place=place)
    if not drafts:
        found = found.exclude(state=PollState.DRAFT)
    return list(found.annotate(new_lines=Count("questions__lines", filter=_not_looked_at()))[:MOST_POLLS])


def _not_looked_at() -> Q:
    counts = Q(questions__lines__entry__isnull=True) | Q(questions__lines__entry__taken_back_at__isnull=True)
    return counts & Q(questions__lines__state=LineState.NEW)


def new_lines_of(place: Place) -> int:
    found = FreeLine.objects.filter(question__poll__place=place, state=LineState.NEW)
    return found.filter(counted_lines()).count()


def new_lines_at(places: Iterable[int]) -> list[tuple[Place, int]]:
    """Places where a line waits, each with how many. Two queries at most."""
    found = FreeLine.objects.filter(question__poll__place__in=list(places), state=LineState.NEW).order_by()
    waiting = dict(found.filter(counted_lines()).values_list("question__poll__place").annotate(Count("pk")))
    rows = Place.objects.filter(pk__in=waiting).select_related("organisation") if waiting else ()
    return [(place, waiting[place.pk]) for place in rows]


def counted_lines() -> Q:
    """Not those of a pile that was taken back."""
    return Q(entry__isnull=True) | Q(entry__taken_back_at__isnull=True)


def poll_at(place: Place, pk: int) -> Poll | None:
    found = Poll.objects.filter(place=place, pk=pk).first()
    if found:
        found.place = place
    return found


def poll_with_token(token: str) -> Poll | None:
    """A draft is nobody's business."""
    found = Poll.objects.select_related("place").exclude(state=PollState.DRAFT)
    return found.filter(token=token).first()


def questions_of(poll: Poll) -> list[PollQuestion]:
    """With their wishes, in two queries."""
    options = Prefetch("options", PollOption.objects.order_by("position", "pk"))
    return list(poll.questions.order_by("position").prefetch_related(options))


def has_answers(poll: Poll) -> bool:
    return poll.entries.exists() or FreeLine.objects.filter(question__poll=poll).exists()


def is_taking_answers(poll: Poll, *, today: date) -> bool:
    """Open up to and including its last day."""
    return poll.state == PollState.OPEN and (poll.closes_on is None or today <= poll.closes_on)


def is_over(poll: Poll, *, today: date) -> bool:
    return poll.state != PollState.DRAFT and not is_taking_answers(poll, today=today)


def open_polls(place: Place, *, today: date) -> list[Poll]:
    found = Poll.objects.filter(place=place, state=PollState.OPEN)
    return list(found.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=today))[:MOST_POLLS])


def piles_of(poll: Poll) -> Sequence[PollEntry]:
    """What was typed over, newest first, each with how many wishes and lines are in it."""
    lines = FreeLine.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
    written = Coalesce(Subquery(lines.annotate(many=Count("pk")).values("many")), 0)
    found = poll.entries.exclude(way=Way.ONLINE).select_related("entered_by")
    return list(found.annotate(wishes=Coalesce(Sum("counts__times"), 0), written=written)[:MOST_PILES])


def pile_at(poll: Poll, pk: int) -> PollEntry | None:
    found = poll.entries.exclude(way=Way.ONLINE).filter(pk=pk).first()
    if found:
        found.poll = poll
    return found
