"""Days and hours as people type them, with a sentence for each that cannot be."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField

MIDNIGHT: Final = time(0)
_HOUR = re.compile(r"(\d{1,2})(?:\s*(?:[.:hu])\s*(\d{2}))?\s*(?:uur|u|h)?", re.IGNORECASE)
_EARLIEST_YEAR: Final = 2000
_LATEST_YEAR: Final = 2100


class DayOfUseField(DayField):
    """A day that is on the calendar and in our time."""

    default_error_messages = {"invalid": _("Deze dag staat niet op de kalender. Kijk dag, maand en jaar na.")}

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not _EARLIEST_YEAR <= day.year < _LATEST_YEAR:
            raise ValidationError(_("Kijk het jaar na: dit ligt te ver terug of te ver vooruit."))
        return day


class HourField(forms.CharField):
    """Takes "12:00", "12.00", "12u30" and "9"; 24.00 is midnight."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "time"}), max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip()
        if not text:
            return None
        match = _HOUR.fullmatch(text)
        if match is None:
            raise ValidationError(_("Schrijf een tijd, zoals 12.30."))
        hour, minute = int(match[1]), int(match[2] or 0)
        if (hour, minute) == (24, 0):
            return MIDNIGHT
        if hour > 23 or minute > 59:  # noqa: PLR2004 a clock
            raise ValidationError(_("Die tijd bestaat niet. Een dag loopt van 0.00 tot 24.00 uur."))
        return time(hour, minute)


def minutes_between(starts: time, ends: time, *, next_day: bool = False) -> int:
    """An end at midnight is that of the same day. Not above zero when the end is not after the start."""
    day = date(2024, 1, 1)
    later = next_day or ends == MIDNIGHT
    until = datetime.combine(day, ends) + timedelta(days=1 if later else 0)
    return int((until - datetime.combine(day, starts)).total_seconds()) // 60
