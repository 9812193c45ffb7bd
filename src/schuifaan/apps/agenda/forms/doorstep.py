"""What forms without an account share: made by us, once, and not by a machine. No puzzles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models.joining import new_token

SALT: Final = "agenda.doorstep"
# A page left open over the night still works.
OPEN_SECONDS: Final = 24 * 3600
FEWEST_DIGITS, MOST_DIGITS = 8, 15
_PHONE = re.compile(r"[\d\s().+/-]+")


class Contact(NamedTuple):
    by: str
    value: str


class ContactField(forms.CharField):
    """One way to reach somebody, an e-mail address or a phone number; nothing is an answer too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=254, **kwargs)
        # Most people have both at hand: the browser offers the address, and nobody is held to its shape.
        self.widget.attrs |= {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}

    def clean(self, value: Any) -> Contact:
        said = super().clean(value).strip()
        if not said:
            return Contact(ContactBy.NONE, "")
        if "@" in said:
            try:
                validate_email(said)
            except ValidationError as error:
                raise ValidationError(
                    _("Dit e-mailadres klopt niet helemaal. Kijk het na, of geef een telefoonnummer.")
                ) from error
            return Contact(ContactBy.EMAIL, said)
        digits = sum(char.isdigit() for char in said)
        if not _PHONE.fullmatch(said) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            raise ValidationError(
                _("Schrijf een e-mailadres, zoals naam@voorbeeld.nl, of een telefoonnummer met 10 cijfers.")
            )
        return Contact(ContactBy.PHONE, " ".join(said.split()))


class NameField(forms.CharField):
    """A first name, in whatever script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Je voornaam"))
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Schrijf hier je voornaam.")})
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"autocomplete": "given-name"}

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class DoorstepForm(forms.Form):
    """`key` is signed by us and becomes the address of what comes of it: pressed twice, it counts once."""

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
        self.initial.setdefault("key", signing.dumps(new_token(), salt=SALT, compress=False))

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
        self.data = dict(self.data.items()) | {"key": signing.dumps(new_token(), salt=SALT)}

    def open_fields(self) -> list[forms.BoundField]:
        """What a person fills in."""
        return [bound for bound in self.visible_fields() if bound.name != "website"]
