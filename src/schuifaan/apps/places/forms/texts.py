"""A place's own words, in as many languages as it likes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.languages import language_choices, language_label
from schuifaan.apps.places.forms.section import ExtraButton, FieldGroup, SectionForm

FIRST = "nl"
PARTS = ("summary", "character", "getting_here")


class TextsForm(SectionForm):
    extra_buttons = (ExtraButton("add_language", _("Voeg deze taal toe")),)

    languages = forms.CharField(required=False, widget=forms.HiddenInput)

    def starting(self) -> dict[str, Any]:
        texts = {text.language: text for text in self.place.texts.all()}
        codes = list(dict.fromkeys([FIRST, *texts]))
        found = {f"{part}_{code}": getattr(texts.get(code), part, "") for code in codes for part in PARTS}
        return {"languages": " ".join(codes), **found}

    def build(self) -> None:
        known = dict(language_choices(text.language for text in self.place.texts.all()))
        codes = [code for code in str(self.given("languages", FIRST)).split() if code in known]
        self.codes = list(dict.fromkeys([FIRST, *codes]))
        for code in self.codes:
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"summary_{code}"] = forms.CharField(
                label=_("In één zin"),
                help_text=_("Wat voor plek is dit? Hoogstens 240 tekens."),
                max_length=240,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, **attrs}),
            )
            self.fields[f"character_{code}"] = forms.CharField(
                label=_("Zo is het hier"),
                help_text=_("In je eigen woorden. Er is geen goed of fout."),
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 8, **attrs}),
            )
            self.fields[f"getting_here_{code}"] = forms.CharField(
                label=_("Zo kom je er"),
                help_text=_("Bijvoorbeeld: de ingang is achter de kerk, naast de speeltuin."),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, **attrs}),
            )
        others = [
            ("", gettext("Kies een taal")),
            *((c, label) for c, label in known.items() if c not in self.codes),
        ]
        self.fields["new_language"] = forms.ChoiceField(
            label=_("Nog een taal"), choices=others, required=False
        )

    def groups(self) -> list[FieldGroup]:
        groups = [
            self.group([f"{part}_{code}" for part in PARTS], language_label(code)) for code in self.codes
        ]
        return [*groups, self.group(["new_language"])]

    def rearranged(self) -> dict[str, Any] | None:
        if "add_language" not in self.data:
            return None
        typed = self.typed()
        codes = [*self.codes, str(typed.pop("new_language") or "")]
        return {**typed, "languages": " ".join(code for code in codes if code)}

    def wanted(self) -> dict[str, Any]:
        return {
            "texts": {
                code: {part: self.cleaned_data[f"{part}_{code}"] for part in PARTS} for code in self.codes
            }
        }
