from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from schuifaan.apps.geography.actions import (
    ImportRefused,
    Tally,
    import_postcodes,
    import_statistics,
    import_statistics_files,
)
from schuifaan.apps.geography.enums import Missing
from schuifaan.apps.geography.models import Neighbourhood, Source, Statistic
from schuifaan.apps.geography.reading import FigureRow, PostcodeRow

pytestmark = pytest.mark.django_db


def figure(value, *, code="BU99990000", indicator="population", year=2024):
    return FigureRow(2, code, indicator, year, value)


def test_key_figures_of_the_whole_file(schuifdam, files, now):
    report = import_statistics_files(paths=[files / "kwb2024_selectie_GM9999.csv"], now=now)
    assert report.figures == Tally(new=96)
    assert report.postcodes == Tally(new=4)
    assert Statistic.objects.get(area_code="GM9999", indicator="population").value == 5230


def test_second_import_changes_nothing(schuifdam, files, now):
    paths = [files / "kwb2024_selectie_GM9999.csv", files / "rivm2020_gezondheid_GM9999.csv"]
    first = import_statistics_files(paths=paths, now=now)
    second = import_statistics_files(paths=paths, now=now)
    assert (first.changes_nothing, second.changes_nothing) == (False, True)
    assert second.figures.same == first.figures.new


def test_withheld_is_kept_as_not_published(schuifdam, files, now):
    import_statistics_files(paths=[files / "kwb2024_selectie_GM9999.csv"], now=now)
    withheld = Statistic.objects.get(area_code="BU99990002", indicator="woz_value")
    assert (withheld.value, withheld.missing) == (None, Missing.NOT_PUBLISHED)


def test_nought_is_kept_as_nought(schuifdam, files, now):
    import_statistics_files(paths=[files / "kwb2024_selectie_GM9999.csv"], now=now)
    nobody = Statistic.objects.get(area_code="BU99990100", indicator="population")
    assert (nobody.value, nobody.missing) == (0, "")


def test_figure_keeps_its_source(schuifdam, files, now):
    import_statistics_files(paths=[files / "rivm2020_gezondheid_GM9999.csv"], now=now)
    assert Statistic.objects.get(area_code="BU99990000", indicator="lonely_65").source == Source.objects.get(
        key="rivm-gezondheid"
    )


def test_changed_figure_is_counted_and_kept(schuifdam):
    import_statistics(
        figures=[figure(Decimal(5)), figure(Decimal(7), indicator="households")], source="cbs-kwb"
    )
    tally = import_statistics(
        figures=[figure(None), figure(Decimal(7), indicator="households")], source="cbs-kwb"
    )
    assert tally == Tally(changed=1, same=1)
    assert Statistic.objects.get(indicator="population").missing == Missing.NOT_PUBLISHED


def test_withheld_figure_may_be_published_later(schuifdam):
    import_statistics(figures=[figure(None)], source="cbs-kwb")
    import_statistics(figures=[figure(Decimal(5))], source="cbs-kwb")
    assert Statistic.objects.values_list("value", "missing").get() == (5, "")


def test_other_source_of_the_same_figure_is_a_change(schuifdam):
    import_statistics(figures=[figure(Decimal(5))], source="cbs-kwb")
    assert import_statistics(figures=[figure(Decimal(5))], source="eigen-telling") == Tally(changed=1)


def test_areas_that_are_not_there_are_passed_over(schuifdam):
    tally = import_statistics(
        figures=[figure(Decimal(5)), figure(Decimal(5), code="BU00140000")], source="cbs-kwb"
    )
    assert tally == Tally(new=1, unknown=1)


def test_many_areas_at_once(schuifdam):
    many = [
        figure(Decimal(year), year=year, code=code)
        for year in range(1980, 2100)
        for code in ("BU99990000", "GM9999")
    ]
    assert import_statistics(figures=many, source="cbs-kwb") == Tally(new=240)
    assert import_statistics(figures=many, source="cbs-kwb") == Tally(same=240)


def test_one_wrong_row_refuses_the_whole_file(schuifdam, files, now, tmp_path):
    text = (files / "kwb2024_selectie_GM9999.csv").read_text()
    broken = tmp_path / "kwb2024_kapot.csv"
    broken.write_text(text.replace(",1795,", ",duizend,").replace("WK999900,Wijk", "WK99,Wijk"))
    with pytest.raises(ImportRefused) as refusal:
        import_statistics_files(paths=[broken], now=now)
    assert [str(problem) for problem in refusal.value.problems] == [
        "kwb2024_kapot.csv, rij 3, code: “WK99” is geen officiële code.",
        "kwb2024_kapot.csv, rij 5, inwoners: “duizend” is geen getal.",
    ]
    assert not Statistic.objects.exists()
    assert not Neighbourhood.objects.exclude(main_postcode="").exists()


def test_postcodes(schuifdam, now):
    rows = [
        PostcodeRow(2, "BU99990000", "1981"),
        PostcodeRow(3, "BU99990001", "1981"),
        PostcodeRow(4, "BU00140000", "9711"),
    ]
    assert import_postcodes(rows=rows, year=2024, now=now) == Tally(new=2, unknown=1)
    assert import_postcodes(rows=rows, year=2024, now=now) == Tally(same=2, unknown=1)
    moved = [PostcodeRow(2, "BU99990000", "1985")]
    assert import_postcodes(rows=moved, year=2024, now=now) == Tally(changed=1)


def test_older_table_only_fills_empty_postcodes(schuifdam, files, now):
    import_statistics_files(paths=[files / "kwb2024_selectie_GM9999.csv"], now=now)
    Neighbourhood.objects.filter(code="BU99990002").update(main_postcode="")
    rows = [PostcodeRow(2, "BU99990000", "1900"), PostcodeRow(3, "BU99990002", "1983")]
    assert import_postcodes(rows=rows, year=2019, now=now) == Tally(new=1, older=1)
    assert Neighbourhood.objects.get(code="BU99990000").main_postcode == "1981"


def test_figure_without_value_needs_a_reason(schuifdam):
    source = Source.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statistic.objects.create(area_code="GM9999", indicator="population", year=2024, source=source)
