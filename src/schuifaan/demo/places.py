"""One demo place from its YAML row."""

from datetime import date, datetime
from typing import Any

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.enums import CheckedBy, Colour, PlaceStatus
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Place,
    PlaceText,
    PlaceTypePeriod,
    Price,
    TeamMember,
)

PLAIN_FIELDS = (
    "place_type", "tier", "opening_hours", "quiet_day_open", "free_coffee", "own_drinks", "has_kitchen",
    "rooms_to_rent", "languages", "focus", "website",
)  # fmt: skip


def make_place(
    row: dict[str, Any], *, organisations: dict[str, Organisation], places: dict[str, Place], now: datetime
) -> Place:
    address, location, steward = row.get("address") or {}, row.get("location") or {}, row.get("steward") or {}
    neighbourhood = row.get("neighbourhood")
    status = row.get("status", PlaceStatus.PUBLISHED)
    checks = [
        date.fromisoformat(str(fact["checked_on"]))
        for fact in (row.get("access") or {}).values()
        if fact.get("checked_on")
    ]
    place = Place.objects.create(
        slug=row["slug"],
        name=row["name"],
        status=status,
        is_demo=True,
        colour=row.get("colour") or Colour.values[sum(map(ord, row["slug"])) % len(Colour.values)],
        part_of=places.get(row.get("part_of", "")),
        organisation=organisations.get(row.get("organisation", "")),
        street=address.get("street", ""),
        house_number=str(address.get("number", "")),
        postcode=address.get("postcode", ""),
        city=address.get("city", ""),
        lat=location.get("lat"),
        lon=location.get("lon"),
        neighbourhood_id=neighbourhood,
        municipality_id=f"GM{neighbourhood[2:6]}" if neighbourhood else None,
        steward_kind=steward.get("kind", ""),
        steward_since=steward.get("since"),
        steward_plan=_any_language(steward.get("plan", "")),
        checked_on=max(checks, default=None),
        checked_by=CheckedBy.MANAGER if checks else "",
        created_at=now,
        changed_at=now,
        published_at=now if status == PlaceStatus.PUBLISHED else None,
        **{field: row[field] for field in PLAIN_FIELDS if row.get(field) is not None},
    )
    add_page(place, row)
    add_people(place, row, organisations=organisations, now=now)
    return place


def _any_language(text: Any) -> str:
    return str(text.get("nl", "")) if isinstance(text, dict) else str(text or "")


def add_page(place: Place, row: dict[str, Any]) -> None:
    for language, text in (row.get("texts") or {}).items():
        PlaceText.objects.create(
            place=place,
            language=language,
            **{
                field: text[field].strip()
                for field in ("summary", "character", "getting_here")
                if text.get(field)
            },
        )
    for exception in row.get("exceptions") or []:
        OpeningException.objects.create(
            place=place,
            date_from=exception["from"],
            date_until=exception["until"],
            hours=exception.get("hours") or "",
            reason=exception.get("reason") or {},
        )
    for position, price in enumerate(row.get("prices") or []):
        Price.objects.create(
            place=place,
            what=price["what"],
            amount_cents=price.get("cents"),
            per=price.get("per") or {},
            position=position,
        )
    for key, fact in (row.get("access") or {}).items():
        if key not in FACTS:
            raise KeyError(f"{place.slug}: unknown access fact {key}")
        AccessFact.objects.create(
            place=place,
            key=key,
            value=fact.get("value"),
            checked_on=fact.get("checked_on"),
            checked_by=fact.get("checked_by") or "",
        )
    if row.get("house_rules"):
        HouseRules.objects.create(
            place=place, version=1, text=row["house_rules"], valid_from=date(2026, 1, 1)
        )
    if place.place_type:
        PlaceTypePeriod.objects.create(place=place, place_type=place.place_type, from_date=date(2024, 1, 1))


def add_people(
    place: Place, row: dict[str, Any], *, organisations: dict[str, Organisation], now: datetime
) -> None:
    contact = row.get("contact")
    if contact:
        ContactPerson.objects.create(
            place=place,
            name=contact["name"],
            role_text=contact.get("role") or {},
            phone=contact.get("phone") or "",
            email=contact.get("email") or "",
            organisation=organisations.get(contact.get("organisation", "")),
            since_date=date(2025, 1, 1),
        )
    for member in row.get("team") or []:
        since = member.get("since") or now.date()
        TeamMember.objects.create(
            place=place,
            name=member["name"],
            role=member["role"],
            since_date=since,
            consent_on=since if member.get("consent") else None,
        )
