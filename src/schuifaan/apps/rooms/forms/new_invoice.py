"""Which times go on an invoice that is made by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.models import BookingTime
from schuifaan.apps.rooms.wording_invoices import line_text


class TimesForm(forms.Form):
    """All of them, unless somebody leaves some out."""

    times = forms.TypedMultipleChoiceField(
        label=_("Welke keren?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één keer."),
            "invalid_choice": _(
                "Hiervan staat intussen iets op een factuur. Kijk opnieuw wat er nog open is."
            ),
        },
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, times: Sequence[BookingTime]) -> None:
        super().__init__(data, initial={"times": [one.pk for one in times]})
        self._times = times
        self.fields["times"].choices = [(one.pk, line_text(one)) for one in times]  # type: ignore[attr-defined]

    @property
    def is_chosen(self) -> set[str]:
        """As values of the boxes."""
        return {str(one) for one in self["times"].value() or ()}

    def wanted(self) -> list[BookingTime]:
        chosen = set(self.cleaned_data["times"])
        return [one for one in self._times if one.pk in chosen]
