import json

import pytest
import shapely

from schuifaan.apps.geography.reading import FileUnreadable, Level, RowProblem, read_areas

SQUARE = [[4.6, 52.4], [4.61, 52.4], [4.61, 52.41], [4.6, 52.41], [4.6, 52.4]]
HOLE = [[4.604, 52.404], [4.606, 52.404], [4.606, 52.406], [4.604, 52.406], [4.604, 52.404]]
ELSEWHERE = [[x + 0.02, y] for x, y in SQUARE]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)}).encode()


def feature(geometry=None, **properties):
    properties = properties or {"buurtcode": "BU99990000", "buurtnaam": "Dorpskern"}
    return {"type": "Feature", "properties": properties, "geometry": geometry or polygon(SQUARE)}


def only(raw, **options):
    reading = read_areas(raw, **options)
    assert reading.problems == ()
    (area,) = reading.rows
    return area


def reasons(raw):
    return [(problem.row, problem.column, problem.reason) for problem in read_areas(raw).problems]


def test_neighbourhood_with_everything(files):
    area = read_areas(
        (files / "buurten_2024_GM9999.geojson").read_bytes(), filename="buurten_2024_GM9999.geojson"
    ).rows[4]
    assert (area.code, area.name, area.level) == ("BU99990101", "Oost-Indië", Level.NEIGHBOURHOOD)
    assert (area.district_code, area.district_name) == ("WK999901", "Wijk 01 Noord")
    assert (area.municipality_code, area.municipality_name, area.year) == ("GM9999", "Schuifdam", 2024)


def test_national_file_derives_parents_from_the_code(files):
    area = read_areas((files / "landelijk_buurten_2024.geojson").read_bytes()).rows[0]
    assert (area.district_code, area.municipality_code, area.district_name) == ("WK999900", "GM9999", "")


def test_districts_with_code_and_name(files):
    rows = read_areas(
        (files / "wijken_2022_GM9999.geojson").read_bytes(), filename="wijken_2022.geojson"
    ).rows
    assert [(row.code, row.name, row.level, row.province, row.year) for row in rows] == [
        ("WK999900", "Wijk 00 Zuid", Level.DISTRICT, "Noord-Holland", 2022),
        ("WK999901", "Wijk 01 Noord", Level.DISTRICT, "Noord-Holland", 2022),
    ]


def test_statcode_and_statnaam_of_the_area_map():
    area = only(collection(feature(statcode="GM9999", statnaam="Schuifdam", jaar=2025)))
    assert (area.code, area.name, area.level, area.year) == ("GM9999", "Schuifdam", Level.MUNICIPALITY, 2025)


def test_city_code_under_the_same_heading_is_passed_over():
    area = only(
        collection(
            feature(BUURTCODE="06", BUURTNAAM="Waldeck", WIJKCODE="18", buurtcode_cbs_2024="BU05181806")
        )
    )
    assert (area.code, area.name, area.district_code) == ("BU05181806", "Waldeck", "WK051818")


def test_hole_stays_a_hole():
    outline = shapely.from_wkb(only(collection(feature(polygon(SQUARE, HOLE)))).outline)
    assert not outline.contains(shapely.Point(4.605, 52.405))


def test_more_polygons_are_one_area():
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE], [ELSEWHERE]]}
    outline = shapely.from_wkb(only(collection(feature(many))).outline)
    assert outline.geom_type == "MultiPolygon"


def test_centre_lies_inside_also_of_a_crescent():
    crescent = [
        [4.6, 52.4],
        [4.62, 52.4],
        [4.62, 52.402],
        [4.602, 52.402],
        [4.602, 52.41],
        [4.6, 52.41],
        [4.6, 52.4],
    ]
    area = only(collection(feature(polygon(crescent))))
    lat, lon = area.centre
    assert shapely.from_wkb(area.outline).contains(shapely.Point(lon, lat))


