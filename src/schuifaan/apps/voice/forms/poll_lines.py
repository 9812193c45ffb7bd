"""What the team says of one written line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from schuifaan.apps.voice.models import FreeLine, PollOption
from schuifaan.ui.fields import LineField


class RewordForm(forms.Form):
    text = LineField(
        label=gettext_lazy("Zo komt het er te staan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf op wat er moet staan.")},
    )
    was = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    use_required_attribute = False


class JoinForm(forms.Form):
    option = forms.TypedChoiceField(
        label=gettext_lazy("Hoort bij deze wens"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Deze wens is er niet meer.")},
    )

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, line: FreeLine, options: Iterable[PollOption]
    ) -> None:
        super().__init__(data, initial={"option": line.option_id or ""})
        field: Any = self.fields["option"]
        field.choices = [("", "–"), *((one.pk, one.text) for one in options)]
