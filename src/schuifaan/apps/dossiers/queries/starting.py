"""What a new dossier begins with when people come from a neighbourhood or from a place."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.dossiers.queries.coming_along import Rows, coming_along
from schuifaan.apps.dossiers.queries.finding import dossiers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_of
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.geography.queries import area_by_code
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.people.rules import belongs_to_organisation
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import find_place

MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Beginning:
    """`about_place` is the place people came from; `place` only for who works there or for its organisation."""

    neighbourhood: Neighbourhood | None
    about_place: Place | None
    place: Place | None

    @property
    def title(self) -> str:
        if self.about_place is not None:
            return self.about_place.name
        return self.neighbourhood.name if self.neighbourhood is not None else ""


def beginning(user: User, *, area: str, place: str) -> Beginning:
    """What is not there, or not for this person to see, is left out."""
    found = find_place(place) if place else None
    works_there = found is not None and (
        user.has_perm("places.see_place_desk", found)
        or bool(belongs_to_organisation(user, found.organisation))
    )
    if found is not None and not (works_there or found.is_published):
        found = None
    chosen = area_by_code(area) if area else None
    neighbourhood = chosen if isinstance(chosen, Neighbourhood) else None
    if neighbourhood is None and found is not None:
        neighbourhood = found.neighbourhood
    return Beginning(neighbourhood, found, found if works_there else None)


def money_dossier_of(user: User, place: Place | None) -> Dossier | None:
    """The dossier of that place to go on with: one this person may open, before all one with its money in it."""
    if place is None:
        return None
    money = Answer.objects.filter(dossier=OuterRef("pk"), question__startswith="money.")
    found = dossiers_of(user).filter(place=place, archived_at=None)
    return found.order_by(Exists(money).desc(), "-changed_at", "-pk").first()


def found_places(text: str) -> list[Place]:
    """Published places whose name holds these words; a few are enough to choose from."""
    named = Place.objects.published().filter(name__icontains=text.strip())
    return list(named.select_related("neighbourhood").order_by("name", "pk")[:MOST_PLACES])


def brought(start: Beginning, organisation: Organisation | None) -> Rows:
    """The rows that come along from the neighbourhood; none without one."""
    if start.neighbourhood is None:
        return {}
    return coming_along(start.neighbourhood, knowledge_of(organisation), without=start.about_place)
