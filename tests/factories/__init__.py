"""Minimal rows, named after their models, without surprises."""

from datetime import UTC, date, datetime
from typing import Any

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Membership, Organisation, User
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus
from schuifaan.apps.places.models import Place, TeamMember

# A Saturday morning in November, 11.00 in Amsterdam.
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def make_municipality(code: str = "GM0935", name: str = "Maastricht", **fields: Any) -> Municipality:
    return Municipality.objects.get_or_create(code=code, defaults={"name": name, **fields})[0]


def make_district(code: str = "WK093500", name: str = "Centrum", **fields: Any) -> District:
    municipality = fields.pop("municipality", None) or make_municipality(f"GM{code[2:6]}")
    return District.objects.get_or_create(
        code=code, defaults={"name": name, "municipality": municipality, **fields}
    )[0]


def make_neighbourhood(code: str = "BU09350000", name: str = "Binnenstad", **fields: Any) -> Neighbourhood:
    district = fields.pop("district", None) or make_district(f"WK{code[2:8]}")
    return Neighbourhood.objects.get_or_create(
        code=code,
        defaults={"name": name, "district": district, "municipality": district.municipality, **fields},
    )[0]


def make_user(email: str = "iemand@example.org", **fields: Any) -> User:
    return User.objects.create_user(
        email, name=fields.pop("name", email.split("@", maxsplit=1)[0].title()), **fields
    )


def make_organisation(slug: str = "stichting-de-tafel", **fields: Any) -> Organisation:
    return Organisation.objects.create(
        slug=slug,
        name=fields.pop("name", "Stichting De Tafel"),
        kind=fields.pop("kind", OrganisationKind.FOUNDATION),
        **fields,
    )


def make_membership(
    user: User, organisation: Organisation, role: OrganisationRole, **fields: Any
) -> Membership:
    return Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        since_date=fields.pop("since_date", date(2020, 1, 1)),
        **fields,
    )


def make_place(slug: str = "t-atrium", **fields: Any) -> Place:
    return Place.objects.create(
        slug=slug,
        name=fields.pop("name", "’t Atrium"),
        status=fields.pop("status", PlaceStatus.PUBLISHED),
        created_at=fields.pop("created_at", NOW),
        changed_at=fields.pop("changed_at", NOW),
        **fields,
    )


def make_team_member(
    place: Place, *, user: User | None = None, role: PlaceRole = PlaceRole.MANAGER, **fields: Any
) -> TeamMember:
    return TeamMember.objects.create(
        place=place,
        user=user,
        role=role,
        name=fields.pop("name", str(user) if user else "Truus"),
        since_date=fields.pop("since_date", date(2020, 1, 1)),
        **fields,
    )
