"""What every section of a place's desk shares: the version it started from, and nothing typed gets lost."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place

KNOWN_OR_NOT = [("yes", _("Ja")), ("no", _("Nee")), ("", _("Niet bekend"))]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together; `title` is the legend."""

    fields: tuple[BoundField, ...]
    title: str | Promise = ""
    hint: str | Promise = ""
    # Shown beneath the fields, such as a map.
    template: str = ""


@dataclass(frozen=True, slots=True)
class ExtraButton:
    """A button that rearranges the form and saves nothing."""

    name: str
    label: str | Promise


class KnownOrNotField(forms.TypedChoiceField):
    """Yes, no, or honestly not known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=KNOWN_OR_NOT,
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class DayField(forms.DateField):
    """A day, chosen or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)


class SectionForm(forms.Form):
    """`seen` tells whether this section itself was changed since, or only another part of the page."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    # The browser's own bubbles would come before our words.
    use_required_attribute = False
    extra_buttons: tuple[ExtraButton, ...] = ()
    HIDDEN = frozenset({"version", "seen"})

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        place: Place,
        user: User,
        today: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.place = place
        self.user = user
        self.today = today
        if initial is None:
            initial = self.starting()
        initial = {"version": place.version, "seen": self.fingerprint(), **initial}
        super().__init__(data, files, initial=initial)
        self.build()

    # -- What a section says of itself ------------------------------------------------------------

    def starting(self) -> dict[str, Any]:
        """The values as they are now."""
        raise NotImplementedError

    def build(self) -> None:
        """Add the fields that depend on the place."""

    def wanted(self) -> dict[str, Any]:
        """What the action is asked, after validation."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.HIDDEN}

    def groups(self) -> list[FieldGroup]:
        return [FieldGroup(tuple(self.visible_fields()))]

    def rearranged(self) -> dict[str, Any] | None:
        """New starting values when a button was pressed that saves nothing; else None."""
        return None

    # -- Shared -----------------------------------------------------------------------------------

    def fingerprint(self) -> str:
        told = json.dumps(self.starting(), sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def given(self, name: str, default: Any = "") -> Any:
        """What was sent, or what the form started with."""
        return self.data.get(name, default) if self.is_bound else self.initial.get(name, default)

    def typed(self) -> dict[str, Any]:
        """Everything as typed, right or wrong."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if name not in self.HIDDEN
        }

    def group(
        self, names: Iterable[str], title: str | Promise = "", hint: str | Promise = "", template: str = ""
    ) -> FieldGroup:
        return FieldGroup(tuple(self[name] for name in names), title, hint, template)
