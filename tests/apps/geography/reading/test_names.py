import pytest

from schuifaan.apps.geography.reading import FileUnreadable, NameRow, RowProblem, read_names


def test_code_list_of_districts(files):
    rows = read_names((files / "cbs_wijknamen_2025.csv").read_bytes()).rows
    assert rows == (NameRow(2, "WK999900", "Zuid"), NameRow(3, "WK999901", "Noord"))


def test_code_list_of_municipalities(files):
    assert read_names((files / "cbs_gemnamen_2025.csv").read_bytes()).rows == (
        NameRow(2, "GM9999", "Schuifdam"),
    )


def test_key_figures_tell_names_too(files):
    rows = read_names((files / "kwb2024_selectie_GM9999.csv").read_bytes()).rows
    assert rows[0] == NameRow(2, "GM9999", "Schuifdam")
    assert rows[5] == NameRow(7, "BU99990100", "’t Veld")


def test_map_tells_names_and_provinces(files):
    rows = read_names((files / "wijken_2022_GM9999.geojson").read_bytes()).rows
    assert rows[0] == NameRow(1, "WK999900", "Wijk 00 Zuid", "Noord-Holland")


def test_wrong_rows_are_told():
    reading = read_names(b"code;naam\nXX1;Wat\nGM9999;\nNL00;Nederland\nGM9998;Goed;te veel\n")
    assert reading.problems == (
        RowProblem(5, "", "Deze rij heeft 3 vakken, de kop heeft er 2."),
        RowProblem(2, "code", "“XX1” is geen officiële code."),
        RowProblem(3, "naam", "De naam ontbreekt of is te lang."),
    )


def test_table_without_names_is_refused():
    with pytest.raises(FileUnreadable, match="kolom met een code"):
        read_names(b"leeftijd,eenzaam\n18+,3\n")
