import pytest
import time_machine
from django.test import Client

from schuifaan.apps.places.queries.map_data import Dot, dots_of
from schuifaan.apps.places.queries.map_drawing import drawing
from schuifaan.apps.places.queries.snapshot import build_snapshot
from tests.factories import NOW, make_place

SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"code": "BU09350000", "name": "Binnenstad", "outline": "schematic"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[5.68, 50.84], [5.70, 50.84], [5.70, 50.86], [5.68, 50.86], [5.68, 50.84]]],
            },
        }
    ],
}


def house_with_sites(**fields: object) -> None:
    house = make_place("huis", name="Huis van de Wijk", tier="district_house", **fields)
    for n in range(3):
        make_place(f"deel-{n}", name=f"Deel {n}", part_of=house, lat=50.85 + n / 100, lon=5.69)


@pytest.mark.django_db
def test_house_with_three_sites_is_three_dots(client: Client) -> None:
    house_with_sites()
    with time_machine.travel(NOW, tick=False):
        features = client.get("/kaart/plekken.json").json()["features"]
    assert [feature["properties"]["name"] for feature in features] == ["Deel 0", "Deel 1", "Deel 2"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [5.69, 50.85]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "count"),
    [
        ({}, 3),
        ({"lat": 50.9, "lon": 5.6}, 3),
        ({"lat": 50.8501, "lon": 5.69, "street": "Plein"}, 3),
        ({"lat": 50.9, "lon": 5.6, "street": "Plein"}, 4),
    ],
)
def test_a_house_has_a_dot_of_its_own_only_where_it_has_a_door_of_its_own(
    own: dict[str, object], count: int
) -> None:
    house_with_sites(**own)
    snapshot = build_snapshot(1)
    assert len(list(dots_of(snapshot, snapshot.index_of_slug["huis"]))) == count


@pytest.mark.django_db
def test_dots_follow_the_filters_and_say_when_it_is_open(client: Client) -> None:
    make_place("open", name="Open", lat=50.85, lon=5.69, opening_hours="Sa 10:00-17:00")
    make_place("dicht", name="Dicht", lat=50.85, lon=5.69, opening_hours="Mo 10:00-17:00")
    with time_machine.travel(NOW, tick=False):
        every = client.get("/kaart/plekken.json").json()["features"]
        opened = client.get("/kaart/plekken.json?open=nu").json()["features"]
    assert [feature["properties"]["open"] for feature in every] == ["Vandaag dicht.", "Nu open tot 17.00 uur"]
    assert [feature["properties"] for feature in opened] == [
        {"name": "Open", "url": "/plek/open/", "open": "Nu open tot 17.00 uur", "is_open": True}
    ]


@pytest.mark.django_db
def test_without_a_script_the_map_is_drawn_with_numbered_links(client: Client) -> None:
    make_place("a", name="Eerste", lat=50.85, lon=5.69)
    make_place("b", name="Tweede", lat=50.86, lon=5.70)
    page = client.get("/kaart/").content.decode()
    assert '<a href="/plek/a/" aria-label="1. Eerste">' in page
    assert '<a href="/plek/b/" aria-label="2. Tweede">' in page
    assert '<li value="2">' in page


@pytest.mark.django_db
def test_a_drawing_keeps_north_up_and_dots_apart() -> None:
    make_place("a", lat=50.85, lon=5.69)
    snapshot = build_snapshot(1)
    place = snapshot.places[0]
    dots = [Dot(0, place, 50.85, 5.69, 1), Dot(0, place, 50.85, 5.69, 2), Dot(0, place, 50.858, 5.69, 3)]
    drawn = drawing(dots, SQUARE)
    assert drawn is not None
    assert drawn.is_schematic
    assert drawn.outlines[0].path.startswith("M")
    first, second, north = drawn.dots
    assert (first.x, first.y) != (second.x, second.y)
    assert north.y < first.y
    assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)


def test_nothing_to_draw_is_no_drawing() -> None:
    assert drawing([], None) is None
    assert drawing([], {"type": "FeatureCollection", "features": []}) is None


@pytest.mark.django_db
def test_outlines_of_an_unknown_municipality_are_not_found(client: Client) -> None:
    assert client.get("/kaart/grenzen/GM9999.json").status_code == 404
