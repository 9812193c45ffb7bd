"""What kind of place it is, through time, and who keeps it going."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require, save_place
from schuifaan.apps.places.enums import PlaceTier, PlaceType, StewardKind
from schuifaan.apps.places.models import Place, PlaceTypePeriod


@transaction.atomic
def change_type(
    *,
    place: Place,
    place_type: PlaceType,
    from_date: date,
    by: User,
    now: datetime,
    why: str = "",
    version: int | None = None,
) -> PlaceTypePeriod:
    """From `from_date` on the place is of this type; earlier periods stay in the history."""
    require(by, "places.change_place", place)
    begin_change(place, version)
    today = timezone.localdate(now)
    before = type_on(place, from_date)
    period, _made = PlaceTypePeriod.objects.update_or_create(
        place=place, from_date=from_date, defaults={"place_type": place_type}
    )
    changes: dict[str, list[str | None]] = {
        "type_from": [None, from_date.isoformat()],
        "place_type": [before or place.place_type or None, str(place_type)],
    }
    if why.strip():
        changes["why"] = [None, why.strip()]
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.type_changed",
        # A type that begins later counts from that day: until then the page says what is true now.
        quiet_fields={"place_type": type_on(place, today) or place.place_type},
        changes=changes,
    )
    return period


def type_on(place: Place, day: date) -> str:
    """The type on that day; "" before the first."""
    return (
        PlaceTypePeriod.objects.filter(place=place, from_date__lte=day)
        .order_by("-from_date")
        .values_list("place_type", flat=True)
        .first()
        or ""
    )


def begin_types(*, now: datetime) -> int:
    """Types whose first day has come begin; returns at how many places."""
    today = timezone.localdate(now)
    begun = 0
    for place in Place.objects.filter(type_periods__from_date__lte=today).distinct():
        current = type_on(place, today)
        if current != place.place_type:
            begun += save_place(
                place=place, by=None, now=now, verb="place.type_began", fields={"place_type": current}
            )
    return begun


@transaction.atomic
def set_steward(
    *,
    place: Place,
    steward_kind: StewardKind | str,
    by: User,
    now: datetime,
    steward_since: date | None = None,
    steward_plan: str = "",
    version: int | None = None,
) -> Place:
    """Who keeps the place going. An organisation only for the time being, and with a plan."""
    require(by, "places.lead_place", place)
    _check_plan(steward_kind, steward_plan)
    fields = {
        "steward_kind": str(steward_kind),
        "steward_since": steward_since,
        "steward_plan": steward_plan.strip(),
    }
    save_place(place=place, version=version, by=by, now=now, verb="place.steward_changed", fields=fields)
    return place


@transaction.atomic
def set_running(
    *,
    place: Place,
    steward_kind: StewardKind | str,
    tier: PlaceTier | str,
    organisation: Organisation | None,
    part_of: Place | None,
    by: User,
    now: datetime,
    steward_since: date | None = None,
    steward_plan: str = "",
    version: int | None = None,
) -> Place:
    """Everything the page "wie houdt de plek draaiend" asks, in one go."""
    require(by, "places.lead_place", place)
    _check_plan(steward_kind, steward_plan)
    is_new = organisation is not None and organisation.pk != place.organisation_id
    if is_new and not by.has_perm("people.lead_organisation", organisation):
        raise NotAllowed(_("Je kunt alleen een organisatie kiezen waar je zelf leiding aan geeft."))
    if part_of is not None and part_of.pk != place.part_of_id:
        if place.pk in {part_of.pk, part_of.part_of_id}:
            raise PlaceError(_("Een plek kan geen onderdeel van zichzelf zijn."), field="part_of")
        require(by, "places.lead_place", part_of)
    fields = {
        "steward_kind": str(steward_kind),
        "steward_since": steward_since,
        "steward_plan": steward_plan.strip(),
        "tier": str(tier),
        "organisation_id": organisation.pk if organisation else None,
        "part_of_id": part_of.pk if part_of else None,
    }
    save_place(place=place, version=version, by=by, now=now, verb="place.steward_changed", fields=fields)
    return place


def _check_plan(steward_kind: StewardKind | str, plan: str) -> None:
    if steward_kind == StewardKind.PROFESSIONAL_INTERIM and not plan.strip():
        raise PlaceError(
            _(
                "Schrijf op hoe de plek weer van bewoners wordt. Een organisatie houdt de plek maar tijdelijk draaiend."
            ),
            field="steward_plan",
        )
