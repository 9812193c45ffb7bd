import json
import shutil

import pytest

from schuifaan.apps.geography.actions import ImportRefused, draw_schematic_outlines, load_official_folder
from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood, Statistic

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(files, tmp_path):
    """As official files are kept: outlines and figures each in a folder of their own."""
    for place, ending in (("geo", "*.geojson"), ("stats", "*.csv")):
        (tmp_path / place).mkdir()
        for path in files.glob(ending):
            shutil.copy(path, tmp_path / place)
    return tmp_path


def load(folder, now, code="GM9999"):
    return load_official_folder(folder=folder, municipality_code=code, now=now)


def test_folder_gives_outlines_figures_and_postcodes(folder, now):
    report = load(folder, now)
    assert (report.areas.new, report.postcodes.new) == (9, 4)
    assert Neighbourhood.objects.filter(outline=Outline.OFFICIAL).count() == 6
    assert set(Statistic.objects.values_list("year", flat=True)) == {2019, 2020, 2024}
    assert Neighbourhood.objects.get(code="BU99990000").main_postcode == "1981"


def test_second_load_changes_nothing(folder, now):
    load(folder, now)
    assert load(folder, now).changes_nothing


def test_flat_folder_works_as_well(files, now):
    assert load(files, now).areas.new == 9


def test_official_replaces_the_drawn(folder, now):
    municipality = Municipality.objects.create(code="GM9999", name="Schuifdam")
    district = District.objects.create(code="WK999900", name="Zuid", municipality=municipality)
    Neighbourhood.objects.create(
        code="BU99990000",
        name="Dorp",
        municipality=municipality,
        district=district,
        centre_lat=52.4,
        centre_lon=4.6,
    )
    draw_schematic_outlines(municipality=municipality, now=now)
    load(folder, now)
    for level in (Municipality, District, Neighbourhood):
        assert set(level.objects.values_list("outline", flat=True)) == {Outline.OFFICIAL}
    assert Neighbourhood.objects.get(code="BU99990000").name == "Dorpskern"


def test_newest_and_most_detailed_map_counts(folder, now):
    newer = json.loads((folder / "geo/buurten_2024_GM9999.geojson").read_text())
    for feature in newer["features"]:
        feature["properties"] = {"buurtcode": feature["id"], "buurtnaam": "Nieuw"}
    (folder / "geo/buurten_2026_GM9999.geojson").write_text(json.dumps(newer))
    load(folder, now)
    assert set(Neighbourhood.objects.values_list("name", "year")) == {("Nieuw", 2026)}
    # What only the older map tells is kept.
    assert Municipality.objects.get().name == "Schuifdam"
    assert list(District.objects.values_list("name", flat=True)) == ["Wijk 00 Zuid", "Wijk 01 Noord"]


def test_broken_map_is_passed_over_when_another_is_whole(folder, now):
    broken = json.loads((folder / "geo/buurten_2024_GM9999.geojson").read_text())
    broken["features"][0]["properties"] = {"naam": "zonder code"}
    broken["features"][0]["id"] = None
    (folder / "geo/buurten_2027_GM9999.geojson").write_text(json.dumps(broken))
    (folder / "geo/onzin_GM9999.geojson").write_text("<html>")
    load(folder, now)
    assert set(Neighbourhood.objects.values_list("year", flat=True)) == {2024}


def test_national_files_serve_where_there_are_no_own(folder, now):
    (folder / "geo/buurten_2024_GM9999.geojson").unlink()
    (folder / "stats/kwb2024_selectie_GM9999.csv").rename(folder / "stats/kwb2024_nl.csv")
    load(folder, now)
    assert Neighbourhood.objects.count() == 6
    assert Statistic.objects.get(area_code="GM9999", indicator="population", year=2024).value == 5230


def test_other_municipality_is_not_touched(folder, now):
    with pytest.raises(ImportRefused) as refusal:
        load(folder, now, "GM0014")
    assert str(refusal.value.problems[-1]) == f"In {folder} staan geen buurten van GM0014."
    assert not Municipality.objects.exists()


def test_wrong_figures_refuse_outlines_too(folder, now):
    table = folder / "stats/kwb2024_selectie_GM9999.csv"
    table.write_text(table.read_text().replace(",1795,", ",duizend,"))
    with pytest.raises(ImportRefused, match="Niets ingelezen") as refusal:
        load(folder, now)
    assert (
        str(refusal.value.problems[0])
        == "kwb2024_selectie_GM9999.csv, rij 5, inwoners: “duizend” is geen getal."
    )
    assert not Municipality.objects.exists()
