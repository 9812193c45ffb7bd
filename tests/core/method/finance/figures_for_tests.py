"""A small Knowledge with the figures that income needs, as they stood in 2026, so that tests do not follow the law."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from schuifaan.core.method.knowledge import Citation, Knowledge, Text
from schuifaan.core.method.knowledge.money import Bracket, Figure, IncomeSource, RentTable

TODAY = date(2026, 6, 1)
SCHEME = Citation.model_validate({"url": "https://wetten.overheid.nl/BWBR0045929"})
LAW = Citation.model_validate({"url": "https://wetten.overheid.nl/BWBR0003237"})

FROM, LAST_OF_SCHEME, LAST_OF_YEAR = date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31)


def a_figure(
    key: str, value: str | None = None, *, brackets: Iterable[tuple[str, str]] = (), **more: Any
) -> Figure:
    said: dict[str, Any] = {
        "id": f"figure.{key}",
        "key": key,
        "name": Text(nl=f"bedrag {key}", en=f"figure {key}"),
        "unit": "points",
        "source": (LAW,),
        "valid_from": FROM,
        "brackets": tuple(
            Bracket(at_least=Decimal(least), value=Decimal(given)) for least, given in brackets
        ),
        "value": Decimal(value) if value is not None else None,
    }
    return Figure.model_validate(said | more)


GRANT: dict[str, Any] = {"unit": "eur", "source": (SCHEME,), "valid_to": LAST_OF_SCHEME}
FIGURES = (
    a_figure("soo.per_m2", "2500", **(GRANT | {"unit": "eur_per_m2"})),
    a_figure("soo.cap", brackets=(("5", "100000"), ("21", "150000"), ("51", "175000")), **GRANT),
    a_figure("soo.min_dwellings", "5", **(GRANT | {"unit": "homes"})),
    a_figure("wws.room_per_m2", "1"),
    a_figure("wws.other_per_m2", "0.75"),
    a_figure("wws.heated_room", "2"),
    a_figure("wws.heated_other", "1"),
    a_figure("wws.counter", brackets=(("0", "0"), ("100", "4"), ("200", "7"))),
    a_figure("wws.toilet", "3"),
    a_figure("wws.hanging_toilet", "3.75"),
    a_figure("wws.basin", "1"),
    a_figure("wws.care_home", "3"),
)
# The official table of 2026, from 136 up to and including 144 points.
RENTS = ("884.79", "891.67", "898.56", "905.39", "912.26", "919.14", "925.98", "932.93", "939.73")
TABLE = RentTable.model_validate(
    {
        "id": "rents.y2026",
        "source": (LAW,),
        "valid_from": FROM,
        "valid_to": LAST_OF_YEAR,
        "name": Text(nl="Hoogste huren 2026", en="Highest rents 2026"),
        "first_points": 136,
        "rents": tuple(Decimal(rent) for rent in RENTS),
    }
)


def a_source(name: str, **types: str) -> IncomeSource:
    return IncomeSource.model_validate(
        {
            "id": f"income.{name}",
            "code": "F0",
            "source": (LAW,),
            "name": Text(nl=f"bron {name}", en=f"source {name}"),
            "description": Text(nl="Een bron.", en="A source."),
            "types": types,
        }
    )


SOURCES = (
    a_source("soo", senior_complex_room="incidental"),
    a_source("drinks", coffee_corner="incidental"),
    a_source("rent_points", coffee_corner="structural"),
    a_source("service_costs", coffee_corner="structural"),
    a_source("day_care_wlz", community_house="structural", senior_complex_room="multi_year"),
)


def knowing(*, without: Iterable[str] = (), table: bool = True) -> Knowledge:
    """The figures but for some keys."""
    left_out = set(without)
    return Knowledge(
        figures=tuple(one for one in FIGURES if one.key not in left_out),
        rent_tables=(TABLE,) if table else (),
        income_sources=SOURCES,
    )
