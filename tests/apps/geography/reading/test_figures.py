from decimal import Decimal

import pytest

from schuifaan.apps.geography.enums import INDICATORS
from schuifaan.apps.geography.reading import FileUnreadable, PostcodeRow, RowProblem, columns, read_figures

KWB = "code,type,inwoners,koopwoningen,stedelijkheid,postcode\n"
SES = (
    '\ufeff"Perioden";"Wijken en buurten";"Regiocode (gemeente, wijk, buurt) (code)";'
    '"Particuliere huishoudens (Aantal)";"Opleidingsniveau/Laag/Waarde (%)";"Opleidingsniveau/Hoog/Waarde (%)"\n'
    '"2019";"Schuifdam";"GM9999    ";"  457400";"    20.8";"    49.5"\n'
    '"2019";"Zeezicht";"BU99990002";"       0";"       .";"       ."\n'
)


def figures(read, code):
    return {row.indicator: row.value for row in read.figures if row.code == code}


def read(files, name, **options):
    return read_figures((files / name).read_bytes(), filename=name, **options)


def test_every_column_leads_to_a_known_figure():
    direct = {*columns.STATLINE.values(), *columns.SELECTION.values(), *columns.SERVICE.values()}
    by_age = {f"{stem}_{age}" for stem in columns.HEALTH.values() for age in columns.AGES.values()}
    assert direct | by_age <= set(INDICATORS)


def test_statline_export(files):
    table = read(files, "kwb2019_GM9999_statline_raw.csv")
    assert (table.source, table.year, table.problems) == ("cbs-kwb", 2019, ())
    assert figures(table, "BU99990000") == {
        "population": 1190,
        "population_15_24": 150,
        "single_person_households": 255,
        "household_size": Decimal("1.9"),
        "population_density": 1610,
        "woz_value": 250,
        "income_per_person": Decimal("31.5"),
        "distance_school": None,
        "urbanity_class": 2,
    }
    assert table.postcodes == (PostcodeRow(3, "BU99990000", "1980"),)


def test_statline_nought_and_missing_differ(files):
    empty = figures(read(files, "kwb2019_GM9999_statline_raw.csv"), "BU99990002")
    assert (empty["population"], empty["household_size"]) == (0, None)


def test_quoted_export_tells_its_own_year():
    table = read_figures(SES.encode())
    assert (table.source, table.year) == ("cbs-ses", 2019)
    assert figures(table, "GM9999") == {"education_low": Decimal("20.8"), "education_high": Decimal("49.5")}
    assert figures(table, "BU99990002") == {"education_low": None, "education_high": None}


def test_key_figures_selection(files):
    table = read(files, "kwb2024_selectie_GM9999.csv")
    assert (table.source, table.year, table.problems) == ("cbs-kwb", 2024, ())
    assert len(table.figures) == 6 * 16
    assert figures(table, "BU99990001")["income_per_person"] is None
    assert figures(table, "BU99990001")["woz_value"] == 284
    assert [row.postcode for row in table.postcodes] == ["1981", "1981", "1983", "1982"]


def test_health_by_age(files):
    table = read(files, "rivm2020_gezondheid_GM9999.csv")
    assert (table.source, table.year, table.problems) == ("rivm-gezondheid", 2020, ())
    own = figures(table, "BU99990000")
    assert (own["lonely_18"], own["lonely_65"], own["severely_lonely_65"]) == (
        56,
        Decimal("49.5"),
        Decimal("12.1"),
    )
    assert set(figures(table, "BU99990002").values()) == {None}


def test_year_given_where_no_file_tells():
    assert read_figures((KWB + "GM9999,gemeente,5,5,1,\n").encode(), year=2023).figures[0].year == 2023


def test_year_must_be_known():
    with pytest.raises(FileUnreadable, match="--year"):
        read_figures((KWB + "GM9999,gemeente,5,5,1,\n").encode())


def test_all_problems_are_told():
    rows = [
        "GM9999,gemeente,veel,5,1,",
        "BU9999,buurt,5,5,1,1981",
        "BU99990000,buurt,-5,101,6,198",
        "BU99990001,buurt,5,5",
        "",
        "BU99990002,buurt,5,5,1,1981",
        "BU99990002,buurt,5,5,1,1981",
    ]
    table = read_figures((KWB + "\n".join(rows)).encode(), year=2024)
    assert table.problems == (
        RowProblem(2, "inwoners", "“veel” is geen getal."),
        RowProblem(3, "code", "“BU9999” is geen officiële code."),
        RowProblem(4, "inwoners", "-5 is kleiner dan nul."),
        RowProblem(4, "koopwoningen", "101 is meer dan 100 procent."),
        RowProblem(4, "stedelijkheid", "6 is geen klasse van 1 tot en met 5."),
        RowProblem(4, "postcode", "“198” is geen postcode van vier cijfers."),
        RowProblem(5, "", "Deze rij heeft 4 vakken, de kop heeft er 6."),
        RowProblem(8, "code", "Dit gebied staat ook in rij 7."),
    )


def test_age_we_do_not_know_is_told():
    table = read_figures(b"leeftijd,code,Eenzaam\n12+,GM9999,4\n", year=2020)
    assert table.problems == (RowProblem(2, "leeftijd", "“12+” is geen leeftijdsgroep die we kennen."),)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("naam;prijs", "welke tabel dit is"),
        ("Wijken en buurten;Codering (code);Bevolking/Aantal inwoners (x 1 000)", "andere eenheid"),
        (
            "Wijken en buurten;Codering (code);A/Aantal inwoners (aantal);B/Aantal inwoners (aantal)",
            "Twee kolommen",
        ),
    ],
)
def test_header_that_is_not_what_we_know(header, reason):
    with pytest.raises(FileUnreadable, match=reason):
        read_figures(header.encode() + b"\n", year=2024)


def test_cell_without_end_is_refused():
    with pytest.raises(FileUnreadable, match="regel 2"):
        read_figures(KWB.encode() + b'"' + b"x" * 5_000_000 + b'",a,1,1,1,1\n', year=2024)
