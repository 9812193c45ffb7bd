"""Rent points for rooms that tenants share, by the law's section on shared rooms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schuifaan.core.method.answers import Answers, as_number, is_filled
from schuifaan.core.method.finance.amounts import Input
from schuifaan.core.method.finance.laws import figure
from schuifaan.core.method.finance.point_parts import (
    KINDS,
    NEEDED,
    PointsPart,
    SharedRoom,
    every_part,
    of_law,
    whole,
)
from schuifaan.core.method.knowledge import Citation, Knowledge, Text
from schuifaan.core.method.knowledge.money import Figure
from schuifaan.core.method.reasons import Reason, Ref, phrase

__all__ = [
    "Points",
    "PointsPart",
    "SharedRoom",
    "quarters",
    "shared_points",
    "shared_rooms",
    "whole",
    "why_no_points",
]

ROOMS = "money.shared_rooms"
HOMES = Ref("money.homes")
CARE_HOME = "wws.care_home"
SHARED_FROM = 2  # addresses
QUARTERS = 4


@dataclass(frozen=True)
class Points:
    """What one home gets. `section` is rounded to quarters, an eighth up; `together` is before dividing."""

    section: Decimal
    together: Decimal
    addresses: int | None  # None: a fixed number for each home
    parts: tuple[PointsPart, ...]
    formula: Text
    notes: tuple[Text, ...] = ()

    @property
    def source(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(one for part in self.parts for one in part.source))

    def as_inputs(self) -> tuple[Input, ...]:
        """The whole sum as inputs of an amount: each part, and the addresses it is divided by."""
        parts = tuple(
            Input(
                phrase("{name}: {formula}", "{name}: {formula}", name=part.name, formula=part.formula),
                part.points,
                "points",
                origin="law",
                ref=part.inputs[0].ref if part.inputs else None,
                about=part.about,
                source=part.source,
                status=part.status,
            )
            for part in self.parts
        )
        if self.addresses is None:
            return parts
        return (*parts, Input(_ADDRESSES, Decimal(self.addresses), "homes", ref=HOMES))


_ADDRESSES = Text(nl="Adressen die de ruimten delen", en="Addresses that share the rooms")


def shared_rooms(answers: Answers) -> tuple[SharedRoom, ...]:
    """The rooms people filled in; a kind we do not know counts as other space."""
    return tuple(
        SharedRoom(
            name=str(row.get("name") or "").strip() or key,
            kind=next((kind for kind in KINDS if kind == row.get("kind")), "other"),
            m2=as_number(row.get("m2")) if is_filled(row.get("m2")) else None,
            heated=row.get("heated") == "yes",
            counter_cm=as_number(row.get("counter_cm")),
            toilets=int(as_number(row.get("toilets"))),
            hanging_toilets=int(as_number(row.get("hanging_toilets"))),
            basins=int(as_number(row.get("basins"))),
            extras=as_number(row.get("extras")),
            ref=Ref(ROOMS, key),
        )
        for key, row in answers.rows(ROOMS).items()
    )


def why_no_points(
    rooms: Iterable[SharedRoom], addresses: int | None, *, care_homes: bool, knowledge: Knowledge, on: date
) -> Reason | None:
    """What is missing to work out the points; None when nothing is."""
    needed = (CARE_HOME,) if care_homes else NEEDED
    if any(figure(knowledge, key, on=on) is None for key in needed):
        return Reason(
            phrase(
                "We kennen de punten voor gedeelde ruimten in {year} nog niet.",
                "We do not know the points for shared rooms in {year} yet.",
                year=str(on.year),
            )
        )
    if care_homes:
        return None
    missing = _missing_of(tuple(rooms))
    if missing is None and addresses is None:
        return Reason(
            Text(
                nl="Vul in hoeveel adressen de ruimten mogen gebruiken.",
                en="Fill in how many addresses may use the rooms.",
            ),
            (HOMES,),
        )
    return missing


def _missing_of(rooms: tuple[SharedRoom, ...]) -> Reason | None:
    """What is not known of the rooms themselves. A toilet counts without its floor area."""
    if not rooms:
        return Reason(
            Text(
                nl="Vul eerst in welke ruimten de huurders delen.",
                en="First fill in which rooms the tenants share.",
            ),
            (Ref(ROOMS),),
        )
    unmeasured = next((one for one in rooms if one.m2 is None and one.kind != "toilet"), None)
    if unmeasured is None:
        return None
    return Reason(
        phrase(
            "Van “{name}” weten we de oppervlakte niet.",
            "We do not know the floor area of “{name}”.",
            name=unmeasured.name,
        ),
        (unmeasured.ref or Ref(ROOMS),),
    )


def shared_points(
    rooms: Iterable[SharedRoom], addresses: int | None, *, care_homes: bool, knowledge: Knowledge, on: date
) -> Points | None:
    """The points one home gets for these rooms on that day; None when something is missing (`why_no_points`).

    Follows the order of the law: floor area of each kind summed and rounded to whole m² (half up) times its points,
    then heating, kitchen and sanitary ware, all divided by the addresses, and only then rounded to quarters. Care
    homes get a fixed number. Shared by one address only, a room is not shared: no points. Whether shared storage
    reaches the least area for each home is not looked at: the answers do not tell storage from other space.
    """
    listed = tuple(rooms)
    if why_no_points(listed, addresses, care_homes=care_homes, knowledge=knowledge, on=on) is not None:
        return None
    if care_homes:
        return _of_care_homes(_law(knowledge, on, (CARE_HOME,))[CARE_HOME])
    law = _law(knowledge, on, NEEDED)
    divided_by = addresses or 0
    parts = tuple(part for part in every_part(listed, law) if part.points)
    together = sum((part.points for part in parts), Decimal(0))
    return Points(
        section=quarters(together, divided_by) if divided_by >= SHARED_FROM else Decimal(0),
        together=together,
        addresses=divided_by,
        parts=parts,
        formula=phrase(
            "Alle punten samen, gedeeld door de adressen, afgerond op kwarten.",
            "All points together, divided by the addresses, rounded to quarters.",
        ),
        notes=tuple(_notes(listed, divided_by)),
    )


def quarters(points: Decimal, addresses: int) -> Decimal:
    """Divided and rounded to quarter points; exactly an eighth goes up, whatever number it is divided by."""
    return (points * QUARTERS * 2 + addresses) // (2 * addresses) / QUARTERS


def _law(knowledge: Knowledge, on: date, keys: Iterable[str]) -> Mapping[str, Figure]:
    found = {key: figure(knowledge, key, on=on) for key in keys}
    return {key: one for key, one in found.items() if one is not None}


def _of_care_homes(fixed: Figure) -> Points:
    points = fixed.value or Decimal(0)
    name = Text(nl="Vast aantal punten voor een zorgwoning", en="Fixed number of points for a care home")
    part = PointsPart(
        name,
        points,
        name,
        (of_law(fixed, points),),
        about=fixed.id,
        source=fixed.source,
        status=fixed.status,
    )
    return Points(points, points, None, (part,), formula=name)


def _notes(rooms: tuple[SharedRoom, ...], addresses: int) -> Iterator[Text]:
    if addresses < SHARED_FROM:
        yield phrase(
            "Punten voor gedeelde ruimten zijn er pas als twee adressen of meer ze delen.",
            "There are points for shared rooms only if two addresses or more share them.",
        )
    for room in rooms:
        if room.kind != "toilet" and (room.toilets or room.hanging_toilets):
            yield phrase(
                "Het toilet in “{room}” telt niet mee: dat doet alleen een apart toilet. Is het apart? "
                "Zet het er dan los bij.",
                "The toilet in “{room}” does not count: only a separate one does. Is it separate? Then add it by "
                "itself.",
                room=room.name,
            )
        if room.counts_as is None:
            yield phrase(
                "“{room}” is kleiner dan 2 m²: de oppervlakte en de verwarming tellen niet mee.",
                "“{room}” is smaller than 2 m²: its floor area and heating do not count.",
                room=room.name,
            )
