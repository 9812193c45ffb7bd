"""Forms of looking back: words and days. There is no field for a grade, and nothing to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.actions.evaluation import PointSaid
from schuifaan.apps.voice.enums import PointKind
from schuifaan.apps.voice.models import EvaluationAnswer, EvaluationPoint
from schuifaan.apps.voice.queries.evaluation import Agreed, Asked

# Empty lines under what stands there already.
EMPTY_LINES: Final = 2
LONGEST: Final = 2000


class SeenForm(forms.Form):
    """`seen` marks what stood there when the form was opened."""

    use_required_attribute = False
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, seen: str, **kwargs: Any) -> None:
        initial = {"seen": seen, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)

    def opened_with(self) -> str | None:
        return self.cleaned_data["seen"] or None

    def seen_now(self, seen: str) -> None:
        """The next press of the button is after having seen what a colleague wrote."""
        changed = dict(self.data.items())
        self.data = {**changed, "seen": seen}


class AnswersForm(SeenForm):
    """A few questions, each answered in words."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, questions: Sequence[Asked], **kwargs: Any
    ) -> None:
        self.questions = {_name(one.id): one for one in questions}
        super().__init__(data, initial={name: one.answer for name, one in self.questions.items()}, **kwargs)
        longest = EvaluationAnswer._meta.get_field("text").max_length or LONGEST  # noqa: SLF001 - Django's own public "_meta"
        for name, one in self.questions.items():
            self.fields[name] = forms.CharField(
                label=one.text,
                help_text=one.hint,
                required=False,
                max_length=longest,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def answers(self) -> dict[str, str]:
        return {one.id: self.cleaned_data[name] for name, one in self.questions.items()}

    def asked(self) -> Iterator[BoundField]:
        return (self[name] for name in self.questions)


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement as three fields."""

    text: BoundField
    who: BoundField
    look_on: BoundField
    number: int


class PointsForm(SeenForm):
    """What we keep, change and stop: lines with what, who, and when they look at it again."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, agreed: Sequence[Agreed], **kwargs: Any
    ) -> None:
        self.rows: list[tuple[str, PointKind, EvaluationPoint | None]] = [
            row for part in agreed for row in _rows_of(part)
        ]
        super().__init__(data, initial=dict(_starting(self.rows)), **kwargs)
        for name, _kind, _point in self.rows:
            self._add_line(name)

    def _add_line(self, name: str) -> None:
        text = EvaluationPoint._meta.get_field("text").max_length  # noqa: SLF001 - Django's own public "_meta"
        who = EvaluationPoint._meta.get_field("who").max_length  # noqa: SLF001 - idem
        self.fields[f"{name}-text"] = forms.CharField(
            label=_("Wat"), required=False, max_length=text, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"{name}-who"] = forms.CharField(label=_("Wie let erop"), required=False, max_length=who)
        self.fields[f"{name}-look_on"] = DayField(label=_("Terugkijken op"), required=False)

    def lines(self, kind: PointKind) -> list[Line]:
        mine = [name for name, of_kind, _point in self.rows if of_kind == kind]
        return [
            Line(self[f"{name}-text"], self[f"{name}-who"], self[f"{name}-look_on"], number)
            for number, name in enumerate(mine, start=1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, _kind, point in self.rows:
            alone = cleaned.get(f"{name}-who") or cleaned.get(f"{name}-look_on")
            if alone and point is None and not cleaned.get(f"{name}-text"):
                self.add_error(f"{name}-text", _("Schrijf op wat jullie afspreken."))
        return cleaned

    def points(self) -> list[PointSaid]:
        return [
            PointSaid(
                kind,
                self.cleaned_data[f"{name}-text"],
                self.cleaned_data[f"{name}-who"],
                self.cleaned_data[f"{name}-look_on"],
                point.pk if point else None,
            )
            for name, kind, point in self.rows
        ]


class AgreedForm(SeenForm):
    """When and how this was talked over with residents."""

    agreed_on = DayField(
        label=_("Wanneer bespraken jullie dit met bewoners?"),
        required=False,
        help_text=_("Bijvoorbeeld op een koffieochtend, of toen iedereen er toch al was."),
    )
    agreed_how = forms.CharField(
        label=_("Hoe ging dat?"),
        required=False,
        max_length=400,
        help_text=_("Een paar zinnen zijn genoeg. Namen hoeven er niet bij."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = DayField(
        label=_("Wanneer kijken jullie weer terug?"),
        required=False,
        help_text=_("Laat je dit leeg? Dan vragen we het over een jaar."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(data, **kwargs)

    def clean_agreed_on(self) -> date | None:
        day: date | None = self.cleaned_data["agreed_on"]
        if day and day > self.today:
            raise forms.ValidationError(
                _("Deze dag moet nog komen. Vul dit in als jullie het besproken hebben.")
            )
        return day

    def clean_next_on(self) -> date | None:
        day: date | None = self.cleaned_data["next_on"]
        if day and day <= self.today and day != self.initial.get("next_on"):
            raise forms.ValidationError(_("Kies een dag die nog komt."))
        return day

    def wanted(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("agreed_on", "agreed_how", "next_on")}


class LookedAgainForm(forms.Form):
    """How it went with what was agreed."""

    use_required_attribute = False
    note = forms.CharField(label=_("Hoe ging het?"), required=False, max_length=300)


def _name(question: str) -> str:
    return question.removeprefix("evaluation.")


def _rows_of(part: Agreed) -> Iterator[tuple[str, PointKind, EvaluationPoint | None]]:
    for point in part.points:
        yield f"{part.kind.value}-{point.pk}", part.kind, point
    for number in range(1, EMPTY_LINES + 1):
        yield f"{part.kind.value}-new{number}", part.kind, None


def _starting(
    rows: Sequence[tuple[str, PointKind, EvaluationPoint | None]],
) -> Iterator[tuple[str, Any]]:
    for name, _kind, point in rows:
        if point is not None:
            yield from ((f"{name}-{field}", getattr(point, field)) for field in ("text", "who", "look_on"))
