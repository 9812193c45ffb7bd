"""What came out of a poll: wishes in words with how often, most first; and the lines people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import LineState, PollState, Way
from schuifaan.apps.voice.models import FreeLine, Poll, PollOption, PollQuestion, WishCount
from schuifaan.apps.voice.queries.polls import counted_lines, questions_of

LINES_SHOWN = 20
LINES_ON_A_PAGE = 50
MOST_BECAME = 6
BECAME_DAYS = 365


@dataclass(frozen=True, slots=True)
class Wish:
    """`activity` is what became of it; `is_there` when everybody can see that."""

    option: PollOption
    times: int
    activity: Activity | None
    is_there: bool

    @property
    def text(self) -> str:
        return self.option.text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, what was ticked, and the first of what people wrote."""

    question: PollQuestion
    wishes: Sequence[Wish]
    lines: Sequence[FreeLine]
    has_more: bool

    @property
    def said(self) -> list[Wish]:
        return [one for one in self.wishes if one.times]


@dataclass(frozen=True, slots=True)
class LinePage:
    lines: Sequence[FreeLine]
    following: int | None


@dataclass(frozen=True, slots=True)
class Became:
    """A wish, and the activity that it became."""

    wish: str
    activity: Activity


def outcomes(poll: Poll, *, for_team: bool) -> list[Outcome]:
    """For the team all lines that are no part of a wish, else those that everybody may read.

    A fixed number of queries, however much came in.
    """
    times, there = _times(poll), _there(poll)
    found = []
    for question in questions_of(poll):
        wishes = [
            Wish(one, times.get(one.pk, 0), there.get(one.pk, (None, False))[0], there.get(one.pk, (None, False))[1])
            for one in question.options.all()
        ]  # fmt: skip
        wishes.sort(key=lambda one: (-one.times, one.option.position))
        found.append((question, wishes))
    lines = _first_lines(poll, for_team=for_team)
    return [
        Outcome(
            question,
            wishes,
            lines.get(question.pk, [])[:LINES_SHOWN],
            len(lines.get(question.pk, [])) > LINES_SHOWN,
        )
        for question, wishes in found
    ]


def times_of(option: PollOption) -> int:
    counted = option.counts.filter(entry__taken_back_at__isnull=True).aggregate(all=Sum("times"))["all"] or 0
    return counted + option.lines.filter(counted_lines()).count()


def _times(poll: Poll) -> dict[int, int]:
    counted = WishCount.objects.filter(option__question__poll=poll, entry__taken_back_at__isnull=True)
    times = dict(counted.order_by().values_list("option").annotate(Sum("times")))
    joined = FreeLine.objects.filter(counted_lines(), option__question__poll=poll).order_by()
    for option, number in joined.values_list("option").annotate(Count("pk")):
        times[option] = times.get(option, 0) + number
    return times


def _there(poll: Poll) -> dict[int, tuple[Activity, bool]]:
    rows = PollOption.objects.filter(question__poll=poll, activity__isnull=False).select_related("activity")
    shown = set(Activity.objects.shown().filter(wished_in__question__poll=poll).values_list("pk", flat=True))
    return {one.pk: (one.activity, one.activity_id in shown) for one in rows if one.activity is not None}


def _first_lines(poll: Poll, *, for_team: bool) -> dict[int, list[FreeLine]]:
    """A few of each question, in one query."""
    place_in_row = Window(RowNumber(), partition_by=F("question"), order_by=[F("text").asc(), F("pk").asc()])
    rows = FreeLine.objects.filter(counted_lines(), question__poll=poll, option__isnull=True)
    if not for_team:
        rows = rows.filter(state=LineState.SHOWN)
    found: dict[int, list[FreeLine]] = {}
    for line in rows.annotate(at=place_in_row).filter(at__lte=LINES_SHOWN + 1).order_by("at"):
        found.setdefault(line.question_id, []).append(line)
    return found


def shown_lines(question: PollQuestion, *, after: int | None = None) -> LinePage:
    """All lines of a question that everybody may read, in the order of the alphabet."""
    rows = FreeLine.objects.filter(counted_lines(), question=question, option__isnull=True)
    return _page(rows.filter(state=LineState.SHOWN).order_by("text", "pk"), after)


