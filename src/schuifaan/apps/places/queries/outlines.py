"""Outlines of a municipality, kept in memory: simplifying them for every page would cost more than the page."""

from functools import lru_cache
from typing import Any

from schuifaan.apps.geography.queries import outlines_geojson


@lru_cache(maxsize=8)
def outlines_at(version: int, municipality: str) -> dict[str, Any]:
    """As they are in this version of the directory, which rises with every import of outlines."""
    del version
    return outlines_geojson(municipality)
