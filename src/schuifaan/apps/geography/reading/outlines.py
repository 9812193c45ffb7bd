"""GeoJSON of municipalities, districts and neighbourhoods, in each of the forms it is published in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.geography.reading.codes import Level, district_of, level_of, municipality_of, read_code
from schuifaan.apps.geography.reading.encoding import decoded
from schuifaan.apps.geography.reading.problems import FileUnreadable, Reading, RowProblem
from schuifaan.apps.geography.reading.shapes import ShapeInGrid, ShapeUnusable, centre_of, read_shape
from schuifaan.apps.geography.reading.table import year_in

NAME_LENGTH = 120
# The most detailed code wins: a neighbourhood also says which district and municipality it is in. A city's
# own codes may use the same heading ("BUURTCODE": "06"); they are no official codes and are passed over.
_CODE_KEYS = ("buurtcode", "buurtcode_cbs", "wijkcode", "gemeentecode", "statcode", "code")
_NAME_KEYS = {
    Level.NEIGHBOURHOOD: ("buurtnaam", "statnaam", "name", "naam"),
    Level.DISTRICT: ("wijknaam", "statnaam", "name", "naam"),
    Level.MUNICIPALITY: ("gemeentenaam", "statnaam", "name", "naam"),
}


@dataclass(frozen=True)
class AreaRow:
    """One area; the outline is WKB, the centre (lat, lon). Names of parents are empty when not told."""

    row: int
    code: str
    name: str
    outline: bytes
    centre: tuple[float, float]
    corners: int
    district_name: str = ""
    municipality_name: str = ""
    province: str = ""
    year: int | None = None

    @property
    def level(self) -> Level:
        return level_of(self.code)

    @property
    def municipality_code(self) -> str:
        return municipality_of(self.code)

    @property
    def district_code(self) -> str:
        return district_of(self.code)


def read_areas(raw: bytes, *, filename: str = "") -> Reading[AreaRow]:
    try:
        document = json.loads(decoded(raw), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise FileUnreadable(
            _("Dit is geen geldige GeoJSON: fout op regel %(line)s, teken %(column)s.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except RecursionError as error:
        raise FileUnreadable(_("Dit bestand is te diep genest.")) from error
    return read_features(document, year=year_in(filename))


def _refuse_constant(constant: str) -> float:
    raise FileUnreadable(_("In het bestand staat “%s” waar een getal hoort.") % constant)


def read_features(document: Any, *, year: int | None = None) -> Reading[AreaRow]:
    """As `read_areas`, for what a web service answered."""
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise FileUnreadable(_("Dit is geen GeoJSON met gebieden (een FeatureCollection)."))
    if "28992" in json.dumps(document.get("crs") or ""):
        raise FileUnreadable(
            _("Dit bestand is in het Rijksdriehoekstelsel (RD). Kies bij het downloaden WGS84 (EPSG:4326).")
        )
    rows: list[AreaRow] = []
    problems: list[RowProblem] = []
    for number, feature in enumerate(document["features"], start=1):
        try:
            rows.append(_area(number, feature, year))
        except ShapeInGrid as error:
            # True of every row then; saying it once is enough.
            raise FileUnreadable(str(error)) from error
        except ShapeUnusable as error:
            problems.append(RowProblem(number, _code_said(feature), str(error)))
        except _Unusable as error:
            problems.append(RowProblem(number, error.column, error.reason))
    return _without_doubles(rows, problems, _water_only(document["features"]))


class _Unusable(Exception):  # noqa: N818
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


def _properties(feature: Any) -> dict[str, str]:
    if not isinstance(feature, dict):
        return {}
    said = feature.get("properties")
    known = {"id": feature.get("id"), **(said if isinstance(said, Mapping) else {})}
    return {str(key).casefold(): str(value).strip() for key, value in known.items() if value is not None}


def _code_said(feature: Any) -> str:
    properties = _properties(feature)
    return _code(properties) or properties.get("id", "")


def _code(properties: Mapping[str, str]) -> str | None:
    years = tuple(key for key in properties if key.startswith("buurtcode_cbs_"))
    found = (read_code(properties.get(key, "")) for key in (_CODE_KEYS[0], *years, *_CODE_KEYS[1:], "id"))
    return next((code for code in found if code), None)


def _area(number: int, feature: Any, year: int | None) -> AreaRow:
    properties = _properties(feature)
    code = _code(properties)
    if code is None:
        raise _Unusable("code", _("Er staat geen officiële code van een buurt, wijk of gemeente bij."))
    for key, expected in (("wijkcode", district_of(code)), ("gemeentecode", municipality_of(code))):
        told = read_code(properties.get(key, ""))
        if told and len(told) <= len(code) and told != expected:
            raise _Unusable(key, _("“%(told)s” hoort niet bij %(code)s.") % {"told": told, "code": code})
    name = " ".join(_first(properties, _NAME_KEYS[level_of(code)]).split())
    if not name or len(name) > NAME_LENGTH:
        raise _Unusable(code, _("De naam ontbreekt of is te lang."))
    outline = read_shape(feature.get("geometry"))
    return AreaRow(
        row=number,
        code=code,
        name=name,
        outline=outline.wkb,
        centre=centre_of(outline),
        corners=_corner_count(outline),
        district_name=properties.get("wijknaam", ""),
        municipality_name=properties.get("gemeentenaam", ""),
        province=properties.get("province", properties.get("provincienaam", "")),
        year=year_in(properties.get("jaar", "")) or year,
    )


def _first(properties: Mapping[str, str], keys: Iterable[str]) -> str:
    return next((properties[key] for key in keys if properties.get(key)), "")


def _corner_count(outline: Any) -> int:
    return sum(len(part.exterior.coords) for part in getattr(outline, "geoms", [outline]))


def _water_only(features: list[Any]) -> set[int]:
    """Rows that are the water of an area; the map of the office draws that as a second polygon."""
    return {
        number
        for number, feature in enumerate(features, start=1)
        if _first(_properties(feature), ("water", "h2o")).upper() == "JA"
    }


def _without_doubles(rows: list[AreaRow], problems: list[RowProblem], water: set[int]) -> Reading[AreaRow]:
    kept: dict[str, AreaRow] = {}
    # Land first, so that water is only used for an area that has nothing else.
    for area in sorted(rows, key=lambda area: (area.row in water, area.row)):
        if area.code not in kept:
            kept[area.code] = area
        elif area.row not in water:
            reason = _("Dit gebied staat ook in rij %s.") % kept[area.code].row
            problems.append(RowProblem(area.row, area.code, reason))
    return Reading(
        tuple(sorted(kept.values(), key=lambda area: area.row)),
        tuple(sorted(problems, key=lambda problem: problem.row)),
    )
