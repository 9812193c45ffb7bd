"""Places outside where people meet without a building."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.models import Spot
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.location import areas_at
from schuifaan.apps.places.models import Place

FIELDS: Final = frozenset({"name", "where", "lat", "lon", "neighbourhood", "rain_plan", "kit_list"})


@transaction.atomic
def add_spot(*, place: Place, by: User, now: datetime, **values: Any) -> Spot:
    """Without an address: words say where it is. Without a point on the map it is in the place's neighbourhood."""
    require(by, "agenda.change_agenda", place)
    spot = Spot.objects.create(place=place, **_checked(place, values))
    _note("agenda.spot_added", spot, by, now)
    return spot


@transaction.atomic
def change_spot(*, spot: Spot, by: User, now: datetime, **values: Any) -> Spot:
    require(by, "agenda.change_agenda", spot.place)
    for name, value in _checked(spot.place, values).items():
        setattr(spot, name, value)
    spot.save()
    _note("agenda.spot_changed", spot, by, now)
    return spot


@transaction.atomic
def use_spot(*, spot: Spot, is_active: bool, by: User, now: datetime) -> Spot:
    """Out of use it can no longer be chosen; what is planned there goes on."""
    require(by, "agenda.change_agenda", spot.place)
    if spot.is_active != is_active:
        spot.is_active = is_active
        spot.save(update_fields=["is_active"])
        _note("agenda.spot_changed" if is_active else "agenda.spot_retired", spot, by, now)
    return spot


def _checked(place: Place, values: dict[str, Any]) -> dict[str, Any]:
    if unknown := values.keys() - FIELDS:
        raise TypeError(f"not a field of a spot: {sorted(unknown)}")
    for name, message in (("name", _("Hoe heet deze plek?")), ("where", _("Schrijf waar het precies is."))):
        if not values.get(name, "").strip():
            raise AgendaError(message, field=name)
    lat, lon = values.get("lat"), values.get("lon")
    if (lat is None) != (lon is None):
        raise AgendaError(_("Vul breedtegraad en lengtegraad allebei in, of geen van beide."), field="lat")
    return {**values, "neighbourhood": values.get("neighbourhood") or _neighbourhood(place, lat, lon)}


def _neighbourhood(place: Place, lat: float | None, lon: float | None) -> Neighbourhood | None:
    if lat is None or lon is None:
        return place.neighbourhood
    neighbourhood, _municipality = areas_at(lat, lon)
    return neighbourhood or place.neighbourhood


def _note(verb: str, spot: Spot, by: User, now: datetime) -> None:
    record(verb=verb, scope=spot.place.audit_scope, by=by, now=now, subject=spot.name)
