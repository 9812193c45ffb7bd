"""From bytes to rows: encodings, delimiters, and files that are something else."""

import pytest

from schuifaan.apps.places.importing.address import split_address, tidy_postcode
from schuifaan.apps.places.importing.columns import ListReading, guess_columns
from schuifaan.apps.places.importing.coordinates import NoCoordinate, read_point
from schuifaan.apps.places.importing.formula import guard, is_formula, unguard
from schuifaan.apps.places.importing.reading import read_table
from schuifaan.apps.places.importing.row import read_row
from schuifaan.apps.places.importing.table import FileRefused, SourceRow

MEGABYTE = 2**20


def read(content, *, at_most=MEGABYTE):
    return read_table(content, at_most=at_most)


@pytest.mark.parametrize(
    ("encoding", "recognised"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_encodings_are_recognised(encoding, recognised):
    table = read("naam,plaats\r\nCafé Zuid,Curaçao\r\n".encode(encoding))
    assert (table.encoding, table.columns) == (recognised, ("naam", "plaats"))
    assert dict(table.rows[0].cells) == {"naam": "Café Zuid", "plaats": "Curaçao"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_recognised(delimiter):
    lines = [["naam", "adres"], ["’t Atrium", "Straat 1"]]
    table = read("\n".join(delimiter.join(line) for line in lines).encode())
    assert (table.delimiter, table.columns, table.rows[0].cells["adres"]) == (
        delimiter,
        ("naam", "adres"),
        "Straat 1",
    )


def test_a_comma_inside_a_cell_does_not_fool_it():
    table = read(b"naam;adres\nAtrium;Straat 1, 6217 CP Maastricht\nTruus;Plein 2, 6211 AA Maastricht\n")
    assert (table.delimiter, table.columns) == (";", ("naam", "adres"))


def test_the_first_line_of_excel_names_the_delimiter():
    table = read(b"sep=;\nnaam;plaats\nAtrium;Maastricht\n")
    assert (table.columns, table.rows[0].number) == (("naam", "plaats"), 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"  \n", "Dit bestand is leeg."),
        (b"naam,plaats\n", "Er staan geen rijen in dit bestand"),
        (b"PK\x03\x04....", "Dit is een bestand van Excel of een zip."),
        (b"%PDF-1.7 ...", "Dit is een PDF."),
        (b"naam\nabc\x00\x01\x02def\n", "Dit is geen tekstbestand."),
        (b"naam,plaats\nCaf\x81 Zuid,Stad\n", "We kunnen de tekens in dit bestand niet lezen"),
        (b"naam,naam\na,b\n", "Deze kolom staat er twee keer in: naam."),
        (b'{"type": "Feature"}', "We lezen van JSON alleen"),
        (b'{"type": ', "Dit is geen geldige JSON"),
        (b"[" * 100_000, "Deze JSON is te diep genest"),
    ],
)
def test_what_cannot_be_read_is_said_clearly(content, reason):
    with pytest.raises(FileRefused) as refusal:
        read(content)
    assert str(refusal.value).startswith(reason)


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(FileRefused, match="groter dan 1 MB"):
        read(b"naam\n" + b"a" * MEGABYTE)


def test_too_many_rows_are_refused():
    with pytest.raises(FileRefused, match="meer dan 50000 rijen"):
        read(b"naam\n" + b"a\n" * 50_001)


def test_geojson_becomes_rows_and_a_bad_feature_a_reason():
    table = read(
        b'{"type": "FeatureCollection", "features": ['
        b'{"type": "Feature", "id": "way/1", "properties": {"name": "Hal", "indoor": true},'
        b' "geometry": {"type": "Polygon", "coordinates": [[[5, 50], [5, 51], [6, 51], [6, 50], [5, 50]]]}},'
        b'{"type": "Feature", "properties": {"name": "Nergens"}, "geometry": null},'
        b'{"type": "Feature", "properties": {"name": "Stuk"}, "geometry": {"type": "Point", "coordinates": []}}]}'
    )
    assert table.kind == "osm"
    assert [dict(row.cells) for row in table.rows] == [
        {"@id": "way/1", "name": "Hal", "indoor": "true", "@lat": "50.5", "@lon": "5.5"},
        {"name": "Nergens"},
    ]
    assert [(refusal.row, refusal.column) for refusal in table.refusals] == [(3, "geometry")]


def test_overpass_answers_become_rows_without_the_bare_corners():
    table = read(
        b'{"elements": [{"type": "node", "id": 1, "lat": 50.8, "lon": 5.7},'
        b'{"type": "way", "id": 2, "center": {"lat": 50.9, "lon": 5.6}, "tags": {"name": "Hal", "addr:street": "Plein"}}]}'
    )
    assert [dict(row.cells) for row in table.rows] == [
        {"@id": "way/2", "name": "Hal", "addr:street": "Plein", "@lat": "50.9", "@lon": "5.6"}
    ]


def test_columns_are_guessed_in_two_languages():
    dutch = [
        "Naam",
        "Straatnaam",
        "Huisnr.",
        "Postcode",
        "Woonplaats",
        "Breedtegraad",
        "Lengtegraad",
        "Maandag",
    ]
    assert list(guess_columns(dutch)) == [
        "name",
        "street",
        "house_number",
        "postcode",
        "city",
        "lat",
        "lon",
        "hours_mon",
    ]
    osm = ["@id", "name", "addr:street", "addr:housenumber", "opening_hours", "wheelchair", "@lat", "@lon"]
    assert list(guess_columns(osm)) == [
        "external_id", "name", "street", "house_number", "opening_hours", "wheelchair", "lat", "lon",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Clavecymbelstraat 55, 6217 CP Maastricht", ("Clavecymbelstraat", "55", "6217 CP", "Maastricht")),
        ("Dorpsstraat 12a 6223 gc Itteren", ("Dorpsstraat 12a 6223 gc Itteren", "", "", "")),
        ("Dorpsstraat 12a 6223GC Itteren", ("Dorpsstraat", "12a", "6223 GC", "Itteren")),
        ("Plein '40-'45 117", ("Plein '40-'45", "117", "", "")),
        ("1e Dorpsstraat 3-5", ("1e Dorpsstraat", "3-5", "", "")),
        ("Dorpsstraat 3, Itteren", ("Dorpsstraat", "3", "", "Itteren")),
        ("Osdorp-Sloten", ("Osdorp-Sloten", "", "", "")),
        ("6217 CP Maastricht", ("", "", "6217 CP", "Maastricht")),
    ],
)
def test_an_address_is_split(text, parts):
    assert tuple(split_address(text)) == parts


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("1234ab", "1234 AB"),
        ("1234 AB", "1234 AB"),
        ("00100", "00100"),
        ("0123 AB", "0123 AB"),
        ("Stad", None),
        ("?", None),
    ],
)
def test_a_postcode_is_tidied(text, tidy):
    assert tidy_postcode(text) == tidy


