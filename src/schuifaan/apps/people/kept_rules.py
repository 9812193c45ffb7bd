"""Rules a database keeps by itself that Django has no constraint for, and how they outlive every migration.

PostgreSQL gets them from a migration. SQLite gets them after every `migrate`: Django alters a table there by
copying it, loses its triggers on the way, and stumbles over triggers of other tables that name it.
"""

from dataclasses import dataclass

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True, slots=True)
class KeptRule:
    """Statements for each database; `table` is the one that tells whether it can be kept yet."""

    table: str
    postgresql: tuple[str, ...]
    sqlite: tuple[str, ...]
    # What `sqlite` makes, by name.
    triggers: tuple[str, ...]

    def keep(self, connection: BaseDatabaseWrapper) -> None:
        statements = self.postgresql if connection.vendor == "postgresql" else self.sqlite
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def make_way(self, *, using: str, plan: object, **_more: object) -> None:
        """Before a migration on SQLite."""
        connection = connections[using]
        if connection.vendor == "sqlite" and plan:
            with connection.cursor() as cursor:
                for name in self.triggers:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def keep_again(self, *, using: str, **_more: object) -> None:
        """After every migration on SQLite."""
        connection = connections[using]
        if connection.vendor == "sqlite" and self.table in connection.introspection.table_names():
            with transaction.atomic(using=using):
                self.keep(connection)

    def connect(self, app: AppConfig) -> None:
        """Called when `app` is ready; `migrate` tells every app, whichever it migrates."""
        pre_migrate.connect(self.make_way, sender=app, dispatch_uid=f"{self.table}.make_way", weak=False)
        post_migrate.connect(self.keep_again, sender=app, dispatch_uid=f"{self.table}.keep_again", weak=False)
