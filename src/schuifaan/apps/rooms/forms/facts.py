"""What a room is like, in small forms: each is saved by itself."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.hours import SpansField, spans_as_typed
from schuifaan.apps.places.forms.photos import PhotoForm
from schuifaan.apps.places.forms.section import KnownOrNotField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.describing import Letting, WayIn
from schuifaan.apps.rooms.enums import AccessKind, Audience, FacilityKind, SetUpKind
from schuifaan.apps.rooms.models import Access, Equipment, Room
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE
from schuifaan.core.timeline.hours_form import Span

MOST_PEOPLE: Final = 10_000
LONGEST_MINUTES: Final = 240
MOST_THINGS: Final = 9_999
_MIDNIGHT: Final = time(0, 0)
# "12 × statafel", "12x statafel" or "12 statafels"; without a number it is one.
_THING = re.compile(r"(?:(?P<count>\d{1,9})\s*[x×*]?\s+)?(?P<name>\S.*)")


class SetUpsForm(forms.Form):
    """One number for each way in which tables and chairs can stand; empty: not like that."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        known = {one.kind: one.capacity for one in room.set_ups.all()}
        super().__init__(data, auto_id="id_setups_%s", initial=known)
        for kind in SetUpKind:
            self.fields[kind.value] = forms.IntegerField(
                label=str(kind.label).capitalize(),
                required=False,
                min_value=1,
                max_value=MOST_PEOPLE,
                error_messages={"invalid": _("Schrijf een getal, zoals 30.")},
            )

    def wanted(self) -> dict[SetUpKind, int]:
        return {kind: self.cleaned_data[kind] for kind in SetUpKind if self.cleaned_data[kind]}


