"""Looking for a matter, answering it, arranging who does it and when, combining, passing on, publishing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Outcome, SignalKind
from schuifaan.apps.voice.queries.matters import STATES, WAITING, Wanted
from schuifaan.apps.voice.queries.themes import Theme
from schuifaan.ui.fields import LineField

# As the database keeps a number.
DIGITS: Final = 18
MOST_TICKED: Final = 50
_NO_NULL: Final = str.maketrans({"\0": None})


class PlainForm(forms.Form):
    """The browser's own bubbles would come before our words."""

    use_required_attribute = False


class FindForm(PlainForm):
    """In the address. What cannot be is left out."""

    zoek = forms.CharField(label=_("Zoek op woorden of code"), required=False, max_length=120)
    soort = forms.ChoiceField(label=_("Soort"), required=False)
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    mijn = forms.BooleanField(label=_("Alleen wat ik oppak"), required=False)
    status = forms.ChoiceField(
        required=False, choices=[(state, state) for state in STATES], widget=forms.HiddenInput
    )
    na = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, themes: Sequence[Theme]) -> None:
        super().__init__(data)
        self.fields["soort"].choices = [("", _("Alles")), *SignalKind.choices]  # type: ignore[attr-defined]
        self.fields["thema"].choices = [("", _("Alle")), *((one.key, one.name) for one in themes)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        told = self.cleaned_data
        return Wanted(
            state=told.get("status") or WAITING,
            kind=told.get("soort", ""),
            theme=told.get("thema", ""),
            mine=told.get("mijn", False),
            words=" ".join(told.get("zoek", "").split()),
            after=told.get("na", ""),
        )

    @property
    def is_used(self) -> bool:
        wanted = self.wanted()
        return bool(wanted.kind or wanted.theme or wanted.mine or wanted.words)


class AnswerForm(PlainForm):
    outcome = forms.ChoiceField(
        label=_("Wat gebeurt ermee?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat ermee gebeurt.")},
    )
    text = forms.CharField(
        label=_("Je antwoord"),
        help_text=_("Schrijf zoals je het zou zeggen. Kan het niet? Schrijf dan op waarom."),
        # Whether a reason is asked for, the action knows.
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    link = forms.URLField(
        label=_("Een pagina met meer uitleg"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Dit adres klopt niet. Het begint met https://.")},
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ArrangeForm(PlainForm):
    owner = forms.ChoiceField(label=_("Wie pakt het op?"), required=False)
    due_on = DayField(
        label=_("Uiterlijk wanneer is er antwoord?"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
        },
    )
    themes = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[User], themes: Sequence[Theme], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._people = {str(one.pk): one for one in people}
        choices = [("", _("Nog niemand")), *((key, str(one)) for key, one in self._people.items())]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        self.fields["themes"].choices = [(one.key, one.name) for one in themes]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        told = self.cleaned_data
        day: date = told["due_on"]
        return {"owner": self._people.get(told["owner"]), "due_on": day, "themes": told["themes"]}


class PassOnForm(PlainForm):
    """To a place: which one. To the municipality there is nothing to choose."""

    place = forms.ChoiceField(label=_("Naar welke plek?"), required=False)

    def __init__(self, data: Any = None, *, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._places = {str(one.pk): one for one in places}
        choices = [("", _("Kies een plek")), *((key, one.name) for key, one in self._places.items())]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Place | None:
        return self._places.get(self.cleaned_data.get("place", ""))


class PublishForm(PlainForm):
    said = LineField(
        label=_("Wat is er gezegd?"),
        help_text=_("In eigen woorden, zonder namen."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op wat er gezegd is.")},
    )
    done = forms.CharField(
        label=_("Wat hebben jullie ermee gedaan?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf op wat ermee is gedaan.")},
    )


def ticked(values: Iterable[str]) -> list[int]:
    """Numbers of rows that were ticked; what is no number was not ticked by anybody."""
    numbers = (int(one) for one in values if one.isascii() and one.isdecimal() and len(one) <= DIGITS)
    return list(dict.fromkeys(numbers))[:MOST_TICKED]


def told_public(values: Iterable[str]) -> list[str]:
    """What was marked, and may be read by everybody all the same."""
    return [one.translate(_NO_NULL)[:400] for one in values][:MOST_TICKED]
