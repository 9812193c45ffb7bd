"""What people fill in about themselves, their organisations and whom they invite."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole

NAME_NEEDED = {"required": _("Vul een naam in.")}
EMAIL_NEEDED = {
    "required": _("Vul een e-mailadres in."),
    "invalid": _("Dit is geen heel e-mailadres. Een adres lijkt op naam@voorbeeld.nl."),
}
WEBSITE_WRONG = {"invalid": _("Dit is geen webadres. Een adres lijkt op https://voorbeeld.nl.")}


class InvitationAcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Hoe heet je?"),
        help_text=_("Je voornaam is genoeg. Zo zien collega’s wie je bent."),
        max_length=120,
        error_messages=NAME_NEEDED,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Hier sturen we de link naartoe."), error_messages=EMAIL_NEEDED
    )
    name = forms.CharField(label=_("Naam"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Rol"), error_messages={"required": _("Kies een rol.")})
    until_date = forms.DateField(
        label=_("Tot en met"),
        help_text=_("Alleen als iemand tijdelijk meewerkt. Anders laat je dit leeg."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, roles: list[OrganisationRole], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def clean_until_date(self) -> Any:
        until = self.cleaned_data["until_date"]
        if until is not None and until < self.today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of een latere dag."))
        return until


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=160, error_messages=NAME_NEEDED)
    website = forms.URLField(
        label=_("Website"),
        help_text=_("Mag leeg blijven."),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages=WEBSITE_WRONG,
    )


class NewOrganisationForm(OrganisationForm):
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=OrganisationKind.choices,
        error_messages={"required": _("Kies wat voor organisatie dit is.")},
    )
    municipality_code = forms.RegexField(
        r"^GM\d{4}$",
        label=_("Gemeentecode"),
        help_text=_("De officiële code, zoals GM0935. Mag leeg blijven."),
        required=False,
        error_messages={"invalid": _("Een gemeentecode is GM en vier cijfers, zoals GM0935.")},
    )
    field_order = ["name", "kind", "website", "municipality_code"]


class AccountForm(forms.Form):
    name = forms.CharField(
        label=_("Naam"),
        help_text=_("Zo zien anderen die meewerken wie je bent."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Taal"), help_text=_("In deze taal krijg je mail van ons."), choices=settings.LANGUAGES
    )


class EraseForm(forms.Form):
    typed_email = forms.CharField(
        label=_("Typ je e-mailadres om te bevestigen"),
        max_length=254,
        error_messages=EMAIL_NEEDED,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
