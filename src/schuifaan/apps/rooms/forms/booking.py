"""What somebody of a place says about one booking: an answer, the door, another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.rooms.forms.asking import HourField, hours_on
from schuifaan.apps.rooms.models import BookingTime, LettingTerms, Room
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.apps.rooms.wording import when

LETTER: Final = 1000
REASON: Final = "reason_"
_MIDNIGHT: Final = time(0, 0)
DAY_WANTED: Final = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
}


class LetterForm(forms.Form):
    """The words that go along with an answer."""

    answer = forms.CharField(
        label=_("Wat schrijf je erbij?"),
        help_text=_("Pas het gerust aan. Wanneer het is en wat het kost, zetten wij in het bericht."),
        required=False,
        max_length=LETTER,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    # The browser's own bubbles would come before our words.
    use_required_attribute = False


class YesForm(LetterForm):
    """With a field for each warning, to say why it may go on all the same."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, warnings: Sequence[Doubt] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, prefix="ja", **kwargs)
        self.warnings = tuple(warnings)
        for one in self.warnings:
            self.fields[f"{REASON}{one.rule}"] = forms.CharField(
                label=_("Waarom mag het toch?"),
                help_text=one.words,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Schrijf op waarom het toch mag. Dat bewaren we.")},
            )

    @property
    def why(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(REASON)]

    def reasons(self) -> dict[str, str]:
        return {one.rule: self.cleaned_data[f"{REASON}{one.rule}"] for one in self.warnings}


class OptionForm(LetterForm):
    until = DayField(label=_("Tot en met welke dag houden we de ruimte vast?"), error_messages=DAY_WANTED)

    field_order = ("until", "answer")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        terms: LettingTerms,
        today: date,
        last_day: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.today = today
        starting = today + timedelta(days=terms.option_days)
        if last_day is not None:
            starting = max(today, min(starting, last_day))
        kwargs["initial"] = {"until": starting, **kwargs.get("initial", {})}
        super().__init__(data, prefix="optie", **kwargs)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError(gettext("Kies vandaag of een latere dag."))
        if until > self.today + timedelta(days=366):
            raise ValidationError(gettext("Kies een dag binnen een jaar."))
        return until


class NoForm(LetterForm):
    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, prefix="nee", **kwargs)
        self.fields["answer"].help_text = _(
            "Pas het gerust aan. Een reden of een ander voorstel helpt mensen verder."
        )


# -- The door -----------------------------------------------------------------------------------------


class DoorForm(forms.Form):
    """How somebody gets in at one booking, when that is not as always."""

    door_code = forms.CharField(
        label=_("Deurcode"),
        help_text=_("Die staat in het bericht aan de huurder."),
        required=False,
        max_length=40,
    )
    opens = forms.CharField(
        label=_("Wie doet open?"), help_text=_("Een voornaam is genoeg."), required=False, max_length=60
    )
    closes = forms.CharField(label=_("Wie sluit af?"), required=False, max_length=60)

    use_required_attribute = False


# -- Another time -------------------------------------------------------------------------------------


class Reach(models.TextChoices):
    ONE = "one", _("alleen deze keer")
    FOLLOWING = "following", _("deze en alle volgende keren")
    ALL = "all", _("alle keren die nog komen")


class MoveForm(forms.Form):
    """Another day, hours or room, for one time or for what follows."""

    reach = forms.ChoiceField(
        label=_("Wat verander je?"), choices=Reach.choices, widget=forms.RadioSelect, initial=Reach.ONE
    )
    day = DayField(
        label=_("Welke dag?"),
        help_text=_("Verander je ook de volgende keren? Dan telt alleen op welke dag van de week dit valt."),
        error_messages=DAY_WANTED,
    )
    starts = HourField(label=_("Van"))
    ends = HourField(label=_("Tot"))
    room = forms.ModelChoiceField(
        queryset=Room.objects.none(),
        label=_("Welke ruimte?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Kies een ruimte."), "required": _("Kies een ruimte.")},
    )
    skip = forms.BooleanField(label=_("Sla de keren over die niet kunnen"), required=False)

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        of: BookingTime,
        rooms: Sequence[Room],
        in_series: bool,
    ) -> None:
        start, end = timezone.localtime(of.starts_at), timezone.localtime(of.ends_at)
        initial = {"day": start.date(), "starts": start.time(), "ends": end.time(), "room": of.room_id}
        super().__init__(data, initial=initial)
        pks = {room.pk for room in rooms} | {of.room_id}
        self.fields["room"].queryset = Room.objects.filter(pk__in=pks).order_by("position", "name")  # type: ignore[attr-defined]
        if not in_series:
            del self.fields["reach"]
            self.fields["day"].help_text = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end, day = data.get("starts"), data.get("ends"), data.get("day")
        if start is not None and end is not None and end <= start and end != _MIDNIGHT:
            self.add_error("ends", gettext("Het einde moet na het begin liggen."))
        elif day is not None and not date(2000, 1, 1) <= day <= date(2100, 1, 1):
            self.add_error("day", gettext("Kies een dag."))
        elif day is not None and start is not None and end is not None:
            begins, until = hours_on(day, start, end)
            if until <= begins:
                # Wholly in the hour that summer time skips.
                self.add_error("ends", gettext("Die tijd is er niet: dan gaat de klok een uur vooruit."))
        return data

    @property
    def reaches(self) -> Reach:
        return Reach(self.cleaned_data.get("reach") or Reach.ONE)

    def period(self) -> Period:
        return hours_on(self.cleaned_data["day"], self.cleaned_data["starts"], self.cleaned_data["ends"])


class SwapForm(forms.Form):
    other = forms.ModelChoiceField(
        queryset=BookingTime.objects.none(),
        label=_("Met welke keer?"),
        empty_label=_("Kies…"),
        error_messages={"invalid_choice": _("Kies een keer uit de lijst."), "required": _("Kies een keer.")},
    )

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, others: Sequence[BookingTime], now: datetime
    ) -> None:
        super().__init__(data, prefix="ruil")
        today = timezone.localdate(now)
        field: Any = self.fields["other"]
        field.queryset = BookingTime.objects.filter(pk__in=[one.pk for one in others]).select_related(
            "room", "booking__party", "booking__place"
        )
        field.choices = [
            ("", _("Kies…")),
            *(
                (
                    one.pk,
                    f"{when(one.starts_at, one.ends_at, today=today)}, {one.room.name}: {one.booking.party.name}",
                )
                for one in others
            ),
        ]


class CancelForm(forms.Form):
    """Which of the times that are still to come; and whether what is late stays to be paid."""

    times = forms.MultipleChoiceField(
        label=_("Welke keren gaan niet door?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één keer."), "invalid_choice": _("Kies uit de lijst.")},
    )
    waive = forms.BooleanField(label=_("Vraag er geen geld voor, ook als het laat is"), required=False)

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: Sequence[tuple[int, str]],
        may_waive: bool,
    ) -> None:
        super().__init__(
            data, initial={"times": [str(pk) for pk, _said in choices] if len(choices) == 1 else []}
        )
        self.fields["times"].choices = [(str(pk), said) for pk, said in choices]  # type: ignore[attr-defined]
        if not may_waive:
            del self.fields["waive"]

    def chosen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["times"]}
