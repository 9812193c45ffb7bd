"""Making a poll: picking ideas, then the questions as they will be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.actions.polls import MOST_QUESTIONS, MOST_WISHES, OPEN_FOR, Asked, asked_by
from schuifaan.apps.voice.models import Poll
from schuifaan.apps.voice.queries.polls import ideas
from schuifaan.ui.fields import LineField

LONGEST_QUESTION: Final = 240
LONGEST_WISH: Final = 160
# Open rows under the questions that are there already.
SPARE: Final = 2


class PollForm(forms.Form):
    """How a poll introduces itself."""

    title = LineField(
        label=gettext_lazy("Hoe heet de vragenlijst?"),
        max_length=120,
        help_text=gettext_lazy("Dit staat boven de vragen. Zoals: Wat wil je hier doen?"),
        error_messages={"required": gettext_lazy("Geef de vragenlijst een naam.")},
    )
    intro = forms.CharField(
        label=gettext_lazy("Een paar woorden vooraf"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Waarom vraag je dit, en wat doen jullie met de antwoorden?"),
    )
    shows_result = forms.BooleanField(
        label=gettext_lazy("Na afloop mag iedereen lezen wat er gewenst is"), required=False
    )

    use_required_attribute = False


class NewPollForm(PollForm):
    """Picking questions is enough; every word can be changed afterwards."""

    ideas = forms.MultipleChoiceField(
        label=gettext_lazy("Welke vragen wil je stellen?"),
        help_text=gettext_lazy("Kies er een paar. Woorden veranderen en eigen vragen erbij kan hierna."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("title", "ideas", "intro", "shows_result")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"title": _("Wat wil je hier doen?"), "shows_result": True})
        self.known = {one.key: one for one in ideas()}
        chosen: Any = self.fields["ideas"]
        chosen.choices = [(one.key, _labelled(one.text, one.wishes)) for one in self.known.values()]

    def clean_ideas(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["ideas"]
        if len(chosen) > MOST_QUESTIONS:
            raise ValidationError(_("Houd het bij %(most)d vragen.") % {"most": MOST_QUESTIONS})
        return chosen

    def questions(self) -> list[Asked]:
        chosen = self.cleaned_data["ideas"]
        return [Asked(one.text, one.wishes) for key, one in self.known.items() if key in chosen]


def _labelled(text: str, wishes: tuple[str, ...]) -> str:
    """A question that people answer in their own words says so."""
    return text if wishes else _("%(question)s (mensen schrijven zelf)") % {"question": text}


class WishesField(forms.CharField):
    """A wish on each line; the same one twice is one."""

    def clean(self, value: Any) -> tuple[str, ...]:
        said = super().clean(value)
        lines = [" ".join(line.split()) for line in said.splitlines()]
        wishes = tuple({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]
        if len(wishes) > MOST_WISHES:
            raise ValidationError(_("Houd het bij %(most)d wensen per vraag.") % {"most": MOST_WISHES})
        for wish in wishes:
            if len(wish) > LONGEST_WISH:
                raise ValidationError(
                    _("Deze wens is te lang: “%(start)s…”. Houd het bij %(most)d tekens.")
                    % {"start": wish[:40], "most": LONGEST_WISH}
                )
        return wishes


@dataclass(frozen=True, slots=True)
class QuestionFields:
    number: int
    place: BoundField
    text: BoundField
    wishes: BoundField
    is_spare: bool


class QuestionsForm(PollForm):
    """All of a poll on one page. A question without words is left out; one without wishes is written."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    closes_on = DayField(
        label=gettext_lazy("Tot en met welke dag?"),
        required=False,
        error_messages={"invalid": gettext_lazy("Kies een dag die bestaat.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, poll: Poll, may_ask_otherwise: bool) -> None:
        initial = {
            "title": poll.title, "intro": poll.intro, "shows_result": poll.shows_result,
            "version": poll.version, "closes_on": poll.closes_on,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.there = asked_by(poll)
        self.is_fixed = not may_ask_otherwise
        spare = min(SPARE, MOST_QUESTIONS - len(self.there))
        self.rows = 0 if self.is_fixed else len(self.there) + max(spare, 0)
        for number in range(1, self.rows + 1):
            self._add(number, self.there[number - 1] if number <= len(self.there) else None)

    def _add(self, number: int, asked: Asked | None) -> None:
        self.fields[f"place{number}"] = forms.IntegerField(
            label=_("Volgorde"), required=False, min_value=1, max_value=99, initial=number,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Vul een heel getal in, van 1 tot 99.")),
        )  # fmt: skip
        self.fields[f"text{number}"] = LineField(
            label=_("Vraag %(number)d") % {"number": number}, max_length=LONGEST_QUESTION, required=False,
            initial=asked.text if asked else "",
        )  # fmt: skip
        self.fields[f"wishes{number}"] = WishesField(
            label=_("Wensen om aan te kruisen"), required=False, max_length=4000,
            initial="\n".join(asked.wishes) if asked else "",
            help_text=_("Zet elke wens op een eigen regel. Laat het leeg als mensen zelf iets opschrijven."),
            widget=forms.Textarea(attrs={"rows": min(9, max(3, len(asked.wishes))) if asked else 3}),
        )  # fmt: skip

    def questions_to_fill(self) -> list[QuestionFields]:
        return [
            QuestionFields(
                number, self[f"place{number}"], self[f"text{number}"], self[f"wishes{number}"],
                number > len(self.there),
            )
            for number in range(1, self.rows + 1)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, self.rows + 1):
            if data.get(f"wishes{number}") and not data.get(f"text{number}") and f"text{number}" in data:
                self.add_error(f"text{number}", _("Schrijf ook de vraag op, of haal de wensen weg."))
        return data

    def questions(self) -> list[Asked]:
        if self.is_fixed:
            return self.there
        data = self.cleaned_data
        filled = [number for number in range(1, self.rows + 1) if data[f"text{number}"]]
        filled.sort(key=lambda number: (data[f"place{number}"] or number, number))
        return [Asked(data[f"text{number}"], data[f"wishes{number}"]) for number in filled]


class OpenForm(forms.Form):
    closes_on = DayField(
        label=gettext_lazy("Tot en met welke dag kunnen mensen antwoorden?"),
        error_messages={
            "required": gettext_lazy("Kies een dag."),
            "invalid": gettext_lazy("Kies een dag die bestaat."),
        },
    )
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, poll: Poll, today: date) -> None:
        planned = poll.closes_on
        super().__init__(
            data, initial={"closes_on": planned if planned and planned >= today else today + OPEN_FOR}
        )
