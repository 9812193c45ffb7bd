"""What residents ask of a programme, read kindly from an address and written back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries.finding import Criteria, DayPart, Price, today_only, week_of, weekend_of
from schuifaan.apps.agenda.queries.scope import Of, Scope
from schuifaan.apps.places.naming import language_name

# The words of an address are Dutch, like the rest of what residents see.
TODAY: Final = "vandaag"
TOMORROW: Final = "morgen"
WEEK: Final = "week"
WEEKEND: Final = "weekend"
PRICES: Final[Mapping[str, Price]] = {"gratis": Price.FREE, "laag": Price.LOW}
DAY_PARTS: Final[Mapping[str, DayPart]] = {
    "ochtend": DayPart.MORNING,
    "middag": DayPart.AFTERNOON,
    "avond": DayPart.EVENING,
}
STEP_FREE: Final = "drempelvrij"
WITHOUT_PROFESSIONALS: Final = "zonder-hulpverleners"
AROUND: Final = "rondom"
_YES: Final = "1"
_LONGEST_CURSOR: Final = 120
_MOST_OPTIONS: Final = 30
# A calendar somebody can mean; it also keeps sums with days within what a date can hold.
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Asked:
    """`days`: one of the words above, or "" for a single date (then `begins`). `begins`: another first day."""

    criteria: Criteria
    days: str = WEEK
    begins: date | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_one_day(self) -> bool:
        return self.criteria.until - self.criteria.since == timedelta(days=1)

    def starting(self, day: date) -> Asked:
        """The seven days from another day, with the same filters."""
        criteria = replace(self.criteria, since=day, until=day + timedelta(days=7), after="")
        return replace(self, criteria=criteria, days=WEEK, begins=day)

    def on(self, days: str, *, today: date) -> Asked:
        """The same filters on other days."""
        found = _stretch(days, today, self.criteria.scope)
        criteria = replace(self.criteria, since=found.since, until=found.until, after="")
        return replace(self, criteria=criteria, days=days, begins=None)

    def with_criteria(self, **changes: object) -> Asked:
        return replace(self, criteria=replace(self.criteria, **{"after": "", **changes}))  # type: ignore[arg-type]

    def without_filters(self) -> Asked:
        return self.with_criteria(
            kinds=(), price=None, languages=(), day_parts=(), step_free=False, without_professionals=False
        )


def read(query: QueryDict, *, scope: Scope, today: date) -> Asked:
    """What is not understood is left out; only a day that is not one gets a sentence."""
    notes: list[str] = []
    days, begins = _days(query, notes)
    around = query.get(AROUND) == _YES and scope.of is Of.NEIGHBOURHOOD
    scope = replace(scope, around=around)
    found = _stretch(days, today, scope) if days else Criteria(today, today + timedelta(days=1), scope)
    if begins is not None:
        length = found.until - found.since
        found = replace(found, since=begins, until=begins + length)
    criteria = replace(
        found,
        kinds=_options(query, "soort", ActivityKind.values),
        price=_price(query),
        languages=_languages(query),
        day_parts=tuple(DAY_PARTS[word] for word in _options(query, "dagdeel", list(DAY_PARTS))),
        step_free=query.get(STEP_FREE) == _YES,
        without_professionals=query.get(WITHOUT_PROFESSIONALS) == _YES,
        after=query.get("na", "")[:_LONGEST_CURSOR],
    )
    return Asked(criteria, days, begins, tuple(notes))


def address(path: str, asked: Asked) -> str:
    """The same list as an address to share; what speaks for itself is left out."""
    query = urlencode([*day_parameters(asked), *filter_parameters(asked.criteria), *_cursor(asked.criteria)])
    return f"{path}?{query}" if query else path


def day_parameters(asked: Asked) -> Iterator[tuple[str, str]]:
    if not asked.days and asked.begins is not None:
        yield "dag", asked.begins.isoformat()
    elif asked.begins is not None:
        yield "vanaf", asked.begins.isoformat()
    elif asked.days != WEEK:
        yield "dag", asked.days


def filter_parameters(criteria: Criteria) -> Iterator[tuple[str, str]]:
    yield from (("soort", kind) for kind in criteria.kinds)
    yield from (("prijs", word) for word, price in PRICES.items() if price is criteria.price)
    yield from (("taal", code) for code in criteria.languages)
    yield from (("dagdeel", word) for word, part in DAY_PARTS.items() if part in criteria.day_parts)
    if criteria.step_free:
        yield STEP_FREE, _YES
    if criteria.without_professionals:
        yield WITHOUT_PROFESSIONALS, _YES
    if criteria.scope.around:
        yield AROUND, _YES


def _cursor(criteria: Criteria) -> Iterator[tuple[str, str]]:
    if criteria.after:
        yield "na", criteria.after


def read_date(typed: str) -> date | None:
    """None for what is no date, or one that nobody can mean."""
    try:
        day = date.fromisoformat(typed.strip()[:10])
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year < _LAST_YEAR else None


def _days(query: QueryDict, notes: list[str]) -> tuple[str, date | None]:
    word = query.get("dag", "").strip().casefold()
    if word in {TODAY, TOMORROW, WEEKEND}:
        return word, None
    if word and word != WEEK:
        day = read_date(word)
        if day is not None:
            return "", day
        notes.append(
            gettext("We begrijpen de dag ‘%(day)s’ niet. Dit is wat er deze week is.") % {"day": word[:40]}
        )
    return WEEK, read_date(query.get("vanaf", ""))


def _stretch(days: str, today: date, scope: Scope) -> Criteria:
    match days:
        case "vandaag":
            return today_only(today, scope)
        case "morgen":
            return today_only(today + timedelta(days=1), scope)
        case "weekend":
            return weekend_of(today, scope)
        case _:
            return week_of(today, scope)


def _options(query: QueryDict, name: str, allowed: list[str]) -> tuple[str, ...]:
    asked = list(dict.fromkeys(query.getlist(name)))[:_MOST_OPTIONS]
    return tuple(value for value in asked if value in allowed)


def _price(query: QueryDict) -> Price | None:
    """Both ticked is the wider of the two."""
    asked = [PRICES[word] for word in query.getlist("prijs") if word in PRICES]
    return Price.LOW if Price.LOW in asked else next(iter(asked), None)


def _languages(query: QueryDict) -> tuple[str, ...]:
    asked = list(dict.fromkeys(query.getlist("taal")))[:_MOST_OPTIONS]
    return tuple(code for code in asked if is_language(code))


def is_language(code: str) -> bool:
    return bool(code) and code.isascii() and language_name(code, "en") != code
