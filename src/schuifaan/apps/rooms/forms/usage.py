"""Over which days the use of rooms is asked."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 3 * 366
WEEKS = 12


def last_weeks(today: date) -> tuple[date, date]:
    """Twelve whole weeks, up to and including last Sunday."""
    last = today - timedelta(days=today.isoweekday())
    return last - timedelta(days=7 * WEEKS - 1), last


class PeriodForm(forms.Form):
    """In an address, so that a period can be kept or sent."""

    van = forms.DateField(
        label=_("Van"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
        },
    )
    tot = forms.DateField(
        label=_("Tot en met"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
        },
    )
    use_required_attribute = False

    def clean(self) -> dict[str, date]:
        data: dict[str, date] = super().clean() or {}
        first, last = data.get("van"), data.get("tot")
        if first and last:
            if last < first:
                self.add_error("tot", _("De laatste dag ligt voor de eerste."))
            elif (last - first).days >= MOST_DAYS:
                self.add_error("tot", _("Kies hoogstens drie jaar."))
        return data
