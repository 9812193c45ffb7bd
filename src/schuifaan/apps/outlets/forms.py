"""Asking for the newsletter, and choosing what a ready text is like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.forms.doorstep import DoorstepForm
from schuifaan.apps.outlets.text_block import Asked

DEFAULT_DAYS: Final = 14
MOST_DAYS: Final = 62
# What a calendar in a computer can count with, far beyond what is on.
_YEARS: Final = range(2000, 2200)


class SubscribeForm(DoorstepForm):
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        error_messages={
            "required": _("Schrijf hier je e-mailadres."),
            "invalid": _(
                "Dit e-mailadres klopt niet helemaal. Kijk het na. Zo hoort het: naam@voorbeeld.nl."
            ),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("In welke taal?"), widget=forms.RadioSelect)

    field_order = ("email", "language", "website", "key")

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the field above
        field.choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]
        self.initial.setdefault("language", get_language() or settings.LANGUAGE_CODE)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class TextBlockForm(forms.Form):
    """Names as they stand in the address of the page."""

    van = forms.DateField(label=_("Van"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    tot = forms.DateField(
        label=_("Tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    lengte = forms.ChoiceField(
        label=_("Hoe lang"),
        choices=(("kort", _("Kort: één regel per activiteit")), ("lang", _("Lang: ook wat het is"))),
        required=False,
        widget=forms.RadioSelect,
    )
    adressen = forms.ChoiceField(
        label=_("Adressen"),
        choices=(("met", _("Met het adres erbij")), ("zonder", _("Alleen de naam van de plek"))),
        required=False,
        widget=forms.RadioSelect,
    )

    use_required_attribute = False


def asked_of(query: Mapping[str, str], *, today: date) -> Asked:
    """What makes no sense in an address is passed over: the page then shows the next two weeks."""
    first = _day(query.get("van", "")) or today
    last = _day(query.get("tot", "")) or first + timedelta(days=DEFAULT_DAYS - 1)
    if not first <= last:
        last = first + timedelta(days=DEFAULT_DAYS - 1)
    return Asked(
        first,
        min(last, first + timedelta(days=MOST_DAYS - 1)),
        is_long=query.get("lengte") == "lang",
        with_addresses=query.get("adressen") != "zonder",
    )


def text_block_form(asked: Asked) -> TextBlockForm:
    """Filled in with what the page shows."""
    return TextBlockForm(initial=parameters_of(asked))


def parameters_of(asked: Asked) -> dict[str, str]:
    return {
        "van": f"{asked.first:%Y-%m-%d}",
        "tot": f"{asked.last:%Y-%m-%d}",
        "lengte": "lang" if asked.is_long else "kort",
        "adressen": "met" if asked.with_addresses else "zonder",
    }


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
