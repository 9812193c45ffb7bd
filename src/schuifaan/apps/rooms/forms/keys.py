"""What one writes about a key: what it opens, and who goes off with it until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.keys import HOLDER_LENGTH, DayIsOver, NotASignature
from schuifaan.apps.rooms.enums import KeyKind
from schuifaan.apps.rooms.models import KeySet, Party
from schuifaan.apps.rooms.queries.booking_desk import parties_of
from schuifaan.apps.rooms.queries.keys import MOST_SIGNED, SIGNED
from schuifaan.ui.fields import LineField

FURTHEST: Final = timedelta(days=3660)


class KeyForm(forms.Form):
    number = LineField(
        label=_("Nummer of naam"),
        max_length=40,
        help_text=_("Zoals het op het label staat. Zet er geen adres op."),
        error_messages={"required": _("Geef de sleutel een nummer of een naam.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=KeyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is."), "invalid_choice": _("Kies wat het is.")},
    )
    opens = LineField(
        label=_("Wat gaat ermee open?"),
        max_length=160,
        required=False,
        help_text=_("Bijvoorbeeld: voordeur en kleine zaal."),
    )

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, key_set: KeySet | None = None) -> None:
        initial = {name: getattr(key_set, name) for name in ("number", "kind", "opens")} if key_set else {}
        super().__init__(data, initial={"kind": KeyKind.KEY, **initial})


class HandOutForm(forms.Form):
    """A name is enough; whom the place knows is chosen from the list."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        label=_("Voor welke huurder?"),
        required=False,
        empty_label=_("Iemand die niet in de lijst staat"),
        help_text=_("Van een huurder weten we het telefoonnummer en het e-mailadres."),
        error_messages={"invalid_choice": _("Kies een huurder uit de lijst.")},
    )
    holder = LineField(
        label=_("Wie neemt de sleutel mee?"),
        max_length=HOLDER_LENGTH,
        required=False,
        help_text=_("Koos je een huurder? Dan mag dit leeg blijven."),
    )
    due_on = DayField(
        label=_("Tot en met welke dag?"),
        required=False,
        help_text=_("Mag leeg blijven. Met een dag erbij zie je wat te laat is, en schrijven we de huurder."),
        error_messages={"invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026.")},
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput, strip=True)
    on_paper = forms.BooleanField(
        label=_("Tekenen op papier"), required=False, help_text=_("Je print zo meteen het bewijs.")
    )

    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, place: Place, today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        self.fields["party"].queryset = parties_of(place)  # type: ignore[attr-defined]

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < self.today:
            raise ValidationError(str(DayIsOver()))
        if day is not None and day - self.today > FURTHEST:
            raise ValidationError(gettext("Kies een dag binnen tien jaar."))
        return day

    def clean_signature(self) -> str:
        said: str = self.cleaned_data["signature"]
        if said and (len(said) > MOST_SIGNED or not SIGNED.fullmatch(said)):
            # What cannot be kept is not sent back either.
            self.data = dict(self.data.items()) | {"signature": ""}
            raise ValidationError(str(NotASignature()))
        return said

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("party") and not data.get("holder") and not self.errors.keys() & {"party", "holder"}:
            self.add_error(
                "holder", gettext("Zeg wie de sleutel meeneemt, of kies een huurder uit de lijst.")
            )
        return data


class FindKeyForm(forms.Form):
    """In the address."""

    zoek = forms.CharField(label=_("Zoek een sleutel of een naam"), required=False, max_length=80)

    @property
    def words(self) -> str:
        self.is_valid()
        return " ".join(self.cleaned_data.get("zoek", "").split())
