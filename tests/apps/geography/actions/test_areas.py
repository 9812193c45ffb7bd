import json
from datetime import datetime

import pytest
import shapely

from schuifaan.apps.geography.actions import ImportRefused, Tally, import_area_files, import_areas
from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood, Source
from schuifaan.apps.geography.reading import read_features
from schuifaan.apps.geography.signals import outlines_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(files):
    return json.loads((files / "buurten_2024_GM9999.geojson").read_text())


def test_import_makes_all_three_levels(schuifdam):
    assert (Municipality.objects.count(), District.objects.count(), Neighbourhood.objects.count()) == (
        1,
        2,
        6,
    )
    neighbourhood = Neighbourhood.objects.get(code="BU99990100")
    assert (neighbourhood.name, neighbourhood.district_id, neighbourhood.municipality_id) == (
        "’t Veld",
        "WK999901",
        "GM9999",
    )
    assert (neighbourhood.outline, neighbourhood.year) == (Outline.OFFICIAL, 2024)
    assert District.objects.get(code="WK999901").name == "Wijk 01 Noord"
    assert schuifdam.name == "Schuifdam"


def test_import_draws_parents_from_their_parts(schuifdam):
    outline = shapely.from_wkb(bytes(schuifdam.outline_wkb))
    assert outline.bounds == pytest.approx((4.6, 52.4, 4.63, 52.412))
    assert (schuifdam.outline, outline.area) == (Outline.OFFICIAL, pytest.approx(0.03 * 0.012))


def test_second_import_changes_nothing(schuifdam, files, now):
    report = import_area_files(paths=[files / "buurten_2024_GM9999.geojson"], now=now)
    assert report.areas == Tally(same=9)
    assert report.changes_nothing


def test_first_import_counts_new(db, files, now):
    assert import_area_files(paths=[files / "buurten_2024_GM9999.geojson"], now=now).areas == Tally(new=9)


def test_import_names_the_source_once(schuifdam, files, now):
    import_area_files(paths=[files / "buurten_2024_GM9999.geojson"], now=now)
    assert list(Source.objects.values_list("key", flat=True)) == ["cbs-wijken-en-buurten"]


def test_source_of_ones_own(files, now):
    import_area_files(paths=[files / "buurten_2024_GM9999.geojson"], source="eigen-kaart", now=now)
    assert Source.objects.get().title == "eigen-kaart"


def test_national_file_without_names_uses_codes_until_told(files, now):
    import_area_files(paths=[files / "landelijk_buurten_2024.geojson"], now=now)
    assert set(District.objects.values_list("name", flat=True)) == {"WK999900", "WK999901"}
    lists = [files / "cbs_wijknamen_2025.csv", files / "cbs_gemnamen_2025.csv"]
    report = import_area_files(paths=[files / "landelijk_buurten_2024.geojson"], names=lists, now=now)
    assert report.areas == Tally(changed=3, same=6)
    assert list(District.objects.values_list("name", flat=True)) == ["Zuid", "Noord"]
    assert Municipality.objects.get().name == "Schuifdam"


def test_names_stay_when_nobody_tells_them_again(schuifdam, files, now):
    assert import_area_files(paths=[files / "landelijk_buurten_2024.geojson"], now=now).changes_nothing


def test_province_comes_with_a_list_of_names(files, now, tmp_path):
    listed = tmp_path / "namen.csv"
    listed.write_text("code,name,province\nGM9999,Schuifdam,Noord-Holland\n")
    import_area_files(paths=[files / "landelijk_buurten_2024.geojson"], names=[listed], now=now)
    assert Municipality.objects.get().province == "Noord-Holland"


def test_official_replaces_schematic(schuifdam, document, now):
    drawn = shapely.box(4.6, 52.4, 4.7, 52.5).wkb
    Neighbourhood.objects.update(outline=Outline.SCHEMATIC, outline_wkb=drawn, year=2030)
    District.objects.update(outline=Outline.SCHEMATIC, outline_wkb=drawn, year=2030)
    tally = import_areas(rows=read_features(document, year=2024).rows, now=now)
    assert tally == Tally(changed=8, same=1)
    assert set(Neighbourhood.objects.values_list("outline", "year")) == {(Outline.OFFICIAL, 2024)}
    assert set(District.objects.values_list("outline", "year")) == {(Outline.OFFICIAL, 2024)}


