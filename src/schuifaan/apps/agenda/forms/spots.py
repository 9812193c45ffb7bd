"""A spot outside: where it is in words, what if it rains, and what has to come along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Spot


class SpotForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("Hoe noemen jullie deze plek?"),
        help_text=_("Zoals: bankje bij de vijver."),
        max_length=120,
        error_messages={"required": _("Hoe heet deze plek?")},
    )
    where = forms.CharField(
        label=_("Waar is het precies?"),
        help_text=_("Een adres hoeft niet. Schrijf het zo dat iemand het vindt."),
        max_length=240,
        error_messages={"required": _("Schrijf waar het precies is.")},
    )
    rain_plan = forms.CharField(
        label=_("Wat doe je als het regent?"),
        help_text=_("Zoals: dan zitten we onder het afdak van de school."),
        max_length=240,
        required=False,
    )
    kit_list = forms.CharField(
        label=_("Wat moet er mee?"),
        help_text=_("Eén ding per regel. Je kunt de lijst printen."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    lat = forms.FloatField(
        label=_("Breedtegraad"),
        min_value=-90,
        max_value=90,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Schrijf een getal, zoals 50.85.")},
    )
    lon = forms.FloatField(
        label=_("Lengtegraad"),
        min_value=-180,
        max_value=180,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Schrijf een getal, zoals 5.69.")},
    )


def spot_starting(spot: Spot) -> dict[str, Any]:
    return {name: getattr(spot, name) for name in SpotForm.base_fields}
