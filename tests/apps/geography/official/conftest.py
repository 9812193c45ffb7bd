from collections.abc import Iterator

import pytest

from tests.apps.geography.official.stand_in import StandIn, standing_in


@pytest.fixture
def service() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


@pytest.fixture
def pauses() -> list[float]:
    """How long was waited between attempts."""
    return []
