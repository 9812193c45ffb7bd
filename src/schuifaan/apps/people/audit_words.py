"""The trail said in words: who did what, and what changed from what into what.

An app above says its own verbs in an `audit_words.py` of its own: VERBS maps "place.published" to
_("heeft de plek zichtbaar gemaakt"), FIELDS maps "place.opening_hours" (or a bare field name) to a label,
MODELS maps the first word of a verb to the model whose field labels and choices are used,
WORDS maps "place.opening_hours" to a function that says such a value in words.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Membership, Organisation, User

VERBS: dict[str, str | Promise] = {
    "organisation.created": _("heeft deze organisatie toegevoegd"),
    "organisation.changed": _("heeft de gegevens van de organisatie veranderd"),
    "invitation.sent": _("heeft iemand uitgenodigd"),
    "invitation.renewed": _("heeft een uitnodiging opnieuw gestuurd"),
    "invitation.withdrawn": _("heeft een uitnodiging ingetrokken"),
    "membership.started": _("heeft een uitnodiging aangenomen"),
    "membership.ended": _("heeft een rol gestopt"),
    "account.changed": _("heeft de eigen gegevens veranderd"),
    "account.session_ended": _("heeft een apparaat uitgelogd"),
    "account.erased": _("Een account is gewist op verzoek"),
}
FIELDS: dict[str, str | Promise] = {"role": _("rol"), "until_date": _("tot en met")}
MODELS: dict[str, type[Model]] = {
    "organisation": Organisation,
    "membership": Membership,
    "invitation": Membership,
    "account": User,
}
LONG = 120
# Why something was decided is read to the end.
WHOLE = frozenset({"why"})


@cache
def _vocabulary(name: str) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for config in apps.get_app_configs():
        module = f"{config.name}.audit_words"
        if config.name.startswith("schuifaan.") and find_spec(module):
            words.update(getattr(import_module(module), name, {}))
    return words


def sentence(verb: str) -> str:
    words = _vocabulary("VERBS")
    return str(words[verb]) if verb in words else verb.replace(".", " ").replace("_", " ")


def _model_field(verb: str, name: str) -> Field[Any, Any] | None:
    model: type[Model] | None = _vocabulary("MODELS").get(verb.split(".", maxsplit=1)[0])
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)  # noqa: SLF001 - Django's own name for public metadata
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def label(verb: str, name: str) -> str:
    words = _vocabulary("FIELDS")
    subject = verb.split(".", maxsplit=1)[0]
    for key in (f"{subject}.{name}", name):
        if key in words:
            return str(words[key])
    field = _model_field(verb, name)
    return str(field.verbose_name) if field is not None else name.replace("_", " ")


def _as_date(value: str) -> str | None:
    """Dates stand in the trail as ISO text."""
    for kind in (date, datetime):
        try:
            return formats.date_format(kind.fromisoformat(value))
        except ValueError:
            continue
    return None


def value_in_words(verb: str, name: str, value: Any) -> str:  # noqa: PLR0911 - one line per kind of value
    if value is None:
        return gettext("niet bekend")
    if value is True:
        return gettext("ja")
    if value is False:
        return gettext("nee")
    if value in ("", [], {}):
        return gettext("leeg")
    in_words = _vocabulary("WORDS").get(f"{verb.split('.', maxsplit=1)[0]}.{name}")
    if in_words is not None:
        return str(in_words(value))
    field = _model_field(verb, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    text = str(value)
    shown = _as_date(text) if isinstance(value, str) and text[:2] in {"19", "20"} else None
    return shown or (text if len(text) <= LONG or name in WHOLE else f"{text[:LONG]}…")
