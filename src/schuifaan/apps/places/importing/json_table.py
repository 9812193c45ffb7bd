"""GeoJSON, and what OpenStreetMap's export tools write, as a table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from schuifaan.apps.places.importing.table import ROWS_AT_MOST, FileRefused, Refusal, SourceRow, Table

ID, LAT, LON = "@id", "@lat", "@lon"
_OSM_KINDS = ("node", "way", "relation")


def read_json(text: str, encoding: str) -> Table:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise FileRefused(_("Dit is geen geldige JSON: %(error)s.") % {"error": error}) from error
    except RecursionError as error:
        raise FileRefused(_("Deze JSON is te diep genest om te lezen.")) from error
    if isinstance(data, dict) and isinstance(data.get("elements"), list):
        return _table(_overpass_rows(data["elements"]), "osm", encoding)
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        return _table(_feature_rows(data.get("features")), "", encoding)
    raise FileRefused(_("We lezen van JSON alleen een GeoJSON FeatureCollection of uitvoer van Overpass."))


def _table(found: Iterator[SourceRow | Refusal], kind: str, encoding: str) -> Table:
    rows: list[SourceRow] = []
    refusals: list[Refusal] = []
    columns: dict[str, None] = {}
    for item in found:
        if isinstance(item, Refusal):
            refusals.append(item)
        else:
            rows.append(item)
            columns.update(dict.fromkeys(item.cells))
        if len(rows) > ROWS_AT_MOST:
            raise FileRefused(
                _("Dit bestand heeft meer dan %(rows)s rijen. Deel het op.") % {"rows": ROWS_AT_MOST}
            )
    if not rows and not refusals:
        raise FileRefused(_("Er staan geen plekken in dit bestand."))
    is_osm = kind == "osm" or any(row.cells.get(ID, "").startswith(_OSM_KINDS) for row in rows)
    return Table(
        tuple(columns), tuple(rows), "osm" if is_osm else "geojson", encoding, refusals=tuple(refusals)
    )


def _feature_rows(features: Any) -> Iterator[SourceRow | Refusal]:
    if not isinstance(features, list):
        raise FileRefused(_("In deze GeoJSON ontbreken de features."))
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            yield Refusal(number, "type", _("Dit is geen Feature."))
            continue
        properties = feature.get("properties") or {}
        cells: dict[str, str] = {}
        identifier = feature.get("id") or properties.get(ID) or ""
        if identifier:
            cells[ID] = _as_text(identifier)
        cells |= {str(key): _as_text(value) for key, value in _flat(properties) if key != ID}
        try:
            cells |= _point(feature.get("geometry"))
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            yield Refusal(number, "geometry", _("Deze geometrie kunnen we niet lezen."))
            continue
        yield SourceRow(number, cells)


def _overpass_rows(elements: Sequence[Any]) -> Iterator[SourceRow | Refusal]:
    """Elements without tags only carry the shape of another one."""
    for number, element in enumerate(elements, start=1):
        if not isinstance(element, dict) or not element.get("tags"):
            continue
        where = element.get("center") or element
        cells = {ID: f"{element.get('type', '')}/{element.get('id', '')}"}
        cells |= {str(key): _as_text(value) for key, value in element["tags"].items()}
        if "lat" in where and "lon" in where:
            cells |= {LAT: _as_text(where["lat"]), LON: _as_text(where["lon"])}
        yield SourceRow(number, cells)


def _flat(properties: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in properties.items():
        if key == "tags" and isinstance(value, dict):
            yield from value.items()
        else:
            yield key, value


def _point(geometry: Any) -> dict[str, str]:
    if geometry is None:
        return {}
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
    else:
        # A building is drawn as an outline: a point surely inside it will do.
        inside = shape(geometry).representative_point()
        lon, lat = round(inside.x, 7), round(inside.y, 7)
    return {LAT: _as_text(lat), LON: _as_text(lon)}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ";".join(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
