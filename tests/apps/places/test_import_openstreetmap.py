"""Exports of OpenStreetMap as its tools write them: hours, wheelchairs and numbers come along."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schuifaan.apps.places.models import AccessFact, Place, PlaceSource

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


def bring_in(shared_data: Path, city: str, tmp_path: Path, *, mended: tuple[str, str] = ("", "")) -> str:
    text = (shared_data / "places" / f"osm_{city}_meeting_places.geojson").read_text().replace(*mended)
    file = tmp_path / "export.geojson"
    file.write_text(text)
    out = StringIO()
    call_command(
        "import_places",
        file,
        "--source",
        city,
        "--name-fallback",
        "--doubles",
        "first",
        stdout=out,
        stderr=out,
    )
    return out.getvalue()


def test_a_city_is_refused_with_the_reason_and_taken_over_when_mended(
    shared_data: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="Refused whole: 1 reasons"):
        bring_in(shared_data, "helsinki", tmp_path)
    assert Place.objects.count() == 0
    long = '"addr:housenumber": "'
    number = next(
        line for line in (shared_data / "places/osm_helsinki_meeting_places.geojson").read_text().splitlines()
        if line.startswith(long) and len(line.strip('",')) - len(long) > 19
    )  # fmt: skip
    mended = (number, '"addr:housenumber": "1",' if number.endswith(",") else '"addr:housenumber": "1"')
    assert bring_in(shared_data, "helsinki", tmp_path, mended=mended).startswith("New 26,")
    place = Place.objects.get(name="Kampin kappeli")
    assert place.opening_hours == "Mo-Fr 08:00-20:00; Sa-Su 10:00-18:00"
    facts = dict(place.access_facts.values_list("key", "value"))
    assert facts == {"step_free": True, "accessible_toilet": True}
    assert place.sources.get().external_id.split("/")[0] in {"node", "way", "relation"}
    assert None not in (place.lat, place.lon)
    again = bring_in(shared_data, "helsinki", tmp_path, mended=mended)
    assert again.startswith("New 0, changed 0, same 26,")


def test_nameless_rows_are_refused_and_limited_is_neither_yes_nor_no(
    shared_data: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="Refused whole: 7 reasons"):
        bring_in(shared_data, "liechtenstein", tmp_path)
    assert (Place.objects.count(), PlaceSource.objects.count()) == (0, 0)
    whole = json.loads((shared_data / "places/osm_liechtenstein_meeting_places.geojson").read_text())
    whole["features"] = [one for one in whole["features"] if one["properties"].get("name")]
    file = tmp_path / "named.geojson"
    file.write_text(json.dumps(whole))
    call_command("import_places", file, "--source", "liechtenstein", "--doubles", "first", stdout=StringIO())
    said = dict(AccessFact.objects.values_list("place__name", "value"))
    assert said == {"Musikschule": True, "St. Laurentiuskirche": True}
    assert Place.objects.filter(name="Sankt Florin").count() == 1