def test_crossed_ring_is_mended():
    bow_tie = [[4.6, 52.4], [4.61, 52.41], [4.61, 52.4], [4.6, 52.41], [4.6, 52.4]]
    outline = shapely.from_wkb(only(collection(feature(polygon(bow_tie)))).outline)
    assert (outline.is_valid, outline.geom_type) == (True, "MultiPolygon")


def test_heights_are_dropped():
    high = [[x, y, 3.0] for x, y in SQUARE]
    assert not shapely.has_z(shapely.from_wkb(only(collection(feature(polygon(high)))).outline))


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Polygon", "coordinates": []}, "De getekende grens is leeg."),
        ({"type": "LineString", "coordinates": SQUARE}, "De grens is geen vlak."),
        ({"type": "Polygon", "coordinates": [[[4.6, 52.4]]]}, "De grens is niet te lezen."),
        ({"type": "Polygon", "coordinates": "nergens"}, "De grens is niet te lezen."),
        ({"coordinates": [SQUARE]}, "Er is geen grens getekend."),
        (
            polygon([[y, x] for x, y in SQUARE]),
            "Breedte en lengte zijn verwisseld: in GeoJSON komt de lengte eerst.",
        ),
        (polygon([[x + 9, y] for x, y in SQUARE]), "De grens ligt buiten Nederland."),
    ],
)
def test_outline_that_cannot_be_used(geometry, reason):
    assert reasons(collection(feature(geometry))) == [(1, "BU99990000", reason)]


def test_outline_that_is_not_there():
    nowhere = feature() | {"geometry": None}
    assert reasons(collection(nowhere)) == [(1, "BU99990000", "Er is geen grens getekend.")]


def test_national_grid_is_refused_once():
    in_metres = polygon([[100_000, 400_000], [100_500, 400_000], [100_500, 400_500], [100_000, 400_000]])
    with pytest.raises(FileUnreadable, match=r"Rijksdriehoekstelsel \(RD\)"):
        read_areas(collection(feature(in_metres), feature(in_metres)))


def test_national_grid_named_in_the_file_is_refused():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    with pytest.raises(FileUnreadable, match="RD"):
        read_areas(collection(feature(), crs=crs))


def test_all_problems_are_told_and_good_rows_kept():
    raw = collection(
        feature(),
        feature(buurtnaam="Zonder code"),
        feature(buurtcode="BU99990001", buurtnaam=" "),
        feature(buurtcode="BU99990002", buurtnaam="Elders", wijkcode="WK999911"),
        feature(),
        "onzin",
    )
    reading = read_areas(raw)
    assert [row.code for row in reading.rows] == ["BU99990000"]
    assert reading.problems == (
        RowProblem(2, "code", "Er staat geen officiële code van een buurt, wijk of gemeente bij."),
        RowProblem(3, "BU99990001", "De naam ontbreekt of is te lang."),
        RowProblem(4, "wijkcode", "“WK999911” hoort niet bij BU99990002."),
        RowProblem(5, "BU99990000", "Dit gebied staat ook in rij 1."),
        RowProblem(6, "code", "Er staat geen officiële code van een buurt, wijk of gemeente bij."),
    )


def test_water_of_an_area_is_not_the_area():
    land = feature(gemeentecode="GM9999", gemeentenaam="Schuifdam", water="NEE")
    water = feature(polygon(ELSEWHERE), gemeentecode="GM9999", gemeentenaam="Schuifdam", water="JA")
    area = only(collection(water, land))
    assert shapely.from_wkb(area.outline).bounds[0] == 4.6


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<html>", "regel 1, teken 1"),
        (b'{"type":"FeatureCollection"}', "geen GeoJSON met gebieden"),
        (b"[1, 2]", "geen GeoJSON met gebieden"),
        (b'{"features": [NaN]}', "“NaN” waar een getal hoort"),
        (b"[" * 100_000, "te diep genest"),
    ],
)
def test_file_that_is_no_map(raw, reason):
    with pytest.raises(FileUnreadable, match=reason):
        read_areas(raw)
