"""Forms to propose a fund, and to say why it was not taken over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.forms.own_items import APPLICANT_CHOICES
from schuifaan.apps.dossiers.forms.working import PlainForm


class FundProposalForm(PlainForm):
    name = forms.CharField(label=_("Hoe heet het fonds?"), max_length=160)
    url = forms.URLField(label=_("Adres van de site"), required=False, assume_scheme="https", max_length=500)
    applicants = forms.MultipleChoiceField(
        label=_("Wie kan aanvragen?"), choices=APPLICANT_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    region = forms.CharField(label=_("Waar geldt het?"), max_length=160)
    supports = forms.CharField(
        label=_("Waar geeft het geld voor?"), max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})
    )


class RefuseProposalForm(PlainForm):
    prefix = "niet"

    note = forms.CharField(
        label=_("Waarom niet?"),
        max_length=300,
        help_text=_("Wie het voorstelde, leest dit."),
    )
