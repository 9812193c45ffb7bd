"""Distances and flat drawings on the globe, exact enough for a country the size of the Netherlands."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = EARTH_RADIUS_M * radians(1)


def is_on_earth(lat: float, lon: float) -> bool:
    return isfinite(lat) and isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180  # noqa: PLR2004


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres along the great circle (haversine)."""
    half_lat = sin(radians(other_lat - lat) / 2)
    half_lon = sin(radians(other_lon - lon) / 2)
    chord = half_lat**2 + cos(radians(lat)) * cos(radians(other_lat)) * half_lon**2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


@dataclass(frozen=True)
class LocalPlane:
    """A flat sheet in metres that touches the globe at one point; good for some tens of kilometres."""

    lat: float
    lon: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "LocalPlane":
        """The sheet that touches halfway the given (lat, lon) points."""
        latitudes, longitudes = zip(*points, strict=True)
        return cls((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)

    @property
    def metres_per_lon(self) -> float:
        return METRES_PER_DEGREE * cos(radians(self.lat))

    def to_plane(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self.lon) * self.metres_per_lon, (lat - self.lat) * METRES_PER_DEGREE

    def to_globe(self, x: float, y: float) -> tuple[float, float]:
        """Back to (lat, lon)."""
        return self.lat + y / METRES_PER_DEGREE, self.lon + x / self.metres_per_lon
