"""What the house knows about people, declared per model; page, clean-up, export and erasure follow from it.

Each app writes a `privacy.py` with `DECLARATIONS`, and, when accounts are needed for its work,
`accounts_needed(today)`: the ids of users whose account must stay although they have not signed in for long.
Declarations are carried out in the order of INSTALLED_APPS, upper apps first, then as written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import User


class LegalBasis(Enum):
    """The grounds of article 6 GDPR that a place can lean on."""

    CONSENT = _("je hebt het zelf goed gevonden")
    AGREEMENT = _("het hoort bij de afspraak dat je meewerkt")
    LEGAL_DUTY = _("het moet van de wet")
    LEGITIMATE_INTEREST = _("de plek heeft het nodig om goed te werken")


@dataclass(frozen=True)
class Person:
    """Whom an export or erasure is about: an account, or only an address somebody once wrote down."""

    email: str
    user: User | None = None


@dataclass(frozen=True)
class Delete:
    """The whole row goes, with the files it names."""


@dataclass(frozen=True)
class Blank:
    """The row stays, these fields take these values; a blanked file field loses its file."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Keep:
    """Nothing happens here; why is said to the person."""

    reason: str | Promise


Treatment = Delete | Blank | Keep
DueRows = Callable[[date], QuerySet[Any]]
RowsOf = Callable[[Person], QuerySet[Any]]


def tied_by(model: type[Model], name: str) -> RowsOf:
    """The rows of `model` that `name` ties to the account of a person; none for who has no account."""

    def rows(person: Person) -> QuerySet[Any]:
        found = model._default_manager.all()  # noqa: SLF001 - Django's own name for the default manager
        return found.filter(**{name: person.user}) if person.user else found.none()

    return rows


@dataclass(frozen=True)
class Retention:
    """How long, in words for everyone, and as the rows that are past it on a day."""

    words: str | Promise
    due: DueRows | None = None
    then: Treatment = field(default_factory=Delete)


@dataclass(frozen=True)
class Erasure:
    """Which rows are about a person, and what happens to them when that person asks to be forgotten.

    `rows_of` None: the rows cannot be tied to a person by the software; then `then` says why they stay.
    """

    rows_of: RowsOf | None
    then: Treatment = field(default_factory=Delete)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One model with personal data. `fields` are the personal ones: they are what an export shows."""

    model: type[Model]
    fields: tuple[str, ...]
    # What it is and about whom, in plain words: "Je naam en foto in het team van een plek".
    label: str | Promise
    purpose: str | Promise
    legal_basis: LegalBasis
    retention: Retention
    erase: Erasure


def _privacy_modules() -> Iterator[Any]:
    for config in apps.get_app_configs():
        name = f"{config.name}.privacy"
        if config.name.startswith("schuifaan.") and find_spec(name):
            yield import_module(name)


def declarations() -> list[Declaration]:
    return [declaration for module in _privacy_modules() for declaration in module.DECLARATIONS]


def accounts_needed(today: date) -> list[QuerySet[Any]]:
    """Per app: ids of users whose account stays, however long ago they signed in."""
    return [
        module.accounts_needed(today) for module in _privacy_modules() if hasattr(module, "accounts_needed")
    ]


def declared_fields() -> set[tuple[type[Model], str]]:
    return {(declaration.model, name) for declaration in declarations() for name in declaration.fields}
