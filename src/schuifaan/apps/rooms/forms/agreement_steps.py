"""What happens to an agreement after it was made: signing, notice, insurance, looking back, handing back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import FieldGroup
from schuifaan.apps.places.models import TeamMember
from schuifaan.apps.rooms.actions.agreements import Signer
from schuifaan.apps.rooms.forms.agreements import TEXT, AgreementDay
from schuifaan.apps.rooms.forms.letting import NumberField
from schuifaan.apps.rooms.models import Agreement, Signatory
from schuifaan.apps.rooms.queries.agreements import (
    keys_due,
    keys_out,
    last_version,
    may_sign,
    terms_of_agreement,
)
from schuifaan.core.letting.agreements import HandedBack, Side, earliest_end, months_later

NAME: Final = 80
# Of the first who signs for a side, and of the second.
ASKED: Final = (
    (_("Is het iemand van de plek?"), _("Naam"), _("Functie")),
    (_("Is de tweede iemand van de plek?"), _("Naam van de tweede"), _("Functie van de tweede")),
)
OTHER: Final = ""


def _name(label: Any, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=NAME, widget=widget, **kwargs)


class StepForm(forms.Form):
    """One step in the life of an agreement."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        agreement: Agreement,
        today: date,
        signatory: Signatory | None = None,
    ) -> None:
        self.agreement, self.today, self.signatory = agreement, today, signatory
        super().__init__(data, initial=self.starting())
        self.build()

    def starting(self) -> dict[str, Any]:
        return {}

    def build(self) -> None:
        """Add the fields that depend on the agreement."""

    def groups(self) -> list[FieldGroup]:
        return [FieldGroup(tuple(self.visible_fields()))]

    def _people(self) -> list[tuple[str, str | Promise]]:
        """Who may sign for the place, and somebody else."""
        people = [(key, one.name) for key, one in self._members.items()]
        return [(OTHER, _("iemand anders, of ik vul de naam zelf in")), *people]

    def _signer(self, account: str, name: str, role: str) -> Signer:
        """Of the place: the account that was chosen, and its name when none was typed."""
        member = self._members.get(account)
        name = name or (member.name if member else "")
        return Signer(for_place=True, name=name[:NAME], role=role, user=member.user if member else None)

    @cached_property
    def _members(self) -> dict[str, TeamMember]:
        return {str(one.user_id): one for one in may_sign(self.agreement.place, self.today)}


