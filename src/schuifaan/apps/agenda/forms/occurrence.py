"""One time of an activity: another time or room, and what visitors hear about it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.forms.hours import DayOfUseField, HourField, minutes_between
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.recurrence import begins_at, ends_at
from schuifaan.core.timeline.wallclock import instant_of, to_wall


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Wat zeg je erbij?"),
        help_text=_("Bezoekers lezen dit in de agenda. Zoals: de kok is ziek."),
        max_length=240,
        required=False,
    )


class CancelForm(forms.Form):
    """Which times is said by the button."""

    reason = reason_field()


class MoveForm(forms.Form):
    """Only this one goes to another day, time or room."""

    use_required_attribute = False

    day = DayOfUseField(label=_("Dag"), error_messages={"required": _("Kies een dag.")})
    starts = HourField(label=_("Van"), error_messages={"required": _("Hoe laat begint het?")})
    ends = HourField(label=_("Tot"), error_messages={"required": _("Hoe laat is het afgelopen?")})
    room = forms.ChoiceField(label=_("Welke ruimte?"), required=False)
    reason = reason_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        occurrence: Occurrence,
        rooms: Mapping[int, Room],
        today: date,
    ) -> None:
        self.today, self.rooms = today, dict(rooms)
        starts, ends = to_wall(occurrence.starts_at), to_wall(occurrence.ends_at)
        initial = {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "room": str(occurrence.room_id or ""),
            "reason": occurrence.note,
        }
        super().__init__(data, initial=initial, auto_id="id_move_%s")
        # What goes on past midnight keeps doing so when it moves.
        self.past_midnight = starts.date() < ends.date()
        if self.rooms:
            choices = [
                ("", gettext("Geen aparte ruimte")),
                *((str(pk), room.name) for pk, room in self.rooms.items()),
            ]
            self.fields["room"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["room"]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError(_("Deze dag is al voorbij. Kies vandaag of een dag later."))
        if day > self.today + timedelta(days=730):
            raise ValidationError(_("Dat is meer dan twee jaar verder. Kijk het jaar na."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, starts, ends = cleaned.get("day"), cleaned.get("starts"), cleaned.get("ends")
        if starts is not None and ends is not None and self._minutes(starts, ends) <= 0:
            self.add_error("ends", _("Het einde ligt niet na het begin. Kijk de tijden na."))
        if day and starts is not None:
            wall = datetime.combine(day, starts)
            if to_wall(instant_of(wall)) != wall:
                self.add_error(
                    "starts",
                    _("Die tijd bestaat niet: in deze nacht gaat de klok een uur vooruit. Kies een andere."),
                )
        return cleaned

    def _minutes(self, starts: time, ends: time) -> int:
        return minutes_between(starts, ends, next_day=self.past_midnight and ends <= starts)

    def wanted(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        wall = datetime.combine(cleaned["day"], cleaned["starts"])
        minutes = self._minutes(cleaned["starts"], cleaned["ends"])
        room = cleaned.get("room")
        return {
            "starts_at": begins_at(wall),
            "ends_at": ends_at(wall, minutes),
            "room": self.rooms.get(int(room)) if room else None,
            "reason": cleaned["reason"],
        }
