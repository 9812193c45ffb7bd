"""What goes over the line: camelCase names, ISO dates, UTC moments, null for what is not known."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, field_validator
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), return_type=str),
]


class Link(Shape):
    href: str = Field(description="Address, absolute.")


class ListLinks(Shape):
    self: Link = Field(alias="self")
    next: Link | None = Field(None, description="The next page; null on the last one.")


class ProblemError(Shape):
    """One reason why a request was refused."""

    in_: str = Field(alias="in", description="Where it stands: query or path.")
    name: str
    code: str
    detail: str


class Problem(Shape):
    """RFC 9457. `errors` holds all reasons together."""

    status: int
    title: str
    detail: str
    errors: list[ProblemError] | None = None


PROBLEMS: dict[int, Any] = {
    400: Problem,
    404: Problem,
    405: Problem,
    406: Problem,
    429: Problem,
    500: Problem,
}


class Point(Shape):
    lat: float = Field(description="Latitude, WGS84.")
    lon: float = Field(description="Longitude, WGS84.")


class Area(Shape):
    code: str = Field(description="Official code of Statistics Netherlands (CBS).")
    name: str


class PageQuery(Shape):
    page_size: int = Field(100, ge=1, le=500, description="How many at most.")
    cursor: str = Field(
        "", max_length=400, description="Where the page before ended; taken from `_links.next`."
    )


MunicipalityCode = Annotated[
    str, Field("", pattern=r"^(GM\d{4})?$", description="Official code, e.g. GM0935.")
]
DistrictCode = Annotated[str, Field("", pattern=r"^(WK\d{6})?$", description="Official code, e.g. WK093500.")]
NeighbourhoodCode = Annotated[
    str, Field("", pattern=r"^(BU\d{8})?$", description="Official code, e.g. BU09350000.")
]


class MunicipalitiesQuery(PageQuery):
    name: str = Field("", max_length=100, description="Part of the name.")


class Municipality(Area):
    year: int = Field(description="Year of the division.")
    province: str
    centre: Point | None


class MunicipalityList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Municipality]


class NeighbourhoodsQuery(PageQuery):
    municipality: MunicipalityCode
    district: DistrictCode
    name: str = Field("", max_length=100, description="Part of the name.")
    geometry: bool = Field(False, description="With outlines; only together with municipality or district.")


class GeometryQuery(Shape):
    geometry: bool = Field(False, description="With its outline.")


class Neighbourhood(Area):
    """A neighbourhood. `outline` says whether its border is official or schematic (drawn by us)."""

    year: int = Field(description="Year of the division.")
    district: Area | None
    municipality: Area
    main_postcode: str | None = Field(description="The four digits most of its addresses have.")
    centre: Point | None
    outline: str = Field(description="official, schematic or none.")
    geometry: dict[str, Any] | None = Field(None, description="GeoJSON, WGS84; null unless asked for.")
    links: dict[str, Link] = Field(alias="_links")


class NeighbourhoodList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Neighbourhood]


class FigureSource(Shape):
    key: str
    title: str
    publisher: str
    licence: str
    url: str


class Figure(Shape):
    """One published figure. Without a value `missingReason` says why: never the same as nought."""

    indicator: str
    label: str = Field(description="In the language of the request.")
    unit: str
    year: int
    value: float | None
    missing_reason: str | None = Field(
        description="not_published or not_applicable; null when there is a value."
    )
    source: FigureSource


class NeighbourhoodWithFigures(Neighbourhood):
    figures: list[Figure]


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north; None when nothing was given."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("Give four numbers: west,south,east,north.") from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - the earth
        raise ValueError("West must lie before east and south before north, in degrees.")
    return west, south, east, north


class PlacesQuery(PageQuery):
    """Several values of one parameter widen the list; different parameters narrow it."""

    q: str = Field("", max_length=100, description="Words of the name or address; forgiving.")
    municipality: MunicipalityCode
    district: DistrictCode
    neighbourhood: NeighbourhoodCode
    open_at: AwareDatetime | None = Field(
        None, description="Open at this moment; with its offset, e.g. 2026-03-01T19:00:00Z."
    )
    step_free: bool = Field(False, description="Only places without a step.")
    quiet: bool = Field(False, description="Only places with a quiet corner or few stimuli.")
    free_coffee: bool = Field(False, description="Only places with free coffee or tea.")
    has_kitchen: bool = Field(False, description="Only places with a kitchen.")
    rooms_to_rent: bool = Field(False, description="Only places with rooms to rent.")
    language: list[str] = Field([], max_length=30, description="Spoken language, e.g. ar.")
    focus: list[str] = Field(
        [], max_length=30, description="For whom the place makes extra room, e.g. women."
    )
    place_type: list[str] = Field([], max_length=10, description="e.g. community_house.")
    bbox: str = Field("", max_length=100, description="west,south,east,north in degrees.")

    @field_validator("bbox")
    @classmethod
    def _is_a_box(cls, text: str) -> str:
        box_of(text)
        return text


class Address(Shape):
    street: str
    house_number: str
    postcode: str
    city: str


class Place(Shape):
    """A meeting place. null means: not known."""

    id: int
    slug: str
    name: str
    summary: dict[str, str] = Field(description="In one sentence, per language.")
    place_type: str | None
    tier: str | None
    part_of: str | None = Field(description="Slug of the house this is a site of.")
    address: Address
    location: Point | None
    neighbourhood: str | None
    municipality: str | None
    opening_hours: str | None = Field(
        description="OpenStreetMap opening_hours, local time in the Netherlands."
    )
    free_coffee: bool | None
    own_drinks: bool | None
    has_kitchen: bool | None
    rooms_to_rent: bool | None
    quiet_day_open: bool | None = Field(description="Also open when nothing is planned.")
    languages: list[str]
    focus: list[str]
    website: str | None
    checked_on: date | None
    changed_at: Moment
    is_demo: bool = Field(description="An example with invented details.")
    links: dict[str, Link] = Field(alias="_links")


class PlaceList(Shape):
    links: ListLinks = Field(alias="_links")
    results: list[Place]


class Text(Shape):
    language: str
    summary: str
    character: str
    getting_here: str


class OpeningChange(Shape):
    """Other hours on these days; `hours` empty: closed."""

    date_from: date
    date_until: date
    hours: str
    reason: dict[str, str]


class Price(Shape):
    what: dict[str, str]
    per: dict[str, str]
    amount_cents: int | None = Field(description="In cents; 0 is free, null is: ask.")


class AccessFact(Shape):
    key: str
    value: Any
    checked_on: date | None
    checked_by: str | None = Field(description="A role, never a name.")


class PlaceInFull(Place):
    texts: list[Text]
    opening_changes: list[OpeningChange]
    prices: list[Price]
    access_facts: list[AccessFact]
    house_rules: dict[str, str] | None = Field(description="The rules that hold now, per language.")
    sites: list[str] = Field(description="Slugs of the places that are part of this one.")
