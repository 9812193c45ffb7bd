"""Which rooms can be asked for, at what hours, by whom; and why a moment cannot."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import Audience, PartyKind, TimeState
from schuifaan.apps.rooms.models import (
    BookingTime,
    Equipment,
    Facility,
    LettingTerms,
    Party,
    Room,
    SetUp,
    Window,
)
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.core.timeline.interval import Interval
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from schuifaan.ui.speech import spoken_day, spoken_period

# Where nobody said when a room can be asked for.
USUAL_HOURS: Final = (time(8), time(23))
# A time of the clock cannot be 24.00: a window that ends in the last minute runs until midnight.
LAST_MINUTE: Final = time(23, 59)
_MIDNIGHT: Final = time(0, 0)
_DAY: Final = timedelta(days=1)
_ORDER: Final = (Audience.RESIDENTS, Audience.NEIGHBOURHOOD, Audience.EVERYONE)


class Asker(Protocol):
    """Who asks, known already or not yet."""

    @property
    def kind(self) -> str: ...

    @property
    def lives_here(self) -> bool | None: ...


# -- For whom -------------------------------------------------------------------------------------


def audience_of(asker: Asker) -> Audience:
    """The narrowest circle somebody belongs to. Not known to live near counts as far away."""
    if asker.kind == PartyKind.RESIDENT and asker.lives_here is not False:
        return Audience.RESIDENTS
    if asker.kind == PartyKind.INITIATIVE or asker.lives_here:
        return Audience.NEIGHBOURHOOD
    return Audience.EVERYONE


def open_to(audience: Audience) -> tuple[Audience, ...]:
    """What is meant for these circles, this one may use."""
    return _ORDER[_ORDER.index(Audience(audience)) :]


# -- Rooms ----------------------------------------------------------------------------------------


def shown_place(slug: str) -> Place | None:
    """As visitors see it, with its terms; None when they cannot."""
    return Place.objects.published().select_related("letting").filter(slug=slug).first()


def terms_of(place: Place) -> LettingTerms | None:
    return getattr(place, "letting", None)


def rooms_to_let(place: Place, audience: Audience | None = None) -> QuerySet[Room]:
    """With all that is told of them, in a few queries however many; none when the place lets none."""
    terms = LettingTerms.objects.filter(place=OuterRef("place"))
    found = Room.objects.filter(Exists(terms), place=place, is_active=True, is_let=True)
    if audience is not None:
        found = found.filter(audience__in=open_to(audience))
    return with_facts(found).order_by("position", "name")


def lets_rooms(place: Place) -> bool:
    terms = LettingTerms.objects.filter(place=OuterRef("place"))
    return Room.objects.filter(Exists(terms), place=place, is_active=True, is_let=True).exists()


def with_facts(rooms: QuerySet[Room]) -> QuerySet[Room]:
    return rooms.prefetch_related(
        "facilities",
        Prefetch("set_ups", SetUp.objects.order_by("-capacity", "kind")),
        Prefetch("windows", Window.objects.order_by("weekday", "starts")),
    )


@dataclass(frozen=True, slots=True)
class RoomPage:
    """What anyone may read of a room."""

    room: Room
    set_ups: Sequence[SetUp]
    facilities: Sequence[Facility]
    # Its own things, and those of the whole place.
    equipment: Sequence[Equipment]
    windows: Sequence[Window]


def room_page(place: Place, room: Room) -> RoomPage:
    equipment = Equipment.objects.filter(Q(room=room) | Q(room__isnull=True), place=place)
    return RoomPage(
        room=room,
        set_ups=list(room.set_ups.all()),
        facilities=list(room.facilities.all()),
        equipment=list(equipment.order_by("name", "pk")),
        windows=list(room.windows.all()),
    )


# -- Hours ----------------------------------------------------------------------------------------


def open_windows(room: Room, first: date, last: date, *, audience: Audience | None = None) -> list[Interval]:
    """When it can be asked for on these days, both included: merged, in order, in real time.

    With `audience` only what is open to them; without, what is open to anybody.
    """
    windows = list(room.windows.all())
    wanted = set(open_to(audience)) if audience else set(_ORDER)
    spans: dict[int, list[tuple[time, time]]] = {weekday: [] for weekday in range(1, 8)}
    for window in windows:
        if window.audience in wanted:
            spans[window.weekday].append((window.starts, window.ends))
    found: list[Interval] = []
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        found += _of_day(day, spans[day.isoweekday()] if windows else [USUAL_HOURS])
    return _merged(found)


def _of_day(day: date, spans: Iterable[tuple[time, time]]) -> list[Interval]:
    found = (
        Interval(from_wall(datetime.combine(day, starts)), from_wall(_end(day, ends)))
        for starts, ends in spans
    )
    # What lies wholly in the hour that summer time skips does not happen.
    return [one for one in found if one.start < one.end]


def _end(day: date, ends: time) -> datetime:
    return datetime.combine(day + _DAY, _MIDNIGHT) if ends >= LAST_MINUTE else datetime.combine(day, ends)


def _merged(found: Iterable[Interval]) -> list[Interval]:
    """Who is welcome until twelve and again from twelve, may stay."""
    merged: list[Interval] = []
    for one in sorted(found, key=lambda one: one.start.timestamp()):
        if merged and one.start.timestamp() <= merged[-1].end.timestamp():
            end = max(merged[-1].end, one.end, key=datetime.timestamp)
            merged[-1] = Interval(merged[-1].start, end)
        else:
            merged.append(one)
    return merged


def window_lines(windows: Iterable[Window]) -> list[tuple[str, str, str]]:
    """Weekday, hours and for whom, in words; nothing of the last where it is for everyone."""
    by_day: dict[tuple[int, str], list[str]] = {}
    for one in windows:
        ends = _MIDNIGHT if one.ends >= LAST_MINUTE else one.ends
        by_day.setdefault((one.weekday, one.audience), []).append(spoken_period(one.starts, ends))
    return [
        (
            str(WEEKDAYS[weekday - 1]),
            ", ".join(hours),
            "" if audience == Audience.EVERYONE else str(Audience(audience).label),
        )
        for (weekday, audience), hours in by_day.items()
    ]


# -- Whether a moment can be asked for ------------------------------------------------------------


def refusal(  # noqa: PLR0917 - who asks is the only thing one may leave out
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    terms: LettingTerms | None,
    now: datetime,
    party: Asker | None = None,
) -> str:
    """Why this cannot be asked for, in a sentence; "" when it can. Whether it is free is another question.

    Without a `party` nothing is said of who may come and how often.
    """
    period = (starts_at, ends_at)
    return refusals(room, [period], terms, now, party).get(period, "")


def refusals(
    room: Room,
    periods: Sequence[Period],
    terms: LettingTerms | None,
    now: datetime,
    party: Asker | None = None,
    *,
    leaving_out: Collection[BookingTime] = (),
) -> dict[Period, str]:
    """Those that cannot be asked for. Together they count for how often in a month; in one or two queries.

    `leaving_out`: times of the party that these come in the place of.
    """
    if not periods:
        return {}
    whole = _refusal_of_room(room, terms, party)
    if whole or terms is None:
        return dict.fromkeys(periods, whole)
    days = [to_wall(at).date() for period in periods for at in period]
    audience = audience_of(party) if party else None
    # From the evening before: what runs on past midnight is one stretch.
    windows = open_windows(room, min(days) - _DAY, max(days) + _DAY, audience=audience)
    said = {
        period: _too_soon_or_late(period, terms, now) or _outside(room, period, windows) for period in periods
    }
    may_ask = [period for period in periods if not said[period]]
    said |= _too_often(may_ask, terms, party, leaving_out)
    return {period: words for period, words in said.items() if words}


def _refusal_of_room(room: Room, terms: LettingTerms | None, party: Asker | None) -> str:
    if terms is None or not room.is_active or not room.is_let:
        return _("%(room)s is niet te vragen.") % {"room": room.name}
    if party is not None and room.audience not in open_to(audience_of(party)):
        return (
            _("%(room)s is alleen voor bewoners van het gebouw.")
            if room.audience == Audience.RESIDENTS
            else _("%(room)s is alleen voor bewoners en de buurt.")
        ) % {"room": room.name}
    return ""


def _too_soon_or_late(period: Period, terms: LettingTerms, now: datetime) -> str:
    start, end = period
    if end <= start:
        return _("Het einde moet na het begin liggen.")
    if start < now:
        return _("Dit moment is al geweest.")
    if start < now + timedelta(hours=terms.notice_hours):
        return _("Dat is te kort dag. Vraag het uiterlijk %(long)s van tevoren.") % {
            "long": _how_long(terms.notice_hours)
        }
    today = to_wall(now).date()
    last = today + terms.ahead_days * _DAY
    if to_wall(start).date() > last:
        return _("Zo ver vooruit kan nog niet. Je kunt nu vragen tot en met %(day)s.") % {
            "day": spoken_day(last, today=date(today.year, 7, 1))
        }
    return ""


def _how_long(hours: int) -> str:
    if hours % 24 == 0 and hours > 24:  # noqa: PLR2004 - a day is said in hours, two days in days
        days = hours // 24
        return ngettext("%(number)s dag", "%(number)s dagen", days) % {"number": days}
    return ngettext("%(number)s uur", "%(number)s uur", hours) % {"number": hours}


def _outside(room: Room, period: Period, windows: Sequence[Interval]) -> str:
    start, end = (at.timestamp() for at in period)
    if any(one.start.timestamp() <= start and end <= one.end.timestamp() for one in windows):
        return ""
    day = to_wall(period[0]).date()
    hours = [one for one in windows if to_wall(one.start).date() <= day < _day_after(one)]
    said = {"room": room.name, "day": spoken_day(day)}
    if not hours:
        return _("%(room)s is op %(day)s niet te vragen.") % said
    told = [spoken_period(*_clipped_to(day, one)) for one in hours]
    said["hours"] = _(" en ").join([", ".join(told[:-1]), told[-1]]) if told[1:] else told[0]
    return _("%(room)s is op %(day)s te vragen van %(hours)s.") % said


def _day_after(one: Interval) -> date:
    """The first day on which nothing of it is left."""
    end = to_wall(one.end)
    return end.date() if end.time() == _MIDNIGHT else end.date() + _DAY


def _clipped_to(day: date, one: Interval) -> tuple[time, time]:
    start, end = to_wall(one.start), to_wall(one.end)
    return (
        start.time() if start.date() == day else _MIDNIGHT,
        end.time() if end.date() == day else _MIDNIGHT,
    )


def _too_often(
    periods: Sequence[Period],
    terms: LettingTerms,
    party: Asker | None,
    leaving_out: Collection[BookingTime],
) -> dict[Period, str]:
    """In order of time: the first ones of a month still fit."""
    most = terms.most_per_month
    if party is None or most is None or not periods:
        return {}
    counted = _times_by_month(party, periods, leaving_out)
    said: dict[Period, str] = {}
    for period in sorted(periods):
        month = _month_of(period[0])
        counted[month] = counted.get(month, 0) + 1
        if counted[month] > most:
            said[period] = ngettext(
                "Je kunt hier %(number)s keer per maand een ruimte krijgen.",
                "Je kunt hier hoogstens %(number)s keer per maand een ruimte krijgen.",
                most,
            ) % {"number": most}
    return said


def _times_by_month(
    party: Asker, periods: Sequence[Period], leaving_out: Collection[BookingTime]
) -> dict[date, int]:
    if not isinstance(party, Party) or party.pk is None:
        return {}
    months = [_month_of(start) for start, _end in periods]
    bounds = [from_wall(datetime.combine(day, _MIDNIGHT)) for day in (min(months), _next_month(max(months)))]
    starts = BookingTime.objects.filter(
        booking__party=party,
        state__in=[TimeState.PLANNED, TimeState.NO_SHOW],
        starts_at__gte=bounds[0],
        starts_at__lt=bounds[1],
    ).exclude(pk__in=[one.pk for one in leaving_out])
    counted: dict[date, int] = {}
    for start in starts.values_list("starts_at", flat=True):
        counted[_month_of(start)] = counted.get(_month_of(start), 0) + 1
    return counted


def _month_of(at: datetime) -> date:
    return to_wall(at).date().replace(day=1)


def _next_month(month: date) -> date:
    return (month + 32 * _DAY).replace(day=1)
