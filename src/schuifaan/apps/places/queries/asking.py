"""What a page asks of those who keep it: never to be finished, only whether it still is true."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from schuifaan.apps.places.enums import PlaceStatus, StewardKind
from schuifaan.apps.places.models import AccessFact, Place

INTERIM_MONTHS = 6


class AskedKind(Enum):
    STALE = "stale"
    DRAFT = "draft"
    INTERIM = "interim"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that asks for someone, with since when."""

    kind: AskedKind
    since: date | None = None

    @property
    def sentence(self) -> str:
        match self.kind:
            case AskedKind.STALE:
                return _("Kijk je even of alles nog klopt? Dat is langer dan een jaar niet gedaan.")
            case AskedKind.INTERIM:
                return _(
                    "Een organisatie houdt deze plek al een half jaar draaiend. Hoe gaat het met het plan?"
                )
            case AskedKind.DRAFT:
                return _("Dit is een concept. Alleen het team ziet deze pagina.")


def stale_before(today: date) -> date:
    return today - timedelta(days=settings.FACT_STALE_DAYS)


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _last_looked_at(place: Place) -> date:
    return place.checked_on or place.changed_at.date()


def oldest_look(place: Place) -> date:
    """When the oldest of what stands there was last looked at; a page never checked counts from its last change."""
    facts = getattr(place, "_prefetched_objects_cache", {}).get("access_facts", ())
    checked: list[date] = [fact.checked_on for fact in facts if fact.checked_on]
    return min([_last_looked_at(place), *checked])


def is_stale(place: Place, today: date) -> bool:
    """Something here was not looked at for over a year."""
    return oldest_look(place) < stale_before(today)


def interim_is_long(place: Place, today: date) -> bool:
    return (
        place.steward_kind == StewardKind.PROFESSIONAL_INTERIM
        and place.steward_since is not None
        and place.steward_since <= months_before(today, INTERIM_MONTHS)
    )


def asked_about(place: Place, today: date) -> list[Asked]:
    """What asks for attention here; a page that lacks things is not one of them."""
    asked = []
    if place.status == PlaceStatus.PUBLISHED and is_stale(place, today):
        asked.append(Asked(AskedKind.STALE, oldest_look(place)))
    if place.status != PlaceStatus.ARCHIVED and interim_is_long(place, today):
        asked.append(Asked(AskedKind.INTERIM, place.steward_since))
    return asked


def places_to_ask_about(today: date) -> QuerySet[Place]:
    """Candidates, chosen in the database so that a large directory stays quick."""
    limit = stale_before(today)
    old_fact = AccessFact.objects.filter(place=OuterRef("pk"), checked_on__lt=limit)
    stale = Q(status=PlaceStatus.PUBLISHED) & (
        Q(checked_on__lt=limit) | Q(checked_on=None, changed_at__date__lt=limit) | Exists(old_fact)
    )
    interim = Q(
        steward_kind=StewardKind.PROFESSIONAL_INTERIM, steward_since__lte=months_before(today, INTERIM_MONTHS)
    ) & ~Q(status=PlaceStatus.ARCHIVED)
    return Place.objects.filter(stale | interim).prefetch_related("access_facts").order_by("pk")
