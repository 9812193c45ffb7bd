"""What waits at a desk, for who may handle it. A matter about somebody is never among what that person asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.rules import running_place_roles
from schuifaan.apps.voice.enums import (
    OPEN_STATES,
    AboutPerson,
    ContactBy,
    Desk,
    MatterState,
    SignalKind,
)
from schuifaan.apps.voice.models import Answer, Letter, Matter, MatterTheme, Signal
from schuifaan.apps.voice.queries.signals import plain_code
from schuifaan.apps.voice.rules import may_take_unnamed

PAGE: Final = 30
MOST_CALLS: Final = 100
MOST_NEW_PLACES: Final = 200
MOST_WORDS: Final = 6
# The states one can choose from in a list, and what they stand for.
STATES: Final = {
    "wacht": OPEN_STATES,
    "beantwoord": (MatterState.ANSWERED,),
    "afgerond": (MatterState.CLOSED,),
    "tegengehouden": (MatterState.HELD,),
    "alles": (*OPEN_STATES, MatterState.ANSWERED, MatterState.CLOSED),
}
WAITING: Final = "wacht"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Whose desk it is: that of a place, or of a municipality."""

    place: Place | None = None
    municipality: Municipality | None = None

    @property
    def of(self) -> Place | Municipality:
        found = self.place or self.municipality
        if found is None:
            raise TypeError("a desk is somebody's")
        return found

    @property
    def name(self) -> str:
        return self.of.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list; `after` is the mark of the last one seen."""

    state: str = WAITING
    kind: str = ""
    theme: str = ""
    mine: bool = False
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One matter in a list, with how many people raised it."""

    matter: Matter
    voices: int


@dataclass(frozen=True, slots=True)
class MattersPage:
    rows: Sequence[Row]
    next_after: str


@dataclass(frozen=True, slots=True)
class InShort:
    """How it stands at a desk, for one line."""

    waiting: int
    overdue: int
    held: int
    calls: int


# -- Which ----------------------------------------------------------------------------------------


def matters_of(
    user: User, *, place: Place | None = None, municipality: Municipality | None = None
) -> QuerySet[Matter]:
    """Those at this desk that `user` may come to know of. Whether they work there the caller has asked."""
    if place is not None:
        found = Matter.objects.filter(to=Desk.PLACE, place=place)
        if not may_take_unnamed(user, place):
            # Anybody of the team may be meant.
            found = found.filter(Q(about_person=AboutPerson.NO) | Q(about_member__isnull=False))
    elif municipality is not None:
        found = Matter.objects.filter(to=Desk.MUNICIPALITY, municipality=municipality)
        own = {at for at, _role in running_place_roles(user)}
        if own:
            # Of the team of that place as well: they may be the one.
            found = found.filter(
                Q(about_person=AboutPerson.NO)
                | Q(about_member__isnull=False)
                | Q(place__isnull=True)
                | ~Q(place__in=own)
            )
    else:
        raise TypeError("a desk is somebody's")
    return found.filter(
        Q(about_member__isnull=True) | Q(about_member__user__isnull=True) | ~Q(about_member__user=user)
    )


def at_desk(user: User, desk: AtDesk) -> QuerySet[Matter]:
    return matters_of(user, place=desk.place, municipality=desk.municipality)


def matters_page(found: QuerySet[Matter], wanted: Wanted, *, user: User) -> MattersPage:
    """What waits: whose term comes or came first. The others: newest first. Three queries at most."""
    waits = wanted.state == WAITING
    rows = _filtered(found, wanted, user)
    rows = rows.order_by("due_on", "pk") if waits else rows.order_by("-received_at", "-pk")
    seen = _seen(wanted.after)
    if seen:
        moment, pk = seen
        if waits:
            day = moment.date()
            rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=pk))
        elif moment.tzinfo is not None:
            rows = rows.filter(Q(received_at__lt=moment) | Q(received_at=moment, pk__lt=pk))
    shown = list(rows.select_related("owner", "place", "neighbourhood")[: PAGE + 1])
    more, shown = len(shown) > PAGE, shown[:PAGE]
    voices = _voices(shown)
    return MattersPage(
        [Row(one, voices[one.pk]) for one in shown], _mark(shown[-1], waits=waits) if more else ""
    )


