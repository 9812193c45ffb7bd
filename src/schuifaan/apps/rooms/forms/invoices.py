"""Looking for an invoice, choosing who gets one, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import InvoiceStatus
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.queries.invoices import Wanted
from schuifaan.ui.fields import LineField

DAY_WANTED: Final = {
    "required": _("Schrijf een dag, zoals 14-10-2026."),
    "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
}
FIRST_YEAR, LAST_YEAR = 2000, 2200
# As the database keeps a number.
DIGITS: Final = 9
LONGEST_PERIOD: Final = timedelta(days=366 * 7)


class BookDay(DayField):
    """A day that can stand in the books."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=DAY_WANTED, **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year < LAST_YEAR:
            raise ValidationError(_("Kijk het jaartal nog eens na."))
        return day


class FindForm(forms.Form):
    """In the address. What cannot be is left out."""

    zoek = forms.CharField(label=_("Zoek op naam of nummer"), required=False, max_length=120)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Alle")), *InvoiceStatus.choices]
    )
    na = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        return Wanted(
            words=" ".join(told.get("zoek", "").split()),
            status=told.get("status") or "",
            before=_seen(told.get("na", "")),
        )


class MakeForm(forms.Form):
    """Who gets an invoice now."""

    party = forms.TypedMultipleChoiceField(
        label=_("Wie"),
        coerce=int,
        error_messages={
            "required": _("Kies wie een factuur krijgt."),
            "invalid_choice": _("Kies uit de lijst."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place) -> None:
        super().__init__(data)
        if self.is_bound:
            names = Party.objects.filter(place=place).values_list("pk", "name")
            self.fields["party"].choices = list(names)  # type: ignore[attr-defined]

    def wanted(self) -> set[int]:
        return set(self.cleaned_data["party"])


class MonthForm(forms.Form):
    """One of the months in which something can still be invoiced; without a choice the last that is over."""

    maand = forms.ChoiceField(label=_("Welke maand?"))

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any], *, months: Sequence[date], today: date) -> None:
        by_key = {f"{month:%Y-%m}": month for month in months}
        over = (month for month in months if month < today.replace(day=1))
        # Exactly what was asked for, or nothing: another month is shown instead, never made.
        self.asked = by_key.get(str(data.get("maand", "")))
        self.shown = self.asked or next(over, None) or next(iter(months), None)
        super().__init__(initial={"maand": f"{self.shown:%Y-%m}" if self.shown else ""})
        names = [(key, f"{MONTHS[month.month]} {month.year}") for key, month in by_key.items()]
        self.fields["maand"].choices = names  # type: ignore[attr-defined]


class PaidForm(forms.Form):
    paid_on = BookDay(label=_("Op welke dag is er betaald?"))

    use_required_attribute = False


class CreditForm(forms.Form):
    reason = LineField(
        label=_("Waarom trek je deze factuur in?"),
        help_text=_("Dit komt op de creditfactuur te staan."),
        max_length=200,
        error_messages={"required": _("Schrijf op waarom je deze factuur intrekt.")},
    )

    use_required_attribute = False


class PeriodForm(forms.Form):
    """Of which days the books are wanted, the last one included."""

    van = BookDay(label=_("Van"))
    tot = BookDay(label=_("Tot en met"))

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("van"), data.get("tot")
        if first and last and not timedelta(0) <= last - first <= LONGEST_PERIOD:
            self.add_error("tot", gettext("Kies een dag na de eerste, hoogstens zeven jaar later."))
        return data


def _seen(text: str) -> tuple[int, int] | None:
    year, _dash, number = text.partition("-")
    parts = [part for part in (year, number) if part.isascii() and part.isdecimal() and len(part) <= DIGITS]
    return (int(year), int(number)) if len(parts) == len((year, number)) else None
