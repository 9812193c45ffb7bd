"""Fields that forms of every app ask with: one line of words, and a phone number."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_DIGITS, MOST_DIGITS = 8, 15
_PHONE: Final = re.compile(r"[\d\s().+/-]+")


def is_phone(said: str) -> bool:
    """A number, written in whatever way."""
    digits = sum(char.isdigit() for char in said)
    return _PHONE.fullmatch(said) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS


class LineField(forms.CharField):
    """One line of words, in whatever script."""

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class PhoneField(LineField):
    """May stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)
        self.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        if said and not is_phone(said):
            raise ValidationError(_("Schrijf een telefoonnummer met 10 cijfers."))
        return said