def in_short(found: QuerySet[Matter], *, today: date) -> InShort:
    """Two queries."""
    waiting = Q(state__in=OPEN_STATES)
    told = found.aggregate(
        waiting=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(due_on__lt=today)),
        held=Count("pk", filter=Q(state=MatterState.HELD)),
    )
    return InShort(**told, calls=calls_of(found).count())


def matter_at(found: QuerySet[Matter], pk: int) -> Matter | None:
    """With all that its page shows; None also when who asks may not know of it."""
    return (
        found.filter(pk=pk)
        .select_related(
            "place__organisation",
            "municipality",
            "neighbourhood",
            "owner",
            "round",
            "activity",
            "about_member",
        )
        .prefetch_related(
            Prefetch("signals", Signal.objects.order_by("said_at", "pk").prefetch_related("additions")),
            Prefetch("answers", Answer.objects.select_related("given_by").order_by("-number")),
            "themes",
        )
        .first()
    )


def signal_in(matter: Matter, pk: int) -> Signal | None:
    return Signal.objects.filter(matter=matter, pk=pk).first()


def some_matters(found: QuerySet[Matter], pks: Iterable[int]) -> list[Matter]:
    return list(found.filter(pk__in=list(pks)).order_by("received_at", "pk"))


def rows_of(matters: Sequence[Matter]) -> list[Row]:
    voices = _voices(matters)
    return [Row(one, voices[one.pk]) for one in matters]


def looked_for(found: QuerySet[Matter], beside: Matter, words: str) -> list[Matter]:
    """What could be combined with `beside`, by words or code; newest first."""
    others = found.exclude(pk=beside.pk).exclude(state=MatterState.HELD)
    return list(with_words(others, words).order_by("-received_at", "-pk")[:PAGE])


def with_words(found: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """All of the words, in what it is called or what was said; or the code somebody has."""
    parts = words.split()[:MOST_WORDS]
    if not parts:
        return found
    said = Signal.objects.filter(matter=OuterRef("pk"))
    with_code = Q(Exists(said.filter(code=plain_code(words)[:40])))
    every = Q()
    for part in parts:
        every &= Q(title__icontains=part) | Q(Exists(said.filter(text__icontains=part)))
    return found.filter(every | with_code)


# -- Beside the list ------------------------------------------------------------------------------


def calls_of(found: QuerySet[Matter]) -> QuerySet[Letter]:
    """Who gave a telephone number and must still hear something; longest waiting first."""
    waiting = Letter.objects.filter(by=ContactBy.PHONE, done_at__isnull=True, signal__matter__in=found)
    return waiting.select_related("signal__matter").order_by("written_at", "pk")


def call_at(found: QuerySet[Matter], pk: int) -> Letter | None:
    return (
        Letter.objects.filter(by=ContactBy.PHONE, signal__matter__in=found, pk=pk)
        .select_related("signal__matter")
        .first()
    )


def new_places(found: QuerySet[Matter]) -> list[Row]:
    """Where people miss a place, by neighbourhood, with how it stands."""
    rows = found.filter(kind=SignalKind.NEW_PLACE, state__in=STATES["alles"])
    shown = rows.select_related("neighbourhood").prefetch_related(
        Prefetch("answers", Answer.objects.order_by("-number"))
    )
    return rows_of(list(shown.order_by("neighbourhood__name", "-received_at", "pk")[:MOST_NEW_PLACES]))


# -- How ------------------------------------------------------------------------------------------


def _filtered(found: QuerySet[Matter], wanted: Wanted, user: User) -> QuerySet[Matter]:
    rows = found.filter(state__in=STATES.get(wanted.state, OPEN_STATES))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.theme:
        rows = rows.filter(Exists(MatterTheme.objects.filter(matter=OuterRef("pk"), theme=wanted.theme)))
    if wanted.mine:
        rows = rows.filter(owner=user)
    return with_words(rows, wanted.words)


def _voices(matters: Sequence[Matter]) -> Counter[int]:
    if not matters:
        return Counter()
    said = Signal.objects.filter(matter__in=[one.pk for one in matters]).order_by()
    return Counter(dict(said.values_list("matter").annotate(many=Count("pk"))))


def _mark(matter: Matter, *, waits: bool) -> str:
    return f"{(matter.due_on if waits else matter.received_at).isoformat()}_{matter.pk}"


def _seen(after: str) -> tuple[datetime, int] | None:
    """What cannot be a mark is no mark."""
    moment, _line, pk = after.rpartition("_")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 18):  # noqa: PLR2004 - as the database keeps a number
        return None
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None
