"""The house rules, in own words and from a day on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.languages import language_label
from schuifaan.apps.places.forms.section import DayField, FieldGroup, SectionForm

ALWAYS = ("nl", "en")


class HouseRulesForm(SectionForm):
    valid_from = DayField(
        label=_("Gelden vanaf"),
        help_text=_("Tot die dag gelden de oude huisregels. Die blijven bewaard."),
        error_messages={"required": _("Kies een dag.")},
    )

    def _last(self) -> Any:
        return max(self.place.house_rules.all(), key=lambda rules: rules.version, default=None)

    def starting(self) -> dict[str, Any]:
        last = self._last()
        words = {f"text_{language}": text for language, text in last.text.items()} if last else {}
        upcoming = last is not None and last.valid_from > self.today
        return {**words, "valid_from": last.valid_from if upcoming else self.today}

    def build(self) -> None:
        last = self._last()
        self.codes = list(dict.fromkeys([*ALWAYS, *(last.text if last else ())]))
        for code in self.codes:
            self.fields[f"text_{code}"] = forms.CharField(
                label=language_label(code),
                max_length=6000,
                required=code == ALWAYS[0],
                widget=forms.Textarea(attrs={"rows": 10, "lang": code, "dir": "auto"}),
                error_messages={"required": _("Schrijf de huisregels op.")},
            )

    def groups(self) -> list[FieldGroup]:
        return [
            self.group(
                [f"text_{code}" for code in self.codes], hint=_("Schrijf elke regel op een eigen regel.")
            ),
            self.group(["valid_from"]),
        ]

    def wanted(self) -> dict[str, Any]:
        return {
            "text": {code: self.cleaned_data[f"text_{code}"] for code in self.codes},
            "valid_from": self.cleaned_data["valid_from"],
        }
