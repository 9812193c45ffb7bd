"""The drawn picture of a place: its table with chairs, seen from above, the same every time."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

VIEW = (640, 400)
CENTRE = (320.0, 200.0)
COLOURS = ("brick", "teal", "moss", "amber", "plum")
# What is warm for whom: the palette of a type, when the place chose no colour of its own.
TYPE_COLOURS = {
    "coffee_corner": "amber",
    "co_housing_room": "moss",
    "multifunctional_place": "teal",
    "community_house": "brick",
    "senior_complex_room": "plum",
}
TYPE_TABLES = {
    "coffee_corner": "round",
    "co_housing_room": "oval",
    "multifunctional_place": "long",
    "community_house": "long",
    "senior_complex_room": "round",
}
MOST_CHAIRS = 12


@dataclass(frozen=True, slots=True)
class Chair:
    x: float
    y: float
    turn: float
    pulled: bool
    tone: int


@dataclass(frozen=True, slots=True)
class Thing:
    """On the table: a cup, a plate with a slice, a plant."""

    kind: str
    x: float
    y: float
    turn: float


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    initial: str
    colour: str
    table: str
    width: float
    height: float
    corner: float
    turn: float
    chairs: tuple[Chair, ...]
    things: tuple[Thing, ...]
    lamp_x: float
    lamp_y: float

    @property
    def left(self) -> float:
        return round(CENTRE[0] - self.width / 2, 1)

    @property
    def top(self) -> float:
        return round(CENTRE[1] - self.height / 2, 1)


# A list draws two dozen tables at once, and the same ones for everybody.
@lru_cache(maxsize=4096)
def scene(*, name: str, place_type: str, seed: int, chairs: int, colour: str) -> Scene:
    """One chair is pulled back: it is the visitor's."""
    dice = random.Random(f"{name}|{seed}")  # noqa: S311 a drawing, not a secret
    count = max(2, min(MOST_CHAIRS, chairs))
    table = TYPE_TABLES.get(place_type) or ("round" if count < 5 else "oval")  # noqa: PLR2004 a fifth wants room
    if table == "round" and count > 6:  # noqa: PLR2004 more do not fit around one
        table = "oval"
    width, height, corner = _size(table, count)
    return Scene(
        name=name,
        initial=_initial(name),
        colour=colour if colour in COLOURS else TYPE_COLOURS.get(place_type, dice.choice(COLOURS)),
        table=table,
        width=width,
        height=height,
        corner=corner,
        turn=dice.choice((-6, -4, -3, 3, 4, 6)),
        chairs=_chairs(table, count, width, height, dice),
        things=_things(table, width, height, dice),
        lamp_x=round(CENTRE[0] + dice.uniform(-60, 60)),
        lamp_y=round(CENTRE[1] - 20 + dice.uniform(-30, 30)),
    )


def _initial(name: str) -> str:
    """The first letter that carries the name: A for 't Atrium, H for De Heeg."""
    words = [
        word for word in name.replace("’", "'").split() if word.lower() not in _SMALL_WORDS
    ] or name.split()
    letters = [character for word in words for character in word if character.isalnum()]
    return letters[0].upper() if letters else "·"


_SMALL_WORDS = {
    "de",
    "het",
    "een",
    "'t",
    "in",
    "aan",
    "bij",
    "the",
    "la",
    "le",
    "op",
    "van",
    "buurthuis",
    "buurtcentrum",
}


def _size(table: str, count: int) -> tuple[float, float, float]:
    if table == "round":
        side = 172.0 + 8 * count
        return side, side, side / 2
    width = 214.0 + 24 * ((count + 1) // 2)
    height = 142.0
    return width, height, height / 2 if table == "oval" else 22.0


def _chairs(table: str, count: int, width: float, height: float, dice: random.Random) -> tuple[Chair, ...]:
    spots = _around(count, width, dice) if table == "round" else _along(count, width, height)
    mine = dice.randrange(len(spots)) if table == "round" else dice.randrange((count + 1) // 2, len(spots))
    placed = []
    for index, (x, y, turn) in enumerate(spots):
        away = (22.0 if table == "round" else 30.0) if index == mine else dice.uniform(-3, 5)
        swing = dice.choice((-14, 12)) if index == mine else dice.uniform(-4, 4)
        radians = math.radians(turn)
        placed.append(
            Chair(
                x=round(x + math.sin(radians) * away, 1),
                y=round(y - math.cos(radians) * away, 1),
                turn=round(turn + swing, 1),
                pulled=index == mine,
                tone=dice.randrange(2),
            )
        )
    return tuple(placed)


def _around(count: int, width: float, dice: random.Random) -> list[tuple[float, float, float]]:
    """Places around a round table; `turn` 0 looks up, away from the table."""
    start = dice.uniform(0, 360 / count)
    reach = width / 2 + 22
    spots = []
    for index in range(count):
        turn = (start + index * 360 / count) % 360
        radians = math.radians(turn)
        spots.append((CENTRE[0] + math.sin(radians) * reach, CENTRE[1] - math.cos(radians) * reach, turn))
    return spots


def _along(count: int, width: float, height: float) -> list[tuple[float, float, float]]:
    """Places along both sides, the far side first; an odd one sits at the head."""
    heads = count % 2
    side = count // 2
    step = (width - 24) / max(side, 1)
    first = CENTRE[0] - (width - 24) / 2 + step / 2
    reach = height / 2 + 20
    far = [(first + step * index, CENTRE[1] - reach, 0.0) for index in range(side)]
    head = [(CENTRE[0] + width / 2 + 20, CENTRE[1], 90.0)] * heads
    near = [(first + step * index, CENTRE[1] + reach, 180.0) for index in range(side)]
    return [*far, *head, *near]


def _things(table: str, width: float, height: float, dice: random.Random) -> tuple[Thing, ...]:
    """A few things off the middle, where the initial stands."""
    spread = width * (0.36 if table != "round" else 0.26)
    lift = height * (0.19 if table != "round" else 0.28)
    spots = [(-spread, -lift), (spread, lift), (spread * 0.92, -lift), (-spread * 0.92, lift)]
    dice.shuffle(spots)
    kinds = ["cup", dice.choice(("plant", "plate")), "cup", dice.choice(("plate", "book"))]
    amount = 3 if width < 220 else 4  # noqa: PLR2004 a small table is soon full
    return tuple(
        Thing(
            kind=kind,
            x=round(CENTRE[0] + x + dice.uniform(-5, 5), 1),
            y=round(CENTRE[1] + y + dice.uniform(-4, 4), 1),
            turn=dice.choice((-30, -12, 0, 18, 40)),
        )
        for kind, (x, y) in zip(kinds[:amount], spots, strict=False)
    )
