"""What the people of a place write down about a party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import FieldGroup, KnownOrNotField
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.parties import PartyDetails
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.queries.booking_desk import parties_of
from schuifaan.ui.fields import LineField, PhoneField

WHO: Final = ("name", "kind", "contact_name", "email", "phone", "language", "lives_here", "storage")
BILLED: Final = (
    "legal_name", "address", "postcode", "town", "trade_number", "oin", "buyer_reference", "monthly_invoice",
)  # fmt: skip


class PartyForm(forms.Form):
    name = LineField(
        label=_("Hoe heten ze?"),
        max_length=120,
        error_messages={"required": _("Schrijf hier een naam.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat voor huurder is het?"),
        choices=PartyKind.choices,
        help_text=_("Hiervan hangt de prijs af."),
    )
    contact_name = LineField(label=_("Wie bel je?"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Dit e-mailadres klopt niet helemaal. Schrijf het zoals naam@voorbeeld.nl.")
        },
    )
    phone = PhoneField(label=_("Telefoonnummer"))
    language = forms.ChoiceField(
        label=_("In welke taal schrijven we?"), choices=settings.LANGUAGES, required=False
    )
    lives_here = KnownOrNotField(label=_("Wonen ze in dit gebouw?"))
    is_known = forms.BooleanField(
        label=_("Dit is een vaste huurder"),
        help_text=_("Vaste huurders krijgen meteen ja, als jullie dat bij ‘Verhuur’ zo hebben afgesproken."),
        required=False,
    )
    storage = LineField(
        label=_("Eigen kast of hok"),
        help_text=_("Bijvoorbeeld: kast 3 achter het podium."),
        max_length=160,
        required=False,
    )
    legal_name = LineField(label=_("Naam op de factuur"), max_length=120, required=False)
    address = LineField(label=_("Straat en nummer"), max_length=120, required=False)
    postcode = LineField(label=_("Postcode"), max_length=10, required=False)
    town = LineField(label=_("Woonplaats"), max_length=80, required=False)
    trade_number = LineField(label=_("KvK-nummer"), max_length=12, required=False)
    oin = LineField(
        label=_("OIN"),
        help_text=_("Alleen voor een gemeente of andere overheid."),
        max_length=20,
        required=False,
    )
    buyer_reference = LineField(label=_("Hun kenmerk voor facturen"), max_length=60, required=False)
    monthly_invoice = forms.BooleanField(label=_("Eén factuur per maand"), required=False)

    # The browser's own bubbles would come before our words.
    use_required_attribute = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, party: Party | None = None, may_trust: bool
    ) -> None:
        names = (*WHO, *BILLED, "is_known")
        initial = {name: getattr(party, name) for name in names} if party else {"kind": PartyKind.ASSOCIATION}
        super().__init__(data, initial=initial)
        if not may_trust:
            del self.fields["is_known"]

    def groups(self) -> list[FieldGroup]:
        who = [name for name in (*WHO[:-1], "is_known", WHO[-1]) if name in self.fields]
        return [
            FieldGroup(tuple(self[name] for name in who), _("Wie zijn het?")),
            FieldGroup(tuple(self[name] for name in BILLED), _("Voor de factuur"), _("Mag leeg blijven.")),
        ]

    def facts(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        told["language"] = told["language"] or settings.LANGUAGE_CODE
        return told

    def details(self) -> PartyDetails:
        told = self.facts()
        return PartyDetails(
            name=told["name"],
            kind=PartyKind(told["kind"]),
            contact_name=told["contact_name"],
            email=told["email"],
            phone=told["phone"],
            language=told["language"],
            lives_here=told["lives_here"],
        )


class MergeForm(forms.Form):
    other = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        label=_("Welke huurder is dezelfde?"),
        empty_label=_("Kies…"),
        error_messages={
            "invalid_choice": _("Kies een huurder uit de lijst."), "required": _("Kies een huurder uit de lijst."),
        },
    )  # fmt: skip

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place, party: Party) -> None:
        super().__init__(data, prefix="samen")
        self.fields["other"].queryset = parties_of(place).exclude(pk=party.pk)  # type: ignore[attr-defined]
