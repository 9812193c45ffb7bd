"""Who may do what with a dossier. A dossier is for its members and the organisation it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.people.rules import (
    belongs_to_organisation,
    is_administrator,
    is_signed_in,
    leads_organisation,
)

if TYPE_CHECKING:
    from schuifaan.apps.dossiers.models import Dossier
    from schuifaan.apps.people.models import User


def dossier_roles(user: User) -> frozenset[tuple[int, str]]:
    """(dossier id, role) pairs; read once per user object."""
    cached: frozenset[tuple[int, str]] | None = getattr(user, "_dossier_roles", None)
    if cached is None:
        cached = frozenset(user.dossier_roles.values_list("dossier_id", "role"))
        user._dossier_roles = cached  # type: ignore[attr-defined]  # noqa: SLF001 - remembered on the user object
    return cached


def _roles(user: User, dossier: Dossier | None) -> set[str]:
    if dossier is None or not user.is_authenticated:
        return set()
    return {role for dossier_id, role in dossier_roles(user) if dossier_id == dossier.pk}


@rules.predicate
def takes_part(user: User, dossier: Dossier | None) -> bool:
    return bool(_roles(user, dossier))


@rules.predicate
def works_on(user: User, dossier: Dossier | None) -> bool:
    return bool(_roles(user, dossier) & {DossierRole.OWNER, DossierRole.EDITOR})


@rules.predicate
def owns(user: User, dossier: Dossier | None) -> bool:
    return DossierRole.OWNER in _roles(user, dossier)


@rules.predicate
def is_colleague(user: User, dossier: Dossier | None) -> bool:
    return dossier is not None and bool(belongs_to_organisation(user, dossier.organisation))


@rules.predicate
def leads_its_organisation(user: User, dossier: Dossier | None) -> bool:
    return dossier is not None and bool(leads_organisation(user, dossier.organisation))


rules.add_perm("dossiers.see_dossiers", is_signed_in)
rules.add_perm("dossiers.add_dossier", is_signed_in)
rules.add_perm("dossiers.view_dossier", is_administrator | takes_part | is_colleague)
rules.add_perm("dossiers.change_dossier", is_administrator | works_on | is_colleague)
# Inviting, sharing, putting away: for who began it and who leads the organisation.
rules.add_perm("dossiers.lead_dossier", is_administrator | owns | leads_its_organisation)
rules.add_perm("dossiers.see_own_handbook", is_administrator | belongs_to_organisation)
rules.add_perm("dossiers.change_own_handbook", is_administrator | belongs_to_organisation)
