from typing import Any

import shapely
from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import ValidationError

from schuifaan.apps.api import queries, shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.geography.models import Neighbourhood, Statistic

router = Router()
_PATH = "/api/v1/neighbourhoods"


@router.get(
    "/neighbourhoods",
    response={200: shapes.NeighbourhoodList, **shapes.PROBLEMS},
    operation_id="listNeighbourhoods",
    summary="List neighbourhoods",
    description="Neighbourhoods (buurten) in order of code.",
    tags=["neighbourhoods"],
    by_alias=True,
)
def list_neighbourhoods(
    request: HttpRequest, query: Query[shapes.NeighbourhoodsQuery]
) -> shapes.NeighbourhoodList:
    if query.geometry and not (query.municipality or query.district):
        raise ValidationError(
            [
                {
                    "loc": ("query", "geometry"),
                    "msg": "Outlines only come together with municipality or district.",
                    "type": "too_much_asked",
                }
            ]
        )
    found = list(queries.neighbourhoods(query))
    page = found[: query.page_size]
    cursor = queries.write_cursor(page[-1].code) if len(found) > len(page) else ""
    results = [shapes.Neighbourhood(**_fields(area, with_geometry=query.geometry)) for area in page]
    return shapes.NeighbourhoodList(links=list_links(request, cursor), results=results)


@router.get(
    "/neighbourhoods/{code}",
    response={200: shapes.NeighbourhoodWithFigures, **shapes.PROBLEMS},
    operation_id="getNeighbourhood",
    summary="One neighbourhood with its figures",
    description="Every figure with its unit, year and source; a figure that is missing with the reason.",
    tags=["neighbourhoods"],
    by_alias=True,
)
def get_neighbourhood(
    request: HttpRequest, code: str, query: Query[shapes.GeometryQuery]
) -> shapes.NeighbourhoodWithFigures:
    del request
    area = queries.neighbourhood(code, with_geometry=query.geometry)
    figures = [_figure(figure) for figure in queries.figures_of(area.code)]
    return shapes.NeighbourhoodWithFigures(**_fields(area, with_geometry=query.geometry), figures=figures)


def _fields(area: Neighbourhood, *, with_geometry: bool) -> dict[str, Any]:
    known = area.centre_lat is not None and area.centre_lon is not None
    return {
        "code": area.code,
        "name": area.name,
        "year": area.year,
        "district": shapes.Area(code=area.district.code, name=area.district.name) if area.district else None,
        "municipality": shapes.Area(code=area.municipality.code, name=area.municipality.name),
        "main_postcode": area.main_postcode or None,
        "centre": shapes.Point(lat=area.centre_lat, lon=area.centre_lon) if known else None,
        "outline": area.outline,
        "geometry": _geometry(area) if with_geometry else None,
        "links": {
            "self": absolute(f"{_PATH}/{area.code}"),
            "places": absolute(f"/api/v1/places?neighbourhood={area.code}"),
        },
    }


def _geometry(area: Neighbourhood) -> dict[str, Any] | None:
    if not area.outline_wkb:
        return None
    shape: dict[str, Any] = shapely.geometry.mapping(shapely.from_wkb(bytes(area.outline_wkb)))
    return shape


def _figure(figure: Statistic) -> shapes.Figure:
    definition = figure.definition
    source = figure.source
    return shapes.Figure(
        indicator=figure.indicator,
        label=str(definition.label),
        unit=definition.unit,
        year=figure.year,
        value=float(figure.value) if figure.value is not None else None,
        missing_reason=figure.missing or None,
        source=shapes.FigureSource(
            key=source.key,
            title=source.title,
            publisher=source.publisher,
            licence=source.licence,
            url=source.url,
        ),
    )