@pytest.mark.parametrize(
    ("cells", "point"),
    [(("50,85", "5,69"), (50.85, 5.69)), (("", " "), None), (("38.7", "-9.1"), (38.7, -9.1))],
)
def test_a_point_is_read(cells, point):
    assert read_point(*cells) == point


@pytest.mark.parametrize(
    ("cells", "field", "start"),
    [
        (("5.69", "50.85"), "lat", "Breedtegraad en lengtegraad zijn verwisseld."),
        (("50.85", ""), "lon", "Hier staat wel een breedtegraad"),
        (("", "5.69"), "lat", "Hier staat wel een lengtegraad"),
        (("176000", "318000"), "lat", "Dit lijken meters"),
        (("0", "0"), "lat", "Dit punt ligt buiten Europa"),
        (("nan", "5"), "lat", "“nan” is geen coördinaat."),
        (("50", "inf"), "lat", "Dit punt ligt buiten Europa"),
    ],
)
def test_a_point_that_cannot_be_is_explained(cells, field, start):
    with pytest.raises(NoCoordinate) as mistake:
        read_point(*cells)
    assert (mistake.value.field, mistake.value.reason[: len(start)]) == (field, start)


@pytest.mark.parametrize(
    "cell", ["=1+1", " =cmd", "@SUM(A1)", "+1+2", "-2+3+cmd|calc", "\t=1", "\rx", "-(1)"]
)
def test_formulas_are_seen(cell):
    assert is_formula(cell)


@pytest.mark.parametrize(
    "cell", ["’t Atrium", "'t Atrium", "- Samen -", "+Plus", "-Zuid", "A=B", "1e straat"]
)
def test_names_are_no_formulas(cell):
    assert not is_formula(cell)


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'t Atrium", "-Zuid", "gewoon", "", "@x", "\tx"])
def test_a_guard_goes_on_and_off_again(text):
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(text)) == text


def row_of(**cells):
    reading = ListReading({key: key for key in cells})
    return read_row(SourceRow(2, cells), reading)


def test_hours_per_weekday_become_one_expression():
    place, refusals = row_of(
        name="A", hours_mon="9.00 - 17.00", hours_tue="gesloten", hours_wed="9-12 en 13-17"
    )
    assert refusals == []
    assert place.values["opening_hours"] == "Mo 09:00-17:00; We 09:00-12:00,13:00-17:00; PH unknown"


def test_every_cell_that_cannot_be_gets_its_own_reason():
    _place, refusals = row_of(
        name="=1",
        postcode="?",
        website="geen",
        opening_hours="altijd",
        free_coffee="misschien",
        email="x",
        focus="katten",
    )
    assert [refusal.column for refusal in refusals] == [
        "name", "opening_hours", "free_coffee", "postcode", "website", "focus", "email",
    ]  # fmt: skip


def test_a_phone_number_with_a_plus_is_fine():
    place, refusals = row_of(name="A", phone="+31 43 123 45 67", website="www.example.org")
    assert (place.contact, place.values["website"], refusals) == (
        {"phone": "+31 43 123 45 67"},
        "https://www.example.org",
        [],
    )


def test_wheelchair_of_openstreetmap_is_yes_no_or_not_known():
    said = [row_of(name="A", wheelchair=word)[0].facts for word in ("yes", "no", "limited")]
    assert said == [{"step_free": True}, {"step_free": False}, {}]
