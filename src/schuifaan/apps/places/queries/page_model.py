"""What a place's page is made of, ready to be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import StewardKind
from schuifaan.apps.places.models import Photo, Place
from schuifaan.apps.places.naming import in_a_row, language_name
from schuifaan.apps.places.queries.access import AccessGroup, Fetching, KnownFact, check_said, dialled
from schuifaan.apps.places.queries.cards import chairs_at
from schuifaan.apps.places.queries.opening import OpenState
from schuifaan.apps.places.wording import Said
from schuifaan.core.timeline.opening import DayHours
from schuifaan.ui.speech import spoken_period


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the week to come: what it says beside the day's name."""

    day: date
    hours: DayHours
    is_today: bool
    holiday: str
    reason: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """Other hours further ahead; `spans` is "" when closed."""

    date_from: date
    date_until: date
    spans: str
    reason: Said

    @property
    def is_one_day(self) -> bool:
        return self.date_from == self.date_until

    @property
    def spans_said(self) -> str:
        """“10.00–12.00 uur en 14.00–16.00 uur”."""
        return in_a_row([_span_said(span) for span in self.spans.split(",")])


def _span_said(span: str) -> str:
    start, _, end = span.strip().partition("-")
    return spoken_period(_at(start), _at(end))


def _at(clock: str) -> time:
    hour, _, minute = clock.partition(":")
    # A night out ends at 26:00 in the notation of opening hours: two o'clock on the clock.
    return time(int(hour) % 24, int(minute))


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`cents` 0 is free, None is "ask us"."""

    what: Said
    cents: int | None
    per: Said


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language in which the place tells about itself."""

    code: str
    name: str
    is_shown: bool
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class TeamFace:
    """Somebody who agreed to be shown."""

    name: str
    role: str
    photo_url: str


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    role: Said
    kind: str
    organisation: str
    phone: str
    email: str

    @property
    def dial(self) -> str:
        return dialled(self.phone)


@dataclass(frozen=True, slots=True)
class RulesText:
    version: int
    text: Said
    valid_from: date

    @property
    def lines(self) -> list[str]:
        """One rule a line, as most places write them."""
        return [line.strip() for line in self.text.text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """Facts with, behind each, when it was checked; `check` when that goes for the whole group."""

    label: str
    check: str
    facts: list[tuple[KnownFact, str]]


@dataclass(frozen=True)
class PlacePage:
    """All texts are in `language` where the place has them, and else say which language they are in."""

    place: Place
    language: str
    today: date
    kind: str
    type_name: str
    summary: Said
    character: Said
    getting_here: Said
    text_languages: tuple[LanguageChoice, ...]
    opening: OpenState
    week: tuple[DayLine, ...]
    announcements: tuple[Announcement, ...]
    free: tuple[Said, ...]
    prices: tuple[PriceLine, ...]
    languages: tuple[str, ...]
    focus: tuple[str, ...]
    access: tuple[AccessGroup, ...]
    fetching: Fetching | None
    photos: tuple[Photo, ...]
    team: tuple[TeamFace, ...]
    rules: RulesText | None
    contacts: tuple[Contact, ...]
    house: Place | None
    sites: tuple[Place, ...]
    organisation: Organisation | None
    checked: str

    @property
    def chairs(self) -> int:
        return chairs_at(self.place.tier)

    @property
    def street_line(self) -> str:
        return f"{self.place.street} {self.place.house_number}".strip()

    @property
    def character_language(self) -> str:
        return language_name(self.character.language, self.language)

    @property
    def focus_sentence(self) -> str:
        return in_a_row(list(self.focus))

    @property
    def languages_sentence(self) -> str:
        return in_a_row(list(self.languages))

    @property
    def has_own_hours(self) -> bool:
        """A house in several places has the hours of those places, unless it says its own."""
        return self.opening.is_known or not self.sites

    @property
    def says_free_coffee(self) -> bool:
        """Not when the list of what is free says it already."""
        listed = (word for said in self.free for word in said.text.casefold().split())
        return bool(self.place.free_coffee) and not {"koffie", "thee", "coffee", "tea"} & set(listed)

    @property
    def has_offer(self) -> bool:
        place = self.place
        told = (place.free_coffee, place.own_drinks, place.has_kitchen, place.rooms_to_rent)
        return bool(self.free or self.prices or any(told))

    @property
    def has_access_facts(self) -> bool:
        return any(group.facts for group in self.access)

    @property
    def access_unknown(self) -> list[str]:
        return [label for group in self.access for label in group.unknown]

    @property
    def shared_check(self) -> str:
        """When and by whom, where most facts share it: said once instead of behind every fact."""
        return check_said(*self._shared_check) if self._shared_check else ""

    @property
    def steward_sentence(self) -> str:
        if self.place.steward_kind == StewardKind.VOLUNTEER_BOARD:
            return gettext("Een bestuur van vrijwilligers houdt deze plek draaiend.")
        if self.place.steward_kind == StewardKind.PROFESSIONAL_INTERIM:
            return gettext("Een organisatie houdt deze plek tijdelijk draaiend, tot bewoners het overnemen.")
        return ""

    @property
    def access_groups_said(self) -> list[GroupSaid]:
        return [self._group_said(group) for group in self.access if group.facts]

    def _group_said(self, group: AccessGroup) -> GroupSaid:
        checks = {fact.check for fact in group.facts}
        if checks == {self._shared_check}:
            return GroupSaid(group.label, "", [(fact, "") for fact in group.facts])
        if len(checks) == 1:
            return GroupSaid(group.label, check_said(*checks.pop()), [(fact, "") for fact in group.facts])
        return GroupSaid(
            group.label,
            "",
            [
                (fact, "" if fact.check == self._shared_check else check_said(*fact.check))
                for fact in group.facts
            ],
        )

    @property
    def _shared_check(self) -> tuple[date | None, str] | None:
        checks = Counter(fact.check for group in self.access for fact in group.facts if fact.checked_on)
        return checks.most_common(1)[0][0] if checks else None
