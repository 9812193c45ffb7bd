"""A new place begins as a draft, with only a name."""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.location import areas_at
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember

SLUG_LENGTH = 110
# What the address says when the name has no Latin letters to make it from.
NAMELESS = "plek"


@transaction.atomic
def create_place(
    *,
    name: str,
    by: User,
    now: datetime,
    street: str = "",
    house_number: str = "",
    postcode: str = "",
    city: str = "",
    lat: float | None = None,
    lon: float | None = None,
    organisation: Organisation | None = None,
) -> Place:
    """Make a draft that `by` manages, unless they already may change it another way."""
    require(by, "places.add_place")
    if not name.strip():
        raise PlaceError(_("Vul de naam van de plek in."), field="name")
    if organisation is not None and not by.has_perm("people.lead_organisation", organisation):
        raise NotAllowed(_("Je kunt alleen een organisatie kiezen waar je zelf leiding aan geeft."))
    neighbourhood, municipality = areas_at(lat, lon)
    draft = Place(
        name=name.strip(),
        street=street,
        house_number=house_number,
        postcode=postcode,
        city=city,
        lat=lat,
        lon=lon,
        neighbourhood=neighbourhood,
        municipality=municipality,
        organisation=organisation,
        created_at=now,
        changed_at=now,
    )
    place = _with_free_slug(draft)
    record(verb="place.created", scope=place.audit_scope, by=by, now=now, subject=place.name)
    if not by.has_perm("places.change_place", place):
        today = timezone.localdate(now)
        TeamMember.objects.create(
            place=place, user=by, name=str(by), role=PlaceRole.MANAGER, since_date=today
        )
        forget_roles(by)
    return place


def forget_roles(user: User) -> None:
    """Roles are remembered on the user object; after a change they are read anew."""
    if hasattr(user, "_running_place_roles"):  # also for the user of a request, who is wrapped
        del user._running_place_roles  # noqa: SLF001 - remembered on the user object


def slugs_for(name: str) -> Iterator[str]:
    """Addresses to try for a name: "t-atrium", "t-atrium-2", …"""
    base = slugify(name.replace("’", "").replace("'", ""))[:SLUG_LENGTH].strip("-") or NAMELESS
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _with_free_slug(place: Place) -> Place:
    base = next(slugs_for(place.name))
    taken = set(Place.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free = (slug for slug in slugs_for(place.name) if slug not in taken)
    for attempt in range(5):
        place.slug = next(free)
        try:
            # Somebody may take the same address at this very moment: then the next one.
            with transaction.atomic():
                place.save(force_insert=True)
        except IntegrityError:
            place.pk = None
            if attempt == 4:  # noqa: PLR2004 - the last of five
                raise
        else:
            break
    return place