def lines_to_look_at(poll: Poll, *, state: str, after: int | None = None) -> LinePage:
    """Lines of a whole poll in one state. Never in the order of coming in."""
    rows = FreeLine.objects.filter(counted_lines(), question__poll=poll, state=state)
    return _page(rows.select_related("question", "option", "activity").order_by("text", "pk"), after)


def _page(rows: QuerySet[FreeLine], after: int | None) -> LinePage:
    past = FreeLine.objects.filter(pk=after).values_list("text", "pk").first() if after else None
    if past is not None:
        rows = rows.filter(Q(text__gt=past[0]) | Q(text=past[0], pk__gt=past[1]))
    found = list(rows[: LINES_ON_A_PAGE + 1])
    more = len(found) > LINES_ON_A_PAGE
    found = found[:LINES_ON_A_PAGE]
    return LinePage(found, found[-1].pk if more else None)


def line_states(poll: Poll) -> dict[str, int]:
    rows = FreeLine.objects.filter(counted_lines(), question__poll=poll).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def line_at(poll: Poll, pk: int) -> FreeLine | None:
    found = FreeLine.objects.filter(question__poll=poll, pk=pk).select_related(
        "question", "option", "activity"
    )
    line = found.first()
    if line is not None:
        line.question.poll = poll
    return line


def option_at(poll: Poll, pk: int) -> PollOption | None:
    found = (
        PollOption.objects.filter(question__poll=poll, pk=pk).select_related("question", "activity").first()
    )
    if found is not None:
        found.question.poll = poll
    return found


def became(poll: Poll) -> list[Became]:
    """What was wished here and is there now, for everybody."""
    return _became(Q(question__poll=poll))


def became_of(polls: Sequence[Poll]) -> list[Became]:
    """The same for several polls together."""
    return _became(Q(question__poll__in=polls)) if polls else []


def _became(which: Q) -> list[Became]:
    shown = Activity.objects.shown()
    options = PollOption.objects.filter(which, activity__in=shown).select_related("activity")
    lines = FreeLine.objects.filter(which, counted_lines(), activity__in=shown, state=LineState.SHOWN)
    rows: list[PollOption | FreeLine] = [
        *options[:MOST_BECAME],
        *lines.select_related("activity")[:MOST_BECAME],
    ]
    return [Became(one.text, one.activity) for one in rows if one.activity is not None][:MOST_BECAME]


def public_polls(place: Place, *, now: datetime) -> list[Poll]:
    """Those of the past year: what is asked now, and what was asked."""
    found = Poll.objects.filter(place=place, opened_at__gte=now - timedelta(days=BECAME_DAYS))
    return list(found.exclude(state=PollState.DRAFT).order_by("-opened_at", "-pk")[:MOST_BECAME])


def table_of(poll: Poll) -> Iterator[tuple[str, str, int, int, int, str]]:
    """Every wish and every line: question, words, times, online, otherwise, and the state of a line."""
    rows = PollOption.objects.filter(question__poll=poll).select_related("question")
    counts = Q(counts__entry__taken_back_at__isnull=True)
    rows = rows.annotate(
        online=Coalesce(Sum("counts__times", filter=counts & Q(counts__entry__way=Way.ONLINE)), 0),
        otherwise=Coalesce(Sum("counts__times", filter=counts & ~Q(counts__entry__way=Way.ONLINE)), 0),
    ).order_by("question__position", "position")
    times = _times(poll)
    for one in rows:
        yield one.question.text, one.text, times.get(one.pk, 0), one.online, one.otherwise, ""
    is_typed = Case(When(entry__isnull=False, then=Value(1)), default=Value(0), output_field=IntegerField())
    lines = FreeLine.objects.filter(counted_lines(), question__poll=poll).select_related("question")
    for line in lines.annotate(typed=is_typed).order_by("question__position", "text", "pk").iterator():
        yield (
            line.question.text, line.text, 1, 1 - line.typed, line.typed,
            str(line.get_state_display()),
        )  # fmt: skip
