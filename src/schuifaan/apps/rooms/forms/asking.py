"""Asking for a room: when, what for, who asks, and what should stand ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.prices import AmountField
from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.rooms.actions.asking import MOST_TIMES, Wish
from schuifaan.apps.rooms.actions.parties import PartyDetails
from schuifaan.apps.rooms.enums import PartyKind, SetUpKind, ShownAs, Use
from schuifaan.apps.rooms.models import Equipment, Party
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rentable import RoomPage
from schuifaan.core.timeline.recurrence import Rule, starts
from schuifaan.core.timeline.wallclock import from_wall
from schuifaan.ui.doorstep_form import DoorstepForm
from schuifaan.ui.fields import LineField, PhoneField

_MIDNIGHT: Final = time(0, 0)
_LAST_SECOND: Final = time(23, 59, 59)
_DAY: Final = timedelta(days=1)
_LAST: Final = -1
_FOUR_WEEKS: Final = 28
# Beyond this no rule of any place reaches; each place says how far ahead one may really ask.
FURTHEST: Final = timedelta(days=5 * 366)
EQUIPMENT: Final = "equipment_"


class HowOften(models.TextChoices):
    ONCE = "once", _("één keer")
    WEEKLY = "weekly", _("elke week")
    TWO_WEEKLY = "two_weekly", _("om de week")
    MONTHLY = "monthly", _("elke maand op dezelfde weekdag, zoals de tweede dinsdag")


class HourField(forms.TimeField):
    """Twelve o'clock at night may be written as the end of a day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "300"})
        super().__init__(
            widget=widget,
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={
                "required": _("Kies een tijd."), "invalid": _("Schrijf een tijd, zoals 19:30."),
            },
            **kwargs,
        )  # fmt: skip

    def to_python(self, value: Any) -> time | None:
        return super().to_python("00:00" if str(value or "").strip() in {"24:00", "24.00", "24"} else value)


def rule_of(how: str, day: date, until: date | None) -> Rule | None:
    """None for once."""
    end = datetime.combine(until, _LAST_SECOND) if until else None
    position = (day.day - 1) // 7 + 1 if day.day <= _FOUR_WEEKS else _LAST
    weekday = ((0, day.weekday()),)
    match how:
        case HowOften.WEEKLY:
            return Rule("WEEKLY", by_day=weekday, until=end)
        case HowOften.TWO_WEEKLY:
            return Rule("WEEKLY", interval=2, by_day=weekday, until=end)
        case HowOften.MONTHLY:
            return Rule("MONTHLY", by_day=((position, day.weekday()),), until=end)
    return None


def hours_on(day: date, start: time, end: time) -> Period:
    """On the clock on the wall; an end at midnight is that of the day itself."""
    last = day + _DAY if end == _MIDNIGHT else day
    return from_wall(datetime.combine(day, start)), from_wall(datetime.combine(last, end))


