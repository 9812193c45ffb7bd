"""What forms without an account share: made by us, counted once, and not sent by a machine. No puzzles."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A page left open over the night still works.
OPEN_SECONDS: Final = 24 * 3600


class DoorstepForm(forms.Form):
    """`key` is signed by us and becomes the token of what comes of it: pressed twice, it counts once.

    `salt` is set by each app: the key of one does not open the other.
    """

    salt: ClassVar[str]

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
            self.initial["key"] = self._new_key()

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
            data["token"] = str(signing.loads(data.get("key", ""), salt=self.salt, max_age=OPEN_SECONDS))
        except signing.BadSignature:
            # What was typed stays; with the new key the same button works.
            self.renew()
            self.add_error(
                None, _("Deze pagina stond te lang open. Druk nog een keer op de knop, dan lukt het.")
            )
        return data

    def renew(self) -> None:
        self.data = dict(self.data.items()) | {"key": self._new_key()}

    def open_fields(self) -> list[forms.BoundField]:
        """What a person fills in."""
        return [bound for bound in self.visible_fields() if bound.name != "website"]

    def _new_key(self) -> str:
        return signing.dumps(secrets.token_urlsafe(24), salt=self.salt, compress=False)
