"""Who may do what with a place. Place data belongs to the place: what no rule allows, nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.rules import (
    is_administrator,
    is_signed_in,
    leads_organisation,
    running_roles,
    works_for_association_or_municipality,
)
from schuifaan.apps.places.enums import PlaceRole

if TYPE_CHECKING:
    from schuifaan.apps.geography.models import Municipality
    from schuifaan.apps.people.models import User
    from schuifaan.apps.places.models import Place


def running_place_roles(user: User) -> frozenset[tuple[int, str]]:
    """(place id, role) pairs that run today; read once per user object."""
    cached: frozenset[tuple[int, str]] | None = getattr(user, "_running_place_roles", None)
    if cached is None:
        today = timezone.localdate()
        cached = frozenset(
            (member.place_id, member.role)
            for member in user.place_roles.all()
            if member.since_date <= today and (member.until_date is None or member.until_date >= today)
        )
        user._running_place_roles = cached  # type: ignore[attr-defined]  # noqa: SLF001 - remembered on the user object
    return cached


def roles_at_place(user: User, place: Place | None) -> set[str]:
    if place is None or not user.is_authenticated:
        return set()
    return {role for (place_id, role) in running_place_roles(user) if place_id == place.pk}


@rules.predicate
def is_published(user: User, place: Place | None) -> bool:
    del user
    return place is not None and place.is_published


@rules.predicate
def manages_place(user: User, place: Place | None) -> bool:
    return bool(roles_at_place(user, place) & {PlaceRole.MANAGER, PlaceRole.BOARD})


@rules.predicate
def belongs_to_place(user: User, place: Place | None) -> bool:
    return bool(roles_at_place(user, place))


@rules.predicate
def is_on_board_of_place(user: User, place: Place | None) -> bool:
    return PlaceRole.BOARD in roles_at_place(user, place)


@rules.predicate
def leads_organisation_of_place(user: User, place: Place | None) -> bool:
    return (
        place is not None
        and place.organisation_id is not None
        and bool(leads_organisation(user, place.organisation))
    )


@rules.predicate
def runs_any_place(user: User) -> bool:
    return user.is_authenticated and bool(running_place_roles(user))


def municipality_codes_of(user: User) -> set[str]:
    """The municipalities `user` is an officer of today."""
    if not user.is_authenticated:
        return set()
    at = {pk for pk, role in running_roles(user) if role == OrganisationRole.MUNICIPAL_OFFICER}
    if not at:
        return set()
    here = user.memberships.filter(organisation__in=at, organisation__kind=OrganisationKind.MUNICIPALITY)
    return set(here.values_list("organisation__municipality_code", flat=True)) - {""}


@rules.predicate
def works_for_municipality(user: User, municipality: Municipality | None) -> bool:
    return municipality is not None and municipality.pk in municipality_codes_of(user)


# What the apps above build on: who may do these with the place, may do the like with its rooms and its agenda.
@rules.predicate
def changes_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.change_place", place)


@rules.predicate
def works_at_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.see_place_desk", place)


may_change = is_administrator | manages_place | leads_organisation_of_place

rules.add_perm("places.view_place", is_published | may_change | belongs_to_place)
rules.add_perm("places.change_place", may_change)
# Publishing, archiving, the team and the trail are for those who answer for the place.
rules.add_perm("places.lead_place", may_change)
rules.add_perm("places.see_place_desk", may_change | belongs_to_place)
rules.add_perm(
    "places.see_place_audit", is_administrator | is_on_board_of_place | leads_organisation_of_place
)
rules.add_perm("places.export_place", may_change)
rules.add_perm("places.see_desk", is_signed_in)
rules.add_perm("places.add_place", is_administrator | works_for_association_or_municipality | runs_any_place)
rules.add_perm("places.import_places", is_administrator | works_for_association_or_municipality)
rules.add_perm("places.name_tiers", is_administrator | works_for_municipality)
