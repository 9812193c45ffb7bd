"""Which columns a list may have for us, by what names people know them, and a first guess for a given list."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.access import FACTS

ACCESS_PREFIX = "access_"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Doubles(StrEnum):
    """What to do with a place that stands in the list twice."""

    REFUSE = "refuse"
    FIRST = "first"


@dataclass(frozen=True)
class ListReading:
    """How a list is read: our field → its column, and what to do with gaps and doubles."""

    columns: Mapping[str, str] = field(default_factory=dict)
    name_fallback: bool = False
    doubles: Doubles = Doubles.REFUSE

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": dict(self.columns),
            "name_fallback": self.name_fallback,
            "doubles": str(self.doubles),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ListReading":
        return cls(
            columns=dict(stored.get("columns", {})),
            name_fallback=bool(stored.get("name_fallback")),
            doubles=Doubles(stored.get("doubles", Doubles.REFUSE)),
        )


# Our field: its label, and the names it goes by (without spaces, accents or punctuation).
_FIELDS: dict[str, tuple[Promise, str]] = {
    "name": (
        _("Naam"),
        "name naam titel title naamlocatie locatienaam naamplek plek naamstembureau namenl namenld",
    ),
    "external_id": (
        _("Nummer in de lijst"),
        "id externalid extern externid nummer objectid fid uuid identificatie nr",
    ),
    "slug": (_("Kenmerk in ons adres"), "slug"),
    "address": (
        _("Adres in één kolom"),
        "address adres volledigadres adresregel bezoekadres addrfull locatieadres",
    ),
    "street": (_("Straat"), "street straat straatnaam addrstreet openbareruimte streetname"),
    "house_number": (_("Huisnummer"), "housenumber huisnummer huisnr addrhousenumber nummeraanduiding"),
    "postcode": (_("Postcode"), "postcode postalcode zip zipcode pc6 pc addrpostcode"),
    "city": (_("Plaats"), "city plaats woonplaats town stad plaatsnaam addrcity village dorp"),
    "lat": (_("Breedtegraad"), "lat latitude breedtegraad breedte y ycoordinaat geolat"),
    "lon": (_("Lengtegraad"), "lon lng long longitude lengtegraad lengte x xcoordinaat geolon geolng"),
    "opening_hours": (_("Openingstijden (OpenStreetMap)"), "openinghours openingstijden openingsuren"),
    "hours_mon": (_("Open op maandag"), "hoursmon mon monday ma maandag openmaandag openingstijdenmaandag"),
    "hours_tue": (_("Open op dinsdag"), "hourstue tue tuesday di dinsdag opendinsdag openingstijdendinsdag"),
    "hours_wed": (
        _("Open op woensdag"),
        "hourswed wed wednesday wo woensdag openwoensdag openingstijdenwoensdag",
    ),
    "hours_thu": (
        _("Open op donderdag"),
        "hoursthu thu thursday do donderdag opendonderdag openingstijdendonderdag",
    ),
    "hours_fri": (_("Open op vrijdag"), "hoursfri fri friday vr vrijdag openvrijdag openingstijdenvrijdag"),
    "hours_sat": (
        _("Open op zaterdag"),
        "hourssat sat saturday za zaterdag openzaterdag openingstijdenzaterdag",
    ),
    "hours_sun": (_("Open op zondag"), "hourssun sun sunday zo zondag openzondag openingstijdenzondag"),
    "website": (_("Website"), "website url site web webadres homepage contactwebsite link"),
    "summary": (_("In één zin"), "summary samenvatting ineenzin"),
    "phone": (_("Telefoon"), "phone telefoon telefoonnummer tel contactphone"),
    "email": (_("E-mailadres"), "email emailadres mail contactemail"),
    "contact_name": (_("Contactpersoon"), "contact contactpersoon contactname contactperson"),
    "place_type": (_("Soort plek (onze code)"), "placetype"),
    "tier": (_("Omvang (onze code)"), "tier"),
    "free_coffee": (_("Gratis koffie of thee"), "freecoffee gratiskoffie"),
    "own_drinks": (_("Eigen drinken meenemen mag"), "owndrinks"),
    "has_kitchen": (_("Keuken"), "haskitchen keuken kitchen"),
    "rooms_to_rent": (_("Ruimtes te huur"), "roomstorent zaalhuur zaalverhuur"),
    "quiet_day_open": (_("Ook open op een stille dag"), "quietdayopen"),
    "languages": (_("Talen"), "languages talen"),
    "focus": (_("Extra aandacht voor (onze codes)"), "focus"),
    "municipality_code": (_("Gemeentecode"), "municipalitycode gemeentecode gmcode"),
    "neighbourhood_code": (_("Buurtcode"), "neighbourhoodcode buurtcode bucode"),
    "checked_on": (_("Nagekeken op"), "checkedon gecontroleerdop"),
    "wheelchair": (_("Rolstoel (OpenStreetMap)"), "wheelchair"),
    "toilets_wheelchair": (_("Rolstoeltoilet (OpenStreetMap)"), "toiletswheelchair"),
}
FIELD_LABELS: dict[str, Promise] = {key: label for key, (label, _names) in _FIELDS.items()} | {
    f"{ACCESS_PREFIX}{key}": fact.label for key, fact in FACTS.items()
}
_NAMES: dict[str, str] = {name: key for key, (_label, names) in _FIELDS.items() for name in names.split()} | {
    f"{ACCESS_PREFIX}{key}".replace("_", ""): f"{ACCESS_PREFIX}{key}" for key in FACTS
}


def guess_columns(columns: Sequence[str]) -> dict[str, str]:
    """Our field → the first column of the list that goes by its name."""
    found: dict[str, str] = {}
    for column in columns:
        key = _NAMES.get(_plain(column))
        if key and key not in found:
            found[key] = column
    if "street" in found and "address" in found:
        # The parts say it better than the whole; what they leave empty the whole may fill.
        found.pop("address")
    return found


def _plain(column: str) -> str:
    letters = unicodedata.normalize("NFKD", column.casefold())
    return re.sub(r"[^a-z0-9]", "", letters)
