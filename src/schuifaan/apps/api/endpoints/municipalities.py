from django.http import HttpRequest
from ninja import Query, Router

from schuifaan.apps.api import queries, shapes
from schuifaan.apps.api.links import list_links
from schuifaan.apps.geography.models import Municipality

router = Router()


@router.get(
    "/municipalities",
    response={200: shapes.MunicipalityList, **shapes.PROBLEMS},
    operation_id="listMunicipalities",
    summary="List municipalities",
    description="Municipalities that are loaded here, in order of code.",
    tags=["municipalities"],
    by_alias=True,
)
def list_municipalities(
    request: HttpRequest, query: Query[shapes.MunicipalitiesQuery]
) -> shapes.MunicipalityList:
    found = list(queries.municipalities(query))
    page = found[: query.page_size]
    cursor = queries.write_cursor(page[-1].code) if len(found) > len(page) else ""
    return shapes.MunicipalityList(links=list_links(request, cursor), results=[_shape(area) for area in page])


def _shape(area: Municipality) -> shapes.Municipality:
    known = area.centre_lat is not None and area.centre_lon is not None
    return shapes.Municipality(
        code=area.code,
        name=area.name,
        year=area.year,
        province=area.province,
        centre=shapes.Point(lat=area.centre_lat, lon=area.centre_lon) if known else None,
    )
