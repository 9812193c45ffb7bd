"""Who may take a matter up, and who is told that its term comes: never who it is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Membership, User
from schuifaan.apps.places.enums import ContactKind, PlaceRole
from schuifaan.apps.places.models import ContactPerson, TeamMember
from schuifaan.apps.places.rules import municipality_codes_of
from schuifaan.apps.voice.enums import Desk
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.rules import handles_matter

_LEADING = (OrganisationRole.BOARD, OrganisationRole.MANAGER)
_RUNNING = (PlaceRole.MANAGER, PlaceRole.BOARD)


def may_take_up(matter: Matter) -> list[User]:
    """By name. Who may handle it by a role at this desk; an administrator of the whole site is not asked."""
    if matter.to == Desk.MUNICIPALITY:
        asked = Membership.objects.filter(
            role=OrganisationRole.MUNICIPAL_OFFICER,
            organisation__kind=OrganisationKind.MUNICIPALITY,
            organisation__municipality_code=matter.municipality_id,
        )
        return _handling(matter, _people(Q(memberships__in=asked)))
    team = TeamMember.objects.filter(place=matter.place_id, role__in=_RUNNING)
    wanted = Q(place_roles__in=team)
    if matter.place is not None and matter.place.organisation_id is not None:
        led = Membership.objects.filter(organisation=matter.place.organisation_id, role__in=_LEADING)
        wanted |= Q(memberships__in=led)
    return _handling(matter, _people(wanted))


def to_remind(matter: Matter) -> list[User]:
    """Who took it up; else the contact person of the place, when that is somebody with an account; else all who may."""
    if matter.owner is not None and matter.owner.is_active and handles_matter(matter.owner, matter):
        return [matter.owner]
    everybody = may_take_up(matter)
    if matter.to == Desk.PLACE:
        contact = ContactPerson.objects.filter(
            place=matter.place_id, kind=ContactKind.PLACE, is_active=True
        ).first()
        email = contact.email.casefold() if contact else ""
        named = [one for one in everybody if email and one.email.casefold() == email]
        return named or everybody
    return everybody


def municipalities_of(user: User) -> list[Municipality]:
    """Those that `user` hears for, by name. No query for who is no officer."""
    codes = municipality_codes_of(user)
    return list(Municipality.objects.filter(pk__in=codes).order_by("name", "pk")) if codes else []


def _people(wanted: Q) -> QuerySet[User]:
    found = User.objects.filter(wanted, is_active=True).distinct().order_by("name", "email")
    return found.prefetch_related("place_roles", "memberships")


def _handling(matter: Matter, people: Iterable[User]) -> list[User]:
    return [one for one in people if handles_matter(one, matter)]