class SignForm(StepForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    signed_on = AgreementDay(label=_("Op welke dag is er getekend?"))

    def starting(self) -> dict[str, Any]:
        terms = terms_of_agreement(self.agreement)
        return {
            "version": last_version(self.agreement).number,
            "signed_on": self.today,
            "place_name_0": terms.provider.represented_by or terms.provider.name,
            "place_role_0": terms.provider.role,
            "party_name_0": self._of_user(terms.user),
            "party_role_0": terms.user.role,
        }

    @staticmethod
    def _of_user(side: Side) -> str:
        return side.represented_by or (side.name if side.is_person else "")

    def build(self) -> None:
        for n, (who, name, role) in enumerate(ASKED):
            self.fields[f"place_account_{n}"] = forms.ChoiceField(
                label=who,
                help_text=_("Dan vragen we om een opvolger als die weggaat.") if n == 0 else "",
                choices=self._people(),
                required=False,
            )
            for side in ("place", "party"):
                self.fields[f"{side}_name_{n}"] = _name(name)
                self.fields[f"{side}_role_{n}"] = _name(role)

    def groups(self) -> list[FieldGroup]:
        of_place = [f"place_{part}_{n}" for n in range(len(ASKED)) for part in ("account", "name", "role")]
        of_party = [f"party_{part}_{n}" for n in range(len(ASKED)) for part in ("name", "role")]
        second = _("Tekenden er twee mensen? Vul dan ook de tweede in.")
        return [
            FieldGroup((self["signed_on"],)),
            FieldGroup(tuple(self[name] for name in of_place), _("Namens wie de ruimte geeft"), second),
            FieldGroup(tuple(self[name] for name in of_party), _("Namens de gebruiker"), second),
        ]

    def signers(self) -> list[Signer]:
        told = self.cleaned_data
        return [
            one
            for n in range(len(ASKED))
            for one in (
                self._signer(told[f"place_account_{n}"], told[f"place_name_{n}"], told[f"place_role_{n}"]),
                Signer(for_place=False, name=told[f"party_name_{n}"], role=told[f"party_role_{n}"]),
            )
        ]


class NoticeForm(StepForm):
    notice_on = AgreementDay(label=_("Op welke dag is er opgezegd?"))
    ends_on = AgreementDay(
        label=_("Wat is de laatste dag?"),
        help_text=_("Laat leeg, dan rekenen wij de vroegste dag uit."),
        required=False,
    )
    at_once = forms.BooleanField(
        label=_("Het stopt eerder dan de opzegtermijn, om een reden die in de overeenkomst staat"),
        required=False,
    )

    def starting(self) -> dict[str, Any]:
        return {"notice_on": self.today}

    def earliest(self) -> date:
        return earliest_end(self.today, terms_of_agreement(self.agreement).notice_months)


class InsuranceForm(StepForm):
    until = AgreementDay(
        label=_("Tot en met welke dag loopt de verzekering?"),
        help_text=_(
            "Dertig dagen daarvoor vragen we om een nieuw bewijs. Laat leeg als dat niet meer hoeft."
        ),
        required=False,
    )

    def starting(self) -> dict[str, Any]:
        return {"until": self.agreement.insured_until}


class LookBackForm(StepForm):
    next_on = AgreementDay(
        label=_("Wanneer kijken jullie weer terug?"),
        help_text=_("Laat leeg als dat niet meer nodig is."),
        required=False,
    )

    def starting(self) -> dict[str, Any]:
        return {"next_on": months_later(self.agreement.evaluate_on or self.today, 12)}


class SuccessorForm(StepForm):
    left_on = AgreementDay(label=_("Sinds welke dag is deze persoon weg?"))

    def starting(self) -> dict[str, Any]:
        return {"left_on": (self.signatory and self.signatory.left_on) or self.today}

    def build(self) -> None:
        if self.signatory is not None and self.signatory.for_place:
            self.fields["account"] = forms.ChoiceField(
                label=_("Is de opvolger iemand van de plek?"), choices=self._people(), required=False
            )
        self.fields["name"] = _name(
            _("Naam van de opvolger"), help_text=_("Laat leeg als die er nog niet is.")
        )
        self.fields["role"] = _name(_("Functie"))

    def successor(self) -> Signer:
        told = self.cleaned_data
        if "account" in self.fields:
            return self._signer(told["account"], told["name"], told["role"])
        return Signer(for_place=False, name=told["name"], role=told["role"])


class HandBackForm(StepForm):
    on = AgreementDay(label=_("Op welke dag is de ruimte teruggegeven?"))
    keys_back = NumberField(label=_("Hoeveel sleutels zijn er terug?"), most=1000)
    emptied = forms.BooleanField(label=_("De ruimte is leeg"), required=False)
    clean_room = forms.BooleanField(label=_("De ruimte is schoon"), required=False)
    inventory_there = forms.BooleanField(label=_("Alles wat er hoort te staan, staat er"), required=False)
    damage = forms.CharField(
        label=_("Welke schade zien jullie?"),
        help_text=_("Laat leeg als er geen schade is. Gewone slijtage telt niet."),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    damage_settled = forms.BooleanField(label=_("De schade is geregeld"), required=False)
    goods_left = forms.CharField(
        label=_("Wat is er blijven staan?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def starting(self) -> dict[str, Any]:
        due = keys_due(self.agreement)
        values: dict[str, Any] = {
            "on": self.today, "keys_back": due - len(keys_out(self.agreement)), "inventory_there": False,
        }  # fmt: skip
        if self.agreement.handed_back:
            seen = HandedBack.model_validate(self.agreement.handed_back)
            values |= seen.model_dump() | {"clean_room": seen.clean}
        return values

    def build(self) -> None:
        due = keys_due(self.agreement)
        if due:
            self.fields["keys_back"].help_text = _("Er horen er %(due)s terug te komen.") % {"due": due}
        else:
            del self.fields["keys_back"]

    def seen(self) -> HandedBack:
        told = self.cleaned_data
        kept = {name: told[name] for name in HandedBack.model_fields if name in told}
        return HandedBack(**kept, clean=told["clean_room"])
