"""The parts of the rent points of shared rooms: floor area, heating, kitchen and sanitary ware."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from schuifaan.core.method.finance.amounts import Input
from schuifaan.core.method.knowledge import Citation, Status, Text
from schuifaan.core.method.knowledge.money import Figure
from schuifaan.core.method.reasons import Ref, phrase

Kind = Literal["room", "kitchen", "other", "toilet"]
KINDS: tuple[Kind, ...] = ("room", "kitchen", "other", "toilet")

PER_M2 = {"room": "wws.room_per_m2", "other": "wws.other_per_m2"}
HEATED = {"room": "wws.heated_room", "other": "wws.heated_other"}
COUNTER, TOILET, HANGING, BASIN = "wws.counter", "wws.toilet", "wws.hanging_toilet", "wws.basin"
NEEDED = (*PER_M2.values(), *HEATED.values(), COUNTER, TOILET, HANGING, BASIN)

# How the law counts, not how much: smaller than this it is no room to be in, and no space at all.
ROOM_FROM = Decimal(4)
OTHER_FROM = Decimal(2)


@dataclass(frozen=True)
class SharedRoom:
    """A room as the answers tell it.

    What the answers cannot say is read like this. A room with a counter of a metre or more has an open kitchen
    (people sit there too), so its heating counts twice; a kitchen apart is kind "kitchen" and counts once, whatever
    its size. "Heated" that nobody answered is not heated. A toilet without a floor area is smaller than 2 m².
    One counter a room. `extras` are the points of built-in kitchen equipment.
    """

    name: str
    kind: Kind
    m2: Decimal | None = None
    heated: bool = False
    counter_cm: Decimal = Decimal(0)
    toilets: int = 0
    hanging_toilets: int = 0
    basins: int = 0
    extras: Decimal = Decimal(0)
    ref: Ref | None = None

    @property
    def area(self) -> Decimal:
        return (self.m2 or Decimal(0)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    @property
    def counts_as(self) -> Literal["room", "other"] | None:
        """By kind and size: a room under 4 m² is other space, and under 2 m² it is nothing."""
        if self.kind == "kitchen" or (self.kind == "room" and self.area >= ROOM_FROM):
            return "room"
        return "other" if self.area >= OTHER_FROM else None


@dataclass(frozen=True)
class PointsPart:
    """Points of one kind, before they are divided over the addresses."""

    name: Text
    points: Decimal
    formula: Text
    inputs: tuple[Input, ...]
    about: str
    source: tuple[Citation, ...]
    status: Status


_FLOOR = {
    "room": Text(nl="Oppervlakte van vertrekken", en="Floor area of rooms"),
    "other": Text(nl="Oppervlakte van overige ruimten", en="Floor area of other space"),
}


def every_part(rooms: tuple[SharedRoom, ...], law: Mapping[str, Figure]) -> Iterator[PointsPart]:
    for kind, key in PER_M2.items():
        yield _floor(tuple(room for room in rooms if room.counts_as == kind), law[key], _FLOOR[kind])
    for room in rooms:
        yield from _heating(room, law)
    for room in rooms:
        yield from _kitchen(room, law)
    for room in rooms:
        yield from _sanitary(room, law)


def _floor(rooms: tuple[SharedRoom, ...], per_m2: Figure, name: Text) -> PointsPart:
    area = whole(sum((room.area for room in rooms), Decimal(0)))
    measured = tuple(Input(_called(room), room.area, "m2", ref=room.ref) for room in rooms)
    return _part(
        name,
        area * _value(per_m2),
        phrase("Hele vierkante meters × punten per m².", "Whole square metres × points per m²."),
        per_m2,
        *measured,
    )


def _heating(room: SharedRoom, law: Mapping[str, Figure]) -> Iterator[PointsPart]:
    kind = room.counts_as
    if not room.heated or kind is None:
        return
    points = _value(law[HEATED[kind]])
    name = phrase("Verwarming van {room}", "Heating of {room}", room=room.name)
    if kind == "room" and room.kind != "kitchen" and _counter(room, law):
        formula = Text(
            nl="Punten voor een verwarmd vertrek, twee keer: het vertrek en de open keuken.",
            en="Points for a heated room, twice: the room and the open kitchen.",
        )
        yield _part(name, points * 2, formula, law[HEATED[kind]], ref=room.ref)
        return
    formula = (
        Text(nl="Punten voor een verwarmd vertrek.", en="Points for a heated room.")
        if kind == "room"
        else Text(nl="Punten voor een verwarmde overige ruimte.", en="Points for heated other space.")
    )
    yield _part(name, points, formula, law[HEATED[kind]], ref=room.ref)


def _counter(room: SharedRoom, law: Mapping[str, Figure]) -> Decimal:
    return law[COUNTER].at(room.counter_cm) or Decimal(0)


def _kitchen(room: SharedRoom, law: Mapping[str, Figure]) -> Iterator[PointsPart]:
    """Any room with a counter that is long enough has a kitchen; equipment never counts for more than the counter."""
    points = _counter(room, law)
    length = Input(
        Text(nl="Lengte van het aanrecht", en="Length of the counter"), room.counter_cm, "cm", ref=room.ref
    )
    yield _part(
        phrase("Aanrecht in {room}", "Counter in {room}", room=room.name),
        points,
        phrase("Punten bij deze lengte.", "Points for this length."),
        law[COUNTER],
        length,
        value=points,
    )
    yield _part(
        phrase("Keukenapparaten in {room}", "Kitchen equipment in {room}", room=room.name),
        min(room.extras, points),
        phrase("Hoogstens evenveel als het aanrecht.", "At most as much as the counter."),
        law[COUNTER],
        Input(
            Text(nl="Punten voor apparaten", en="Points for equipment"), room.extras, "points", ref=room.ref
        ),
        value=points,
    )


def _sanitary(room: SharedRoom, law: Mapping[str, Figure]) -> Iterator[PointsPart]:
    """Toilets count in a room for toilets only; of wash-basins one a room, and a short counter is one of them."""
    if room.kind == "toilet":
        for key, count, name in (
            (TOILET, room.toilets, phrase("Toilet in {room}", "Toilet in {room}", room=room.name)),
            (
                HANGING,
                room.hanging_toilets,
                phrase("Hangend toilet in {room}", "Wall-hung toilet in {room}", room=room.name),
            ),
        ):
            number = Input(
                Text(nl="Aantal toiletten", en="Number of toilets"), Decimal(count), "number", ref=room.ref
            )
            yield _part(
                name,
                count * _value(law[key]),
                phrase("Aantal × punten.", "Number × points."),
                law[key],
                number,
            )
    sinks = room.basins + (1 if room.counter_cm and not _counter(room, law) else 0)
    number = Input(
        Text(nl="Aantal wastafels", en="Number of wash-basins"), Decimal(sinks), "number", ref=room.ref
    )
    yield _part(
        phrase("Wastafel in {room}", "Wash-basin in {room}", room=room.name),
        min(sinks, 1) * _value(law[BASIN]),
        phrase(
            "Hoogstens één per ruimte; een aanrecht korter dan een meter telt als wastafel.",
            "At most one a room; a counter shorter than a metre counts as a wash-basin.",
        ),
        law[BASIN],
        number,
    )


def _part(
    name: Text,
    points: Decimal,
    formula: Text,
    by: Figure,
    *inputs: Input,
    ref: Ref | None = None,
    value: Decimal | None = None,
) -> PointsPart:
    law = of_law(by, _value(by) if value is None else value, ref=ref)
    return PointsPart(name, points, formula, (*inputs, law), about=by.id, source=by.source, status=by.status)


def of_law(by: Figure, value: Decimal, ref: Ref | None = None) -> Input:
    return Input(
        by.name, value, "points", origin="law", ref=ref, about=by.id, source=by.source, status=by.status
    )


def _value(by: Figure) -> Decimal:
    return by.value if by.value is not None else Decimal(0)


def _called(room: SharedRoom) -> Text:
    return phrase("{room}", "{room}", room=room.name)


def whole(number: Decimal) -> int:
    """Whole points or square metres, a half up."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
