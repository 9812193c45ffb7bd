"""What the page of a running place says beside a question of a decision tree."""

from datetime import date

import pytest

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.hints import ROOM_USE, hints
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import StewardKind
from schuifaan.apps.places.models import AccessFact, Place
from tests.factories import TODAY, make_place, make_team_member
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.django_db


def told(by: User, place: Place) -> dict[str, str]:
    dossier = make_dossier(by, place=place)
    return {code: hint.text for code, hint in hints(dossier, today=TODAY).items()}


def test_without_a_place_nothing_is_known(stranger: User) -> None:
    dossier: Dossier = make_dossier(stranger)
    assert hints(dossier, today=TODAY) == {}


def test_a_lively_place_with_a_known_week_gives_no_hint(stranger: User) -> None:
    place = make_place("vol", opening_hours="Mo-Fr 09:00-17:00")
    make_team_member(place, name="Truus")
    make_team_member(place, name="Gerda")
    assert told(stranger, place) == {}


def test_one_person_few_hours_and_a_stand_in_are_told(stranger: User) -> None:
    place = make_place(
        "stil", name="De Stilte", opening_hours="We 10:00-12:00",
        steward_kind=StewardKind.PROFESSIONAL_INTERIM, steward_since=date(2025, 3, 1), steward_plan="Terug naar bewoners",
    )  # fmt: skip
    make_team_member(place, name="Truus")
    make_team_member(place, name="Weg", until_date=date(2021, 1, 1))
    assert told(stranger, place) == {
        "one_person": "Op de pagina van De Stilte staat één persoon in het team.",
        "opening_hours": "Volgens de pagina is De Stilte de komende week 2 uur open.",
        "steward": "Een organisatie houdt De Stilte tijdelijk draaiend, sinds maart 2025.",
    }


def test_the_entrance_is_told_as_visitors_read_it(stranger: User) -> None:
    place = make_place("trede", opening_hours="Mo-Fr 09:00-17:00")
    make_team_member(place, name="Truus")
    make_team_member(place, name="Gerda")
    AccessFact.objects.create(place=place, key="step_free", value=False)
    AccessFact.objects.create(place=place, key="lift", value=False)
    AccessFact.objects.create(place=place, key="has_ramp", value=None)
    assert told(stranger, place) == {
        "entrance": "Over de ingang staat op de pagina: Er is een trede bij de ingang."
    }


def test_hours_nobody_told_are_said_to_be_missing(stranger: User) -> None:
    place = make_place("leeg", name="De Leegte")
    assert told(stranger, place) == {
        "one_person": "Op de pagina van De Leegte staat niemand in het team.",
        "opening_hours": "Op de pagina van De Leegte staan geen openingstijden.",
    }


def test_every_hint_the_trees_ask_for_can_be_given() -> None:
    asked = {node.hint for tree in shipped().trees for node in tree.nodes if node.hint}
    assert asked == {"one_person", "entrance", "opening_hours", "steward", ROOM_USE}
