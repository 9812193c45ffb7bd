"""Our points for shared rooms against those of an independent package, on made-up situations."""

import locale
import os
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from decimal import BasicContext, Decimal, localcontext
from typing import Any

import pytest

from schuifaan.core.method.finance.points import SharedRoom, shared_points
from tests.core.method.finance.figures_for_tests import TODAY, knowing

pytestmark = pytest.mark.once

KNOWN = knowing()
EQUIPMENT = {
    "inbouw_vaatwasmachine": Decimal("1.5"),
    "inbouw_koelkast": Decimal(1),
    "inbouw_kookplaat_inductie": Decimal("1.75"),
}
Theirs = Callable[[tuple[SharedRoom, ...], int, bool], Decimal]


@pytest.fixture(scope="module")
def theirs() -> Iterator[Theirs]:
    """The package: on import it changes the time zone, the language, the handler of errors and how decimals round."""
    zone, language, handler = os.environ.get("TZ"), locale.setlocale(locale.LC_ALL), sys.excepthook
    try:
        with localcontext(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import woningwaardering  # noqa: F401, PLC0415 - slow to import, and only for this file
        yield _valued
    finally:
        locale.setlocale(locale.LC_ALL, language)
        sys.excepthook = handler
        if zone is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = zone
        time.tzset()


def _valued(rooms: tuple[SharedRoom, ...], addresses: int, care_homes: bool) -> Decimal:  # noqa: FBT001 - a situation, unpacked
    from woningwaardering.stelsels.zelfstandige_woonruimten import (  # noqa: PLC0415
        gemeenschappelijke_vertrekken_overige_ruimten_en_voorzieningen as section,
    )
    from woningwaardering.vera.bvg.generated import EenhedenEenheid  # noqa: PLC0415
    from woningwaardering.vera.referentiedata import Doelgroep  # noqa: PLC0415

    home = EenhedenEenheid(
        id="home",
        doelgroep=Doelgroep.zorg if care_homes else None,
        ruimten=[_their_room(f"r{number}", room, addresses) for number, room in enumerate(rooms)],
    )
    with localcontext(BasicContext):  # what the package asks for
        group = section.GemeenschappelijkeVertrekkenOverigeRuimtenEnVoorzieningen(peildatum=TODAY).waardeer(
            home
        )
    return Decimal(str(group.punten))


def _their_room(key: str, room: SharedRoom, addresses: int) -> Any:
    from woningwaardering.vera.bvg.generated import (  # noqa: PLC0415
        BouwkundigElementenBouwkundigElement,
        EenhedenRuimte,
    )
    from woningwaardering.vera.referentiedata import (  # noqa: PLC0415
        Bouwkundigelementdetailsoort,
        Installatiesoort,
        Ruimtedetailsoort,
        Ruimtesoort,
    )

    kinds = {
        "room": (Ruimtesoort.vertrek, Ruimtedetailsoort.recreatieruimte),
        "kitchen": (Ruimtesoort.vertrek, Ruimtedetailsoort.keuken),
        "other": (Ruimtesoort.overige_ruimten, Ruimtedetailsoort.wasruimte),
        "toilet": (Ruimtesoort.overige_ruimten, Ruimtedetailsoort.toiletruimte),
    }
    kind, detail = kinds[room.kind]
    counter = BouwkundigElementenBouwkundigElement(
        id=f"{key}-counter",
        detail_soort=Bouwkundigelementdetailsoort.aanrecht,
        lengte=int(room.counter_cm) * 10,
    )
    equipment = [
        getattr(Installatiesoort, name)
        for name, points in EQUIPMENT.items()
        for _ in range(_times(room, points))
    ]
    return EenhedenRuimte(
        id=key,
        naam=room.name,
        soort=kind,
        detail_soort=detail,
        oppervlakte=str(room.m2),
        verwarmd=room.heated,
        gedeeld_met_aantal_adressen=addresses,
        bouwkundige_elementen=[counter] if room.counter_cm else [],
        installaties=[
            *[Installatiesoort.staand_toilet] * room.toilets,
            *[Installatiesoort.hangend_toilet] * room.hanging_toilets,
            *[Installatiesoort.wastafel] * room.basins,
            *equipment,
        ],
    )


def _times(room: SharedRoom, points: Decimal) -> int:
    """Each situation has one kind of equipment only, so that its number follows from the points."""
    return int(room.extras / points) if room.extras and room.name.endswith(str(points)) else 0


def _a_room(dice: random.Random, number: int) -> SharedRoom:
    counter = dice.choice(
        [0, 0, 0, dice.randint(30, 99), 100, dice.randint(101, 199), 200, dice.randint(201, 600)]
    )
    each = dice.choice(list(EQUIPMENT.values()))
    areas = [
        Decimal(dice.randint(0, 600)) / 100,
        Decimal(dice.randint(100, 12000)) / 100,
        Decimal(dice.randint(4, 90)),
    ]
    return SharedRoom(
        name=f"room {number} {each}",
        kind=dice.choice(["room", "room", "kitchen", "other", "toilet"]),
        m2=dice.choice(areas),
        heated=dice.random() < 0.7,
        counter_cm=Decimal(counter),
        toilets=dice.choice([0, 0, 1, 2]),
        hanging_toilets=dice.choice([0, 0, 1, 2]),
        basins=dice.choice([0, 0, 1, 2, 3]),
        extras=each * dice.choice([0, 0, 1, 2, 5]) if counter else Decimal(0),
    )


def situations(count: int, seed: int) -> Iterator[tuple[tuple[SharedRoom, ...], int, bool]]:
    dice = random.Random(seed)  # noqa: S311 - the same situations every time
    for _ in range(count):
        rooms = tuple(_a_room(dice, number) for number in range(dice.randint(1, 7)))
        addresses = dice.choice([1, 2, 3, 4, 6, 8, 12, 24, 40, 60, dice.randint(1, 200)])
        yield rooms, addresses, dice.random() < 0.05


@pytest.mark.filterwarnings("ignore::UserWarning")  # a kitchen without a counter
def test_points_agree_with_the_package_on_200_situations(theirs: Theirs) -> None:
    ours = [
        shared_points(rooms, addresses, care_homes=care, knowledge=KNOWN, on=TODAY)
        for rooms, addresses, care in situations(200, seed=2026)
    ]
    wanted = [theirs(*situation) for situation in situations(200, seed=2026)]

    assert [points.section if points else None for points in ours] == wanted
    assert len(set(wanted)) > 50


def test_exact_eighths_go_up_where_the_package_drops_a_digit(theirs: Theirs) -> None:
    """Kitchen and heating are divided one by one there, and thirds do not end: 17.374999… becomes 17.25.

    The law divides the sum: 208.50 ÷ 12 is exactly 17.375, and an eighth goes up.
    """
    rooms = (
        SharedRoom("toilets", "toilet", Decimal("118.23"), heated=True, counter_cm=Decimal(41), basins=2),
        SharedRoom(
            "hall 1", "room", Decimal("105.91"), heated=True, counter_cm=Decimal(200), extras=Decimal(1)
        ),
    )
    ours = shared_points(rooms, 12, care_homes=False, knowledge=KNOWN, on=TODAY)

    assert ours is not None
    assert (ours.together, ours.section) == (Decimal("208.50"), Decimal("17.50"))
    assert theirs(rooms, 12, False) == Decimal("17.25")
