"""One rate card: its days, and what each kind of party pays for each room, typed as "12,50"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schuifaan.apps.places.forms.prices import AmountField, amount_as_typed
from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.rooms.actions.letting import RateLine
from schuifaan.apps.rooms.enums import PartyKind, RateUnit, Vat
from schuifaan.apps.rooms.models import Rate, RateCard, Room
from schuifaan.apps.rooms.wording_prices import spoken_minutes

HOUR: Final = 60
STEPS = [(15, _("kwartier")), (30, _("half uur")), (60, pgettext_lazy("one of it", "uur")), (1, _("minuut"))]
EVERY_ROOM: Final = "all"
# What is said once of a kind, and holds for each of its rates.
SETTINGS: Final = ("unit", "minimum", "step", "coffee", "first_free", "deposit", "vat")
OF_RATE: Final = {
    "unit": "unit", "minimum": "minimum_minutes", "step": "step_minutes", "coffee": "coffee_included",
    "first_free": "first_time_free", "deposit": "deposit_cents", "vat": "vat",
}  # fmt: skip
DAY_WANTED = {"invalid": _("Kies een dag."), "required": _("Kies de eerste dag.")}
MOST_HOURS = Decimal(24)


def amount_field(label: Any) -> AmountField:
    return AmountField(
        label=label, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )


class CardDays(forms.Form):
    """A new card: what it is called and from when it holds."""

    name = forms.CharField(
        label=_("Hoe heet de lijst?"),
        help_text=_("Bijvoorbeeld: tarieven 2027."),
        max_length=80,
        error_messages={"required": _("Geef de lijst een naam.")},
    )
    first_on = DayField(label=_("Vanaf welke dag geldt de lijst?"), error_messages=DAY_WANTED)
    last_on = DayField(
        label=_("Tot en met welke dag?"),
        help_text=_("Laat dit leeg als de lijst geldt tot er een nieuwe is."),
        required=False,
        error_messages=DAY_WANTED,
    )

    use_required_attribute = False


class CopyForm(CardDays):
    """A card made from another one, with all amounts higher or lower."""

    percentage = forms.DecimalField(
        label=_("Met hoeveel procent gaan de prijzen omhoog?"),
        help_text=_("Schrijf 0 als ze gelijk blijven. We ronden af op 5 cent. De borg blijft gelijk."),
        min_value=-100,
        max_value=200,
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf een getal, zoals 2 of 2,5."),
            "invalid": _("Schrijf een getal, zoals 2 of 2,5."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, card: RateCard, today: date) -> None:
        year = max(card.first_on.year, today.year) + 1
        starting = {"name": _next_name(card, year), "first_on": date(year, 1, 1), "percentage": 0}
        super().__init__(data, initial=starting)


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of party with its amounts and what goes with them, for one row of the table."""

    label: str
    unit: BoundField
    amounts: tuple[BoundField, ...]
    settings: tuple[BoundField, ...]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.settings)


