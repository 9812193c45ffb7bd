"""Looking for a booking, and writing one down for somebody on the phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus
from schuifaan.apps.rooms.models import Party, Room
from schuifaan.apps.rooms.queries.booking_desk import Wanted, parties_of

LARGEST = 2_000_000_000


class FindForm(forms.Form):
    """In the address, so that what one looked for can be sent to a colleague. What cannot be is left out."""

    zoek = forms.CharField(label=_("Zoek op naam of nummer"), required=False, max_length=120)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Alle")), *BookingStatus.choices]
    )
    ruimte = forms.ModelChoiceField(
        label=_("Ruimte"), required=False, queryset=Room.objects.none(), empty_label=_("Alle ruimtes")
    )
    huurder = forms.ModelChoiceField(
        label=_("Huurder"), required=False, queryset=Party.objects.none(), empty_label=_("Alle huurders")
    )
    na = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place) -> None:
        super().__init__(data)
        self.fields["ruimte"].queryset = Room.objects.filter(place=place).order_by("position", "name")  # type: ignore[attr-defined]
        self.fields["huurder"].queryset = parties_of(place)  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        room, party = told.get("ruimte"), told.get("huurder")
        return Wanted(
            words=" ".join(told.get("zoek", "").split()),
            status=told.get("status") or "",
            room=room.pk if room else None,
            party=party.pk if party else None,
            before=told.get("na"),
        )
