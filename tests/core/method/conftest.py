"""The shipped knowledge, read once for all tests of the method."""

from pathlib import Path

import pytest

import schuifaan
from schuifaan.core.method.knowledge import Knowledge, load


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(Path(schuifaan.__file__).parent / "knowledge")
