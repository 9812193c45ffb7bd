"""Carrying out the declarations: what is past its time goes, who asks is forgotten."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import QuerySet

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.privacy_register import Blank, Declaration, Keep, Person, Treatment, declarations

BATCH = 500


def _file_fields(model: type[models.Model], names: Iterable[str] | None = None) -> list[models.FileField]:
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]  # noqa: SLF001
    return fields if names is None else [field for field in fields if field.name in names]


def _drop_files(rows: QuerySet[Any], fields: list[models.FileField]) -> None:
    """Files go once the rows are really gone."""
    doomed: list[tuple[Storage, str]] = [
        (field.storage, name)
        for field in fields
        for name in rows.exclude(**{field.name: ""}).values_list(field.name, flat=True)
        if name
    ]
    for storage, name in doomed:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]


def treat(rows: QuerySet[Any], treatment: Treatment) -> int:
    """Do to these rows what was declared; says how many were touched."""
    if isinstance(treatment, Keep):
        return 0
    model = rows.model
    if isinstance(treatment, Blank):
        rows = rows.exclude(**treatment.values)
        _drop_files(rows, _file_fields(model, treatment.values))
        return rows.update(**treatment.values)
    _drop_files(rows, _file_fields(model))
    _total, per_model = rows.delete()
    return per_model.get(model._meta.label, 0)  # noqa: SLF001 - Django's own name for public metadata


def _counted(found: Counter[str], declaration: Declaration, number: int) -> None:
    if number:
        found[declaration.model._meta.label] += number  # noqa: SLF001 - idem


@transaction.atomic
def retain(*, today: date) -> dict[str, int]:
    """The nightly clean-up. What it tells is how many rows per model, never which."""
    found: Counter[str] = Counter()
    for declaration in declarations():
        if declaration.retention.due is not None:
            _counted(found, declaration, treat(declaration.retention.due(today), declaration.retention.then))
    return dict(found)


@transaction.atomic
def erase_person(*, person: Person, now: datetime) -> dict[str, int]:
    """Forget a person by every declaration; the trail keeps that it happened, not to whom."""
    found: Counter[str] = Counter()
    for declaration in declarations():
        if declaration.erase.rows_of is not None:
            _counted(found, declaration, treat(declaration.erase.rows_of(person), declaration.erase.then))
    record(
        verb="account.erased",
        scope="installation",
        by=None,
        now=now,
        changes={"rows": [None, sum(found.values())]},
    )
    return dict(found)
