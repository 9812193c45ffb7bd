"""What a manager says of letting: on what terms, when a part of the day is, and what a try costs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.prices import AmountField, amount_as_typed
from schuifaan.apps.places.forms.section import DayField, FieldGroup, KnownOrNotField
from schuifaan.apps.rooms.enums import DayPartKind, PartyKind, Use
from schuifaan.apps.rooms.models import LettingTerms, Room
from schuifaan.core.letting import payee

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NUMBER_WANTED = {
    "required": _("Schrijf een getal."),
    "invalid": _("Schrijf een heel getal, zoals 7."),
}
MOST_DAYS = 3660
TUESDAY: Final = 1


class NumberField(forms.IntegerField):
    """A whole number, typed on the number keys of a phone."""

    def __init__(self, *, most: int, least: int = 0, **kwargs: Any) -> None:
        between = format_lazy(_("Schrijf een getal van {least} tot en met {most}."), least=least, most=most)
        super().__init__(
            min_value=least,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=NUMBER_WANTED | {"min_value": between, "max_value": between},
            **kwargs,
        )


class ClockField(forms.TimeField):
    """Takes "19.00", "19:00" and "19"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": _("Schrijf een tijd, zoals 19.00."),
                "required": _("Schrijf een tijd, zoals 19.00."),
            },
        )
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H"], **kwargs)


