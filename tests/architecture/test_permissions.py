"""Every address of the product, walked as every role, against the written matrix beside this file.

Who is named may come in; everybody else is sent to sign in, refused, or told there is nothing here.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import Place
from tests.architecture.matrix_rows import make_rows, named
from tests.factories import make_membership, make_user

pytestmark = pytest.mark.once

ROLES = (
    "anonymous",
    "stranger",
    "host",
    "manager",
    "board",
    "officer",
    "professional",
    "leader",
    "administrator",
)
MATRIX_FILE = Path(__file__).with_name("permission_matrix.yaml")


@dataclass(frozen=True)
class Address:
    name: str
    keys: tuple[str, ...]


def addresses(
    resolver: URLResolver | None = None, namespace: str = "", keys: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        below = (*keys, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner, below)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or entry.lookup_str}", below)


@cache
def matrix() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(MATRIX_FILE.read_text())
    return content


def row_for(name: str) -> dict[str, Any] | None:
    rows = matrix()["addresses"]
    if name in rows:
        found: dict[str, Any] = rows[name]
        return found
    return next((rows[pattern] for pattern in rows if "*" in pattern and fnmatchcase(name, pattern)), None)


def allowed_roles(row: dict[str, Any], method: str) -> set[str]:
    audience = row.get(method, "nobody")
    roles = matrix()["audiences"][audience]
    assert set(roles) <= set(ROLES)
    return set(roles)


def test_every_address_has_a_row() -> None:
    missing = sorted({address.name for address in addresses() if row_for(address.name) is None})
    assert missing == [], "Write in permission_matrix.yaml who may come to these"


def test_every_row_has_an_address() -> None:
    names = {address.name for address in addresses()}
    left_over = [
        pattern
        for pattern, row in matrix()["addresses"].items()
        if not row.get("demo_only") and not any(fnmatchcase(name, pattern) for name in names)
    ]
    assert left_over == []


@pytest.fixture
def cast(
    place: Place, organisation: Organisation, stranger: User, host: User, manager: User, board_member: User,
    officer: User, professional: User, administrator: User,
) -> dict[str, User | None]:  # fmt: skip
    leader = make_user("leiding@example.org")
    make_membership(leader, organisation, OrganisationRole.BOARD)
    return {
        "anonymous": None, "stranger": stranger, "host": host, "manager": manager, "board": board_member,
        "officer": officer, "professional": professional, "leader": leader, "administrator": administrator,
    }  # fmt: skip


def came_in(client: Client, method: str, url: str) -> tuple[bool, int]:
    """Whether the door opened: not refused, not hidden, not sent to sign in."""
    response = getattr(client, method)(url)
    to_sign_in = response.status_code in {301, 302} and (
        "/account/login/" in response["Location"] or "/support/login/" in response["Location"]
    )
    assert response.status_code < 500, f"{method} {url} breaks with {response.status_code}"
    return not to_sign_in and response.status_code not in {401, 403, 404, 405, 410}, response.status_code


def keys_of(cast: dict[str, User | None]) -> dict[str, str]:
    """The session of everybody who has one: signing in 356 times takes longer than most pages."""
    keys = {}
    for role, user in cast.items():
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            keys[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def doors(address: Address, url: str, row: dict[str, Any], keys: dict[str, str]) -> Iterator[str]:
    """What is wrong at one address: each role tries each method, and nothing it does remains."""
    for method in ("get", "post"):
        allowed = allowed_roles(row, method)
        for role in ROLES:
            client = Client()
            if role in keys:
                client.cookies[settings.SESSION_COOKIE_NAME] = keys[role]
            with transaction.atomic():
                inside, status = came_in(client, method, url)
                transaction.set_rollback(True)
            if inside != (role in allowed):
                yield f"{method.upper()} {address.name} as {role}: {'came in' if inside else 'kept out'} ({status})"


@pytest.fixture
def _without_log() -> Iterator[None]:
    """Of five thousand refusals each would be written down with where it came from."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.django_db
@pytest.mark.usefixtures("_without_log")
def test_doors_open_for_whom_the_matrix_names_and_nobody_else(
    place: Place, cast: dict[str, User | None], officer: User, manager: User
) -> None:
    rows = make_rows(place, officer=officer, manager=manager)
    keys = keys_of(cast)
    assert set(cast) == set(ROLES)
    wrong: list[str] = []
    for address in sorted(set(addresses()), key=lambda address: address.name):
        row = row_for(address.name)
        if row is None or "not_walked" in row:
            continue
        url = reverse(address.name, kwargs=named(rows, address.name, address.keys))
        wrong += doors(address, url, row, keys)
    assert not wrong, "\n".join(wrong)
