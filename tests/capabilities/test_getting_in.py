"""Rows S05, S07 and S08 of the feature table: each example, with its own numbers."""

import json
from pathlib import Path

import jsonschema
import time_machine

from schuifaan.apps.people.models import User
from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import AccessFact, Place
from tests.capabilities.conftest import Fill, Read
from tests.factories import NOW
from tests.journeys.pages import KINDS, PUBLIC

DESK = "/beheer/plek/t-atrium"
SCHEMA = Path(__file__).parents[1] / "apps/outlets/schemas/a11yjson-place-info.json"


def test_s05_a_step_of_6_cm_a_door_of_85_cm_and_a_toilet_nobody_knows(
    manager: User, fill_in: Fill, read: Read
) -> None:
    with time_machine.travel(NOW, tick=False):
        fill_in(
            manager, f"{DESK}/binnenkomen/", step_height_cm="6", door_width_cm="85", checked_on="2026-11-20"
        )
        page = read("/plek/t-atrium/")
    assert "Hoogte van de trede: 6 cm" in page
    assert "Breedte van de deur: 85 cm" in page
    assert "Rolstoeltoilet: niet bekend" in page
    assert "in november 2026 door de beheerder" in page
    known = AccessFact.objects.filter(value__isnull=False).order_by("key")
    assert [(fact.key, fact.value, f"{fact.checked_on}", fact.checked_by) for fact in known] == [
        ("door_width_cm", 85, "2026-11-20", "manager"),
        ("step_height_cm", 6, "2026-11-20", "manager"),
    ]


def test_s07_a11yjson_validates_and_holds_no_password(place: Place, read: Read) -> None:
    Place.objects.update(lat=50.8561, lon=5.6712)
    raise_version()
    for key, value in (("step_height_cm", 6), ("door_width_cm", 85), ("guest_wifi", True)):
        AccessFact.objects.create(place=place, key=key, value=value)
    AccessFact.objects.create(place=place, key="wifi_password", value="welkom123")
    told = read("/plek/t-atrium/toegankelijkheid.json")
    jsonschema.validate(json.loads(told), json.loads(SCHEMA.read_text()))
    assert "welkom123" not in told
    entrance = json.loads(told)["properties"]["accessibility"]["entrances"][0]["properties"]
    assert entrance["door"]["width"] == {"value": 85, "unit": "cm"}
    assert [key for key in FACTS if "password" in key] == []


def test_s08_every_kind_of_page_is_on_the_walk_with_axe_keyboard_and_a_narrow_screen() -> None:
    """The walk itself is tests/journeys/test_accessibility.py; ten pages are asked, all of them are walked."""
    assert len(PUBLIC) >= 10
    assert len(KINDS) > len(PUBLIC)
    journeys = Path(__file__).parents[1] / "journeys"
    walk = "".join((journeys / name).read_text() for name in ("test_accessibility.py", "walking.py"))
    for looked_at in ("axe_problems", "sideways", "NARROW", "Tab", "print"):
        assert looked_at in walk
