"""What geography knows about people: nothing. Figures are of areas, and withheld where they are small."""

from typing import Any

DECLARATIONS: tuple[Any, ...] = ()
