"""What a manager says of a room."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import KnownOrNotField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.holding import made_of, possible_pieces

LARGEST_M2 = 100_000
MOST_PEOPLE = 10_000


class RoomForm(forms.Form):
    """Only the name is required. With `room` it is about that one, else about a new one."""

    name = forms.CharField(
        label=_("Hoe heet de ruimte?"),
        help_text=_("Bijvoorbeeld: grote zaal, keuken of tuin."),
        max_length=80,
        error_messages={"required": _("Geef de ruimte een naam.")},
    )
    area_m2 = forms.DecimalField(
        label=_("Hoe groot is de ruimte, in vierkante meter?"),
        required=False,
        min_value=0,
        max_value=LARGEST_M2,
        max_digits=7,
        decimal_places=1,
        localize=True,
        error_messages={"invalid": _("Schrijf een getal, zoals 45 of 45,5.")},
    )
    capacity = forms.IntegerField(
        label=_("Hoeveel mensen passen erin?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": _("Schrijf een getal, zoals 30.")},
    )
    step_free = KnownOrNotField(label=_("Kun je er komen zonder drempels of traptreden?"))
    note = forms.CharField(
        label=_("Wat is goed om te weten?"),
        help_text=_("Bijvoorbeeld: er staat een piano, of: de ramen kunnen niet open."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    made_of = forms.ModelMultipleChoiceField(
        queryset=Room.objects.none(),
        label=_("Bestaat de ruimte uit andere ruimtes?"),
        help_text=_(
            "Zoals een zaal met een vouwwand. Is de zaal bezet, dan zijn de delen dat ook. En andersom."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    # The browser's own bubbles would come before our words.
    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, place: Place, room: Room | None = None
    ) -> None:
        super().__init__(data, initial=_starting(room) if room else None)
        pieces = possible_pieces(place, room)
        if pieces:
            self.fields["made_of"].queryset = pieces  # type: ignore[attr-defined]
        else:
            del self.fields["made_of"]


def _starting(room: Room) -> dict[str, Any]:
    facts = ("name", "area_m2", "capacity", "step_free", "note")
    return {name: getattr(room, name) for name in facts} | {"made_of": [one.pk for one in made_of(room)]}
