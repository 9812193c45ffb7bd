"""The files as published, where they are: the numbers that must come out of them."""

import random
from pathlib import Path

import pytest

from schuifaan.apps.geography.actions import (
    import_area_files,
    import_statistics_files,
    load_official_folder,
)
from schuifaan.apps.geography.enums import Missing, Outline
from schuifaan.apps.geography.locate import How, neighbourhood_at, neighbourhoods_at
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood, Statistic
from schuifaan.apps.geography.queries import facts, neighbourhoods_of
from schuifaan.apps.geography.reading import FileUnreadable, read_areas, read_figures, read_names

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

CITIES = [("GM0935", "Maastricht", 44, 44), ("GM0344", "Utrecht", 111, 109), ("GM0599", "Rotterdam", 91, 83)]

# Well-known places whose neighbourhood people of the city would name without a map.
LANDMARKS = [
    ("Vrijthof", 50.8489, 5.6880, "GM0935", "Binnenstad"),
    ("Sint Martinuskerk", 50.8489, 5.6972, "GM0935", "Wyck"),
    ("MECC", 50.8382, 5.7117, "GM0935", "Randwyck"),
    ("Domtoren", 52.0907, 5.1214, "GM0344", "Domplein, Neude, Janskerkhof"),
    ("Universiteitsbibliotheek", 52.0853, 5.1790, "GM0344", "Utrecht Science Park"),
    ("Molenpark", 52.0868, 5.0900, "GM0344", "Oog in Al"),
    ("Markthal", 51.9200, 4.4867, "GM0599", "Stadsdriehoek"),
    ("Rotterdam Centraal", 51.9246, 4.4690, "GM0599", "Cs Kwartier"),
    ("Hotel New York", 51.9041, 4.4846, "GM0599", "Kop van Zuid"),
    ("Euromast", 51.9054, 4.4666, "GM0599", "Nieuwe Werk"),
    ("Winkelcentrum Zuidplein", 51.8868, 4.4889, "GM0599", "Zuidplein"),
    ("Vredespaleis", 52.0866, 4.2955, "GM0518", "Zeeheldenkwartier"),
    ("Kurhaus", 52.1130, 4.2807, "GM0518", "Scheveningen Badplaats"),
]


@pytest.mark.parametrize(("code", "name", "count", "lonely"), CITIES)
def test_city_comes_whole_from_the_folder(shared_data, now, code, name, count, lonely):
    load_official_folder(folder=shared_data, municipality_code=code, now=now)
    assert Municipality.objects.get().name == name
    assert neighbourhoods_of(code).count() == count
    for level in (Municipality, District, Neighbourhood):
        assert set(level.objects.values_list("outline", flat=True)) == {Outline.OFFICIAL}
    figures = Statistic.objects.filter(indicator="lonely_18", area_code__startswith="BU")
    assert figures.exclude(value=None).count() == lonely
    assert figures.filter(value=None, missing=Missing.NOT_PUBLISHED).count() == count - lonely
    assert not figures.filter(value=0).exists()
    assert load_official_folder(folder=shared_data, municipality_code=code, now=now).changes_nothing


def test_rotterdam_takes_the_accurate_map(shared_data, now):
    load_official_folder(folder=shared_data, municipality_code="GM0599", now=now)
    assert set(Neighbourhood.objects.values_list("year", flat=True)) == {2026}


def test_withheld_figures_stay_withheld(shared_data, now):
    load_official_folder(folder=shared_data, municipality_code="GM0935", now=now)
    wyckerpoort = {fact.indicator.key: fact for fact in facts("BU09350000")}
    assert (wyckerpoort["income_per_person"].value, wyckerpoort["income_per_person"].missing) == (
        None,
        Missing.NOT_PUBLISHED,
    )
    assert wyckerpoort["population"].value == 2330


def test_raw_statline_export_of_the_hague(shared_data, now):
    import_area_files(paths=[shared_data / "geo/buurten_2024_GM0518.geojson"], now=now)
    report = import_statistics_files(paths=[shared_data / "stats/kwb2019_GM0518_statline_raw.csv"], now=now)
    assert (report.figures.new, report.figures.unknown) == (3180, 0)
    city = {fact.indicator.key: fact for fact in facts("GM0518")}
    assert (city["population"].value, city["single_person_households"].value) == (537833, 125380)
    assert (city["income_per_person"].value, city["income_per_person"].year) == (None, 2019)
    dunes = {fact.indicator.key: fact for fact in facts("BU05180170")}
    assert (dunes["population"].value, dunes["household_size"].value) == (0, None)
    assert Neighbourhood.objects.get(code="BU05180170").main_postcode == "2597"


