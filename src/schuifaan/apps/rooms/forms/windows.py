"""When a room can be asked for, day by day as people write it; and for how long it is closed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.hours import DAYS, SpansField, spans_as_typed
from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.rooms.actions.describing import WindowSpan
from schuifaan.apps.rooms.enums import Audience, ClaimKind
from schuifaan.apps.rooms.models import LABEL_LENGTH, Room
from schuifaan.apps.rooms.queries.facts import BLOCKING
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE
from schuifaan.core.timeline.hours_form import Span
from schuifaan.core.timeline.wallclock import from_wall

_MIDNIGHT: Final = time(0, 0)
_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 7
# A night that ends later than this is told on its own day.
_NIGHT_ENDS: Final = time(6)
# Nobody knows further ahead that a room will be closed.
_LONGEST_CLOSED: Final = timedelta(days=366)


class WindowsForm(forms.Form):
    """Seven days for each circle of people. All empty: whenever, by everyone."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        super().__init__(data, auto_id="id_windows_%s", initial=_as_typed(room) if data is None else None)
        for audience in Audience:
            for name, label in DAYS:
                self.fields[f"{audience}_{name}"] = SpansField(label=label)

    @property
    def groups(self) -> list[tuple[Audience, list[forms.BoundField], bool]]:
        """For whom, the seven days, and whether anything is filled in or wrong."""
        found = []
        for audience in reversed(Audience):
            fields = [self[f"{audience}_{name}"] for name, _label in DAYS]
            found.append((audience, fields, any(one.value() or one.errors for one in fields)))
        return found

    def wanted(self) -> list[WindowSpan]:
        return [
            window
            for audience in Audience
            for number, (name, _label) in enumerate(DAYS, start=1)
            for span in self.cleaned_data[f"{audience}_{name}"]
            for window in _windows(number, span, audience)
        ]


def _windows(weekday: int, span: Span, audience: Audience) -> Iterable[WindowSpan]:
    """What runs past midnight is a second one on the next day."""
    if span.is_past_midnight:
        yield WindowSpan(weekday, span.start, LAST_MINUTE, audience)
        yield WindowSpan(weekday % _SUNDAY + 1, _MIDNIGHT, span.end, audience)
    else:
        yield WindowSpan(weekday, span.start, LAST_MINUTE if span.end == _MIDNIGHT else span.end, audience)


def _as_typed(room: Room) -> dict[str, str]:
    spans: dict[tuple[str, int], list[Span]] = {}
    windows = sorted(room.windows.all(), key=lambda one: (one.weekday, one.starts))
    nights = {
        (one.audience, one.weekday): one.ends
        for one in windows
        if one.starts == _MIDNIGHT and one.ends <= _NIGHT_ENDS
    }
    evenings = {(one.audience, one.weekday) for one in windows if one.ends >= LAST_MINUTE}
    for one in windows:
        day, before = (one.audience, one.weekday), (one.audience, (one.weekday - 2) % _SUNDAY + 1)
        if nights.get(day) == one.ends and one.starts == _MIDNIGHT and before in evenings:
            continue
        end = one.ends
        if end >= LAST_MINUTE:
            end = nights.get((one.audience, one.weekday % _SUNDAY + 1), _MIDNIGHT)
        spans.setdefault(day, []).append(Span(one.starts, end))
    return {
        f"{audience}_{DAYS[weekday - 1][0]}": spans_as_typed(tuple(found))
        for (audience, weekday), found in spans.items()
    }


class CopyWindowsForm(forms.Form):
    """Another room of the place whose hours this one takes over."""

    source = forms.ModelChoiceField(
        queryset=Room.objects.none(),
        label=_("Neem de tijden over van"),
        empty_label=None,
        error_messages={"required": _("Kies een ruimte."), "invalid_choice": _("Kies een ruimte.")},
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        super().__init__(data, auto_id="id_copy_%s")
        others = Room.objects.filter(place=room.place_id, is_active=True, windows__isnull=False)
        self.fields["source"].queryset = others.exclude(pk=room.pk).distinct().order_by("position", "name")  # type: ignore[attr-defined]


class BlockForm(forms.Form):
    """A while in which nobody has the room. Without hours: whole days."""

    first_on = DayField(label=_("Eerste dag"), error_messages={"required": _("Kies de eerste dag.")})
    starts = forms.TimeField(
        label=_("Vanaf hoe laat?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Schrijf een tijd, zoals 9:00.")},
    )
    last_on = DayField(
        label=_("Laatste dag"), required=False, help_text=_("Gaat het om één dag? Laat dit dan leeg.")
    )
    ends = forms.TimeField(
        label=_("Tot hoe laat?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Schrijf een tijd, zoals 17:00.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=[(one.value, one.label) for one in BLOCKING],
        initial=ClaimKind.CLOSING,
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Iedereen kan dit lezen. Bijvoorbeeld: de vloer wordt gelakt."),
        required=False,
        max_length=LABEL_LENGTH,
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="id_block_%s")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and not date(1990, 1, 1) <= first <= date(2200, 1, 1):
            self.add_error("first_on", gettext("Kies een dag in de komende tijd."))
        elif first and last and last < first:
            self.add_error("last_on", gettext("De laatste dag ligt voor de eerste dag."))
        elif first and last and last - first > _LONGEST_CLOSED:
            self.add_error("last_on", gettext("Dat is langer dan een jaar. Kies een dag eerder."))
        elif first and not self.errors and self.period[1] <= self.period[0]:
            self.add_error("ends", gettext("Het einde moet na het begin liggen."))
        return cleaned

    @property
    def period(self) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        last, ends = told["last_on"] or told["first_on"], told["ends"]
        end = datetime.combine(last, ends) if ends else datetime.combine(last + _DAY, _MIDNIGHT)
        return from_wall(datetime.combine(told["first_on"], told["starts"] or _MIDNIGHT)), from_wall(end)
