from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from schuifaan.apps.api import queries, shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.places.models import Place

router = Router()
_PATH = "/api/v1/places"


@router.get(
    "/places",
    response={200: shapes.PlaceList, **shapes.PROBLEMS},
    operation_id="listPlaces",
    summary="List meeting places",
    description=(
        "Published places in order of name; the same filters as the directory. Every site of a house with "
        "several sites is listed, with `partOf`. There is no other order: places are not compared."
    ),
    tags=["places"],
    by_alias=True,
)
def list_places(request: HttpRequest, query: Query[shapes.PlacesQuery]) -> shapes.PlaceList:
    found, cursor = queries.places(query)
    return shapes.PlaceList(
        links=list_links(request, cursor), results=[shapes.Place(**_fields(one)) for one in found]
    )


@router.get(
    "/places/{place}",
    response={200: shapes.PlaceInFull, **shapes.PROBLEMS},
    operation_id="getPlace",
    summary="One meeting place in full",
    description="By its number or its slug. Names and numbers of people are only on the page itself.",
    tags=["places"],
    by_alias=True,
)
def get_place(request: HttpRequest, place: str) -> shapes.PlaceInFull:
    del request
    found = queries.place(place)
    rules = queries.house_rules_on(found, timezone.localdate())
    return shapes.PlaceInFull(
        **_fields(found),
        texts=[_text(text) for text in found.texts.all()],
        opening_changes=[
            shapes.OpeningChange(
                date_from=change.date_from,
                date_until=change.date_until,
                hours=change.hours,
                reason=change.reason,
            )
            for change in found.exceptions.all()
        ],
        prices=[
            shapes.Price(what=price.what, per=price.per, amount_cents=price.amount_cents)
            for price in found.prices.all()
        ],
        access_facts=[
            shapes.AccessFact(
                key=fact.key, value=fact.value, checked_on=fact.checked_on, checked_by=fact.checked_by or None
            )
            for fact in found.access_facts.all()
        ],
        house_rules=rules.text if rules else None,
        sites=[site.slug for site in found.sites.all()],
    )


def _text(text: Any) -> shapes.Text:
    return shapes.Text(
        language=text.language, summary=text.summary, character=text.character, getting_here=text.getting_here
    )


def _fields(place: Place) -> dict[str, Any]:
    """What list and page share. "" in the database is null here: not known."""
    located = place.lat is not None and place.lon is not None
    return {
        "id": place.pk,
        "slug": place.slug,
        "name": place.name,
        "summary": {text.language: text.summary for text in place.texts.all() if text.summary},
        "place_type": place.place_type or None,
        "tier": place.tier or None,
        "part_of": place.part_of.slug if place.part_of and place.part_of.is_published else None,
        "address": shapes.Address(
            street=place.street, house_number=place.house_number, postcode=place.postcode, city=place.city
        ),
        "location": shapes.Point(lat=place.lat, lon=place.lon) if located else None,
        "neighbourhood": place.neighbourhood_id,
        "municipality": place.municipality_id,
        "opening_hours": place.opening_hours or None,
        "free_coffee": place.free_coffee,
        "own_drinks": place.own_drinks,
        "has_kitchen": place.has_kitchen,
        "rooms_to_rent": place.rooms_to_rent,
        "quiet_day_open": place.quiet_day_open,
        "languages": place.languages,
        "focus": place.focus,
        "website": place.website or None,
        "checked_on": place.checked_on,
        "changed_at": place.changed_at,
        "is_demo": place.is_demo,
        "links": {
            "self": absolute(f"{_PATH}/{place.slug}"),
            "page": absolute(reverse("places:place", args=[place.slug])),
            "accessibility": absolute(reverse("outlets:place_accessibility", args=[place.slug])),
            "rooms": absolute(f"/api/v1/rooms?place={place.slug}"),
        },
    }
