"""Who may do what with organisations and accounts. What no rule allows, nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole

if TYPE_CHECKING:
    from schuifaan.apps.people.models import Organisation, User


def roles_at_organisation(user: User, organisation: Organisation | None) -> set[str]:
    """The roles `user` has today; read once per user object, so a page asks the database once."""
    if organisation is None or not user.is_authenticated:
        return set()
    return {role for (organisation_id, role) in running_roles(user) if organisation_id == organisation.pk}


def running_roles(user: User) -> frozenset[tuple[int, str]]:
    """(organisation id, role) pairs that run today."""
    cached: frozenset[tuple[int, str]] | None = getattr(user, "_running_roles", None)
    if cached is None:
        today = timezone.localdate()
        cached = frozenset(
            (membership.organisation_id, membership.role)
            for membership in user.memberships.all()
            if membership.since_date <= today
            and (membership.until_date is None or membership.until_date >= today)
        )
        user._running_roles = cached  # type: ignore[attr-defined]  # noqa: SLF001 - remembered on the user object
    return cached


@rules.predicate
def is_signed_in(user: User) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def is_administrator(user: User) -> bool:
    """Administrator of this installation: staff, or the administrator role at any organisation."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or any(role == OrganisationRole.ADMINISTRATOR for _, role in running_roles(user))


@rules.predicate
def leads_organisation(user: User, organisation: Organisation | None) -> bool:
    return bool(
        roles_at_organisation(user, organisation) & {OrganisationRole.BOARD, OrganisationRole.MANAGER}
    )


@rules.predicate
def belongs_to_organisation(user: User, organisation: Organisation | None) -> bool:
    return bool(roles_at_organisation(user, organisation))


@rules.predicate
def works_for_association_or_municipality(user: User) -> bool:
    professional = {OrganisationRole.ASSOCIATION_PROFESSIONAL, OrganisationRole.MUNICIPAL_OFFICER}
    return user.is_authenticated and any(role in professional for _, role in running_roles(user))


# These two roles reach beyond the organisation (importing lists), so only that kind of organisation has them.
ROLE_OF_KIND = {
    OrganisationRole.ASSOCIATION_PROFESSIONAL: OrganisationKind.HOUSING_ASSOCIATION,
    OrganisationRole.MUNICIPAL_OFFICER: OrganisationKind.MUNICIPALITY,
}


def roles_to_give(user: User, organisation: Organisation) -> list[OrganisationRole]:
    """The roles `user` may give somebody at `organisation`; nobody can make an administrator but one."""
    if not (is_administrator(user) or leads_organisation(user, organisation)):
        return []
    return [
        role
        for role in OrganisationRole
        if ROLE_OF_KIND.get(role, organisation.kind) == organisation.kind
        and (role != OrganisationRole.ADMINISTRATOR or is_administrator(user))
    ]


rules.add_perm("people.see_organisation", is_administrator | belongs_to_organisation)
rules.add_perm("people.lead_organisation", is_administrator | leads_organisation)
rules.add_perm("people.see_organisation_audit", is_administrator | leads_organisation)
rules.add_perm("people.add_organisation", is_administrator)
rules.add_perm("people.manage_own_account", is_signed_in)
