"""A new place: a draft with an address of its own and the neighbourhood its point lies in."""

import pytest
import shapely

from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.locate import forget_outlines
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.creating import create_place
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus
from schuifaan.apps.places.models import Place, TeamMember
from tests.factories import NOW, make_neighbourhood, make_organisation


@pytest.fixture
def neighbourhood(db):
    square = shapely.box(5.68, 50.84, 5.70, 50.86)
    made = make_neighbourhood(outline=Outline.OFFICIAL, outline_wkb=shapely.to_wkb(square))
    forget_outlines()
    return made


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("’t Atrium", "t-atrium"),
        ("'t Atrium", "t-atrium"),
        ("Café De Brug", "cafe-de-brug"),
        ("مجلس الحي", "plek"),
        ("🌻🌻", "plek"),
        ("---", "plek"),
        ("Huis " * 40, ("huis-" * 22).strip("-")),
    ],
)
def test_create_place_makes_an_address_from_any_name(officer, name, slug):
    place = create_place(name=name[:200], by=officer, now=NOW)
    assert place.slug == slug
    assert place.status == PlaceStatus.DRAFT


def test_create_place_gives_the_second_of_a_name_a_number(officer):
    slugs = [create_place(name="De Tafel", by=officer, now=NOW).slug for _ in range(3)]
    assert slugs == ["de-tafel", "de-tafel-2", "de-tafel-3"]


def test_create_place_finds_neighbourhood_and_municipality(officer, neighbourhood):
    place = create_place(name="De Tafel", lat=50.85, lon=5.69, by=officer, now=NOW)
    assert place.neighbourhood == neighbourhood
    assert place.municipality == neighbourhood.municipality


def test_create_place_outside_every_neighbourhood_has_none(officer, neighbourhood):
    place = create_place(name="De Tafel", lat=48.85, lon=2.35, by=officer, now=NOW)
    assert (place.neighbourhood, place.municipality) == (None, None)


def test_create_place_makes_its_maker_the_manager_who_is_not_shown(officer):
    place = create_place(name="De Tafel", by=officer, now=NOW)
    member = TeamMember.objects.get(place=place)
    assert (member.user, member.role, member.has_consent) == (officer, PlaceRole.MANAGER, False)
    assert officer.has_perm("places.change_place", place)
    event = AuditEvent.objects.get(verb="place.created")
    assert (event.scope, event.actor, event.subject) == (place.audit_scope, officer, "De Tafel")


def test_create_place_adds_no_role_for_an_administrator(administrator):
    place = create_place(name="De Tafel", by=administrator, now=NOW)
    assert not TeamMember.objects.filter(place=place).exists()


def test_create_place_is_not_for_everyone(django_user_model):
    nobody = django_user_model.objects.create_user("niemand@example.org")
    with pytest.raises(NotAllowed):
        create_place(name="De Tafel", by=nobody, now=NOW)
    assert not Place.objects.exists()


def test_create_place_under_an_organisation_of_others_is_refused(officer):
    with pytest.raises(NotAllowed):
        create_place(name="De Tafel", organisation=make_organisation(), by=officer, now=NOW)


def test_create_place_needs_a_name(officer):
    with pytest.raises(PlaceError) as refused:
        create_place(name="  ", by=officer, now=NOW)
    assert refused.value.field == "name"
