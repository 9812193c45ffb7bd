"""How you get in, in A11yJSON (https://a11yjson.org): what is not known is left out."""

from collections.abc import Mapping
from typing import Any, Final

from schuifaan.apps.outlets.place_list import page_address
from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.models import Place

FORMAT_VERSION: Final = "31.1.0"
_CATEGORY: Final = "community_centre"
# Facts the standard has no field for; it leaves room for them in `tags`.
_TAGGED: Final = (
    "has_ramp", "visible_bell", "lift", "quiet_corner", "bus_stop", "bus_stop_distance_m", "fetch_service",
    "fetch_phone",
)  # fmt: skip


def as_place_info(place: Place) -> dict[str, Any]:
    """A PlaceInfo. Nothing here can hold the password of a wifi network: we never ask for it."""
    facts = {
        fact.key: fact.value
        for fact in place.access_facts.all()
        if fact.key in FACTS and fact.value is not None
    }
    properties = {
        "name": {_language_of(place): place.name},
        "category": _CATEGORY,
        "address": _address(place),
        "originalId": place.slug,
        "infoPageUrl": page_address(place),
        "placeWebsiteUrl": place.website,
        "accessibility": _accessibility(place, facts),
        "tags": _tags(place, facts),
    }
    info: dict[str, Any] = {"formatVersion": FORMAT_VERSION, "properties": _filled(properties)}
    if place.lat is not None:
        info["geometry"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return info


def _language_of(place: Place) -> str:
    """A name is in the language the place writes in: Dutch, when it has not written anything yet."""
    written = [text.language for text in place.texts.all()]
    return written[0] if written and "nl" not in written else "nl"


def _address(place: Place) -> dict[str, Any]:
    parts = {
        "street": place.street,
        "house": place.house_number,
        "postalCode": place.postcode,
        "city": place.city,
        "text": place.address_line,
    }
    return {key: {"nl": value} for key, value in parts.items() if value} | {"countryCode": "NL"}


def _accessibility(place: Place, facts: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "entrances": _entrances(facts),
        "restrooms": _restrooms(facts),
        "pathwaysInside": _filled({"width": _length(facts, "wheelchair_path_width_cm", "cm")}),
        "hasInductionLoop": facts.get("hearing_loop"),
        "isWellLit": facts.get("well_lit"),
        "hasLowStimulusEnvironment": facts.get("low_stimulus"),
        "animalPolicy": _filled({"allowsAssistanceDogs": facts.get("assistance_dog")}),
        "payment": _filled({"acceptsCoins": facts.get("pay_cash"), "acceptsBills": facts.get("pay_cash")}),
        "wifi": _filled({"isOpenToVisitors": facts.get("guest_wifi")}),
        "staff": _filled({"spokenLanguages": list(place.languages)}),
    }
    return _filled(found) | _parking(facts)


def _entrances(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    stairs = {"count": facts.get("step_count"), "stepHeight": _length(facts, "step_height_cm", "cm")}
    door = {
        "width": _length(facts, "door_width_cm", "cm"),
        "thresholdHeight": _length(facts, "threshold_cm", "cm"),
        "isAutomatic": facts.get("automatic_door"),
        "isAlwaysOpen": facts.get("door_open"),
    }
    entrance = _filled({"isLevel": facts.get("step_free"), "stairs": _filled(stairs), "door": _filled(door)})
    return [{"properties": {"isMainEntrance": True, **entrance}}] if entrance else []


def _restrooms(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    restroom = _filled(
        {
            "isAccessibleWithWheelchair": facts.get("accessible_toilet"),
            "hasChangingTableForBabies": facts.get("baby_changing"),
        }
    )
    return [restroom] if restroom else []


def _parking(facts: Mapping[str, Any]) -> dict[str, Any]:
    """`null` says here that there is none; not knowing leaves the field out."""
    if "parking_accessible" not in facts:
        return {}
    if not facts["parking_accessible"]:
        return {"parking": {"forWheelchairUsers": None}}
    distance = _length(facts, "parking_distance_m", "m")
    return {"parking": {"forWheelchairUsers": _filled({"distanceToEntrance": distance})}}


def _tags(place: Place, facts: Mapping[str, Any]) -> dict[str, str]:
    words = {True: "yes", False: "no"}
    tags = {
        f"schuifaan:{key}": words[facts[key]] if isinstance(facts[key], bool) else str(facts[key])
        for key in _TAGGED
        if key in facts
    }
    checked = [fact.checked_on for fact in place.access_facts.all() if fact.checked_on]
    return tags | ({"check_date": max(checked).isoformat()} if checked else {})


def _length(facts: Mapping[str, Any], key: str, unit: str) -> dict[str, Any] | None:
    value = facts.get(key)
    return (
        {"value": value, "unit": unit}
        if isinstance(value, int | float) and not isinstance(value, bool)
        else None
    )


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
