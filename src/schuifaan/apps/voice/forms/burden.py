"""Noting that a permit or a form was asked again, and what the municipality says of it."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.enums import BurdenState
from schuifaan.apps.voice.forms.without_names import WithoutNames


class RuleForm(WithoutNames):
    GUARDED: ClassVar[tuple[str, ...]] = ("form", "asked_for", "effort")

    form = forms.CharField(
        label=_("Welke vergunning of welk formulier?"),
        help_text=_("Bijvoorbeeld: straatbarbecue. Schrijf het elke keer hetzelfde op."),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "known-forms", "autocomplete": "off"}),
        error_messages={"required": _("Schrijf op welke vergunning of welk formulier het was.")},
    )
    asked_on = DayField(
        label=_("Wanneer moest het?"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf de dag zo: 30-10-2025.")},
    )
    asked_for = forms.CharField(label=_("Waarvoor was het?"), max_length=160, required=False)
    effort = forms.CharField(
        label=_("Wat kostte het aan tijd en moeite?"),
        help_text=_("Bijvoorbeeld: twee avonden invullen en acht weken wachten."),
        max_length=240,
        required=False,
    )
    field_order = ("form", "asked_on", "asked_for", "effort", "names")


class AnswerRuleForm(WithoutNames):
    GUARDED: ClassVar[tuple[str, ...]] = ("answer",)

    state = forms.ChoiceField(
        label=_("Wat doen jullie?"),
        choices=[(one.value, one.label) for one in BurdenState if one != BurdenState.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat jullie doen.")},
    )
    answer = forms.CharField(
        label=_("Antwoord aan de plekken"),
        help_text=_("Wat er verandert en vanaf wanneer. Of waarom het zo blijft."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf op wat jullie ermee doen, en waarom.")},
    )
    field_order = ("state", "answer", "names")


class ThemeForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("Thema"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geef het thema een naam.")},
    )
