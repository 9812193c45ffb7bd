"""What can be done with rooms: hold them, move and let go of what holds them, and say which there are."""

from schuifaan.apps.rooms.actions.holding import (
    NoSuchPeriod,
    RoomRetired,
    RoomTaken,
    hold_many,
    hold_room,
    move_claim,
    release,
)
from schuifaan.apps.rooms.actions.naming import (
    NameTaken,
    PiecesTaken,
    RoomNeeded,
    add_room,
    change_room,
    retire_room,
)

__all__ = [
    "NameTaken",
    "NoSuchPeriod",
    "PiecesTaken",
    "RoomNeeded",
    "RoomRetired",
    "RoomTaken",
    "add_room",
    "change_room",
    "hold_many",
    "hold_room",
    "move_claim",
    "release",
    "retire_room",
]
