"""A goal of a place, and whether it still lives."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.enums import GoalState
from schuifaan.apps.voice.forms.without_names import WithoutNames
from schuifaan.ui.fields import LineField


class GoalForm(WithoutNames):
    """Both stand on the page of the place."""

    GUARDED: ClassVar[tuple[str, ...]] = ("text", "set_how")

    text = LineField(
        label=gettext_lazy("Wat willen jullie samen?"),
        max_length=240,
        help_text=gettext_lazy(
            "Zo kort dat het op een poster past. Zoals: iedereen kent hier iemand bij naam."
        ),
        error_messages={"required": gettext_lazy("Schrijf op wat jullie samen willen.")},
    )
    set_how = LineField(
        label=gettext_lazy("Hoe hebben jullie dit gekozen?"),
        max_length=240,
        required=False,
        help_text=gettext_lazy("Zoals: aan de lange tafel, met wie er was. Zet er geen namen bij."),
    )
    set_on = DayField(
        label=gettext_lazy("Wanneer was dat?"),
        error_messages={
            "required": gettext_lazy("Kies een dag."),
            "invalid": gettext_lazy("Kies een dag die bestaat."),
        },
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Dit doel mag op de pagina van de plek staan"), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("text", "set_how", "set_on", "is_public", "names", "version")


class GoalAnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Leeft dit doel nog?"),
        choices=[
            (GoalState.LIVES.value, gettext_lazy("Ja, het leeft. Vraag het over een half jaar weer.")),
            (GoalState.REACHED.value, gettext_lazy("Het is gelukt.")),
            (GoalState.LET_GO.value, gettext_lazy("We laten het los. Dat mag.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat het beste past.")},
    )
    note = LineField(
        label=gettext_lazy("Wat is erover gezegd?"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Zet er geen namen bij."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False
