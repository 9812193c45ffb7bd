"""What a party changes on its own pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.actions.party_self import OWN
from schuifaan.apps.rooms.forms.asking import HourField, WhenForm, hours_on
from schuifaan.apps.rooms.models import BookingTime, Party, Room
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.fields import LineField, PhoneField

WEEKDAYS = [
    ("1", _("maandag")), ("2", _("dinsdag")), ("3", _("woensdag")), ("4", _("donderdag")),
    ("5", _("vrijdag")), ("6", _("zaterdag")), ("7", _("zondag")),
]  # fmt: skip
_WRONG_ADDRESS = _("Dit e-mailadres klopt niet helemaal. Schrijf het zoals naam@voorbeeld.nl.")


class DetailsForm(forms.Form):
    contact_name = LineField(label=_("Wie is ons aanspreekpunt?"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, max_length=254, error_messages={"invalid": _WRONG_ADDRESS},
        help_text=_("Hier komen antwoorden en facturen aan."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )  # fmt: skip
    phone = PhoneField(label=_("Telefoonnummer"))
    legal_name = LineField(
        label=_("Naam op de factuur"),
        max_length=120,
        required=False,
        help_text=_("Alleen als die anders is."),
    )
    address = LineField(label=_("Straat en nummer, of postbus"), max_length=120, required=False)
    postcode = LineField(label=_("Postcode"), max_length=10, required=False)
    town = LineField(label=_("Plaats"), max_length=80, required=False)
    trade_number = LineField(label=_("KvK-nummer"), max_length=12, required=False)
    oin = LineField(
        label=_("OIN"), max_length=20, required=False,
        help_text=_("Alleen voor overheden: daar gaan e-facturen heen."),
    )  # fmt: skip
    buyer_reference = LineField(
        label=_("Jullie kenmerk"),
        max_length=60,
        required=False,
        help_text=_("Dat zetten we op elke factuur."),
    )
    monthly_invoice = forms.BooleanField(label=_("Liever één factuur per maand"), required=False)

    CONTACT = ("contact_name", "email", "phone")
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, party: Party) -> None:
        super().__init__(data, initial={name: getattr(party, name) for name in OWN})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        wrong = self.has_error("email") or self.has_error("phone")
        if not wrong and not data.get("email") and not data.get("phone"):
            self.add_error("email", gettext("Vul een e-mailadres in, of een telefoonnummer."))
        return data

    @property
    def contact(self) -> list[forms.BoundField]:
        return [self[name] for name in self.CONTACT]

    @property
    def invoice(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.CONTACT]


class RoomChoice(forms.TypedChoiceField):
    """One of the rooms of the place that are let, or the one it is in now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Ruimte"), coerce=int, error_messages={"invalid_choice": _("Kies een ruimte uit de lijst.")},
            **kwargs,
        )  # fmt: skip


def _rooms(form: forms.Form, rooms: Iterable[Room]) -> dict[int, Room]:
    found = {room.pk: room for room in rooms}
    form.fields["room"].choices = [(pk, room.name) for pk, room in found.items()]  # type: ignore[attr-defined]
    return found


class MoveForm(WhenForm):
    """One time to another day, hour or room."""

    room = RoomChoice()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        one: BookingTime,
        rooms: Iterable[Room],
        today: date,
        asked: Mapping[str, Any],
    ) -> None:
        start, end = to_wall(one.starts_at), to_wall(one.ends_at)
        now = {"day": start.date(), "starts": start.time(), "ends": end.time(), "room": one.room_id}
        super().__init__(data, today=today, initial=now | dict(asked))
        self.rooms = _rooms(self, rooms)

    def to(self) -> tuple[Room, Period]:
        data = self.cleaned_data
        return self.rooms[data["room"]], hours_on(data["day"], data["starts"], data["ends"])


class FollowingForm(forms.Form):
    """A time and all after it: on another weekday, at other hours, in another room."""

    weekday = forms.TypedChoiceField(
        label=_("Welke dag van de week?"), choices=WEEKDAYS, coerce=int,
        error_messages={"invalid_choice": _("Kies een dag uit de lijst.")},
    )  # fmt: skip
    starts = HourField(label=_("Van"))
    ends = HourField(label=_("Tot"))
    room = RoomChoice()

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, one: BookingTime, rooms: Iterable[Room]
    ) -> None:
        start, end = to_wall(one.starts_at), to_wall(one.ends_at)
        initial = {
            "weekday": start.isoweekday(), "starts": start.time(), "ends": end.time(), "room": one.room_id,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.rooms = _rooms(self, rooms)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts"), data.get("ends")
        if start is not None and end is not None and end <= start and end != time(0, 0):
            self.add_error("ends", gettext("Het einde moet na het begin liggen."))
        return data

    def wanted(self) -> dict[str, Any]:
        return {**self.cleaned_data, "room": self.rooms[self.cleaned_data["room"]]}
