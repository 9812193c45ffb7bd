"""What goes over the line about activities and their times."""

from datetime import date, time
from typing import Annotated

from pydantic import AwareDatetime, Field

from schuifaan.apps.agenda.enums import (
    ActivityKind,
    OccurrenceState,
    OrganiserKind,
    Professional,
    PublicHolidays,
    SchoolRegion,
)
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
)

DEAREST_CENTS = 1_000_000


def _one_of(values: list[str]) -> str:
    return f"One of: {', '.join(values)}."


Slug = Annotated[str, Field("", max_length=140, pattern=r"^[A-Za-z0-9_-]*$")]
SHOWN = [OccurrenceState.ON.value, OccurrenceState.MOVED.value, OccurrenceState.CANCELLED.value]


class AgendaQuery(PageQuery):
    """Several values of one parameter widen the list; different parameters narrow it."""

    place: Slug = Field("", description="Slug of a place; of a house also what is on at its sites.")
    municipality: MunicipalityCode
    district: DistrictCode
    neighbourhood: NeighbourhoodCode
    kind: list[ActivityKind] = Field([], max_length=30, description=_one_of(ActivityKind.values))
    max_price_cents: int | None = Field(
        None, ge=0, le=DEAREST_CENTS, description="Costs at most this much, in cents; 0 is free."
    )
    language: list[str] = Field(
        [], max_length=30, description="Language that is spoken there, e.g. ar; nothing said is not listed."
    )
    step_free: bool = Field(False, description="Only at places without a step.")
    without_professionals: bool = Field(
        False, description="Only where nobody is present as a professional giving advice."
    )


class ActivitiesQuery(AgendaQuery):
    pass


class OccurrencesQuery(AgendaQuery):
    activity: Slug = Field("", description="Slug of an activity.")
    since: AwareDatetime | None = Field(
        None, description="Begins then or later, with its offset; without it: from now on."
    )
    until: AwareDatetime | None = Field(None, description="Begins before then, with its offset.")
    state: list[OccurrenceState] = Field(
        [], max_length=10, description=f"{_one_of(SHOWN)} Times nobody may see yet are never listed."
    )


class Organiser(Shape):
    """Who organises it. A resident stays without a name here; the page tells."""

    kind: OrganiserKind
    name: str | None


class Activity(Shape):
    """Something people can join. Texts are per language; null means: not known."""

    id: int
    slug: str
    kind: ActivityKind
    place: str = Field(description="Slug of the place that runs it; its times say where it happens.")
    title: dict[str, str]
    description: dict[str, str]
    audience: dict[str, str] = Field(description="For whom it is meant.")
    cost_cents: int = Field(description="In cents; 0 is free. Always known.")
    cost_note: dict[str, str]
    open_to_everyone: bool
    professional: Professional | None = Field(
        description="Whether a professional is present for advice, or deliberately not."
    )
    can_leave: bool | None = Field(description="Whether you can walk out at any time.")
    leave_note: dict[str, str]
    bring: dict[str, str]
    access_note: dict[str, str]
    languages: list[str] = Field(description="Languages that are spoken there.")
    organiser: Organiser
    sign_up: bool = Field(description="false: just come.")
    seats: int | None
    changed_at: Moment
    links: dict[str, Link] = Field(alias="_links")


class ActivityList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Activity]


class Series(Shape):
    """When it happens, on the clock on the wall in the Netherlands. What differs stands with its times."""

    uid: str = Field(description="The start of its name in calendar feeds.")
    place: str = Field(description="Slug of where it happens.")
    room: str | None
    spot: str | None = Field(description="Where people meet outside.")
    first_on: date
    last_on: date | None = Field(description="null: it goes on.")
    starts_at: time
    minutes: int
    all_day: bool
    rule: str | None = Field(description="RFC 5545 RRULE, UNTIL in local time; null: it happens once.")
    school_region: SchoolRegion | None = Field(description="Pauses in the school holidays of this region.")
    public_holidays: PublicHolidays


class ActivityInFull(Activity):
    series: list[Series]


class Occurrence(Shape):
    """One time an activity happens."""

    id: int
    activity: str = Field(description="Slug of the activity.")
    title: str = Field(description="In the language of the request where there is one, see language.")
    language: str
    kind: ActivityKind
    state: OccurrenceState = Field(description=_one_of(SHOWN))
    note: str | None = Field(description="What was said about this one time.")
    starts_at: Moment
    ends_at: Moment
    all_day: bool
    planned_at: Moment = Field(description="When its series has it; differs from startsAt once it is moved.")
    place: str = Field(description="Slug of the place.")
    place_name: str
    room: str | None
    spot: str | None = Field(description="Where people meet outside.")
    address: str
    location: Point | None
    neighbourhood: str | None
    cost_cents: int = Field(description="In cents; 0 is free.")
    sign_up: bool
    seats_left: int | None = Field(description="null where seats are not counted.")
    changed_at: Moment
    links: dict[str, Link] = Field(alias="_links")


class OccurrenceList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Occurrence]
