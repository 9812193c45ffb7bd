"""What forms without an account share: a first name, and one way to reach somebody."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.ui import doorstep_form
from schuifaan.ui.fields import LineField, is_phone

SALT: Final = "agenda.doorstep"


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
        if not is_phone(said):
            raise ValidationError(
                _("Schrijf een e-mailadres, zoals naam@voorbeeld.nl, of een telefoonnummer met 10 cijfers.")
            )
        return Contact(ContactBy.PHONE, " ".join(said.split()))


class NameField(LineField):
    """A first name, in whatever script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Je voornaam"))
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Schrijf hier je voornaam.")})
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"autocomplete": "given-name"}


class DoorstepForm(doorstep_form.DoorstepForm):
    salt = SALT
