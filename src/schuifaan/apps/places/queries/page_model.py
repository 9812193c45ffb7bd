"""What a place's page is made of, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.models import Photo, Place
from schuifaan.apps.places.queries.access import AccessGroup, Fetching
from schuifaan.apps.places.queries.opening import OpenState
from schuifaan.apps.places.wording import Said
from schuifaan.core.timeline.opening import DayHours


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
        """The number as a telephone wants it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class RulesText:
    version: int
    text: Said
    valid_from: date


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
    checked_by: str

    @property
    def hours_known(self) -> bool:
        return self.opening.is_known

    @property
    def has_access_facts(self) -> bool:
        return any(group.facts for group in self.access)

    @property
    def has_address(self) -> bool:
        return bool(self.place.address_line)