class RateCardForm(CardDays):
    """An empty amount is no rate: for a room that of all rooms holds, for all rooms none does."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        card: RateCard,
        rooms: list[Room],
        state: str,
        needs_knowing: bool,
    ) -> None:
        self.rooms = rooms
        self.rates = {(rate.party_kind, rate.room_id): rate for rate in card.rates.all()}
        super().__init__(data, initial=self._starting(card, state))
        if needs_knowing:
            self.fields["knowingly"] = forms.BooleanField(
                label=_("Ik weet dat deze prijzen al in gebruik zijn, en wil ze toch veranderen"),
                required=False,
            )
        for kind in PartyKind:
            self._add_fields(kind)

    def _add_fields(self, kind: PartyKind) -> None:
        fields = {
            EVERY_ROOM: amount_field(_("Alle ruimtes")),
            **{f"room_{room.pk}": amount_field(room.name) for room in self.rooms},
            "unit": forms.ChoiceField(label=_("Betaalt"), choices=RateUnit.choices, required=False
            ),
            "minimum": forms.DecimalField(
                label=_("Hoeveel uur is het minst?"),
                help_text=_("Bijvoorbeeld 1,5. Leeg is: een heel dagdeel bij een prijs per dagdeel, anders geen minimum."),
                required=False,
                max_digits=5,
                decimal_places=2,
                localize=True,
                validators=[MinValueValidator(Decimal(0)), MaxValueValidator(MOST_HOURS)],
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                error_messages={code: _("Schrijf een aantal uur van 0 tot en met 24, zoals 2 of 1,5.")
                    for code in ("invalid", "min_value", "max_value")},
            ),
            "step": forms.TypedChoiceField(
                label=_("Langer? Dan ronden we af naar boven, per"), choices=self._steps(kind), coerce=int, required=False
            ),
            "coffee": forms.BooleanField(label=_("Koffie en thee zijn inbegrepen"), required=False),
            "first_free": forms.BooleanField(label=_("De eerste keer is gratis"), required=False),
            "deposit": amount_field(_("Hoeveel euro borg?")),
            "vat": forms.ChoiceField(label=_("Btw"), choices=Vat.choices, required=False),
        }  # fmt: skip
        for name, field in fields.items():
            self.fields[f"{kind}_{name}"] = field

    def _steps(self, kind: str) -> list[tuple[int, Any]]:
        """With the one that is kept now, however odd."""
        now = self._example(kind).step_minutes
        return STEPS if now in dict(STEPS) else [(now, spoken_minutes(now)), *STEPS]

    def rows(self) -> Iterator[KindRow]:
        for kind in PartyKind:
            amounts = (EVERY_ROOM, *(f"room_{room.pk}" for room in self.rooms))
            yield KindRow(
                label=kind.label.capitalize(),
                unit=self[f"{kind}_unit"],
                amounts=tuple(self[f"{kind}_{name}"] for name in amounts),
                settings=tuple(self[f"{kind}_{name}"] for name in SETTINGS if name != "unit"),
            )

    def days(self) -> list[BoundField]:
        return [self[name] for name in ("name", "first_on", "last_on")]

    def clean(self) -> dict[str, Any]:
        """What is wrong says of whom it is: on top of the page the row is not in sight."""
        for kind in PartyKind:
            for name in [name for name in self.errors if name.startswith(f"{kind}_")]:
                self[name].label = f"{kind.label.capitalize()}, {self[name].label}"
        return super().clean() or self.cleaned_data

    def wanted(self) -> dict[str, Any]:
        asked = {name: self.cleaned_data[name] for name in ("name", "first_on", "last_on", "seen")}
        return {**asked, "rates": self._lines(), "knowingly": self.cleaned_data.get("knowingly", False)}

    # -- How --------------------------------------------------------------------------------------

    def _starting(self, card: RateCard, state: str) -> dict[str, Any]:
        values: dict[str, Any] = {
            "name": card.name, "first_on": card.first_on, "last_on": card.last_on, "seen": state,
        }  # fmt: skip
        for kind in PartyKind:
            rate = self._example(kind)
            values |= {f"{kind}_{name}": _as_typed(name, getattr(rate, of)) for name, of in OF_RATE.items()}
            values[f"{kind}_{EVERY_ROOM}"] = self._amount(kind, None)
            values |= {f"{kind}_room_{room.pk}": self._amount(kind, room.pk) for room in self.rooms}
        return values

    def _example(self, kind: str) -> Rate:
        """The rate that speaks for its kind: that of all rooms, else the first there is."""
        of_kind = [rate for (whose, _room), rate in self.rates.items() if whose == kind]
        return self.rates.get((kind, None)) or next(iter(of_kind), Rate(party_kind=kind))

    def _amount(self, kind: str, room: int | None) -> str:
        rate = self.rates.get((kind, room))
        return amount_as_typed(rate.cents) if rate else ""

    def _lines(self) -> list[RateLine]:
        """What is typed, and the rates of rooms that are not on the form."""
        shown = {None, *(room.pk for room in self.rooms)}
        kept = [RateLine.of(rate) for (_kind, room), rate in self.rates.items() if room not in shown]
        cells = [(kind, room) for kind in PartyKind for room in (None, *self.rooms)]
        lines = [self._line(kind, room) for kind, room in cells]
        return [*(line for line in lines if line), *kept]

    def _line(self, kind: PartyKind, room: Room | None) -> RateLine | None:
        cents = self.cleaned_data[f"{kind}_{f'room_{room.pk}' if room else EVERY_ROOM}"]
        if cents is None:
            return None
        there = self.rates.get((kind, room.pk if room else None))
        settings = {
            of: _as_kept(name, self.cleaned_data[f"{kind}_{name}"])
            for name, of in OF_RATE.items()
            # A rate may differ from the others of its kind; it keeps that, until it is said anew for all.
            if there is None or f"{kind}_{name}" in self.changed_data
        }
        kept = {of: getattr(there, of) for of in OF_RATE.values()} if there else {}
        return RateLine(party_kind=kind, room=room, cents=cents, **(kept | settings))


def _as_typed(name: str, value: Any) -> Any:
    if name == "minimum":
        return None if value is None else (Decimal(value) / HOUR).quantize(Decimal("0.01")).normalize() + 0
    if name == "deposit":
        return amount_as_typed(value) if value else ""
    return str(value) if name == "step" else value


def _as_kept(name: str, value: Any) -> Any:
    if name == "minimum":
        return None if value is None else int(value * HOUR)
    if name == "deposit":
        return value or 0
    return value or {"unit": RateUnit.DAY_PART, "vat": Vat.EXEMPT, "step": HOUR // 2}.get(name, value)


def _next_name(card: RateCard, year: int) -> str:
    """“Tarieven 2026” becomes “Tarieven 2027”; any other name gets the year behind it."""
    words = card.name.split()
    named = [str(year) if word.isdecimal() and len(word) == 4 else word for word in words]  # noqa: PLR2004
    return " ".join(named if named != words else [*words, str(year)])[:80]