class CheckedNumberField(forms.CharField):
    """A number that is written in one way; `read` refuses what it cannot be."""

    def __init__(
        self, *, read: Callable[[str], str], form: str | Promise, check: str | Promise = "", **kwargs: Any
    ) -> None:
        self.read, self.said = read, {"form": form, "check": check or form}
        # The spaces and dots people put in between count while typing.
        super().__init__(required=False, max_length=60, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.read(text)
        except payee.NotThatNumber as refused:
            raise ValidationError(str(self.said[refused.why])) from None


class LettingForm(forms.Form):
    """All terms of a place. What is in the law's own group may be left "not known"."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    is_open = forms.BooleanField(label=_("Mensen kunnen op de pagina zelf een ruimte vragen"), required=False)
    ahead_days = NumberField(
        label=_("Hoe ver vooruit mag iemand vragen, in dagen?"),
        help_text=_("400 dagen is ruim een jaar: genoeg voor een heel seizoen."),
        least=1,
        most=MOST_DAYS,
    )
    notice_hours = NumberField(
        label=_("Hoeveel uur van tevoren moet de vraag er zijn?"),
        help_text=_("24 is een dag. Schrijf 0 als het ook op het laatste moment mag."),
        most=2000,
    )
    most_per_month = NumberField(
        label=_("Hoe vaak per maand mag één huurder komen?"),
        help_text=_("Laat dit leeg als er geen grens is."),
        required=False,
        least=1,
        most=200,
    )
    offers_empty = forms.BooleanField(
        label=_("Andere plekken mogen onze lege dagdelen laten zien"), required=False
    )
    house_terms = forms.CharField(
        label=_("Wat vragen jullie van huurders?"),
        help_text=_("Bijvoorbeeld: zet de stoelen terug, doe het licht uit en neem je afval mee."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    at_once = forms.MultipleChoiceField(
        label=_("Wie krijgt meteen ja?"),
        help_text=_(
            "Dit geldt alleen voor vaste huurders. Bij anderen, en als een regel ertegen is, kijken jullie eerst."
        ),
        choices=PartyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    answer_days = NumberField(
        label=_("Binnen hoeveel dagen krijgt een vraag antwoord?"),
        help_text=_("Zolang houden we de ruimte vast. Daarna komt die weer vrij."),
        least=1,
        most=90,
    )
    option_days = NumberField(label=_("Hoeveel dagen duurt een optie?"), least=1, most=365)
    summary_to = forms.EmailField(
        label=_("Naar welk adres gaat het overzicht van de dag?"),
        help_text=_("Eén bericht per dag, in plaats van een mail bij elke vraag."),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.")},
    )

    free_until_days = NumberField(label=_("Tot hoeveel dagen van tevoren is annuleren gratis?"), most=365)
    late_percentage = NumberField(
        label=_("Welk deel van de prijs betaalt iemand daarna, in procenten?"), most=100
    )
    release_minutes = NumberField(
        label=_("Na hoeveel minuten is de ruimte weer vrij als er niemand komt?"), most=1440
    )

    gross_floor_m2 = forms.DecimalField(
        label=_("Hoe groot is het hele gebouw, in vierkante meter?"),
        help_text=_(
            "Het bruto vloeroppervlak. In gebouwen van een corporatie mogen bedrijven maar een klein deel huren."
        ),
        required=False,
        min_value=1,
        max_digits=8,
        decimal_places=1,
        localize=True,
        error_messages={"invalid": _("Schrijf een getal, zoals 450 of 450,5.")},
    )
    is_social_real_estate = KnownOrNotField(label=_("Is het maatschappelijk vastgoed van een corporatie?"))
    no_letting = KnownOrNotField(label=_("Staat in jullie overeenkomst dat je niet mag doorverhuren?"))
    excluded_uses = forms.MultipleChoiceField(
        label=_("Wat mag er niet volgens de overeenkomst?"),
        choices=Use.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves_alcohol = KnownOrNotField(label=_("Is er een vergunning om alcohol te schenken?"))
    is_paracommercial = KnownOrNotField(label=_("Schenkt een stichting of vereniging zelf?"))
    parties_per_year = NumberField(
        label=_("Hoeveel feesten per jaar staat de gemeente toe?"),
        help_text=_("Weet je het niet? Laat het leeg en vraag het aan de gemeente."),
        required=False,
        most=366,
    )
    highest_social_cents = AmountField(
        label=_("Wat is de hoogste prijs per uur die nog niet commercieel is?"),
        help_text=_("In euro, zoals 12,50. Laat het leeg als je het niet weet."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    legal_name = forms.CharField(
        label=_("Hoe heet de organisatie die de factuur stuurt?"), required=False, max_length=120
    )
    address = forms.CharField(label=_("Straat en nummer"), required=False, max_length=120)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    town = forms.CharField(label=_("Woonplaats"), required=False, max_length=80)
    iban = CheckedNumberField(
        label=_("IBAN"),
        read=payee.iban,
        form=_("Dit is geen IBAN. Een Nederlands nummer heeft 18 tekens, zoals NL91 ABNA 0417 1643 00."),
        check=_("Er zit een fout in dit IBAN. Kijk de cijfers nog eens na."),
    )
    bic = CheckedNumberField(
        label=_("BIC"),
        help_text=_("Alleen nodig voor een rekening buiten Nederland."),
        read=payee.bic,
        form=_("Een BIC heeft 8 of 11 tekens, zoals ABNANL2A."),
    )
    trade_number = CheckedNumberField(
        label=_("KvK-nummer"),
        read=payee.trade_number,
        form=_("Een KvK-nummer heeft 8 cijfers, zoals 12345678."),
    )
    vat_number = CheckedNumberField(
        label=_("Btw-nummer"),
        help_text=_("Laat dit leeg als jullie geen btw rekenen."),
        read=payee.vat_number,
        form=_("Een btw-nummer is NL, 9 cijfers, de letter B en 2 cijfers, zoals NL123456789B01."),
    )
    invoice_prefix = forms.CharField(
        label=_("Waarmee begint een factuurnummer?"),
        help_text=_("Bijvoorbeeld ZAAL. Dan heet de eerste factuur ZAAL en een nummer."),
        required=False,
        max_length=8,
    )
    payment_days = NumberField(label=_("Binnen hoeveel dagen moet iemand betalen?"), least=1, most=365)

    # The browser's own bubbles would come before our words.
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, terms: LettingTerms | None) -> None:
        super().__init__(data, initial=_terms_as_typed(terms or LettingTerms()))

    def groups(self) -> list[FieldGroup]:
        return [self._group(title, hint, names) for title, hint, names in GROUPS]

    def _group(self, title: Any, hint: Any, names: Iterable[str]) -> FieldGroup:
        return FieldGroup(tuple(self[name] for name in names), title, hint)

    def wanted(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


GROUPS: Final = (
    (
        _("Een ruimte vragen"),
        "",
        ("is_open", "ahead_days", "notice_hours", "most_per_month", "offers_empty", "house_terms"),
    ),
    (_("Meteen ja"), "", ("at_once",)),
    (_("Antwoord geven"), "", ("answer_days", "option_days", "summary_to")),
    (_("Annuleren en niet komen"), "", ("free_until_days", "late_percentage", "release_minutes")),
    (
        _("Wat de wet en de eigenaar zeggen"),
        _(
            "Hiermee waarschuwen we je voordat je iets toezegt dat niet mag. Weet je iets niet? Kies dan ‘niet bekend’."
        ),
        (
            "gross_floor_m2", "is_social_real_estate", "no_letting", "excluded_uses", "serves_alcohol",
            "is_paracommercial", "parties_per_year", "highest_social_cents",
        ),
    ),
    (
        _("Op de factuur"),
        _("Alleen nodig als jullie facturen sturen."),
        (
            "legal_name", "address", "postcode", "town", "iban", "bic", "trade_number", "vat_number",
            "invoice_prefix", "payment_days",
        ),
    ),
)  # fmt: skip


def _terms_as_typed(terms: LettingTerms) -> dict[str, Any]:
    typed = {name: getattr(terms, name) for _title, _hint, names in GROUPS for name in names}
    return typed | {
        "version": terms.version if terms.pk else 0,
        "highest_social_cents": amount_as_typed(terms.highest_social_cents),
        "iban": payee.spaced(terms.iban),
    }


class DayPartsForm(forms.Form):
    """From when to when each part of the day lasts; both empty is that it is not let."""

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, hours: Iterable[tuple[str, time, time]]
    ) -> None:
        initial = {
            f"{kind}_{name}": at
            for kind, starts, ends in hours
            for name, at in (("starts", starts), ("ends", ends))
        }
        super().__init__(data, initial=initial)
        for kind in DayPartKind:
            self.fields[f"{kind}_starts"] = ClockField(label=_("Van"), required=False)
            self.fields[f"{kind}_ends"] = ClockField(label=_("Tot"), required=False)

    def groups(self) -> list[FieldGroup]:
        return [
            FieldGroup((self[f"{kind}_starts"], self[f"{kind}_ends"]), kind.label.capitalize())
            for kind in DayPartKind
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for kind in DayPartKind:
            for name, other in (("starts", "ends"), ("ends", "starts")):
                missing = cleaned.get(f"{kind}_{name}") is None and f"{kind}_{name}" not in self.errors
                if missing and cleaned.get(f"{kind}_{other}") is not None:
                    self.add_error(f"{kind}_{name}", _("Schrijf ook deze tijd, of maak beide leeg."))
        return cleaned

    def wanted(self) -> dict[str, tuple[time, time]]:
        pairs = {
            str(kind): (self.cleaned_data[f"{kind}_starts"], self.cleaned_data[f"{kind}_ends"])
            for kind in DayPartKind
        }
        return {kind: pair for kind, pair in pairs.items() if pair[0] is not None}


class TryForm(forms.Form):
    """One time to work out: who, where and when. Nothing of it is kept."""

    party_kind = forms.ChoiceField(label=_("Wie huurt?"), choices=PartyKind.choices)
    room = forms.ModelChoiceField(
        queryset=Room.objects.none(),
        label=_("Welke ruimte?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Kies een ruimte."), "required": _("Kies een ruimte.")},
    )
    day = DayField(
        label=_("Welke dag?"),
        error_messages={"invalid": _("Kies een dag."), "required": _("Kies een dag.")},
    )
    starts = ClockField(label=_("Van"))
    ends = ClockField(label=_("Tot"))
    first_time = forms.BooleanField(label=_("Het is de eerste keer"), required=False)

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, rooms: list[Room], today: date) -> None:
        initial = {
            "party_kind": PartyKind.ASSOCIATION,
            "day": today + timedelta(days=(TUESDAY - today.weekday()) % 7 or 7),
            "starts": time(19),
            "ends": time(22),
        }
        super().__init__(data, initial=initial, prefix="proef")
        self.fields["room"].queryset = Room.objects.filter(pk__in=[room.pk for room in rooms])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts is not None and ends is not None and ends != time(0) and ends <= starts:
            self.add_error("ends", _("Het einde moet na het begin liggen."))
        if cleaned.get("day") is not None and not date(2000, 1, 1) <= cleaned["day"] <= date(2100, 1, 1):
            self.add_error("day", _("Kies een dag."))
        return cleaned

    def asked(self) -> dict[str, Any]:
        """As the price is asked; midnight is the end of that day."""
        day, ends = self.cleaned_data["day"], self.cleaned_data["ends"]
        last = day + timedelta(days=1) if ends == time(0) else day
        return {
            "room": self.cleaned_data["room"],
            "party_kind": self.cleaned_data["party_kind"],
            "starts_at": datetime.combine(day, self.cleaned_data["starts"], AMSTERDAM),
            "ends_at": datetime.combine(last, ends, AMSTERDAM),
            "first_time": self.cleaned_data["first_time"],
        }
