"""Over which days the use of rooms is asked."""

from datetime import date, timedelta

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.core.letting.occupancy import half_years

MOST_DAYS = 3 * 366
WEEKS = 12


def last_weeks(today: date) -> tuple[date, date]:
    """Twelve whole weeks, up to and including last Sunday."""
    last = today - timedelta(days=today.isoweekday())
    return last - timedelta(days=7 * WEEKS - 1), last


def last_periods(today: date) -> tuple[tuple[Promise, date, date], ...]:
    """Periods that are asked often, each with its name."""
    half, year = half_years(today)[1], today.replace(month=1, day=1)
    return (
        (_("De laatste 12 weken"), *last_weeks(today)),
        (_("Het laatste half jaar"), half.first, half.last),
        (_("Vorig jaar"), year.replace(year=year.year - 1), year - timedelta(days=1)),
    )


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
