"""Giving in the key of the payment provider."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.online_payment import KEY


class KeyForm(forms.Form):
    """What was typed is never sent back, right or wrong."""

    key = forms.CharField(
        label=_("De sleutel van Mollie"),
        help_text=_(
            "Je vindt hem in je account bij Mollie, onder Developers en dan API-keys. Hij begint met live_ of met test_."
        ),
        # No length: a message would count the characters of what may be a secret.
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Plak hier de sleutel.")},
    )

    use_required_attribute = False

    def clean_key(self) -> str:
        key: Any = self.cleaned_data["key"]
        if not KEY.fullmatch(key):
            raise ValidationError(
                _(
                    "Dit is geen sleutel van Mollie. Hij begint met live_ of test_, met daarna alleen letters en cijfers."
                )
            )
        return str(key)
