"""What goes over the line about rooms that people can ask for."""

from datetime import date, time, timedelta
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from schuifaan.apps.api.shapes import (
    DistrictCode,
    Link,
    ListLinks,
    Moment,
    MunicipalityCode,
    NeighbourhoodCode,
    PageQuery,
    Point,
    Shape,
    box_of,
)
from schuifaan.apps.rooms.enums import DayPartKind, FacilityKind, PartyKind, RateUnit, SetUpKind, Vat

MOST_DAYS: Final = 31
USUAL_DAYS: Final = 7
FURTHEST_M: Final = 50_000


def _one_of(values: list[str]) -> str:
    return f"One of: {', '.join(values)}."


def point_of(text: str) -> tuple[float, float] | None:
    """Latitude and longitude; None when nothing was given."""
    if not text:
        return None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("Give two numbers: lat,lon.") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - the earth
        raise ValueError("Latitude lies between -90 and 90, longitude between -180 and 180.")
    return lat, lon


def wrong_until(first: date, until: date) -> str:
    """Why these days cannot be asked for in one go; nothing when they can."""
    if first < until <= first + timedelta(days=MOST_DAYS):
        return ""
    return f"Choose a day after the first one, at most {MOST_DAYS} days after it."


class RoomsQuery(PageQuery):
    """Different parameters narrow the list, and so do several facilities: all of them must be there."""

    place: Annotated[str, Field(max_length=140, pattern=r"^[A-Za-z0-9_-]*$")] = Field(
        "", description="Slug of the place."
    )
    municipality: MunicipalityCode
    district: DistrictCode
    neighbourhood: NeighbourhoodCode
    min_capacity: int | None = Field(
        None, ge=1, le=100_000, description="At least so many people fit in, in one set-up or another."
    )
    facility: list[FacilityKind] = Field([], max_length=20, description=_one_of(FacilityKind.values))
    step_free: bool = Field(False, description="Only rooms that are reached without a step.")
    bbox: str = Field("", max_length=100, description="west,south,east,north in degrees.")
    near: str = Field("", max_length=60, description="lat,lon in degrees: only within `distance` of there.")
    distance: int = Field(
        2_000, ge=100, le=FURTHEST_M, description="In metres as the crow flies; counts together with near."
    )

    @field_validator("bbox")
    @classmethod
    def _is_a_box(cls, text: str) -> str:
        box_of(text)
        return text

    @field_validator("near")
    @classmethod
    def _is_a_point(cls, text: str) -> str:
        point_of(text)
        return text


class FreeTimesQuery(Shape):
    """Days are those of the clock on the wall in the Netherlands."""

    from_: date | None = Field(None, alias="from", description="First day; without it: today.")
    until: date | None = Field(
        None,
        description=(
            f"The day after the last one; without it: {USUAL_DAYS} days after the first. "
            f"At most {MOST_DAYS} days after the first."
        ),
    )
    party_kind: PartyKind | None = Field(
        None, description=f"Who would ask, for the rate. {_one_of(PartyKind.values)}"
    )

    @field_validator("from_", "until")
    @classmethod
    def _is_in_reach(cls, day: date | None) -> date | None:
        if day and not 2000 <= day.year < 2200:  # noqa: PLR2004 - sums with others would leave the calendar
            raise ValueError("Choose a day between 2000 and 2200.")
        return day

    @field_validator("until")
    @classmethod
    def _is_after(cls, day: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("from_")
        wrong = wrong_until(first, day) if day and first else ""
        if wrong:
            raise ValueError(wrong)
        return day


class SetUp(Shape):
    """How many people fit in when tables and chairs stand like this."""

    kind: SetUpKind
    capacity: int


class RoomRate(Shape):
    """What a kind of party pays, without VAT. Paid per unit; a part of a unit counts for that part."""

    party_kind: PartyKind
    unit: RateUnit
    cents: int = Field(description="In cents, for one unit.")
    unit_minutes: int | None = Field(
        description="How long a unit is. null: for a unit of time it does not matter, and for a day-part see dayParts."
    )
    minimum_minutes: int | None = Field(
        description="Less is paid as this much. null: a whole day-part where that is the unit, else nothing."
    )
    step_minutes: int = Field(description="Longer is paid up to the next so many minutes.")
    coffee_included: bool
    first_time_free: bool
    deposit_cents: int
    vat: Vat = Field(description="exempt, or high: then vatPercentage comes on top.")
    vat_percentage: float | None = Field(description="null: not known of that day.")


class DayPart(Shape):
    kind: DayPartKind
    starts_at: time = Field(description="On the clock on the wall in the Netherlands.")
    ends_at: time


class OpenHours(Shape):
    """When a room can be asked for by anyone, on the clock on the wall in the Netherlands."""

    weekday: int = Field(description="1 is Monday, 7 is Sunday.")
    starts_at: time
    ends_at: time = Field(description="00:00 is the end of the day.")


class Equipment(Shape):
    name: str
    count: int


class Room(Shape):
    """A room anyone can ask for. null means: not known."""

    id: int
    name: str
    place: str = Field(description="Slug of the place.")
    place_name: str
    location: Point | None
    neighbourhood: str | None
    area_m2: float | None = Field(alias="areaM2")
    capacity: int | None
    set_ups: list[SetUp]
    facilities: list[FacilityKind]
    step_free: bool | None
    note: str | None = Field(description="What is good to know, in the words of the place.")
    links: dict[str, Link] = Field(alias="_links")


class RoomList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Room]


class RoomInFull(Room):
    hours: list[OpenHours] = Field(description="Empty: from 8:00 until 23:00 every day.")
    equipment: list[Equipment] = Field(description="Loose things one can ask for.")
    before_minutes: int = Field(description="Setting up: the room is taken so much earlier.")
    after_minutes: int = Field(description="Cleaning: the room is taken so much longer.")
    notice_hours: int = Field(description="Ask at least so many hours before.")
    ahead_days: int = Field(description="Ask at most so many days ahead.")
    day_parts: list[DayPart]
    rates: list[RoomRate] = Field(description="Those of today; empty: none are stated.")


class FreeTime(Shape):
    """From `startsAt`, which counts, until `endsAt`, which does not."""

    starts_at: Moment
    ends_at: Moment
    rate: RoomRate | None = Field(
        description="For the party asked about, on the day it begins; null: nobody was asked about, or none is stated."
    )


class TakenTime(Shape):
    """From `startsAt`, which counts, until `endsAt`, which does not."""

    starts_at: Moment
    ends_at: Moment
    label: str = Field(
        description="As the page says it: a name only where who has the room chose to show it."
    )


class FreeTimes(Shape):
    """Of one room. Free is what can be asked for at this moment, for at least half an hour."""

    room: int
    from_: date = Field(alias="from", description="First day.")
    until: date = Field(description="The day after the last one.")
    free: list[FreeTime]
    taken: list[TakenTime]
    links: dict[str, Link] = Field(alias="_links")
