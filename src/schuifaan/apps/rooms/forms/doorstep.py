"""What a form without an account needs: made by us, counted once, and not sent by a machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.rooms.models import new_token

SALT: Final = "rooms.doorstep"
# A page left open over the night still works.
OPEN_SECONDS: Final = 24 * 3600
FEWEST_DIGITS, MOST_DIGITS = 8, 15
_PHONE = re.compile(r"[\d\s().+/-]+")


class PhoneField(forms.CharField):
    """A number, written in whatever way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)
        self.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}

    def clean(self, value: Any) -> str:
        said = " ".join(str(super().clean(value)).split())
        digits = sum(char.isdigit() for char in said)
        if said and (not _PHONE.fullmatch(said) or not FEWEST_DIGITS <= digits <= MOST_DIGITS):
            raise ValidationError(_("Schrijf een telefoonnummer met 10 cijfers."))
        return said


class LineField(forms.CharField):
    """One line of words, in whatever script."""

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class DoorstepForm(forms.Form):
    """`key` is signed by us: pressed twice, what is asked counts once."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this field; only a machine fills it in.
    website = forms.CharField(
        required=False,
        label=gettext_lazy("Laat dit veld leeg"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not self.initial.get("key"):
            self.initial["key"] = _new_key()

    @property
    def form_token(self) -> str:
        """Once the form is valid."""
        return str(self.cleaned_data["token"])

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Laat dit veld leeg. Zo weten we dat je geen computer bent."))
        return ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        try:
            data["token"] = str(signing.loads(data.get("key", ""), salt=SALT, max_age=OPEN_SECONDS))
        except signing.BadSignature:
            # What was typed stays; with the new key the same button works.
            self.renew()
            self.add_error(
                None, _("Deze pagina stond te lang open. Druk nog een keer op de knop, dan lukt het.")
            )
        return data

    def renew(self) -> None:
        self.data = dict(self.data.items()) | {"key": _new_key()}


def _new_key() -> str:
    return signing.dumps(new_token(), salt=SALT, compress=False)
