"""Opening a season, wishing an hour, giving it, and the one yes at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.rooms.actions.seasons import Hour
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.forms.asking import HourField
from schuifaan.apps.rooms.models import Party, Room, Season, SeasonWish
from schuifaan.ui.fields import LineField

DAYS: Final = [(number + 1, name) for number, name in WEEKDAYS.items()]
_NO_DAY = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
}
_CHOOSE: Final = [("", _("Kies…"))]


class VersionForm(forms.Form):
    """What the board was like when somebody looked at it."""

    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    use_required_attribute = False


class SeasonForm(forms.Form):
    """A new season, or with `season` one that is there."""

    name = LineField(
        label=_("Hoe heet het seizoen?"), max_length=80, help_text=_("Bijvoorbeeld: seizoen 2026–2027."),
        error_messages={"required": _("Geef het seizoen een naam.")},
    )  # fmt: skip
    first_on = DayField(label=_("Eerste dag"), error_messages=_NO_DAY)
    last_on = DayField(label=_("Laatste dag"), error_messages=_NO_DAY)
    wishes_until = DayField(
        label=_("Tot en met welke dag kunnen groepen een uur vragen?"), error_messages=_NO_DAY,
        help_text=_("Daarna verdeel je de uren. Neem er een paar weken de tijd voor."),
    )  # fmt: skip
    priorities = forms.CharField(
        label=_("Wie gaat voor?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Eén per regel, de belangrijkste bovenaan. Groepen lezen dit ook. Jij verdeelt; wij rangschikken niemand."),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, season: Season | None = None) -> None:
        starting = {name: getattr(season, name) for name in self.base_fields} if season else {}
        super().__init__(data, initial=starting)

    def facts(self) -> dict[str, Any]:
        told: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return told | {"priorities": told["priorities"].strip()}

    def clean_first_on(self) -> date:
        return self._this_century("first_on")

    def clean_last_on(self) -> date:
        return self._this_century("last_on")

    def _this_century(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if not 2000 <= day.year < 2100:  # noqa: PLR2004
            raise forms.ValidationError(_("Kies een jaar tussen 2000 en 2100."))
        return day


class HourForm(forms.Form):
    """One hour of every week."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(), label=_("Welke ruimte?"), empty_label=_("Kies…"),
        error_messages={"required": _("Kies een ruimte."), "invalid_choice": _("Kies een ruimte.")},
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label=_("Welke dag?"), choices=[*_CHOOSE, *DAYS], coerce=int,
        error_messages={"required": _("Kies een dag."), "invalid_choice": _("Kies een dag.")},
    )  # fmt: skip
    starts = HourField(label=_("Van"))
    ends = HourField(label=_("Tot"))
    use = forms.ChoiceField(
        label=_("Waar is het voor?"), choices=[*_CHOOSE, *Use.choices],
        error_messages={"required": _("Kies waar het voor is."), "invalid_choice": _("Kies waar het voor is.")},
    )  # fmt: skip
    note = LineField(
        label=_("Wat moeten we weten?"), required=False, max_length=300,
        help_text=_("Bijvoorbeeld: een andere dag kan ook, of we hebben de piano nodig."),
    )  # fmt: skip

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rooms: QuerySet[Room], wish: SeasonWish | None = None
    ) -> None:
        asked = ("room", "weekday", "starts", "ends", "use", "note")
        super().__init__(data, initial={name: getattr(wish, name) for name in asked} if wish else {})
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def hour(self) -> Hour:
        said = {name: self.cleaned_data[name] for name in ("room", "weekday", "starts", "ends", "note")}
        return Hour(**said, use=Use(self.cleaned_data["use"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
            self.add_error("ends", _("Het einde moet na het begin liggen. Het laatste einde is 23:59."))
        return data


class DeskWishForm(HourForm):
    """For a party that called or came by."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(), label=_("Welke groep?"), empty_label=_("Kies…"),
        error_messages={"required": _("Kies een groep."), "invalid_choice": _("Kies een groep.")},
    )  # fmt: skip

    field_order: Sequence[str] = ("party",)

    def __init__(self, *args: Any, parties: QuerySet[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]


class AllotForm(VersionForm):
    """Which hour somebody gets; it lasts as long as was asked for."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(), label=_("Ruimte"), empty_label=None,
        error_messages={"required": _("Kies een ruimte."), "invalid_choice": _("Kies een ruimte.")},
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label=_("Dag"), choices=DAYS, coerce=int,
        error_messages={"required": _("Kies een dag."), "invalid_choice": _("Kies een dag.")},
    )  # fmt: skip
    starts = HourField(label=_("Begint om"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rooms: QuerySet[Room],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]


class SettleForm(VersionForm):
    """The one yes. `why` is asked where a rule speaks against something."""

    skip_holidays = forms.BooleanField(label=_("Op feestdagen gaat het niet door"), required=False)
    why = forms.CharField(
        label=_("Waarom mag het toch?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen iemand van het bestuur kan dit zeggen. We bewaren het bij de reservering."),
    )  # fmt: skip
