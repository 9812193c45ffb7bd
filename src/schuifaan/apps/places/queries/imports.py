"""Which lists were offered, how they were read before, and what we know to compare a list with."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.people.rules import is_administrator, running_roles
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.importing.columns import ListReading, guess_columns
from schuifaan.apps.places.importing.matching import KnownPlace, KnownPlaces, Likeness
from schuifaan.apps.places.models import ColumnMapping, Place, PlaceImport, PlaceSource, TeamMember


def organisations_of(user: User) -> QuerySet[Organisation]:
    """On whose behalf somebody may offer a list."""
    if is_administrator(user):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in={organisation for organisation, _role in running_roles(user)})


def imports_seen_by(user: User) -> QuerySet[PlaceImport]:
    """A list, and the refusals in it, are for whoever offered it and their colleagues."""
    found = PlaceImport.objects.select_related("organisation", "offered_by").defer("content")
    if is_administrator(user):
        return found
    return found.filter(Q(offered_by=user) | Q(organisation__in=organisations_of(user)))


def reading_for(columns: Sequence[str], organisation: Organisation | None) -> ListReading:
    """How a list with these columns was read last time; a guess for a list we have not seen."""
    remembered = ColumnMapping.objects.filter(organisation=organisation, columns=sorted(columns)).first()
    if remembered:
        return ListReading.from_json(remembered.mapping)
    return ListReading(guess_columns(columns))


def reading_named(name: str) -> ListReading | None:
    remembered = ColumnMapping.objects.filter(name=name).first()
    return ListReading.from_json(remembered.mapping) if remembered else None


def known_places(*, source: str, organisation: Organisation | None, today: date) -> KnownPlaces:
    """Every place we have, with those that no list may overwrite marked as kept. Three queries.

    A place looks after its own page when somebody manages it, or when another organisation answers for it.
    """
    looked_after = set(
        TeamMember.objects.filter(
            Q(until_date__isnull=True) | Q(until_date__gte=today),
            role__in=[PlaceRole.MANAGER, PlaceRole.BOARD],
        ).values_list("place_id", flat=True)
    )
    found = KnownPlaces()
    by_id: dict[int, KnownPlace] = {}
    columns = (
        "id",
        "slug",
        "organisation_id",
        "name",
        "street",
        "house_number",
        "postcode",
        "city",
        "lat",
        "lon",
    )
    for pk, slug, owner, *words in (
        Place.objects.order_by("pk").values_list(*columns).iterator(chunk_size=2000)
    ):
        foreign = owner is not None and (organisation is None or owner != organisation.pk)
        known = KnownPlace(pk, slug, Likeness.of(*words), is_kept=pk in looked_after or foreign)
        by_id[pk] = known
        found.add(known)
    for number, pk in PlaceSource.objects.filter(source=source).values_list("external_id", "place_id"):
        found.by_number[number] = by_id[pk]
    return found
