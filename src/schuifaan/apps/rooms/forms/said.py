"""What a booking says, changed without moving it; who may not change a part does not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.prices import AmountField, amount_as_typed
from schuifaan.apps.rooms.actions.rewording import Said
from schuifaan.apps.rooms.enums import SetUpKind, ShownAs, Use
from schuifaan.apps.rooms.forms.asking import EQUIPMENT, how_many
from schuifaan.apps.rooms.forms.booking import REASON
from schuifaan.apps.rooms.models import Booking, Equipment
from schuifaan.apps.rooms.queries.rentable import RoomPage
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.ui.fields import LineField


class SaidForm(forms.Form):
    use = forms.ChoiceField(
        label=_("Waar is het voor?"), choices=Use.choices,
        error_messages={"required": _("Kies waar het voor is."), "invalid_choice": _("Kies waar het voor is.")},
    )  # fmt: skip
    shown_as = forms.ChoiceField(
        label=_("Wat zien anderen op de agenda?"), choices=ShownAs.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat anderen zien."), "invalid_choice": _("Kies wat anderen zien.")},
    )  # fmt: skip
    title = LineField(
        label=_("Onder welke naam?"), max_length=120, required=False,
        help_text=_("Laat dit leeg voor de naam van de groep."),
    )  # fmt: skip
    set_up = forms.ChoiceField(label=_("Hoe moeten de tafels en stoelen staan?"), required=False)
    coffee = forms.BooleanField(label=_("Graag koffie en thee"), required=False)
    alcohol = forms.BooleanField(label=_("Er wordt alcohol geschonken"), required=False)
    entry = AmountField(
        label=_("Wat betaalt een bezoeker?"), help_text=_("Laat leeg als het gratis is."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-short"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Bericht aan de plek"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    WEIGHED = ("use", "alcohol", "entry")
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        booking: Booking,
        page: RoomPage,
        had: Mapping[Equipment, int],
        may_weigh: bool,
    ) -> None:
        self.booking = booking
        self.things = list(dict.fromkeys([*page.equipment, *had]))
        initial = {
            "use": booking.use, "shown_as": booking.shown_as, "title": booking.title, "set_up": booking.set_up,
            "coffee": booking.coffee, "alcohol": booking.alcohol, "note": booking.note,
            "entry": amount_as_typed(booking.entry_cents or None),
            **{f"{EQUIPMENT}{one.pk}": count for one, count in had.items()},
        }  # fmt: skip
        super().__init__(data, initial=initial)
        kinds = dict.fromkeys(
            [*(one.kind for one in page.set_ups), *([booking.set_up] if booking.set_up else [])]
        )
        choices = [("", _("Maakt niet uit")), *((kind, SetUpKind(kind).label) for kind in kinds)]
        self.fields["set_up"].choices = choices  # type: ignore[attr-defined]
        for one in self.things:
            self.fields[f"{EQUIPMENT}{one.pk}"] = how_many(one)
        for name in () if may_weigh else self.WEIGHED:
            del self.fields[name]
        # Where one looks for them.
        self.order_fields(
            [
                *("use", "shown_as", "title", "set_up", "coffee"),
                *(f"{EQUIPMENT}{one.pk}" for one in self.things),
            ]
        )

    def ask_why(self, warnings: Sequence[Doubt]) -> None:
        """A field for each, to say why it may all the same."""
        for one in warnings:
            self.fields[f"{REASON}{one.rule}"] = forms.CharField(
                label=_("Waarom mag het toch?"), help_text=one.words, max_length=1000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def reasons(self) -> dict[str, str]:
        sent = {name: str(said) for name, said in self.data.items() if name.startswith(REASON)}
        return {name.removeprefix(REASON): said[:1000] for name, said in sent.items()}

    def said(self) -> Said:
        """What is not asked stays as it is."""
        data, booking = self.cleaned_data, self.booking
        shown_as, use = ShownAs(data["shown_as"]), Use(data.get("use", booking.use))
        usual = booking.party.name if shown_as == ShownAs.NAME else str(use.label)
        return Said(
            use=use, title=data["title"] or usual, shown_as=shown_as, set_up=data["set_up"],
            coffee=data["coffee"], alcohol=data.get("alcohol", booking.alcohol),
            entry_cents=(data["entry"] or 0) if "entry" in data else booking.entry_cents,
            note=data["note"], equipment=self._equipment(),
        )  # fmt: skip

    def _equipment(self) -> dict[Equipment, int]:
        counts = {one: self.cleaned_data.get(f"{EQUIPMENT}{one.pk}") or 0 for one in self.things}
        return {one: count for one, count in counts.items() if count}

    def refuse(self, field: str | None, words: str) -> None:
        """Beside the first thing it may be about."""
        named = {
            "entry_cents": "entry",
            "equipment": next((n for n in self.fields if n.startswith(EQUIPMENT)), None),
        }
        at = named.get(field or "", field)
        self.add_error(at if at in self.fields else None, words)
