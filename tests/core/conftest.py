"""The core knows no framework, so its tests get no database."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/core/" not in item.path.as_posix():
            continue
        wants = {"db", "transactional_db", "client", "live_server"} & set(getattr(item, "fixturenames", ()))
        if wants or item.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{item.nodeid} asks for a database; tests of the core do without")