def test_older_division_does_not_replace_a_newer(schuifdam, document, now):
    document["features"][0]["properties"]["buurtnaam"] = "Oude naam"
    tally = import_areas(rows=read_features(document, year=2019).rows, now=now)
    assert (tally.older, tally.changed) == (6, 0)
    assert Neighbourhood.objects.get(code="BU99990000").name == "Dorpskern"


def test_newer_division_replaces(schuifdam, document, now):
    document["features"][0]["properties"]["buurtnaam"] = "Nieuwe naam"
    import_areas(rows=read_features(document, year=2026).rows, now=now)
    assert Neighbourhood.objects.get(code="BU99990000").name == "Nieuwe naam"
    assert Neighbourhood.objects.get(code="BU99990000").year == 2026


def test_postcode_survives_a_new_outline(schuifdam, document, now):
    Neighbourhood.objects.filter(code="BU99990000").update(main_postcode="1981")
    import_areas(rows=read_features(document, year=2026).rows, now=now)
    assert Neighbourhood.objects.get(code="BU99990000").main_postcode == "1981"


def test_own_outline_of_a_district_goes_before_its_parts(files, now):
    import_area_files(
        paths=[files / "buurten_2024_GM9999.geojson", files / "wijken_2022_GM9999.geojson"],
        now=now,
        year=2024,
    )
    assert District.objects.filter(outline=Outline.OFFICIAL).count() == 2


def test_one_wrong_row_refuses_the_whole_file(document, now, tmp_path):
    document["features"][2]["geometry"] = None
    document["features"][4]["properties"]["buurtnaam"] = ""
    broken = tmp_path / "kapot.geojson"
    broken.write_text(json.dumps(document))
    with pytest.raises(ImportRefused) as refusal:
        import_area_files(paths=[broken], now=now)
    assert [str(problem) for problem in refusal.value.problems] == [
        "kapot.geojson, rij 3, BU99990002: Er is geen grens getekend.",
        "kapot.geojson, rij 5, BU99990101: De naam ontbreekt of is te lang.",
    ]
    assert not Municipality.objects.exists()


def test_one_wrong_file_refuses_all_files(files, now, tmp_path):
    with pytest.raises(ImportRefused, match="Niets ingelezen") as refusal:
        import_area_files(paths=[files / "buurten_2024_GM9999.geojson", tmp_path / "weg.geojson"], now=now)
    assert [str(problem) for problem in refusal.value.problems] == [
        "weg.geojson: Dit bestand is er niet of mag niet gelezen worden."
    ]
    assert not Municipality.objects.exists()


def test_failure_halfway_leaves_nothing(document, now):
    def refuse(**_news: object) -> None:
        raise RuntimeError

    outlines_changed.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            import_areas(rows=read_features(document).rows, now=now)
    finally:
        outlines_changed.disconnect(refuse)
    assert not Municipality.objects.exists()
    assert not Source.objects.exists()


def test_news_of_a_change_tells_which_municipality_and_only_of_a_change(document, now):
    heard: list[tuple[set[str], datetime]] = []

    def hear(municipalities: set[str], now: datetime, **_rest: object) -> None:
        heard.append((municipalities, now))

    outlines_changed.connect(hear)
    try:
        for _time in range(2):
            import_areas(rows=read_features(document, year=2024).rows, now=now)
    finally:
        outlines_changed.disconnect(hear)
    assert heard == [({"GM9999"}, now)]


def test_nothing_to_import_is_no_change(now):
    assert import_areas(rows=[], now=now) == Tally()


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_the_rows(document, now, django_assert_num_queries, count):
    document["features"] = document["features"][:count]
    with django_assert_num_queries(16):
        import_areas(rows=read_features(document, year=2024).rows, now=now)
