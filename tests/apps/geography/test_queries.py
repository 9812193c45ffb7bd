import json
from decimal import Decimal

import pytest

from schuifaan.apps.geography.actions import (
    draw_schematic_outlines,
    import_statistics,
    import_statistics_files,
)
from schuifaan.apps.geography.enums import INDICATORS, Missing, Outline
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.geography.queries import (
    area_by_code,
    districts_of,
    facts,
    municipalities,
    neighbourhoods_in,
    neighbourhoods_of,
    neighbours_of,
    outlines_geojson,
    postcode_centre,
    search_areas,
)
from schuifaan.apps.geography.reading import FigureRow


@pytest.fixture
def with_figures(schuifdam, files, now):
    names = (
        "kwb2024_selectie_GM9999.csv",
        "kwb2019_GM9999_statline_raw.csv",
        "rivm2020_gezondheid_GM9999.csv",
    )
    import_statistics_files(paths=[files / name for name in names], now=now)
    return schuifdam


def test_lists_of_a_municipality(schuifdam):
    assert [area.code for area in municipalities()] == ["GM9999"]
    assert [area.code for area in districts_of("GM9999")] == ["WK999900", "WK999901"]
    assert [area.name for area in neighbourhoods_in("WK999901")] == ["’t Veld", "Oost-Indië", "Kerkpad e.o."]
    assert neighbourhoods_of("GM0014").count() == 0


def test_neighbourhoods_bring_their_district_along(schuifdam, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [area.district.name for area in neighbourhoods_of("GM9999")][::3] == [
            "Wijk 00 Zuid",
            "Wijk 01 Noord",
        ]


@pytest.mark.parametrize("code", ["GM9999", "wk999900", " BU99990000 "])
def test_area_by_code_of_each_level(schuifdam, code):
    assert area_by_code(code).code == code.strip().upper()


@pytest.mark.parametrize("code", ["GM0014", "onzin", ""])
def test_area_that_is_not_there(schuifdam, code):
    assert area_by_code(code) is None


def test_facts_give_the_newest_year_with_its_source(with_figures):
    told = {fact.indicator.key: fact for fact in facts("BU99990000")}
    assert (told["population"].value, told["population"].year) == (1210, 2024)
    assert (told["population_15_24"].value, told["population_15_24"].year) == (150, 2019)
    assert told["lonely_18"].source.publisher == "GGD’en, CBS en RIVM"


def test_facts_say_what_was_not_published(with_figures):
    told = {fact.indicator.key: fact for fact in facts("BU99990002")}
    assert (told["woz_value"].value, told["woz_value"].missing) == (None, Missing.NOT_PUBLISHED)


def test_facts_come_in_the_order_of_the_catalogue(with_figures):
    keys = [fact.indicator.key for fact in facts("BU99990000")]
    assert keys == [key for key in INDICATORS if key in keys]


def test_facts_are_one_query(with_figures, django_assert_num_queries):
    with django_assert_num_queries(1):
        facts("BU99990000")
    with django_assert_num_queries(1):
        assert facts("BU00000000") == ()


def test_facts_pass_over_a_figure_we_no_longer_know(schuifdam):
    import_statistics(figures=[FigureRow(1, "GM9999", "vroeger", 2001, Decimal(1))], source="cbs-kwb")
    assert facts("GM9999") == ()


def test_postcode_centre_is_amid_its_neighbourhoods(with_figures):
    assert postcode_centre("1981") == pytest.approx((52.403, 4.61))
    assert postcode_centre("1981 AB") == pytest.approx((52.403, 4.61))


def test_postcode_that_is_nowhere_main(with_figures):
    assert postcode_centre("1989") is None
    assert postcode_centre("") is None


def test_neighbours_nearest_first(schuifdam):
    found = neighbours_of("BU99990000", limit=3)
    assert [nearby.neighbourhood.name for nearby in found] == ["’t Veld", "Havenbuurt", "Oost-Indië"]
    assert found[0].distance_m == pytest.approx(667, abs=2)


def test_neighbours_of_a_lone_neighbourhood(schuifdam):
    Neighbourhood.objects.exclude(code="BU99990000").delete()
    assert neighbours_of("BU99990000") == ()
    assert neighbours_of("BU00140000") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("t veld", ["’t Veld"]),
        ("'T VELD", ["’t Veld"]),
        ("oost indie", ["Oost-Indië"]),
        ("e.o.", ["Kerkpad e.o."]),
        ("zuid", ["Wijk 00 Zuid"]),
        ("schuif", ["Schuifdam"]),
        ("zee", ["Zeezicht"]),
        ("zicht", []),
        ("", []),
    ],
)
def test_search_by_name(schuifdam, text, names):
    assert [found.name for found in search_areas(text)] == names


def test_search_puts_larger_areas_first(schuifdam):
    search_areas("schuifdam")
    area = Neighbourhood.objects.get(code="BU99990002")
    area.name = "Schuifdam"
    area.save()
    found = search_areas("schuifdam")
    assert [(area.code, area.municipality_name) for area in found] == [
        ("GM9999", "Schuifdam"),
        ("BU99990002", "Schuifdam"),
    ]


def test_search_gives_no_more_than_asked(schuifdam):
    assert len(search_areas("wijk", limit=1)) == 1


def test_search_is_no_query_the_second_time(schuifdam, django_assert_num_queries):
    search_areas("zee")
    with django_assert_num_queries(0):
        search_areas("dorp")


def test_outlines_to_draw(schuifdam):
    drawn = outlines_geojson("GM9999")
    first = drawn["features"][0]
    assert (drawn["type"], len(drawn["features"])) == ("FeatureCollection", 6)
    assert first["properties"] == {"code": "BU99990000", "name": "Dorpskern", "outline": "official"}
    assert first["geometry"]["coordinates"] == [
        [[4.6, 52.4], [4.61, 52.4], [4.61, 52.406], [4.6, 52.406], [4.6, 52.4]]
    ]


def test_outlines_have_no_more_decimals_than_a_metre(schuifdam, now):
    Neighbourhood.objects.update(outline=Outline.NONE, outline_wkb=None)
    draw_schematic_outlines(municipality=schuifdam, now=now)
    drawn = outlines_geojson("GM9999")
    assert {feature["properties"]["outline"] for feature in drawn["features"]} == {"schematic"}
    numbers = json.dumps([feature["geometry"]["coordinates"] for feature in drawn["features"]])
    assert (
        max(
            len(number.partition(".")[2])
            for number in numbers.strip("[]").replace("]", "").replace("[", "").split(", ")
        )
        <= 5
    )


def test_outlines_are_one_query(schuifdam, django_assert_num_queries):
    with django_assert_num_queries(1):
        outlines_geojson("GM9999")
