"""A form that asks what to do with a name or a number somebody typed, instead of keeping it or dropping it unasked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.voice.queries.private_lines import CALLED, NOT_RECOGNISED, without
from schuifaan.core.private_words import Finding, findings

MASK: Final = "mask"
KEEP: Final = "keep"
CHOICES: Final = [
    (MASK, _("Maak het onherkenbaar")),
    (KEEP, _("Laat het staan: het zegt niet wie iemand is")),
]


class NamesField(forms.ChoiceField):
    """What to do with what was found; it says what is never found."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Wat doen we met wat we vonden?"),
            help_text=NOT_RECOGNISED,
            choices=CHOICES,
            widget=forms.RadioSelect,
            required=False,
        )


class WithoutNames(forms.Form):
    """Text of the fields in `GUARDED` is read by others: what seems personal is asked about once."""

    GUARDED: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False

    names = NamesField()

    def __init__(self, data: Any = None, *, public: Sequence[str] = (), **kwargs: Any) -> None:
        self._public = [word for word in public if word]
        self.asks_names = False
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choice = cleaned.pop("names", "")
        found: dict[str, Sequence[Finding]] = {
            name: there
            for name in self.GUARDED
            if (there := findings(cleaned.get(name, "") or "", public=self._public))
        }
        self.asks_names = bool(found) and choice != KEEP
        if choice == MASK:
            self._mask(cleaned, found)
        elif self.asks_names:
            for name, told in found.items():
                self.add_error(name, found_words(told))
        self.cleaned_data = cleaned
        return cleaned

    def _mask(self, cleaned: dict[str, Any], found: dict[str, Sequence[Finding]]) -> None:
        """“[telefoonnummer]” is longer than a number: what no longer fits is for who typed it, not for us to cut."""
        for name, there in found.items():
            said, most = without(cleaned[name], there), getattr(self.fields[name], "max_length", None)
            if most and len(said) > most:
                self.add_error(name, too_long_words())
            else:
                cleaned[name] = said
        # As long as something is wrong, the choice stays on the page.
        self.asks_names = bool(self.errors)


def too_long_words() -> str:
    return gettext("Als we dit onherkenbaar maken, past het niet meer. Maak het iets korter.")


def found_words(found: Sequence[Finding]) -> str:
    """“We zien hier een naam (mevrouw Jansen). Kies hieronder wat we ermee doen.”"""
    told = ", ".join(dict.fromkeys(f"{CALLED[one.kind]} ({one.text})" for one in found))
    return gettext("We zien hier %(found)s. Kies onderaan wat we daarmee doen.") % {"found": told}
