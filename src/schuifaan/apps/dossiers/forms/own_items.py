"""Forms for what an organisation adds to the handbook: Dutch is needed, English falls back on it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import OwnKind
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.places.enums import PlaceType
from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.naming import page_language
from schuifaan.core.method.knowledge.loading import MOST_BYTES_OWN

LONGEST_TEXT = 2000
_LONGEST_NAME = 160
_ENGLISH = "_en"

CHAPTER_CHOICES = [
    ("quickscan", _("Is een ruimte het antwoord?")),
    ("management", _("Wie zorgt voor de plek?")),
    ("design", _("Bouwen en inrichten")),
    ("revival", _("Een stille ruimte weer laten leven")),
    ("without_room", _("Ontmoeten zonder ruimte")),
    ("welcome", _("Iedereen voelt zich welkom")),
]
PRIORITY_CHOICES = [
    ("must", _("Moet")),
    ("should", _("Hoort erbij")),
    ("could", _("Mag")),
]
APPLICANT_CHOICES = [
    ("residents_group", _("een groep bewoners")),
    ("foundation_association", _("een stichting of vereniging")),
    ("housing_association", _("een woningcorporatie")),
    ("municipality", _("een gemeente")),
]


def _types(label: Any, *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=PlaceType.choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class OwnItemForm(forms.Form):
    """`texts` are said in Dutch and, if wanted, in English; every other field is the subclass's own."""

    use_required_attribute = False
    # name → (label, long, required)
    texts: ClassVar[dict[str, tuple[Any, bool, bool]]] = {}

    def __init__(self, data: Any = None, *, item: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=self.starting(item) if item else None)
        asked: dict[str, forms.Field] = {}
        for name, (label, is_long, required) in self.texts.items():
            asked[name] = _text(label, is_long=is_long, required=required, language="nl")
            asked[name + _ENGLISH] = _text(_("In het Engels"), is_long=is_long, required=False, language="en")
        self.fields = {**asked, **self.fields}
        self.order_fields(self.field_order)

    def starting(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The content of an item as the form asks it; English that only repeats the Dutch stays empty."""
        initial: dict[str, Any] = {}
        for name in self.texts:
            said = item.get(name)
            if said:
                initial[name] = said["nl"]
                initial[name + _ENGLISH] = "" if said["en"] == said["nl"] else said["en"]
        return initial

    def content(self) -> dict[str, Any]:
        """What the action is asked to keep."""
        said = {}
        for name in self.texts:
            dutch = self.cleaned_data[name].strip()
            if dutch:
                said[name] = {"nl": dutch, "en": self.cleaned_data[name + _ENGLISH].strip() or dutch}
        return said


def _text(label: Any, *, is_long: bool, required: bool, language: str) -> forms.CharField:
    attributes = {"lang": language, **({"rows": "3"} if is_long else {})}
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT if is_long else _LONGEST_NAME,
        widget=forms.Textarea(attrs=attributes) if is_long else forms.TextInput(attrs=attributes),
    )


class IngredientForm(OwnItemForm):
    texts = {"name": (_("Taak"), False, True), "description": (_("Wat komt daarbij kijken?"), True, True)}

    required_in = _types(_("Nodig bij deze soorten plekken"), required=False)
    optional_in = _types(_("Naar keuze bij deze soorten plekken"), required=False)
    needs_money = forms.BooleanField(label=_("Deze taak kost geld"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("required_in") and not cleaned.get("optional_in"):
            self.add_error("required_in", _("Kies minstens één soort plek."))
        return cleaned

    def starting(self, item: Mapping[str, Any]) -> dict[str, Any]:
        needed = item["needed"]
        return {
            **super().starting(item),
            "required_in": [one for one, how in needed.items() if how == "required"],
            "optional_in": [one for one, how in needed.items() if how == "optional"],
            "needs_money": item.get("needs_money", False),
        }

    def content(self) -> dict[str, Any]:
        needed = dict.fromkeys(self.cleaned_data["optional_in"], "optional")
        needed |= dict.fromkeys(self.cleaned_data["required_in"], "required")
        return {**super().content(), "needed": needed, "needs_money": self.cleaned_data["needs_money"]}


class RequirementForm(OwnItemForm):
    texts = {
        "text": (_("Wat wil je van het gebouw?"), True, True),
        "check": (_("Hoe zie je dat het klopt?"), True, True),
    }

    priority = forms.ChoiceField(
        label=_("Hoe belangrijk is het?"),
        choices=PRIORITY_CHOICES,
        widget=forms.RadioSelect,
        initial="should",
    )
    types = _types(_("Bij deze soorten plekken"))
    strategy = forms.ChoiceField(label=_("Hoort bij"), required=False)

    def __init__(self, data: Any = None, *, item: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, item=item)
        strategies = [(one.id, one.name.said(page_language())) for one in shipped().strategies]
        self.fields["strategy"].choices = [("", _("Een wens van onszelf")), *strategies]  # type: ignore[attr-defined]

    def starting(self, item: Mapping[str, Any]) -> dict[str, Any]:
        wanted = {one: how for one, how in item["priority"].items() if how != "not_applicable"}
        return {
            **super().starting(item),
            "types": list(wanted),
            "priority": next(iter(wanted.values()), "should"),
            "strategy": item.get("strategy") or "",
        }

    def content(self) -> dict[str, Any]:
        priority = dict.fromkeys(self.cleaned_data["types"], self.cleaned_data["priority"])
        return {**super().content(), "priority": priority, "strategy": self.cleaned_data["strategy"] or None}


class FundForm(OwnItemForm):
    texts = {
        "region": (_("Waar geldt het?"), False, True),
        "supports": (_("Waar geeft het geld voor?"), True, True),
        "excludes": (_("Waarvoor niet?"), True, False),
        "amounts": (_("Om welke bedragen gaat het?"), True, False),
        "procedure": (_("Hoe vraag je het aan?"), True, False),
    }
    field_order = ("name", "url", "applicants")

    name = forms.CharField(label=_("Naam van het fonds"), max_length=_LONGEST_NAME)
    url = forms.URLField(label=_("Adres van de site"), required=False, assume_scheme="https", max_length=500)
    applicants = forms.MultipleChoiceField(
        label=_("Wie kan aanvragen?"), choices=APPLICANT_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    valid_to = DayField(label=_("Geldt tot en met"), required=False)
    checked_on = DayField(label=_("Wanneer heb je dit nagekeken?"), required=False)

    def starting(self, item: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: item.get(name) for name in ("name", "url", "applicants", "valid_to", "checked_on")}
        return {**super().starting(item), **plain}

    def content(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] or None for name in ("url", "valid_to", "checked_on")}
        named = {name: self.cleaned_data[name] for name in ("name", "applicants")}
        return {**super().content(), **named, **given}


class HouseRuleForm(OwnItemForm):
    texts = {"text": (_("Huisregel"), True, True)}


class TipForm(OwnItemForm):
    texts = {"text": (_("Tip"), True, True)}

    chapter = forms.ChoiceField(label=_("Bij welk hoofdstuk?"), choices=CHAPTER_CHOICES)

    def starting(self, item: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().starting(item), "chapter": item["chapter"]}

    def content(self) -> dict[str, Any]:
        return {**super().content(), "chapter": self.cleaned_data["chapter"]}


FORMS: dict[str, type[OwnItemForm]] = {
    OwnKind.INGREDIENTS: IngredientForm,
    OwnKind.REQUIREMENTS: RequirementForm,
    OwnKind.FUNDS: FundForm,
    OwnKind.HOUSE_RULES: HouseRuleForm,
    OwnKind.TIPS: TipForm,
}


class OwnFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(label=_("Bestand (YAML)"), max_length=200)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES_OWN:
            raise forms.ValidationError(
                _("Dit bestand is groter dan %(most)d kB. Maak er twee bestanden van."),
                params={"most": MOST_BYTES_OWN // 1024},
            )
        return file


class RolePoliciesForm(forms.Form):
    """One line per type of place, empty where nothing was decided."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, own: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(own))
        for place_type in PlaceType:
            self.fields[place_type.value] = forms.CharField(
                label=place_type.label.capitalize(),
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": "2"}),
            )

    def texts(self) -> dict[str, str]:
        return {one: self.cleaned_data[one] for one in PlaceType.values}
