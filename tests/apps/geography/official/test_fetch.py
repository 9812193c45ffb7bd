from decimal import Decimal

import pytest

from schuifaan.apps.geography.actions import ImportRefused, fetch_municipality
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood, Statistic
from schuifaan.apps.geography.official import statline
from schuifaan.apps.geography.official.client import OfficialClient, ServiceFailed
from schuifaan.apps.geography.official.pdok import fetch_areas
from schuifaan.apps.geography.official.statline import fetch_health, fetch_key_figures
from schuifaan.apps.geography.reading import PostcodeRow, RowProblem


@pytest.fixture
def pdok(service, pauses):
    return OfficialClient(service.pdok_url, pause=pauses.append)


@pytest.fixture
def odata(service, pauses):
    return OfficialClient(service.odata_url, pause=pauses.append)


def figures(table, code):
    return {row.indicator: row.value for row in table.figures if row.code == code}


def test_areas_come_page_by_page(pdok, service):
    reading = fetch_areas(pdok, "GM9999")
    assert [row.code for row in reading.rows] == [
        "GM9999",
        "WK999900",
        "BU99990000",
        "BU99990001",
        "BU99990002",
    ]
    assert {row.year for row in reading.rows} == {2024}
    assert len(service.asked) == 4
    assert "gemeentecode=GM9999" in service.asked[3]


def test_other_municipalities_are_left_out_when_the_filter_is_not_known(pdok, service):
    stranger = service.collections["buurten"][0]
    stranger["properties"] |= {"buurtcode": "BU00140000", "wijkcode": "WK001400", "gemeentecode": "GM0014"}
    assert [row.code for row in fetch_areas(pdok, "GM9999").rows][2:] == ["BU99990001", "BU99990002"]


def test_municipality_the_service_does_not_know(pdok):
    with pytest.raises(ServiceFailed, match="heeft geen gemeenten van GM0014"):
        fetch_areas(pdok, "GM0014")


def test_answer_of_another_form_is_refused(pdok, service):
    service.stumbles = ["odd"]
    with pytest.raises(ServiceFailed, match="antwoord dat we niet kennen"):
        fetch_areas(pdok, "GM9999")


def test_key_figures_by_the_name_of_the_column(odata):
    table = fetch_key_figures(odata, "GM9999")
    assert (table.source, table.year, table.problems) == ("cbs-kwb", 2024, ())
    assert figures(table, "BU99990000") == {
        "population": 300,
        "population_0_14": 10,
        "single_person_households": None,
        "household_size": Decimal("2.1"),
        "woz_value": 301,
        "distance_school": Decimal("0.5"),
        "urbanity_class": 2,
    }
    assert figures(table, "BU99990001")["population"] is None
    assert {row.code for row in table.figures} == {
        "GM9999",
        "WK999900",
        "BU99990000",
        "BU99990001",
        "BU99990002",
    }
    assert table.postcodes == (PostcodeRow(3, "BU99990000", "1981"), PostcodeRow(4, "BU99990001", "1981"))


def test_key_figures_in_pages_by_link(odata, service):
    service.follow_with_links = True
    assert len({row.code for row in fetch_key_figures(odata, "GM9999").figures}) == 5
    assert len(service.asked) == 3


def test_key_figures_in_pages_by_count(odata, service, monkeypatch):
    monkeypatch.setattr(statline, "PAGE", 2)
    assert len({row.code for row in fetch_key_figures(odata, "GM9999").figures}) == 5
    assert len(service.asked) == 3


def test_health_of_the_newest_round_by_age(odata):
    table = fetch_health(odata, "GM9999")
    assert (table.source, table.year) == ("rivm-gezondheid", 2022)
    own = figures(table, "BU99990000")
    assert (own["lonely_18"], own["lonely_65"]) == (Decimal("51.5"), 44)
    assert figures(table, "BU99990001")["lonely_18"] is None


def test_figure_that_cannot_be_is_told(odata, service):
    service.tables["85984NED/TypedDataSet"][2] |= {"AantalInwoners_5": "veel", "MateVanStedelijkheid_120": 9}
    assert fetch_key_figures(odata, "GM9999").problems == (
        RowProblem(3, "population", "“veel” is geen getal."),
        RowProblem(3, "urbanity_class", "9 is geen klasse van 1 tot en met 5."),
    )


def test_figures_the_service_does_not_have(odata):
    with pytest.raises(ServiceFailed, match="heeft geen cijfers van GM0363"):
        fetch_key_figures(odata, "GM0363")


def test_everything_of_one_municipality(db, pdok, odata, now):
    report = fetch_municipality(code="GM9999", pdok=pdok, cbs=odata, rivm=odata, now=now)
    assert (report.areas.new, report.postcodes.new) == (5, 2)
    assert Neighbourhood.objects.get(code="BU99990001").name == "Havenbuurt"
    assert District.objects.get().outline == "official"
    assert Statistic.objects.get(area_code="BU99990000", indicator="lonely_18").year == 2022
    assert fetch_municipality(code="GM9999", pdok=pdok, cbs=odata, rivm=odata, now=now).changes_nothing


@pytest.mark.parametrize("answered_well", [0, 1, 3, 4, 6])
def test_failure_at_any_moment_leaves_the_database_as_it_was(db, pdok, odata, service, now, answered_well):
    service.stumbles = [""] * answered_well + ["500"] * 3
    with pytest.raises(ServiceFailed, match="foutcode 500"):
        fetch_municipality(code="GM9999", pdok=pdok, cbs=odata, rivm=odata, now=now)
    assert not Municipality.objects.exists()


def test_wrong_outline_refuses_everything(db, pdok, odata, service, now):
    service.collections["buurten"][1]["geometry"] = None
    with pytest.raises(ImportRefused) as refusal:
        fetch_municipality(code="GM9999", pdok=pdok, cbs=odata, rivm=odata, now=now)
    assert refusal.value.problems == (RowProblem(2, "BU99990001", "Er is geen grens getekend."),)
    assert not Municipality.objects.exists()
