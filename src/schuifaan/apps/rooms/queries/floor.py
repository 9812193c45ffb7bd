"""How much floor rooms are together."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from schuifaan.apps.rooms.models import Room


def floor_of(rooms: Collection[Room], parts: Mapping[Room, frozenset[int]]) -> Decimal | None:
    """In square metres, each piece once; None when a size is not known."""
    # Half of a hall that is counted already is no more floor.
    outer = [
        room for room in rooms if not any(parts[room] < parts[other] for other in rooms if other != room)
    ]
    sizes = [room.area_m2 for room in outer]
    return None if None in sizes else sum((size for size in sizes if size is not None), Decimal(0))
