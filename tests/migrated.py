"""One migrated database for all processes of a test run: replaying the migrations takes as long as 500 tests.

The first process migrates for real and keeps a copy; the others begin with that copy, and so does the next
run while no migration has changed. `migrate` runs on every copy too, so nothing can be missed by it.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection


def fingerprint() -> str:
    """Of everything that decides what a migrated database looks like."""
    read = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        folder = Path(app.path)
        kept = [*folder.glob("no_overlap.py"), *folder.glob("nothing_unanswered.py")]
        for file in sorted([*folder.glob("migrations/*.py"), *kept]):
            read.update(f"{app.label}/{file.name}".encode())
            read.update(file.read_bytes())
    return read.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    with (settings.VAR_DIR / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class OnSqlite:
    """The copy is a file; the database of a process is a file that is written over."""

    def __init__(self) -> None:
        self.database = Path(connection.settings_dict["TEST"]["NAME"])
        self.copy = settings.VAR_DIR / f"migrated-{fingerprint()}.sqlite3"

    def begin(self) -> bool:
        for left in self.database.parent.glob(f"{self.database.name}*"):
            if left.name.removeprefix(self.database.name) in {"", "-wal", "-shm"}:
                left.unlink()
        if not self.copy.exists():
            return False
        shutil.copyfile(self.copy, self.database)
        return True

    def keep(self) -> None:
        half = self.copy.with_suffix(".half")
        with sqlite3.connect(self.database) as source, sqlite3.connect(half) as target:
            source.backup(target)
        source.close()
        target.close()
        half.rename(self.copy)


class OnPostgres:
    """The copy is a database of its own, that others are made after."""

    def __init__(self) -> None:
        self.copy = f"migrated_{fingerprint()}"

    def begin(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.copy])
            found = cursor.fetchone() is not None
        if found:
            connection.settings_dict["TEST"]["TEMPLATE"] = self.copy
        return found

    def keep(self) -> None:
        source = connection.settings_dict["NAME"]
        # PostgreSQL copies no database that somebody is in.
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.copy}" TEMPLATE "{source}"')


def migrated() -> OnSqlite | OnPostgres:
    return OnSqlite() if connection.vendor == "sqlite" else OnPostgres()
