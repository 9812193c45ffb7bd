"""Places in the Open Referral shape (HSDS 3.0), with what Open Referral UK asks beside it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from schuifaan.apps.outlets.place_list import page_address
from schuifaan.apps.places.access import FACTS, FactKind
from schuifaan.apps.places.models import AccessFact, Place, Price
from schuifaan.apps.places.naming import language_name
from schuifaan.core.timeline.hours_form import Span, from_expression

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LANGUAGE: Final = "nl"


def hsds_pieces(places: Iterable[Place], *, total: int) -> Iterator[str]:
    """One page that holds everything, as the standard's list of services."""
    page = {
        "total_items": total,
        "total_pages": 1,
        "page_number": 1,
        "size": total,
        "first_page": True,
        "last_page": True,
        "empty": total == 0,
    }
    yield json.dumps(page)[:-1] + ', "contents": ['
    comma = ""
    for place in places:
        yield comma + json.dumps(as_service(place), ensure_ascii=False)
        comma = ",\n"
    yield "]}\n"


def as_service(place: Place) -> dict[str, Any]:
    """A place is one service at one location, run by its organisation, or by itself."""
    text = next((text for text in place.texts.all() if text.language == _LANGUAGE), None)
    service: dict[str, Any] = {
        "id": _id(place, "service"),
        "name": place.name,
        "description": (text.summary if text else "") or None,
        "url": page_address(place),
        "status": "active",
        "last_modified": place.changed_at.isoformat(),
        "assured_date": place.checked_on.isoformat() if place.checked_on else None,
        "organization": _organization(place),
        "languages": [
            {"id": _id(place, f"language-{code}"), "code": code, "name": language_name(code, "en")}
            for code in place.languages
        ],
        "schedules": _schedules(place),
        "cost_options": [_cost(place, price) for price in place.prices.all()],
        "service_at_locations": [
            {
                "id": _id(place, "service-at-location"),
                "service_id": _id(place, "service"),
                "location": _location(place),
            }
        ],
    }
    return _known(service)


def _id(place: Place, part: str) -> str:
    """The same at every export, also on another server: made from the page's address."""
    return str(uuid5(NAMESPACE_URL, f"{page_address(place)}#{part}"))


def _organization(place: Place) -> dict[str, Any]:
    owner = place.organisation
    if owner is None:
        return {"id": _id(place, "organization"), "name": place.name, "description": place.name}
    return _known(
        {
            "id": str(
                uuid5(NAMESPACE_URL, f"{page_address(place).split('/plek/')[0]}/#organisation-{owner.slug}")
            ),
            "name": owner.name,
            "description": str(owner.get_kind_display()),
            "website": owner.website,
        }
    )


def _location(place: Place) -> dict[str, Any]:
    return _known(
        {
            "id": _id(place, "location"),
            "location_type": "physical",
            "name": place.name,
            "latitude": place.lat,
            "longitude": place.lon,
            "external_identifier": place.neighbourhood_id,
            "external_identifier_type": "CBS buurtcode" if place.neighbourhood_id else None,
            "addresses": _addresses(place),
            "accessibility": [
                _accessibility(place, fact) for fact in place.access_facts.all() if fact.key in FACTS
            ],
        }
    )


def _addresses(place: Place) -> list[dict[str, Any]]:
    """An address in this standard is whole or not there."""
    if not (place.street and place.postcode and place.city):
        return []
    area = place.municipality
    return [
        {
            "id": _id(place, "address"),
            "address_1": f"{place.street} {place.house_number}".strip(),
            "city": place.city,
            "state_province": (area.province or area.name) if area else "",
            "postal_code": place.postcode,
            "country": "NL",
            "address_type": "physical",
        }
    ]


def _accessibility(place: Place, fact: AccessFact) -> dict[str, Any]:
    definition = FACTS[fact.key]
    if definition.kind is FactKind.YES_NO:
        said = str(definition.yes if fact.value else definition.no)
    else:
        unit = {FactKind.CENTIMETRES: " cm", FactKind.METRES: " m"}.get(definition.kind, "")
        said = f"{fact.value}{unit}"
    checked = f" ({fact.checked_on.isoformat()})" if fact.checked_on else ""
    return {
        "id": _id(place, f"accessibility-{fact.key}"),
        "description": str(definition.label),
        "details": f"{said}{checked}",
    }


def _cost(place: Place, price: Price) -> dict[str, Any]:
    what = price.what.get(_LANGUAGE) or next(iter(price.what.values()), "")
    per = price.per.get(_LANGUAGE) or next(iter(price.per.values()), "")
    cost: dict[str, Any] = {"id": _id(place, f"cost-{price.pk}"), "option": what, "amount_description": per}
    if price.amount_cents is not None:
        cost |= {"currency": "EUR", "amount": price.amount_cents / 100}
    return _known(cost)


def _schedules(place: Place) -> list[dict[str, Any]]:
    """The week as weekly rules (RFC 5545); what a week cannot say stays as its own text."""
    week = from_expression(place.opening_hours) if place.opening_hours else None
    found: list[dict[str, Any]] = []
    if week is not None:
        days_of: dict[Span, list[str]] = defaultdict(list)
        for day, spans in zip(_WEEKDAYS, week.days, strict=True):
            for span in spans:
                days_of[span].append(day)
        found = [_weekly(place, number, span, days) for number, (span, days) in enumerate(days_of.items())]
    elif place.opening_hours:
        found = [{"id": _id(place, "schedule"), "description": place.opening_hours}]
    return found + [
        _differently(place, number, (change.date_from, change.date_until), change.hours)
        for number, change in enumerate(place.exceptions.all())
    ]


def _weekly(place: Place, number: int, span: Span, days: list[str]) -> dict[str, Any]:
    return {
        "id": _id(place, f"schedule-{number}"),
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": ",".join(days),
        "opens_at": f"{span.start:%H:%M}",
        "closes_at": f"{span.end:%H:%M}",
        "description": place.opening_hours,
    }


def _differently(place: Place, number: int, days: tuple[date, date], hours: str) -> dict[str, Any]:
    first, last = days
    return {
        "id": _id(place, f"exception-{number}"),
        "valid_from": first.isoformat(),
        "valid_to": last.isoformat(),
        "description": hours or "closed",
    }


def _known(record: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody knows: the standard has no null."""
    return {key: value for key, value in record.items() if value not in (None, "", [])}
