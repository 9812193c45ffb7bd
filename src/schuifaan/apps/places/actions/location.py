"""In which neighbourhood and municipality a point on the map is."""

from schuifaan.apps.geography.locate import neighbourhood_at
from schuifaan.apps.geography.models import Municipality, Neighbourhood


def areas_at(lat: float | None, lon: float | None) -> tuple[Neighbourhood | None, Municipality | None]:
    """Both None when the point is not known, or not in an area that is loaded here."""
    if lat is None or lon is None:
        return None, None
    code = neighbourhood_at(lat, lon).neighbourhood
    neighbourhood = (
        Neighbourhood.objects.select_related("municipality").filter(code=code).first() if code else None
    )
    return neighbourhood, neighbourhood.municipality if neighbourhood else None
