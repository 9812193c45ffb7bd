"""What the people of a place see of it: their places, everything on one place, who may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.people.rules import is_administrator, running_roles
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus, PlaceTier
from schuifaan.apps.places.models import (
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceTypePeriod,
    TeamMember,
)
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.asking import Asked, AskedKind, asked_about
from schuifaan.apps.places.queries.opening import OpenState, open_state
from schuifaan.apps.places.queries.pages import page_schedule
from schuifaan.apps.places.rules import running_place_roles

LEADING_AN_ORGANISATION = frozenset({OrganisationRole.BOARD, OrganisationRole.MANAGER})
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """One of my places, as the list on the desk tells it."""

    place: Place
    opening: OpenState
    asked: Sequence[Asked]


def place_alone(slug: str) -> Place | None:
    """For pages about something else of a place, such as its rooms: one query."""
    return Place.objects.select_related("organisation").filter(slug=slug).first()


def find_place(slug: str) -> Place | None:
    """A place with everything its desk shows, in a fixed number of queries."""
    contacts = ContactPerson.objects.select_related("organisation").order_by(
        "kind", "-is_active", "-since_date"
    )
    return (
        Place.objects.select_related("neighbourhood", "municipality", "organisation", "part_of")
        .prefetch_related(
            "texts",
            Prefetch("exceptions", OpeningException.objects.order_by("date_from", "pk")),
            "prices",
            "access_facts",
            "house_rules",
            Prefetch("photos", Photo.objects.order_by("position", "pk")),
            Prefetch(
                "team", TeamMember.objects.select_related("user", "invitation").order_by("role", "name")
            ),
            Prefetch("contacts", contacts),
            Prefetch("type_periods", PlaceTypePeriod.objects.order_by("from_date")),
        )
        .filter(slug=slug)
        .first()
    )


def led_organisations(user: User) -> set[int]:
    return {pk for pk, role in running_roles(user) if role in LEADING_AN_ORGANISATION}


def my_places(user: User, *, now: datetime) -> list[DeskPlace]:
    """Places where this user has a role, or whose organisation they lead. Three queries, however many."""
    today = timezone.localdate(now)
    mine = {place_id for place_id, _role in running_place_roles(user)}
    places = (
        Place.objects.filter(Q(pk__in=mine) | Q(organisation__in=led_organisations(user)))
        .prefetch_related("exceptions", "access_facts")
        .order_by("name", "pk")[:MOST_PLACES]
    )
    return [DeskPlace(place, _opening(place, now), what_asks(place, today)) for place in places]


def what_asks(place: Place, today: date) -> list[Asked]:
    asked = asked_about(place, today)
    return [*asked, Asked(AskedKind.DRAFT)] if place.status == PlaceStatus.DRAFT else asked


def _opening(place: Place, now: datetime) -> OpenState:
    return open_state(page_schedule(place, page_language()), now)


def opening_of(place: Place, *, now: datetime) -> OpenState:
    return _opening(place, now)


def house_rules_on(place: Place, day: date) -> HouseRules | None:
    """The version that holds on that day: what was agreed then stays agreed."""
    return HouseRules.objects.filter(place=place, valid_from__lte=day).order_by("-valid_from").first()


def type_history(place: Place) -> list[PlaceTypePeriod]:
    return list(PlaceTypePeriod.objects.filter(place=place).order_by("from_date"))


def team_member_at(place: Place, pk: int) -> TeamMember | None:
    return (
        TeamMember.objects.select_related("place__organisation", "user", "invitation")
        .filter(place=place, pk=pk)
        .first()
    )


def photo_at(place: Place, pk: int) -> Photo | None:
    return Photo.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def exception_at(place: Place, pk: int) -> OpeningException | None:
    return OpeningException.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def running_team(place: Place, today: date) -> list[TeamMember]:
    """From rows that `find_place` loaded."""
    return [m for m in place.team.all() if m.until_date is None or m.until_date >= today]


def faces_of(place: Place, user: User, today: date) -> list[TeamMember]:
    """What visitors see of this user here."""
    return [m for m in running_team(place, today) if m.user_id == user.pk and m.has_consent]


def ended_team(place: Place, today: date) -> list[TeamMember]:
    return [m for m in place.team.all() if m.until_date is not None and m.until_date < today]


def organisations_i_lead(user: User) -> QuerySet[Organisation]:
    """Organisations this user may put a place under."""
    everything = Organisation.objects.order_by("name", "pk")
    return everything if is_administrator(user) else everything.filter(pk__in=led_organisations(user))


def choosable_organisations(user: User, place: Place) -> QuerySet[Organisation]:
    """What the user may choose, and what is chosen now."""
    if is_administrator(user):
        return Organisation.objects.order_by("name", "pk")
    mine = Q(pk__in=led_organisations(user)) | Q(pk=place.organisation_id)
    return Organisation.objects.filter(mine).order_by("name", "pk")


def choosable_wholes(user: User, place: Place) -> QuerySet[Place]:
    """District houses this place may be part of: those the user may change, and the present one."""
    houses = Place.objects.filter(tier=PlaceTier.DISTRICT_HOUSE).exclude(status=PlaceStatus.ARCHIVED)
    if not is_administrator(user):
        leading = {PlaceRole.MANAGER, PlaceRole.BOARD}
        mine = {place_id for place_id, role in running_place_roles(user) if role in leading}
        houses = houses.filter(Q(pk__in=mine) | Q(organisation__in=led_organisations(user)))
    chosen = houses | Place.objects.filter(pk=place.part_of_id or 0)
    return chosen.exclude(pk=place.pk).exclude(part_of=place).order_by("name", "pk")


def associations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.HOUSING_ASSOCIATION).order_by("name", "pk")
