"""What rooms know about people: nothing. A claim says what a room is for, never who comes."""

from typing import Any

DECLARATIONS: tuple[Any, ...] = ()