class ThingsField(forms.CharField):
    """One thing on each line, with how many there are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("Eén ding per regel, met hoeveel het er zijn. Bijvoorbeeld: 12 × statafel."), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> list[tuple[str, int]]:
        found = []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            match = _THING.fullmatch(" ".join(line.split()))
            assert match is not None  # noqa: S101 - any line that is not empty has a name
            name, count = match["name"], int(match["count"] or 1)
            if len(name) > 80:  # noqa: PLR2004 - as the column
                raise ValidationError(gettext("Deze regel is te lang: %(line)s") % {"line": name[:80]})
            if not 1 <= count <= MOST_THINGS:
                raise ValidationError(
                    gettext("Hoeveel zijn het er? Kijk naar: %(line)s") % {"line": line.strip()}
                )
            found.append((name, count))
        return found


def _as_lines(place: Place, room: Room | None) -> str:
    things = Equipment.objects.filter(place=place, room=room).order_by("name", "pk")
    return "\n".join(f"{one.count} × {one.name}" for one in things)


class ContentsForm(forms.Form):
    facilities = forms.MultipleChoiceField(
        label=_("Wat is er altijd?"),
        choices=FacilityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    items = ThingsField(label=_("Welke losse dingen kan iemand erbij vragen?"))

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        known = {
            "facilities": [one.kind for one in room.facilities.all()],
            "items": _as_lines(room.place, room),
        }
        super().__init__(data, auto_id="id_contents_%s", initial=known)


class EquipmentForm(forms.Form):
    """What can be had in every room of the place."""

    items = ThingsField(label=_("Wat kan in elke ruimte erbij worden gevraagd?"))

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place) -> None:
        super().__init__(data, auto_id="id_things_%s", initial={"items": _as_lines(place, None)})


class LettingForm(forms.Form):
    is_let = forms.BooleanField(label=_("Anderen kunnen deze ruimte vragen"), required=False)
    audience = forms.ChoiceField(label=_("Voor wie?"), choices=Audience.choices, widget=forms.RadioSelect)
    in_residents_rent = KnownOrNotField(
        label=_("Betalen bewoners deze ruimte in hun huur?"),
        help_text=_("Dan waarschuwen we je als iemand van buiten deze ruimte vraagt."),
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        names = ("is_let", "audience", "in_residents_rent")
        super().__init__(data, auto_id="id_letting_%s", initial={name: getattr(room, name) for name in names})

    def wanted(self) -> Letting:
        told = self.cleaned_data
        return Letting(told["is_let"], Audience(told["audience"]), told["in_residents_rent"])


class MinutesForm(forms.Form):
    before = forms.IntegerField(
        label=_("Hoeveel minuten duurt klaarzetten?"), required=False, min_value=0, max_value=LONGEST_MINUTES
    )
    after = forms.IntegerField(
        label=_("Hoeveel minuten duurt opruimen?"), required=False, min_value=0, max_value=LONGEST_MINUTES
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, room: Room) -> None:
        known = {"before": room.before_minutes, "after": room.after_minutes}
        super().__init__(data, auto_id="id_minutes_%s", initial=known)
        for field in self.fields.values():
            field.error_messages["invalid"] = _("Schrijf een getal, zoals 15.")

    def wanted(self) -> tuple[int, int]:
        return self.cleaned_data["before"] or 0, self.cleaned_data["after"] or 0


class RoomPictureForm(PhotoForm):
    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="id_picture_%s")
        del self.fields["credit"]


class WaysInForm(forms.Form):
    """How one gets in as a rule, and at other moments; of a room, or else of the whole place."""

    kind = forms.ChoiceField(label=_("Hoe kom je binnen?"), required=False, widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("Wat moet iemand weten?"),
        help_text=_("Wie een afspraak heeft, leest dit in de bevestiging. Het staat nooit op de website."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, place: Place, room: Room | None = None
    ) -> None:
        ways = list(Access.objects.filter(place=place, room=room))
        # As a rule: the one that is not bound to a day or to hours.
        usual = next((one for one in ways if one.weekday is None and one.starts is None), None)
        others = [one for one in ways if one is not usual]
        known: dict[str, Any] = {"kind": usual.kind if usual else "", "told": usual.told if usual else ""}
        # One more than there are, so that there is always room for another.
        self.numbers = range(len(others) + 1)
        for number, one in enumerate(others):
            known |= _moment_as_typed(number, one)
        super().__init__(data, auto_id="id_ways_%s", initial=known)
        nothing = _("zoals voor de hele plek") if room else _("nog niet bekend")
        self.fields["kind"].choices = [("", nothing), *AccessKind.choices]  # type: ignore[attr-defined]
        for number in self.numbers:
            self.fields |= _moment_fields(number)

    @property
    def moments(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"m{number}_{name}"] for name in ("kind", "weekday", "hours", "told")]
            for number in self.numbers
        ]

    @property
    def has_moments(self) -> bool:
        return len(self.numbers) > 1 or any(one.errors for row in self.moments for one in row)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.numbers:
            spans = cleaned.get(f"m{number}_hours") or ()
            if len(spans) > 1 or any(span.is_past_midnight for span in spans):
                self.add_error(
                    f"m{number}_hours",
                    gettext("Schrijf één begin en één eind op dezelfde dag, zoals 18.00–22.00."),
                )
            elif cleaned.get(f"m{number}_kind") and not spans and not cleaned.get(f"m{number}_weekday"):
                self.add_error(
                    f"m{number}_weekday", gettext("Kies een dag, of schrijf van hoe laat tot hoe laat.")
                )
        return cleaned

    def wanted(self) -> list[WayIn]:
        told = self.cleaned_data
        ways = [WayIn(AccessKind(told["kind"]), told["told"])] if told["kind"] else []
        for number in self.numbers:
            kind, weekday, spans, words = (
                told[f"m{number}_{name}"] for name in ("kind", "weekday", "hours", "told")
            )
            if kind:
                span = spans[0] if spans else None
                end = span and (LAST_MINUTE if span.end == _MIDNIGHT else span.end)
                ways.append(
                    WayIn(
                        AccessKind(kind), words, int(weekday) if weekday else None, span.start if span else None,
                        end or None,
                    )
                )  # fmt: skip
        return ways


def _moment_fields(number: int) -> dict[str, forms.Field]:
    every_day = [("", str(pgettext_lazy("of the week", "elke dag")))]
    days = [(str(weekday + 1), str(name)) for weekday, name in WEEKDAYS.items()]
    return {
        f"m{number}_kind": forms.ChoiceField(
            label=_("Hoe kom je dan binnen?"), required=False, choices=[("", "–"), *AccessKind.choices]
        ),
        f"m{number}_weekday": forms.ChoiceField(label=_("Op welke dag?"), required=False, choices=every_day + days),
        f"m{number}_hours": SpansField(label=_("Van – tot"), help_text=_("Leeg is de hele dag.")),
        f"m{number}_told": forms.CharField(
            label=_("Wat moet iemand dan weten?"), required=False, max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }  # fmt: skip


def _moment_as_typed(number: int, one: Access) -> dict[str, Any]:
    hours = ""
    if one.starts and one.ends:
        hours = spans_as_typed((Span(one.starts, _MIDNIGHT if one.ends >= LAST_MINUTE else one.ends),))
    return {
        f"m{number}_kind": one.kind,
        f"m{number}_weekday": str(one.weekday or ""),
        f"m{number}_hours": hours,
        f"m{number}_told": one.told,
    }