def test_landmarks_land_in_their_neighbourhood(shared_data, now):
    for code in sorted({code for *_place, code, _name in LANDMARKS}):
        load_official_folder(folder=shared_data, municipality_code=code, now=now)
    names = dict(Neighbourhood.objects.values_list("code", "name"))
    located = neighbourhoods_at([(lat, lon) for _place, lat, lon, _code, _name in LANDMARKS])
    landed = [
        (place, names.get(found.neighbourhood or ""))
        for (place, *_rest), found in zip(LANDMARKS, located, strict=True)
    ]
    assert landed == [(place, name) for place, _lat, _lon, _code, name in LANDMARKS]


@pytest.mark.parametrize(
    "place", [("Brussel", 50.846, 4.352), ("Aken", 50.776, 6.084), ("Noordzee", 52.3, 4.0)]
)
def test_abroad_and_at_sea_is_outside(shared_data, now, place):
    load_official_folder(folder=shared_data, municipality_code="GM0935", now=now)
    _name, lat, lon = place
    assert neighbourhood_at(lat, lon).how is How.OUTSIDE


def every_tenth(table: Path, folder: Path) -> Path:
    """Areas of every kind and from all over the country, in a tenth of the time; the name says what is in it."""
    head, *rows = table.read_bytes().splitlines(keepends=True)
    thin = folder / table.name
    thin.write_bytes(b"".join((head, *rows[::10])))
    return thin


def test_the_whole_country(shared_data, now, tmp_path):
    outlines = [shared_data / "geo/nl_buurten_2024_coarse.geojson"]
    lists = ("stats/cbs_gemnamen_2025.csv", "stats/cbs_wijknamen_2025.csv", "stats/kwb2024_nl_selectie.csv")
    names = [shared_data / name for name in lists]
    tables = [
        every_tenth(shared_data / f"stats/{name}_nl_selectie.csv", tmp_path)
        for name in ("kwb2024", "rivm2020_gezondheid")
    ]
    areas = import_area_files(paths=outlines, names=names, now=now)
    figures = import_statistics_files(paths=tables, now=now)
    assert Neighbourhood.objects.count() == 14_566
    assert (Municipality.objects.count(), District.objects.count()) == (342, 3393)
    assert not District.objects.filter(name__startswith="WK").exists()
    assert areas.areas.new == 14_566 + 342 + 3393
    assert figures.figures.new == Statistic.objects.count() == 54_192
    # Amsterdam's codes carry letters.
    assert Neighbourhood.objects.get(code="BU0363AD05").district_id == "WK0363AD"
    again = import_area_files(paths=outlines, names=names, now=now)
    assert again.changes_nothing
    assert import_statistics_files(paths=tables[:1], now=now).changes_nothing
    chance = random.Random(1)  # noqa: S311 - the same points every time
    points = [(chance.uniform(50.8, 53.4), chance.uniform(3.5, 7.1)) for _number in range(10_000)]
    located = neighbourhoods_at(points)
    assert sum(found.how is How.INSIDE for found in located) > 4000


@pytest.mark.once
@pytest.mark.parametrize(("name", "count"), [("kwb2024", 292_944), ("rivm2020_gezondheid", 277_440)])
def test_every_figure_of_the_country_is_read(shared_data, name, count):
    table = read_figures(
        (shared_data / f"stats/{name}_nl_selectie.csv").read_bytes(), filename=f"{name}_nl_selectie.csv"
    )
    assert (len(table.figures), table.problems) == (count, ())


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "count", "problems"),
    [
        ("buurten_2024_GM0518.geojson", 114, 0),
        ("buurten_tir_2026_GM0599.geojson", 91, 0),
        ("nl_gemeenten_2022.geojson", 345, 0),
        ("nl_wijken_2022.geojson", 3340, 0),
        ("buurten_2019_GM0518.geojson", 113, 1),
    ],
)
def test_every_map_is_read(shared_data, name, count, problems):
    reading = read_areas((shared_data / "geo" / name).read_bytes(), filename=name)
    assert (len(reading.rows), len(reading.problems)) == (count, problems)


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "count"),
    [("cbs_gemnamen_2025.csv", 343), ("cbs_wijknamen_2025.csv", 3505), ("cbs_buurtnamen_2025.csv", 14_823)],
)
def test_every_code_list_is_read(shared_data, name, count):
    reading = read_names((shared_data / "stats" / name).read_bytes())
    assert (len(reading.rows), reading.problems) == (count, ())


@pytest.mark.once
def test_quoted_statline_export_is_read(shared_data):
    name = "ses_woa_2019_GM0363_raw.csv"
    table = read_figures((shared_data / "stats" / name).read_bytes(), filename=name)
    assert (table.source, table.year, len(table.figures), table.problems) == ("cbs-ses", 2019, 579 * 3, ())


@pytest.mark.once
@pytest.mark.parametrize(
    "name", ["cbs_pc4_nl.csv", "pc4_gemeente_2023.csv", "kwb2025_GM0935_student_scores.csv"]
)
def test_table_we_do_not_know_is_refused(shared_data, name):
    with pytest.raises(FileUnreadable):
        read_figures((shared_data / "stats" / name).read_bytes(), filename=name)
