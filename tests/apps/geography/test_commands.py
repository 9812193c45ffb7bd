import io

import pytest
from django.core.management import CommandError, call_command

from schuifaan.apps.geography.management.commands import geography
from schuifaan.apps.geography.models import Municipality, Neighbourhood, Statistic
from tests.apps.geography.official.stand_in import standing_in

pytestmark = pytest.mark.django_db


def spoken(command, *arguments):
    said = io.StringIO()
    call_command(command, *map(str, arguments), stdout=said)
    return said.getvalue().splitlines()


def test_import_geography_says_what_it_did(files):
    path = files / "buurten_2024_GM9999.geojson"
    assert spoken("import_geography", path) == ["Gebieden: 9 nieuw, 0 gewijzigd, 0 gelijk."]
    assert spoken("import_geography", path) == [
        "Gebieden: 0 nieuw, 0 gewijzigd, 9 gelijk.",
        "Alles was er al.",
    ]


def test_import_geography_takes_names(files):
    spoken(
        "import_geography",
        files / "landelijk_buurten_2024.geojson",
        "--names",
        files / "cbs_gemnamen_2025.csv",
    )
    assert Municipality.objects.get().name == "Schuifdam"


def test_import_geography_lists_what_is_wrong(tmp_path):
    broken = tmp_path / "kaart.geojson"
    broken.write_text('{"features": [{"properties": {"code": "XX"}}, {"properties": {"code": "GM9999"}}]}')
    with pytest.raises(CommandError) as error:
        spoken("import_geography", broken)
    assert str(error.value).splitlines() == [
        "Niets ingelezen: 2 dingen kloppen niet.",
        "- kaart.geojson, rij 1, code: Er staat geen officiële code van een buurt, wijk of gemeente bij.",
        "- kaart.geojson, rij 2, GM9999: De naam ontbreekt of is te lang.",
    ]


def test_import_geography_does_not_fill_the_screen(tmp_path):
    broken = tmp_path / "kaart.geojson"
    broken.write_text('{"features": [' + ",".join(["{}"] * 60) + "]}")
    with pytest.raises(CommandError) as error:
        spoken("import_geography", broken)
    lines = str(error.value).splitlines()
    assert (len(lines), lines[-1]) == (52, "… en nog 10.")


def test_import_statistics_says_what_it_did(schuifdam, files):
    assert spoken("import_statistics", files / "kwb2024_selectie_GM9999.csv") == [
        "Cijfers: 96 nieuw, 0 gewijzigd, 0 gelijk.",
        "Postcodes: 4 nieuw, 0 gewijzigd, 0 gelijk.",
    ]
    assert spoken("import_statistics", files / "kwb2024_selectie_GM9999.csv")[-1] == "Alles was er al."


def test_import_statistics_needs_a_year(schuifdam, files, tmp_path):
    unnamed = tmp_path / "cijfers.csv"
    unnamed.write_bytes((files / "kwb2024_selectie_GM9999.csv").read_bytes())
    with pytest.raises(CommandError, match="--year"):
        spoken("import_statistics", unnamed)
    spoken("import_statistics", unnamed, "--year", 2023)
    assert set(Statistic.objects.values_list("year", flat=True)) == {2023}


def test_geography_fetches_from_the_services_in_the_settings(settings):
    with standing_in() as service:
        settings.PDOK_URL, settings.CBS_URL = service.pdok_url, service.odata_url
        settings.RIVM_URL = service.odata_url
        assert spoken("geography", "gm9999") == [
            "Bezig met ophalen…",
            "Gebieden: 5 nieuw, 0 gewijzigd, 0 gelijk.",
            "Cijfers: 44 nieuw, 0 gewijzigd, 0 gelijk.",
        ]
        assert spoken("geography", "GM9999")[-1] == "Alles was er al."
    assert Neighbourhood.objects.count() == 3


def test_geography_without_network_says_so(settings, monkeypatch):
    monkeypatch.setattr("schuifaan.apps.geography.official.client.ATTEMPTS", 1)
    settings.PDOK_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match=r"is er internet\?"):
        spoken("geography", "GM9999")


@pytest.mark.parametrize("code", ["WK093500", "Maastricht"])
def test_geography_wants_a_municipality(code):
    with pytest.raises(CommandError, match="zoals GM0935"):
        spoken("geography", code)


def test_health_figures_have_a_server_of_their_own():
    assert geography.RIVM_URL.startswith("https://dataderden.cbs.nl/")
