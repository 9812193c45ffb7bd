"""What every test may lean on: the shared data folder, the cast, and no network but this machine."""

import gc
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from schuifaan.apps.dossiers.queries.handbook import forget_own
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from tests.factories import make_membership, make_organisation, make_place, make_team_member, make_user
from tests.migrated import migrated, one_at_a_time
from tests.one_server import share_middleware

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes says more of a busy machine than of what is tried.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_configure() -> None:
    share_middleware()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks for no database says nothing about one: on the second database it is left out."""
    if connection.vendor == "sqlite":
        return
    asks = {
        item: bool(item.get_closest_marker("django_db"))
        or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
        for item in items
    }
    config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
    items[:] = [item for item in items if asks[item]]


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no sweep for garbage need go past all of it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def make_database() -> list[tuple[Any, str, bool]]:
    # A copied file is there already; a copied database PostgreSQL makes itself.
    return setup_databases(
        verbosity=0, interactive=False, keepdb=connection.vendor == "sqlite", serialized_aliases=set()
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Generator[None]:
    """The database of this process, made after the one that was migrated first."""
    with django_db_blocker.unblock():
        kept = migrated()
        with one_at_a_time():
            begun = kept.begin()
            if not begun:
                made = make_database()
                kept.keep()
        if begun:
            made = make_database()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for kept in caches.all():
        kept.clear()
    forget_own()


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    """A page asked for in English leaves its language behind in the thread."""
    translation.activate("nl")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Official files that are not ours to ship; tests that need them say so when they are missing."""
    folder = Path(os.environ.get("SCHUIFAAN_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "README.md").exists():
        pytest.skip("the folder with official files is not here (SCHUIFAAN_SHARED_DATA)")
    return folder


@pytest.fixture
def place(db: None) -> Place:
    return make_place(organisation=make_organisation())


@pytest.fixture
def organisation(place: Place) -> Organisation:
    assert place.organisation is not None
    return place.organisation


@pytest.fixture
def manager(place: Place) -> User:
    """Manages the place."""
    user = make_user("beheerder@example.org")
    make_team_member(place, user=user, role=PlaceRole.MANAGER)
    return user


@pytest.fixture
def board_member(place: Place) -> User:
    """On the board of the place."""
    user = make_user("bestuur@example.org")
    make_team_member(place, user=user, role=PlaceRole.BOARD)
    return user


@pytest.fixture
def host(place: Place) -> User:
    """Welcomes people at the place, changes nothing on its page."""
    user = make_user("gastvrouw@example.org")
    make_team_member(place, user=user, role=PlaceRole.HOST)
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """Manages another place; has no business here."""
    user = make_user("ander@example.org")
    make_team_member(make_place("andere-plek", name="Andere plek"), user=user, role=PlaceRole.MANAGER)
    return user


@pytest.fixture
def officer(db: None) -> User:
    """Works for the municipality."""
    user = make_user("gemeente@example.org")
    organisation = make_organisation(
        "gemeente-maastricht", name="Gemeente Maastricht", kind=OrganisationKind.MUNICIPALITY
    )
    make_membership(user, organisation, OrganisationRole.MUNICIPAL_OFFICER)
    return user


@pytest.fixture
def professional(db: None) -> User:
    """Works for a housing association."""
    user = make_user("corporatie@example.org")
    organisation = make_organisation("woonvrij", name="Woonvrij", kind=OrganisationKind.HOUSING_ASSOCIATION)
    make_membership(user, organisation, OrganisationRole.ASSOCIATION_PROFESSIONAL)
    return user


@pytest.fixture
def administrator(db: None) -> User:
    return make_user("applicatie@example.org", is_staff=True, is_superuser=True)
