"""What is free and what costs what, line by line."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.actions.editing import PriceLine
from schuifaan.apps.places.forms.section import ExtraButton, FieldGroup, SectionForm

MOST_LINES = 60
EMPTY_LINES = 2
LARGEST_CENTS = 100_000_00
_AMOUNT = re.compile(r"(?:€|eur(?:o)?)?\s*(\d{1,6})(?:[.,](\d{1,2}|-))?\s*(?:€|eur(?:o)?)?")
_FREE = {"gratis", "free", "niets", "vrij"}


class AmountField(forms.CharField):
    """Takes "2,50", "€ 2" and "gratis"; empty is "vraag het ons" (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value).strip().lower()
        if not text:
            return None
        if text in _FREE:
            return 0
        match = _AMOUNT.fullmatch(text)
        if match is None:
            raise ValidationError(_("Schrijf een bedrag, zoals 2,50. Of schrijf: gratis."))
        cents = (match[2] or "").strip("-")
        amount = int(match[1]) * 100 + int(cents.ljust(2, "0") or 0)
        if amount > LARGEST_CENTS:
            raise ValidationError(_("Dit bedrag is te hoog."))
        return amount


def amount_as_typed(cents: int | None) -> str:
    if cents is None:
        return ""
    return "gratis" if cents == 0 else f"{cents // 100},{cents % 100:02}"


class PricesForm(SectionForm):
    extra_buttons = (ExtraButton("add_line", _("Nog een regel")),)

    lines = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def starting(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        prices = list(self.place.prices.all())
        for number, price in enumerate(prices):
            values |= {
                f"what_{number}": price.what.get("nl", ""),
                f"amount_{number}": amount_as_typed(price.amount_cents),
                f"per_{number}": price.per.get("nl", ""),
                f"what_en_{number}": price.what.get("en", ""),
                f"per_en_{number}": price.per.get("en", ""),
                f"row_{number}": price.pk,
            }
        return {**values, "lines": len(prices) + EMPTY_LINES}

    def build(self) -> None:
        try:
            count = int(self.given("lines") or EMPTY_LINES)
        except ValueError:
            count = EMPTY_LINES
        self.count = max(1, min(count, MOST_LINES))
        for n in range(self.count):
            self.fields[f"what_{n}"] = forms.CharField(label=_("Wat"), max_length=120, required=False)
            self.fields[f"amount_{n}"] = AmountField(label=_("Bedrag"))
            self.fields[f"per_{n}"] = forms.CharField(label=_("Per"), max_length=60, required=False)
            self.fields[f"what_en_{n}"] = forms.CharField(
                label=_("Wat, in het Engels"), max_length=120, required=False
            )
            self.fields[f"per_en_{n}"] = forms.CharField(
                label=_("Per, in het Engels"), max_length=60, required=False
            )
            self.fields[f"row_{n}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def groups(self) -> list[FieldGroup]:
        names = ("what", "amount", "per", "what_en", "per_en")
        return [
            self.group([f"{name}_{n}" for name in names], _("Regel %(number)d") % {"number": n + 1})
            for n in range(self.count)
        ]

    def rearranged(self) -> dict[str, Any] | None:
        return {**self.typed(), "lines": self.count + 1} if "add_line" in self.data else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for n in range(self.count):
            has_more = any(cleaned.get(f"{name}_{n}") for name in ("amount", "per", "per_en"))
            has_more = has_more or cleaned.get(f"amount_{n}") == 0
            if has_more and not self._kept_words(n):
                self.add_error(f"what_{n}", _("Schrijf op waar dit bedrag voor is, of maak de regel leeg."))
        return cleaned

    def _kept_words(self, n: int) -> dict[str, str]:
        return self._words("what", n)

    def _words(self, name: str, n: int) -> dict[str, str]:
        """Texts per language; those in languages this form does not ask stay."""
        row = self.cleaned_data.get(f"row_{n}")
        there = {price.pk: price for price in self.place.prices.all()}.get(row or 0)
        words = dict(getattr(there, name)) if there else {}
        words |= {
            "nl": self.cleaned_data.get(f"{name}_{n}", ""),
            "en": self.cleaned_data.get(f"{name}_en_{n}", ""),
        }
        return {language: text for language, text in words.items() if text}

    def wanted(self) -> dict[str, Any]:
        lines = [
            PriceLine(
                what=self._words("what", n),
                amount_cents=self.cleaned_data[f"amount_{n}"],
                per=self._words("per", n),
            )
            for n in range(self.count)
        ]
        return {"prices": [line for line in lines if line.what]}
