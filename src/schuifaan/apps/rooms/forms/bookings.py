"""Looking for a booking, and writing one down for somebody on the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import Wish
from schuifaan.apps.rooms.actions.parties import PartyDetails
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, SetUpKind, ShownAs, Use
from schuifaan.apps.rooms.forms.asking import HowOften, WhenForm, hours_on, rule_of
from schuifaan.apps.rooms.models import Party, Room
from schuifaan.apps.rooms.queries.booking_desk import Wanted, parties_of
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.core.timeline.dutch_holidays import holiday_on
from schuifaan.core.timeline.recurrence import Rule, starts
from schuifaan.ui.fields import LineField, PhoneField

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


class PhoneForm(WhenForm):
    """What one hears on the phone: a name and a number are enough, in any room, by whoever is at the desk."""

    room = forms.ModelChoiceField(
        queryset=Room.objects.none(),
        label=_("Welke ruimte?"),
        empty_label=_("Kies…"),
        error_messages={"invalid_choice": _("Kies een ruimte."), "required": _("Kies een ruimte.")},
    )
    repeat = forms.ChoiceField(
        label=_("Hoe vaak?"), choices=HowOften.choices, widget=forms.RadioSelect, initial=HowOften.ONCE
    )
    until = DayField(
        label=_("Tot en met welke dag?"),
        required=False,
        help_text=_("Alleen als het vaker is dan één keer."),
        error_messages={"invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026.")},
    )
    holidays = forms.BooleanField(label=_("Sla feestdagen over"), required=False)
    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        label=_("Wie belt er?"),
        required=False,
        empty_label=_("Iemand die nog niet in de lijst staat"),
        error_messages={"invalid_choice": _("Kies een huurder uit de lijst.")},
    )
    name = LineField(label=_("Naam van de groep of van wie belt"), max_length=120, required=False)
    phone = PhoneField(label=_("Nummer om terug te bellen"))
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        help_text=_("Mag leeg blijven. Dan bel je zelf over het antwoord."),
        error_messages={
            "invalid": _("Dit e-mailadres klopt niet helemaal. Schrijf het zoals naam@voorbeeld.nl.")
        },
    )
    kind = forms.ChoiceField(
        label=_("Wat voor huurder is het?"),
        choices=PartyKind.choices,
        initial=PartyKind.INITIATIVE,
        required=False,
        help_text=_("Hiervan hangt de prijs af."),
    )
    use = forms.ChoiceField(
        label=_("Waar is het voor?"), choices=Use.choices, initial=Use.OTHER, required=False
    )
    title = LineField(
        label=_("Wat staat er op de agenda?"),
        max_length=120,
        required=False,
        help_text=_("Laat leeg voor ‘bezet’: dan ziet niemand anders wie er is."),
    )
    set_up = forms.ChoiceField(
        label=_("Opstelling"), choices=[("", _("Maakt niet uit")), *SetUpKind.choices], required=False
    )
    coffee = forms.BooleanField(label=_("Koffie en thee"), required=False)
    note = forms.CharField(
        label=_("Goed om te weten"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    skip = forms.BooleanField(label=_("Noteer de andere keren, en sla deze over"), required=False)

    WHEN = ("room", "day", "starts", "ends", "repeat", "until", "holidays")
    WHO = ("party", "name", "phone", "email", "kind")
    WHAT = ("title", "use", "set_up", "coffee", "note")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, place: Place, today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, today=today, **kwargs)
        self.fields["room"].queryset = Room.objects.filter(place=place, is_active=True).order_by(  # type: ignore[attr-defined]
            "position", "name"
        )
        self.fields["party"].queryset = parties_of(place)  # type: ignore[attr-defined]

    def fields_of(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [
            (_("Wanneer en waar?"), self.fields_of(self.WHEN)),
            (_("Voor wie?"), self.fields_of(self.WHO)),
            (_("Wat moet er klaarstaan?"), self.fields_of(self.WHAT)),
        ]

    def clean_until(self) -> date | None:
        return self._within_reach("until") if self.cleaned_data["until"] else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("party") and not self.has_error("party"):
            if not data.get("name") and not self.has_error("name"):
                self.add_error("name", _("Schrijf een naam, of kies een huurder uit de lijst."))
            if (
                not data.get("phone")
                and not data.get("email")
                and not self.errors.keys() & {"phone", "email"}
            ):
                self.add_error("phone", _("Schrijf een nummer om terug te bellen."))
        if (
            data.get("repeat", HowOften.ONCE) != HowOften.ONCE
            and data.get("day")
            and not self.has_error("until")
        ):
            if not data.get("until"):
                self.add_error("until", _("Kies tot en met welke dag."))
            elif data["until"] <= data["day"]:
                self.add_error("until", _("Kies een dag na de eerste."))
        return data

    # -- What is written down ---------------------------------------------------------------------

    @property
    def rule(self) -> Rule | None:
        return rule_of(self.cleaned_data["repeat"], self.cleaned_data["day"], self.cleaned_data.get("until"))

    def periods(self) -> tuple[list[Period], list[Period]]:
        """Those that are wished for, and the holidays among them that are not."""
        told, rule = self.cleaned_data, self.rule
        days = [told["day"]]
        if rule is not None:
            begin, end = (datetime.combine(told[name], time()) for name in ("day", "until"))
            days = [at.date() for at in starts(rule, begin, begin, end + timedelta(days=1))]
        hours = told["starts"], told["ends"]
        found = {day: hours_on(day, *hours) for day in days}
        real = {day: period for day, period in found.items() if period[0] < period[1]}
        left = [period for day, period in real.items() if told["holidays"] and holiday_on(day)]
        return list(real.values()), left

    def asker(self) -> Party | PartyDetails:
        told = self.cleaned_data
        if told["party"]:
            party: Party = told["party"]
            return party
        return PartyDetails(
            name=told["name"],
            kind=PartyKind(told["kind"] or PartyKind.INITIATIVE),
            email=told["email"],
            phone=told["phone"],
        )

    def wish(self, periods: Sequence[Period]) -> Wish:
        told, rule, use = self.cleaned_data, self.rule, Use(self.cleaned_data["use"] or Use.OTHER)
        return Wish(
            room=told["room"],
            periods=periods,
            use=use,
            title=told["title"] or str(use.label),
            shown_as=ShownAs.NAME if told["title"] else ShownAs.TAKEN,
            set_up=told["set_up"],
            coffee=told["coffee"],
            note=told["note"],
            rule=rule.text if rule else "",
        )
