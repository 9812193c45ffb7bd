"""Rent points for shared rooms, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.points import (
    SharedRoom,
    quarters,
    shared_points,
    shared_rooms,
    whole,
    why_no_points,
)
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.figures_for_tests import LAW, TODAY, knowing

KNOWN = knowing()


def room(m2: str | None, kind: Any = "room", **more: Any) -> SharedRoom:
    return SharedRoom("Zaal", kind, Decimal(m2) if m2 is not None else None, **more)


def section(*rooms: SharedRoom, addresses: int) -> Decimal | None:
    points = shared_points(rooms, addresses, care_homes=False, knowledge=KNOWN, on=TODAY)
    return points.section if points else None


def together(*rooms: SharedRoom) -> Decimal | None:
    points = shared_points(rooms, 2, care_homes=False, knowledge=KNOWN, on=TODAY)
    return points.together if points else None


CM = Decimal
SANITARY = {"kind": "toilet", "hanging_toilets": 1, "basins": 1}


@pytest.mark.parametrize(
    ("rooms", "addresses", "wanted"),
    [
        # The official example: 20 + 1.5 + 2 + (7 + 3) + (3.75 + 1) = 38.25; ÷ 4 = 9.5625.
        (
            (
                room("20", "kitchen", heated=True, counter_cm=CM(200), extras=Decimal(3)),
                room("2", **SANITARY),
            ),
            4,
            "9.50",
        ),
        # The same without built-in equipment: 35.25 ÷ 4 = 8.8125.
        ((room("20", "kitchen", heated=True, counter_cm=CM(200)), room("2", **SANITARY)), 4, "8.75"),
        # The same as a living room with an open kitchen, heated twice: 37.25 ÷ 4 = 9.3125.
        ((room("20", heated=True, counter_cm=CM(200)), room("2", **SANITARY)), 4, "9.25"),
        # 80 + 2 + 7 = 89; ÷ 40 = 2.225.
        ((room("80", "kitchen", heated=True, counter_cm=CM(200)),), 40, "2.25"),
        # The kitchen is open: 80 + 4 + 7 = 91; ÷ 40 = 2.275.
        ((room("80", heated=True, counter_cm=CM(200)),), 40, "2.25"),
        # 40 m² over 24 homes: 40 ÷ 24 = 1.666…
        ((room("40"),), 24, "1.75"),
        # Heated: 42 ÷ 24 = 1.75.
        ((room("40", heated=True),), 24, "1.75"),
        # With an open kitchen of two metres: 40 + 4 + 7 = 51; ÷ 24 = 2.125, exactly an eighth: up.
        ((room("40", heated=True, counter_cm=CM(200)),), 24, "2.25"),
        # And a toilet with a basin: 51 + 3 + 1 = 55; ÷ 24 = 2.2916…
        (
            (room("40", heated=True, counter_cm=CM(200)), room("1.5", "toilet", toilets=1, basins=1)),
            24,
            "2.25",
        ),
        # And storage of 12 m², heated: 55 + 9 + 1 = 65; ÷ 24 = 2.708…
        (
            (
                room("40", heated=True, counter_cm=CM(200)),
                room("1.5", "toilet", toilets=1, basins=1),
                room("12", "other", heated=True),
            ),
            24,
            "2.75",
        ),
        ((room("6"),), 60, "0"),  # 0.1
        ((room("12"),), 60, "0.25"),  # 0.2
        ((room("7.49"),), 60, "0"),  # 7 ÷ 60 = 0.1166…
        ((room("7.50"),), 64, "0.25"),  # 8 ÷ 64 = 0.125: an eighth
        ((room("20"),), 1, "0"),  # one address shares nothing
        ((room("20"),), 2, "10"),
    ],
)
def test_section_by_hand(rooms: tuple[SharedRoom, ...], addresses: int, wanted: str) -> None:
    assert section(*rooms, addresses=addresses) == Decimal(wanted)


@pytest.mark.parametrize(
    ("rooms", "wanted"),
    [
        ((room("20.49"),), "20"),
        ((room("20.50"),), "21"),
        ((room("10.25"), room("10.25")), "21"),  # rounded once, on the sum
        ((room("10.24"), room("10.25")), "20"),
        ((room("10", "other"),), "7.50"),
        ((room("4"),), "4"),
        ((room("3.99"),), "3"),  # too small to be in: 4 × 0.75
        ((room("1.99"),), "0"),
        ((room("1.99", heated=True),), "0"),  # and then heating is nothing either
        ((room("3", "kitchen"),), "3"),  # a kitchen apart is a room of any size
        ((room("2", "other", heated=True),), "2.50"),  # 2 × 0.75 + 1
        ((room("10", heated=True),), "12"),
        ((room("10", heated=True, counter_cm=CM(100)),), "18"),  # 10 + 2 × 2 + 4
        ((room("10", heated=True, counter_cm=CM(99)),), "13"),  # 10 + 2 + a short counter is a basin
        ((room("10", counter_cm=CM(99), basins=1),), "11"),  # one basin a room
        ((room("10", counter_cm=CM(199)),), "14"),
        ((room("10", counter_cm=CM(200)),), "17"),
        ((room("10", "kitchen", heated=True, counter_cm=CM(200)),), "19"),  # 10 + 2 + 7
        (
            (room("10", "other", heated=True, counter_cm=CM(200)),),
            "15.50",
        ),  # 7.5 + 1 + 7: no open kitchen there
        ((room("3", heated=True, counter_cm=CM(200)),), "10.25"),  # 2.25 + 1 + 7
        ((room("10", counter_cm=CM(100), extras=Decimal(3)),), "17"),
        (
            (room("10", counter_cm=CM(100), extras=Decimal(9)),),
            "18",
        ),  # equipment: at most as much as the counter
        ((room("10", extras=Decimal(9)),), "10"),  # no kitchen, no equipment
        ((room("10", basins=3),), "11"),
        ((room("10", basins=1), room("10", basins=1)), "22"),
        ((room("10", toilets=1, hanging_toilets=1),), "10"),  # toilets count apart only
        ((room("1", "toilet", toilets=2),), "6"),
        ((room(None, "toilet", toilets=1),), "3"),  # not measured: too small to count
        ((room("1", "toilet", hanging_toilets=2),), "7.50"),
        ((room("2", "toilet", toilets=1, heated=True),), "5.50"),  # 1.5 + 1 + 3
    ],
)
def test_points_before_dividing_by_hand(rooms: tuple[SharedRoom, ...], wanted: str) -> None:
    assert together(*rooms) == Decimal(wanted)


@pytest.mark.parametrize(
    ("points", "addresses", "wanted"),
    [
        ("1", 8, "0.25"),  # 0.125
        ("0.999", 8, "0"),
        ("3", 8, "0.50"),  # 0.375
        ("9", 24, "0.50"),  # 0.375, though 1 ÷ 24 does not end
        ("208.50", 12, "17.50"),  # 17.375
        ("312.75", 6, "52.25"),  # 52.125
        ("2", 3, "0.75"),  # 0.666…
        ("0", 7, "0"),
    ],
)
def test_quarters_take_an_eighth_up(points: str, addresses: int, wanted: str) -> None:
    assert quarters(Decimal(points), addresses) == Decimal(wanted)


@pytest.mark.parametrize(("number", "wanted"), [("140.25", 140), ("140.50", 141), ("140.49", 140), ("0", 0)])
def test_whole_takes_a_half_up(number: str, wanted: int) -> None:
    assert whole(Decimal(number)) == wanted


def test_care_homes_get_a_fixed_number() -> None:
    points = shared_points((), None, care_homes=True, knowledge=KNOWN, on=TODAY)

    assert points is not None
    assert (points.section, points.addresses, points.parts[0].about) == (
        Decimal(3),
        None,
        "figure.wws.care_home",
    )


def test_points_show_every_part_with_its_source() -> None:
    ref = Ref("money.shared_rooms", "r1")
    hall = SharedRoom("Zaal", "room", Decimal(40), heated=True, counter_cm=Decimal(200), ref=ref)
    points = shared_points([hall], 24, care_homes=False, knowledge=KNOWN, on=TODAY)

    assert points is not None
    assert [(part.name.nl, part.points, part.about, part.source) for part in points.parts] == [
        ("Oppervlakte van vertrekken", Decimal(40), "figure.wws.room_per_m2", (LAW,)),
        ("Verwarming van Zaal", Decimal(4), "figure.wws.heated_room", (LAW,)),
        ("Aanrecht in Zaal", Decimal(7), "figure.wws.counter", (LAW,)),
    ]
    assert points.parts[0].inputs[0].ref == ref
    assert sum(part.points for part in points.parts) == points.together
    assert [one.value for one in points.as_inputs()] == [Decimal(40), Decimal(4), Decimal(7), Decimal(24)]


def test_points_say_what_does_not_count() -> None:
    rooms = (room("10", toilets=1), room("1.5", "other"))
    points = shared_points(rooms, 1, care_homes=False, knowledge=KNOWN, on=TODAY)

    assert points is not None
    assert [note.en.split(":")[0] for note in points.notes] == [
        "There are points for shared rooms only if two addresses or more share them.",
        "The toilet in “Zaal” does not count",
        "“Zaal” is smaller than 2 m²",
    ]


@pytest.mark.parametrize(
    ("rooms", "addresses", "care_homes", "without", "why"),
    [
        ((), 10, False, (), "First fill in which rooms the tenants share."),
        ((room("10"),), None, False, (), "Fill in how many addresses may use the rooms."),
        ((room("10"), room(None)), 10, False, (), "We do not know the floor area of “Zaal”."),
        ((room("10"),), 10, False, ("wws.basin",), "We do not know the points for shared rooms in 2026 yet."),
        ((), None, True, ("wws.care_home",), "We do not know the points for shared rooms in 2026 yet."),
    ],
)
def test_points_unknown_stay_unknown_and_say_why(
    rooms: tuple[SharedRoom, ...],
    addresses: int | None,
    *,
    care_homes: bool,
    without: tuple[str, ...],
    why: str,
) -> None:
    known = knowing(without=without)

    assert shared_points(rooms, addresses, care_homes=care_homes, knowledge=known, on=TODAY) is None
    reason = why_no_points(rooms, addresses, care_homes=care_homes, knowledge=known, on=TODAY)
    assert reason is not None
    assert reason.text.en == why


def test_shared_rooms_are_read_from_the_answers() -> None:
    rows: dict[str, dict[str, Any]] = {
        "a": {
            "name": "Huiskamer",
            "kind": "room",
            "m2": "40.5",
            "heated": "yes",
            "counter_cm": 210,
            "basins": 1,
        },
        "b": {"name": "Toilet", "kind": "toilet", "toilets": 1, "hanging_toilets": 2, "heated": "unknown"},
        "c": {"name": " ", "kind": "attic"},
    }

    assert shared_rooms(Answers({"money.shared_rooms": rows})) == (
        SharedRoom(
            "Huiskamer",
            "room",
            Decimal("40.5"),
            heated=True,
            counter_cm=Decimal(210),
            basins=1,
            ref=Ref("money.shared_rooms", "a"),
        ),
        SharedRoom("Toilet", "toilet", toilets=1, hanging_toilets=2, ref=Ref("money.shared_rooms", "b")),
        SharedRoom("c", "other", ref=Ref("money.shared_rooms", "c")),
    )
