"""The themes a municipality adds to the fourteen."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.rounds import municipal_scope
from schuifaan.apps.voice.models import OwnTheme
from schuifaan.apps.voice.queries.themes import is_in_use


class ThemeError(Refused):
    """What was asked of a theme cannot be."""


def add_theme(*, municipality: Municipality, name: str, by: User, now: datetime) -> OwnTheme:
    return _kept(OwnTheme(municipality=municipality), name, by=by, now=now)


def rename_theme(*, theme: OwnTheme, name: str, by: User, now: datetime) -> OwnTheme:
    """What was said about it stays with it."""
    return _kept(theme, name, by=by, now=now)


@transaction.atomic
def remove_theme(*, theme: OwnTheme, by: User, now: datetime) -> None:
    """Only one nothing was said about."""
    _may(by, theme.municipality)
    if is_in_use(theme):
        raise ThemeError(_("Over dit thema is al iets gezegd. Je kunt het wel anders noemen."))
    theme.delete()
    _note(theme, by, now)


def _kept(theme: OwnTheme, name: str, *, by: User, now: datetime) -> OwnTheme:
    _may(by, theme.municipality)
    theme.name = " ".join(name.split())
    if not theme.name:
        raise ThemeError(_("Geef het thema een naam."), field="name")
    try:
        with transaction.atomic():
            theme.save()
            _note(theme, by, now)
    except IntegrityError as error:
        raise ThemeError(_("Dit thema staat er al."), field="name") from error
    return theme


def _may(by: User, municipality: Municipality) -> None:
    if not by.has_perm("voice.hear_municipality", municipality):
        raise NotAllowed(_("Dit kan alleen iemand die voor deze gemeente werkt."))


def _note(theme: OwnTheme, by: User, now: datetime) -> None:
    scope = municipal_scope(theme.municipality_id)
    record(verb="themes.changed", scope=scope, by=by, now=now, subject=theme.name)