class WhenForm(forms.Form):
    """A day and hours."""

    day = DayField(
        label=_("Welke dag?"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
        },
    )
    starts = HourField(label=_("Van"))
    ends = HourField(label=_("Tot"))

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(data, **kwargs)

    def clean_day(self) -> date:
        return self._within_reach("day")

    def _within_reach(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day < self.today:
            raise ValidationError(gettext("Deze dag is al geweest."))
        if day > self.today + FURTHEST:
            raise ValidationError(gettext("Zo ver vooruit kan nog niet. Kies een eerdere dag."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts"), data.get("ends")
        if start is not None and end is not None and end <= start and end != _MIDNIGHT:
            self.add_error("ends", gettext("Het einde moet na het begin liggen."))
        elif data.get("day") and start is not None and end is not None:
            period = hours_on(data["day"], start, end)
            if period[1] <= period[0]:
                # Wholly in the hour that summer time skips.
                self.add_error("ends", gettext("Die tijd is er niet: dan gaat de klok een uur vooruit."))
        return data


class AskForm(WhenForm, DoorstepForm):
    """Without a `party` it also asks who you are."""

    salt = "rooms.doorstep"

    repeat = forms.ChoiceField(
        label=_("Hoe vaak?"), choices=HowOften.choices, widget=forms.RadioSelect, initial=HowOften.ONCE,
        error_messages={"required": _("Kies hoe vaak.")},
    )  # fmt: skip
    until = DayField(
        label=_("Tot en met welke dag?"), required=False, help_text=_("Alleen als het vaker is dan één keer."),
        error_messages={"invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026.")},
    )  # fmt: skip
    use = forms.ChoiceField(
        label=_("Waar is het voor?"), choices=[("", _("Kies…")), *Use.choices],
        error_messages={"required": _("Kies waar het voor is.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Namens wie vraag je dit?"), choices=[("", _("Kies…")), *PartyKind.choices],
        help_text=_("Hiervan hangt af wat je betaalt."), error_messages={"required": _("Kies namens wie.")},
    )  # fmt: skip
    name = LineField(
        label=_("Hoe heet jullie groep?"), max_length=120,
        help_text=_("Vraag je het voor jezelf, schrijf dan je eigen naam."),
        error_messages={"required": _("Schrijf hier de naam van de groep, of je eigen naam.")},
    )  # fmt: skip
    contact_name = LineField(
        label=_("Hoe heet jij?"), max_length=80, error_messages={"required": _("Schrijf hier je naam.")}
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"), required=False, max_length=254,
        help_text=_("Hier sturen we het antwoord heen. Heb je geen e-mail? Geef dan een telefoonnummer."),
        error_messages={"invalid": _("Dit e-mailadres klopt niet helemaal. Schrijf het zoals naam@voorbeeld.nl.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )  # fmt: skip
    phone = PhoneField(label=_("Je telefoonnummer"))
    shown_as = forms.ChoiceField(
        label=_("Wat zien anderen op de agenda?"), choices=ShownAs.choices, widget=forms.RadioSelect,
        initial=ShownAs.TAKEN, error_messages={"required": _("Kies wat anderen zien.")},
    )  # fmt: skip
    title = LineField(
        label=_("Onder welke naam?"), max_length=120, required=False,
        help_text=_("Alleen als anderen de naam mogen zien. Laat dit leeg voor de naam van de groep."),
    )  # fmt: skip
    set_up = forms.ChoiceField(label=_("Hoe moeten de tafels en stoelen staan?"), required=False)
    coffee = forms.BooleanField(label=_("Graag koffie en thee"), required=False)
    alcohol = forms.BooleanField(label=_("Er wordt alcohol geschonken"), required=False)
    entry = AmountField(
        label=_("Wat betaalt een bezoeker?"), help_text=_("Laat leeg als het gratis is."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-short"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Wil je nog iets zeggen?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    WHEN = ("day", "starts", "ends", "repeat", "until")
    WHO = ("kind", "name", "contact_name", "email", "phone")
    READY = ("set_up", "coffee", "alcohol", "entry")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        page: RoomPage,
        today: date,
        party: Party | None = None,
        **kwargs: Any,
    ) -> None:
        self.page, self.party = page, party
        super().__init__(data, today=today, **kwargs)
        if party is not None:
            for name in self.WHO:
                del self.fields[name]
        kinds = [(one.kind, SetUpKind(one.kind).label) for one in page.set_ups]
        self.fields["set_up"].choices = [("", _("Maakt niet uit")), *kinds]  # type: ignore[attr-defined]
        self.fields["day"].widget.attrs["min"] = f"{today}"
        for name, known in (("name", "organization"), ("contact_name", "name")):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = known
        for one in page.equipment:
            self.fields[f"{EQUIPMENT}{one.pk}"] = how_many(one)

    # -- What the page shows ----------------------------------------------------------------------

    def fields_of(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def who(self) -> list[forms.BoundField]:
        return self.fields_of(self.WHO)

    @property
    def ready(self) -> list[forms.BoundField]:
        names = tuple(name for name in self.fields if name.startswith(EQUIPMENT))
        shown = self.READY if self.page.set_ups else self.READY[1:]
        return self.fields_of((*shown, *names))

    @property
    def ready_is_open(self) -> bool:
        """What was filled in or refused is never folded away."""
        return any(bound.errors or bound.value() for bound in self.ready)

    # -- Validation -------------------------------------------------------------------------------

    def clean_until(self) -> date | None:
        return self._within_reach("until") if self.cleaned_data["until"] else None

    def clean_entry(self) -> int:
        return self.cleaned_data["entry"] or 0

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        reach = [name for name in ("email", "phone") if name in self.fields]
        if reach and not any(data.get(name) or self.has_error(name) for name in reach):
            self.add_error("email", gettext("Vul je e-mailadres in, of je telefoonnummer."))
        if data.get("repeat") in {None, HowOften.ONCE} or not data.get("day") or self.has_error("until"):
            return data
        if not data.get("until"):
            self.add_error("until", gettext("Kies tot en met welke dag."))
        elif data["until"] <= data["day"]:
            self.add_error("until", gettext("Kies een dag na de eerste."))
        elif len(self.days()) > MOST_TIMES:  # pragma: no cover - a year of weeks is the most there is
            self.add_error("until", gettext("Dat zijn te veel keren."))
        return data

    # -- What is asked ----------------------------------------------------------------------------

    @property
    def rule(self) -> Rule | None:
        data = self.cleaned_data
        return rule_of(data["repeat"], data["day"], data.get("until"))

    def days(self) -> list[date]:
        first, until = self.cleaned_data["day"], self.cleaned_data.get("until")
        rule = self.rule
        if rule is None or until is None:
            return [first]
        begin = datetime.combine(first, _MIDNIGHT)
        return [at.date() for at in starts(rule, begin, begin, datetime.combine(until + _DAY, _MIDNIGHT))]

    def periods(self) -> dict[date, Period]:
        """What summer time skips is not there to ask."""
        hours = self.cleaned_data["starts"], self.cleaned_data["ends"]
        found = {day: hours_on(day, *hours) for day in self.days()}
        return {day: period for day, period in found.items() if period[0] < period[1]}

    def asker(self) -> Party | PartyDetails:
        if self.party is not None:
            return self.party
        data = self.cleaned_data
        return PartyDetails(
            name=data["name"], kind=PartyKind(data["kind"]), contact_name=data["contact_name"],
            email=data["email"], phone=data["phone"], language=get_language() or "nl",
        )  # fmt: skip

    def wish(self) -> Wish:
        """Without the times: those are chosen one by one."""
        data = self.cleaned_data
        shown_as, use = ShownAs(data["shown_as"]), Use(data["use"])
        named = data["title"] or self.asker().name
        return Wish(
            room=self.page.room, periods=(), use=use, shown_as=shown_as,
            title=named if shown_as == ShownAs.NAME else str(data["title"] or use.label),
            set_up=data["set_up"], coffee=data["coffee"], alcohol=data["alcohol"], entry_cents=data["entry"],
            note=data["note"], equipment=self._equipment(), rule=self.rule.text if self.rule else "",
        )  # fmt: skip

    def _equipment(self) -> dict[Equipment, int]:
        counts = {one: self.cleaned_data.get(f"{EQUIPMENT}{one.pk}") or 0 for one in self.page.equipment}
        return {one: count for one, count in counts.items() if count}


def how_many(one: Equipment) -> forms.IntegerField:
    hint = (
        gettext("Er is er één.")
        if one.count == 1
        else gettext("Er zijn er %(count)s.") % {"count": one.count}
    )
    return forms.IntegerField(
        label=one.name,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=one.count,
        error_messages={
            "invalid": _("Schrijf een getal."),
            "min_value": _("Schrijf een getal vanaf 0."),
            "max_value": hint,
        },
    )
