"""Putting a demo city into an installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.geography.actions import draw_schematic_outlines
from schuifaan.apps.geography.enums import Missing
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood, Source, Statistic
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Membership, Organisation, User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.demo.content import read
from schuifaan.demo.places import make_place

DEMO_PASSWORD = "schuif-maar-aan"  # noqa: S105 - printed by the demo, for the demo
PLACE_ROLES = set(PlaceRole.values)


@dataclass(frozen=True)
class Loaded:
    neighbourhoods: int
    figures: int
    places: int


@dataclass(frozen=True)
class DemoAccount:
    email: str
    what: str


def city_is_loaded(city: str) -> bool:
    code = read(city, "municipality")["municipality"]["code"]
    return Place.objects.filter(is_demo=True, municipality_id=code).exists()


def key_of(city: str, slug: str) -> UUID:
    """The same address every time a demo city is loaded."""
    return uuid5(NAMESPACE_URL, f"schuif-aan:demo:{city}:{slug}")


def dossiers_are_loaded(city: str) -> bool:
    """Also when somebody took one away since; what people made of them is kept."""
    rows = read(city, "dossiers")["dossiers"]
    return not rows or Dossier.objects.filter(key__in=[key_of(city, row["slug"]) for row in rows]).exists()


@transaction.atomic
def load_city(*, city: str, now: datetime) -> Loaded:
    """Load neighbourhoods, figures, organisations, people and places of one demo city."""
    areas = load_areas(city)
    figures = load_figures(city)
    draw_schematic_outlines(municipality=areas, now=now)
    organisations = load_organisations(city)
    places = load_places(city, organisations, now=now)
    load_people(city, organisations, places, now=now)
    raise_version()
    return Loaded(areas.neighbourhoods.count(), figures, len(places))


def load_areas(city: str) -> Municipality:
    head = read(city, "municipality")
    content = read(city, "neighbourhoods")
    municipality, _ = Municipality.objects.update_or_create(
        code=head["municipality"]["code"],
        defaults=_area_fields(head["municipality"]) | {"province": head["municipality"].get("province", "")},
    )
    for row in content["districts"]:
        District.objects.update_or_create(
            code=row["code"], defaults=_area_fields(row) | {"municipality": municipality}
        )
    for row in content["neighbourhoods"]:
        Neighbourhood.objects.update_or_create(
            code=row["code"],
            defaults=_area_fields(row)
            | {
                "municipality": municipality,
                "district_id": row.get("district") or f"WK{row['code'][2:8]}",
                "main_postcode": str(row.get("postcode") or ""),
            },
        )
    return municipality


def _area_fields(row: dict[str, Any]) -> dict[str, Any]:
    centre = row.get("centre") or {}
    return {"name": row["name"], "centre_lat": centre.get("lat"), "centre_lon": centre.get("lon")}


def load_figures(city: str) -> int:
    head = read(city, "municipality")
    content = read(city, "neighbourhoods")
    definitions = {row["key"]: row for row in (content.get("indicators") or head["indicators"])}
    sources = {
        row["id"]: Source.objects.update_or_create(
            key=row["id"],
            defaults={
                field: row[field] for field in ("title", "publisher", "licence", "url") if field in row
            },
        )[0]
        for row in (content.get("sources") or head["sources"])
    }
    rows: Iterable[dict[str, Any]] = [head["municipality"], *content["districts"], *content["neighbourhoods"]]
    figures = [
        Statistic(
            area_code=row["code"],
            indicator=key,
            year=definitions[key]["year"],
            value=None if value is None else Decimal(str(value)),
            missing=Missing.NOT_PUBLISHED if value is None else "",
            source=sources[definitions[key]["source"]],
        )
        for row in rows
        for key, value in (row.get("figures") or {}).items()
    ]
    Statistic.objects.bulk_create(figures, ignore_conflicts=True, batch_size=500)
    return len(figures)


def load_organisations(city: str) -> dict[str, Organisation]:
    return {
        row["slug"]: Organisation.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "website": row.get("website", ""),
                "municipality_code": row.get("municipality_code", ""),
            },
        )[0]
        for row in read(city, "people")["organisations"]
    }


def load_places(city: str, organisations: dict[str, Organisation], *, now: datetime) -> dict[str, Place]:
    rows = read(city, "places")["places"]
    # A district house must be there before the places it consists of.
    rows = sorted(rows, key=lambda row: "part_of" in row)
    places: dict[str, Place] = {}
    for row in rows:
        places[row["slug"]] = make_place(row, organisations=organisations, places=places, now=now)
    return places


def load_people(
    city: str, organisations: dict[str, Organisation], places: dict[str, Place], *, now: datetime
) -> None:
    since = date(now.year - 2, 1, 1)
    for row in read(city, "people")["users"]:
        user = User.objects.filter(email=row["email"]).first() or User.objects.create_user(
            row["email"], DEMO_PASSWORD if settings.DEMO else None, name=row["name"]
        )
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        for role in row["roles"]:
            if role["role"] == "administrator":
                User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
            if role["role"] in PLACE_ROLES and "place" in role:
                TeamMember.objects.get_or_create(
                    place=places[role["place"]],
                    user=user,
                    role=role["role"],
                    defaults={"name": row["name"].split(" ")[0], "since_date": since, "consent_on": since},
                )
            elif "organisation" in role:
                Membership.objects.get_or_create(
                    user=user,
                    organisation=organisations[role["organisation"]],
                    role=role["role"],
                    defaults={"since_date": since},
                )
    for place in places.values():
        record(verb="place.created", scope=place.audit_scope, by=None, now=now, subject=place.name)


def demo_accounts() -> list[DemoAccount]:
    """Every demo account with what it is for, one line each."""
    today = timezone.localdate()
    accounts = []
    for user in User.objects.filter(email__endswith="@example.org").prefetch_related(
        "memberships__organisation", "place_roles__place"
    ):
        roles = [f"{role.get_role_display()} – {role.place.name}" for role in user.place_roles.all()]
        roles += [
            f"{membership.get_role_display()} – {membership.organisation.name}"
            for membership in user.memberships.all()
            if membership.until_date is None or membership.until_date >= today
        ]
        accounts.append(DemoAccount(user.email, "; ".join(roles) or "applicatiebeheerder"))
    return accounts
