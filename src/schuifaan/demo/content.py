"""Reading the demo cities: YAML written for the product, one folder a city."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

CITIES_DIR = Path(__file__).parent / "cities"


class NoSuchCity(Exception):  # noqa: N818 - says what is wrong
    """There is no demo city by that name."""


def city_names() -> list[str]:
    return sorted(path.name for path in CITIES_DIR.iterdir() if path.is_dir())


@cache
def read(city: str, part: str) -> Any:
    """The content of `part` ("places", "neighbourhoods", …) of a city."""
    if city not in city_names():
        raise NoSuchCity(f"{city}: choose from {', '.join(city_names())}")
    with (CITIES_DIR / city / f"{part}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def has(city: str, part: str) -> bool:
    """Whether a city tells anything of `part`."""
    return (CITIES_DIR / city / f"{part}.yaml").exists()
