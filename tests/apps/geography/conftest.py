"""An invented municipality of six square neighbourhoods, imported from the small files beside this one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from schuifaan.apps.geography.actions import import_area_files
from schuifaan.apps.geography.models import Municipality


@pytest.fixture
def files() -> Path:
    return Path(__file__).parent / "files"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def schuifdam(db, files, now) -> Municipality:
    import_area_files(paths=[files / "buurten_2024_GM9999.geojson"], now=now)
    return Municipality.objects.get(code="GM9999")
