"""The forms of the self-check: one page of it, who tries what, how it went, and sharing a tip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.voice.enums import Choice
from schuifaan.apps.voice.models import OwnTip, Reflection, SharedTip, TryOut
from schuifaan.apps.voice.queries.shared_tips import is_key
from schuifaan.apps.voice.queries.welcome import Shown, Trying
from schuifaan.apps.voice.queries.welcome_page import LINES, Values


def _longest(model: type[Model], field: str) -> int | None:
    return getattr(model._meta.get_field(field), "max_length", None)  # noqa: SLF001 - Django's own name


class BeginForm(forms.Form):
    """With an earlier check there is a choice: empty, or with what was said then."""

    use_required_attribute = False
    EMPTY, LIKE_LAST = "empty", "last"

    start_with = forms.ChoiceField(
        label=gettext_lazy("Hoe willen jullie beginnen?"),
        choices=[
            (EMPTY, gettext_lazy("Met een leeg blad")),
            (LIKE_LAST, gettext_lazy("Met wat we de vorige keer zeiden")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    on_paper = forms.BooleanField(
        label=gettext_lazy("We hebben het op papier ingevuld en typen het over"), required=False
    )

    def __init__(self, data: Any = None, *, has_earlier: bool) -> None:
        super().__init__(data)
        if not has_earlier:
            del self.fields["start_with"]

    @property
    def like_last(self) -> bool:
        return self.cleaned_data.get("start_with") == self.LIKE_LAST


class PageForm(forms.Form):
    """One element. Nothing is chosen beforehand and everything may be left open.

    `was` is how the page stood when it was opened, so that two people at once lose nothing.
    """

    use_required_attribute = False
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, element: Shown, values: Values) -> None:
        self.element, self.values = element, values
        super().__init__(data, initial={**values, "was": json.dumps(values, ensure_ascii=False)})
        for number, (_id, text) in enumerate(element.tips, start=1):
            self.fields[f"tip_{number}"] = self._choice(f"tip_{number}", text)
        for line in LINES:
            self.fields[f"own_{line}"] = forms.CharField(
                label=_("Eigen tip") if line == 1 else _("Nog een eigen tip"),
                required=False,
                max_length=_longest(OwnTip, "text"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"own_{line}_choice"] = self._choice(
                f"own_{line}_choice", _("Wat doen jullie ermee?")
            )
            self.fields[f"own_{line}_from"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["reflection"] = forms.CharField(
            label=element.question,
            help_text=_("Schrijf op wat jullie willen. Liever geen namen."),
            required=False,
            max_length=_longest(Reflection, "text"),
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    def _choice(self, name: str, label: str) -> forms.ChoiceField:
        choices: list[tuple[Any, Any]] = [(value, str(words).capitalize()) for value, words in Choice.choices]
        if self.values[name]:
            # A radio button cannot be let go of in another way.
            choices.append(("", _("Toch nog open laten")))
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in LINES:
            name = f"own_{line}"
            cleaned[name] = " ".join(str(cleaned.get(name, "")).split())
            if not cleaned[name]:
                if cleaned.get(f"{name}_choice") and not self.values[name] and name not in self.errors:
                    self.add_error(name, _("Schrijf eerst de tip op."))
                cleaned[f"{name}_choice"] = cleaned[f"{name}_from"] = ""
            if not is_key(str(cleaned.get(f"{name}_from", ""))):
                cleaned[f"{name}_from"] = ""
        cleaned["reflection"] = str(cleaned.get("reflection", "")).replace("\r\n", "\n")
        return cleaned

    def wanted(self) -> Values:
        return {name: str(self.cleaned_data.get(name, "")) for name in self.values}

    def was_then(self) -> Mapping[str, str]:
        """What somebody made of it with a tool is no reason to fail: then all of it counts as changed."""
        try:
            found = json.loads(self.cleaned_data.get("was") or "{}")
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def tips(self) -> Iterator[BoundField]:
        return (self[f"tip_{number}"] for number in range(1, len(self.element.tips) + 1))

    def own(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        return ((self[f"own_{line}"], self[f"own_{line}_choice"], self[f"own_{line}_from"]) for line in LINES)


class AgreeForm(forms.Form):
    """Who and when, for what the team tries now."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, trying: Iterable[Trying]) -> None:
        super().__init__(data)
        self.trying = tuple(trying)
        for one in self.trying:
            self.fields[f"who_{one.pk}"] = forms.CharField(
                label=_("Wie?"), required=False, max_length=_longest(TryOut, "who"), initial=one.try_out.who
            )
            self.fields[f"when_{one.pk}"] = forms.CharField(
                label=_("Wanneer?"),
                required=False,
                max_length=_longest(TryOut, "when"),
                initial=one.try_out.when,
            )

    def rows(self) -> Iterator[tuple[Trying, BoundField, BoundField]]:
        return ((one, self[f"who_{one.pk}"], self[f"when_{one.pk}"]) for one in self.trying)

    def said(self) -> dict[int, tuple[str, str]]:
        cleaned = self.cleaned_data
        return {one.pk: (cleaned[f"who_{one.pk}"], cleaned[f"when_{one.pk}"]) for one in self.trying}


class HowItWentForm(forms.Form):
    use_required_attribute = False
    note = forms.CharField(
        label=gettext_lazy("Hoe ging het?"),
        help_text=gettext_lazy("Een zin is genoeg."),
        required=False,
        max_length=_longest(TryOut, "done_note"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShareForm(forms.Form):
    """A tip for other places, in own words."""

    use_required_attribute = False
    element = forms.ChoiceField(label=gettext_lazy("Waar hoort de tip bij?"))
    text = forms.CharField(
        label=gettext_lazy("Jullie tip"),
        help_text=gettext_lazy("Wat doen jullie, en hoe gaat dat? Zonder namen van mensen."),
        max_length=_longest(SharedTip, "text"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, elements: Iterable[Shown], initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["element"].choices = [(one.id, one.name) for one in elements]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())
