"""A page of what is on: the days, the filters, the ways to other days, and help where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from schuifaan.apps.agenda.forms.finding import Asked, address, filter_parameters
from schuifaan.apps.agenda.forms.programme_filters import (
    DayChoice,
    ProgrammeFilters,
    day_choices,
    filters,
)
from schuifaan.apps.agenda.outlet_links import OutletLink, outlet_links
from schuifaan.apps.agenda.queries.finding import Criteria, Found, find
from schuifaan.apps.agenda.queries.items import Day, Item, by_day
from schuifaan.apps.agenda.queries.offered import Offered
from schuifaan.apps.agenda.queries.scope import Of, Scope
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.speech import spoken_day

_NEXT: Final = 3
# How far ahead the nearest next activity is looked for. With filters less far: what fits none would otherwise
# have everything read that lies ahead.
_LOOK_AHEAD: Final = timedelta(days=400)
_LOOK_AHEAD_FILTERED: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose programme a page shows. `name` is "" for everything; `slug` is that of a place."""

    scope: Scope
    path: str
    name: str = ""
    slug: str = ""
    month_path: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: a label and an address."""

    label: str
    href: str


@dataclass(frozen=True)
class Programme:
    """`items` in order of time; `days` the same by day, walk-in on top."""

    whose: Whose
    asked: Asked
    today: date
    now: datetime
    items: tuple[Item, ...]
    days: tuple[Day, ...]
    period: str
    day_choices: tuple[DayChoice, ...]
    filters: ProgrammeFilters
    earlier: Way
    later: Way
    more_address: str
    first_address: str
    links: tuple[OutletLink, ...]
    idea_address: str
    # Only where nothing was found.
    coming: tuple[Item, ...]
    tries: tuple[Way, ...]

    @property
    def heading(self) -> str:
        if self.whose.scope.of is Of.PLACE:
            return gettext("Agenda van %(name)s") % {"name": self.whose.name}
        if self.whose.name:
            return gettext("Wat er te doen is in %(name)s") % {"name": self.whose.name}
        return gettext("Wat er te doen is")

    @property
    def shows_place(self) -> bool:
        """On its own agenda a single place need not say its name at every line."""
        return self.whose.scope.of is not Of.PLACE or len({item.place_id for item in self.items}) > 1


def programme(whose: Whose, asked: Asked, offered: Offered, *, now: datetime, language: str) -> Programme:
    """One query, one more where people must sign up; where nothing is found two or three more."""
    today = to_wall(now).date()
    criteria = asked.criteria
    found = find(criteria, language=language, not_over_at=now if criteria.since == today else None)
    empty = not found.items and not criteria.after
    return Programme(
        whose=whose,
        asked=asked,
        today=today,
        now=now,
        items=tuple(found.items),
        days=by_day(found.items),
        period=period_words(criteria, today),
        day_choices=day_choices(whose.path, asked, today=today),
        filters=filters(asked, offered, language=language),
        earlier=_step(whose, asked, today, back=True),
        later=_step(whose, asked, today, back=False),
        more_address=_more(whose, asked, found),
        first_address=address(whose.path, asked.with_criteria()) if criteria.after else "",
        links=outlet_links(whose.scope, slug=whose.slug, query=urlencode(list(filter_parameters(criteria)))),
        idea_address=reverse("agenda:suggest", args=[whose.slug]) if whose.slug else "",
        coming=_coming(criteria, now, language) if empty else (),
        tries=tuple(_tries(whose, asked, today, now, language)) if empty else (),
    )


def period_words(criteria: Criteria, today: date) -> str:
    """Say "zaterdag 21 november", or "zaterdag 21 november tot en met vrijdag 27 november"."""
    last = criteria.until - timedelta(days=1)
    if last <= criteria.since:
        return _dated(criteria.since, today)
    return gettext("%(first)s tot en met %(last)s") % {
        "first": _dated(criteria.since, today),
        "last": _dated(last, today),
    }


def _dated(day: date, today: date) -> str:
    """With the year only where it is another one; never "vandaag", which is over on paper."""
    return spoken_day(day) if day.year == today.year else spoken_day(day, today=today)


def _more(whose: Whose, asked: Asked, found: Found) -> str:
    if not found.next_cursor:
        return ""
    return address(whose.path, asked.with_criteria(after=found.next_cursor))


def _step(whose: Whose, asked: Asked, today: date, *, back: bool) -> Way:
    """A week, or a single day, earlier or later."""
    length = timedelta(days=1 if asked.is_one_day else 7)
    first = asked.criteria.since - length if back else asked.criteria.since + length
    if asked.is_one_day:
        criteria = replace(asked.criteria, since=first, until=first + length, after="")
        target = Asked(criteria, "", first)
        return Way(spoken_day(first, today=today), address(whose.path, target))
    target = asked.starting(first)
    if first == today:
        target = replace(target, begins=None)
    label = gettext("Een week eerder") if back else gettext("Een week later")
    return Way(label, address(whose.path, target))


def _coming(criteria: Criteria, now: datetime, language: str) -> tuple[Item, ...]:
    """The first ones after these days, with the same filters."""
    since = max(criteria.until, to_wall(now).date())
    length = _LOOK_AHEAD_FILTERED if criteria.has_filters else _LOOK_AHEAD
    ahead = replace(criteria, since=since, until=since + length, after="")
    return tuple(find(ahead, language=language, not_over_at=now, page_size=_NEXT).items)


def _tries(whose: Whose, asked: Asked, today: date, now: datetime, language: str) -> Iterator[Way]:
    """Ways out of an empty list, each only where it gives something."""
    scope = asked.criteria.scope
    if asked.criteria.has_filters:
        wider = asked.without_filters()
        if _gives(wider, today, now, language):
            yield Way(gettext("Alle filters weg"), address(whose.path, wider))
    if scope.of is Of.NEIGHBOURHOOD and not scope.around:
        wider = asked.with_criteria(scope=replace(scope, around=True))
        if _gives(wider, today, now, language):
            yield Way(gettext("Kijk ook in de buurten eromheen"), address(whose.path, wider))
    if asked.is_one_day:
        yield Way(gettext("De komende zeven dagen"), address(whose.path, asked.on("week", today=today)))


def _gives(asked: Asked, today: date, now: datetime, language: str) -> bool:
    over = now if asked.criteria.since == today else None
    return bool(find(asked.criteria, language=language, not_over_at=over, page_size=1).items)
