"""A latitude and a longitude from two cells, with the usual mix-ups recognised and named."""

from django.utils.translation import gettext as _

_EUROPE_LAT, _EUROPE_LON = (34.0, 72.0), (-25.0, 45.0)
_RD_X, _RD_Y = (-7_000.0, 300_000.0), (289_000.0, 629_000.0)


class NoCoordinate(ValueError):  # noqa: N818 - it says what went wrong
    """`field` is the one to point at: lat or lon."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def read_point(lat_cell: str, lon_cell: str) -> tuple[float, float] | None:
    """Latitude and longitude in Europe; None when both cells are empty; raises NoCoordinate."""
    if not lat_cell.strip() and not lon_cell.strip():
        return None
    if not lon_cell.strip():
        raise NoCoordinate("lon", _("Hier staat wel een breedtegraad, maar geen lengtegraad."))
    if not lat_cell.strip():
        raise NoCoordinate("lat", _("Hier staat wel een lengtegraad, maar geen breedtegraad."))
    lat, lon = _number("lat", lat_cell), _number("lon", lon_cell)
    if _within(lat, _EUROPE_LAT) and _within(lon, _EUROPE_LON):
        if _within(lon, (50.0, 54.0)) and _within(lat, (3.0, 8.0)):
            raise NoCoordinate("lat", _swapped())
        return lat, lon
    if _within(lon, _EUROPE_LAT) and _within(lat, _EUROPE_LON):
        raise NoCoordinate("lat", _swapped())
    if _is_rd(lat, lon) or _is_rd(lon, lat):
        raise NoCoordinate(
            "lat", _("Dit lijken meters (RD-coördinaten). We lezen graden (WGS84), zoals 50,85 en 5,69.")
        )
    raise NoCoordinate("lat", _("Dit punt ligt buiten Europa: %(lat)s, %(lon)s.") % {"lat": lat, "lon": lon})


def _is_rd(x: float, y: float) -> bool:
    return _within(x, _RD_X) and _within(y, _RD_Y)


def _swapped() -> str:
    return _("Breedtegraad en lengtegraad zijn verwisseld. In Nederland is de breedtegraad ongeveer 52.")


def _number(field: str, cell: str) -> float:
    text = cell.strip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number != number:  # noqa: PLR0124 - the one number that is not itself
        raise NoCoordinate(field, _("“%(text)s” is geen coördinaat.") % {"text": cell.strip()[:40]})
    return number


def _within(number: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= number <= bounds[1]
