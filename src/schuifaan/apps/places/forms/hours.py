"""Opening hours as people write them, day by day; never as syntax."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import (
    DayField,
    ExtraButton,
    FieldGroup,
    KnownOrNotField,
    SectionForm,
)
from schuifaan.core.timeline.hours_form import (
    Span,
    WeekForm,
    from_expression,
    hours_text,
    parse_spans,
    to_expression,
)
from schuifaan.core.timeline.opening import HoursNotUnderstood

DAYS = (
    ("monday", _("Maandag")),
    ("tuesday", _("Dinsdag")),
    ("wednesday", _("Woensdag")),
    ("thursday", _("Donderdag")),
    ("friday", _("Vrijdag")),
    ("saturday", _("Zaterdag")),
    ("sunday", _("Zondag")),
)
EXAMPLE = "9.00–17.00"


def spans_as_typed(spans: tuple[Span, ...]) -> str:
    """Such as "9.00–12.00 en 13.00–17.00": what someone would type, and what the form understands again."""
    between = gettext(" en ")
    return between.join(f"{_clock(span.start)}–{_clock(span.end, is_end=True)}" for span in spans)


def _clock(moment: Any, *, is_end: bool = False) -> str:
    return (
        "24.00" if is_end and (moment.hour, moment.minute) == (0, 0) else f"{moment.hour}.{moment.minute:02}"
    )


def why_not_understood(error: HoursNotUnderstood) -> str:
    match getattr(error, "code", ""):
        case "overlap":
            return gettext("Deze tijden lopen door elkaar heen.")
        case "end_before_start":
            return gettext("De eindtijd ligt voor de begintijd.")
        case _:
            return gettext("Schrijf een begin en een eind, zoals %(example)s.") % {"example": EXAMPLE}


class SpansField(forms.CharField):
    """One or more spans, such as "9.00–12.00 en 13.00–17.00"; empty is closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=120, **kwargs)

    def clean(self, value: Any) -> tuple[Span, ...]:
        text = super().clean(value)
        if text.strip().lower() in {"dicht", "gesloten", "closed", "-"}:
            return ()
        try:
            return parse_spans(text)
        except HoursNotUnderstood as error:
            raise ValidationError(why_not_understood(error)) from error


class HoursForm(SectionForm):
    extra_buttons = (ExtraButton("copy_monday", _("Neem maandag over voor alle dagen")),)

    public_holidays = forms.ChoiceField(
        label=_("Op feestdagen"),
        choices=[
            ("not_known", _("Niet bekend: bezoekers lezen dat ook")),
            ("closed", _("Dicht")),
            ("as_usual", _("Open zoals altijd")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    quiet_day_open = KnownOrNotField(
        label=_("Ook open op een stille dag?"),
        help_text=_("Ook als er niets te doen is en er bijna niemand komt."),
    )

    def starting(self) -> dict[str, Any]:
        week = from_expression(self.place.opening_hours) or WeekForm()
        days = {name: spans_as_typed(spans) for (name, _label), spans in zip(DAYS, week.days, strict=True)}
        return {
            **days,
            "public_holidays": week.public_holidays,
            "quiet_day_open": self.place.quiet_day_open,
            # So that rich hours, which the form cannot show, still count as something seen.
            "expression": self.place.opening_hours,
        }

    @property
    def is_too_rich(self) -> bool:
        """The hours say more than this form can show; starting over would lose that."""
        return from_expression(self.place.opening_hours) is None

    def build(self) -> None:
        others = {name: self.fields.pop(name) for name in ("public_holidays", "quiet_day_open")}
        for name, label in DAYS:
            self.fields[name] = SpansField(label=label)
        self.fields.update(others)

    def groups(self) -> list[FieldGroup]:
        hint = _("Schrijf bijvoorbeeld 9.00–17.00, of 9.00–12.00 en 13.00–17.00. Leeg is dicht.")
        return [
            self.group([name for name, _label in DAYS], _("Door de week en in het weekend"), hint),
            self.group(["public_holidays", "quiet_day_open"], _("Bijzondere dagen")),
        ]

    def rearranged(self) -> dict[str, Any] | None:
        if "copy_monday" not in self.data:
            return None
        typed = self.typed()
        return {**typed, **{name: typed["monday"] for name, _label in DAYS}}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(name not in cleaned for name, _label in DAYS):
            return cleaned
        week = WeekForm(
            tuple(cleaned[name] for name, _label in DAYS), cleaned.get("public_holidays") or "not_known"
        )
        try:
            cleaned["expression"] = to_expression(week)
        except HoursNotUnderstood as error:
            day = getattr(error, "day", None)
            self.add_error(DAYS[day][0] if day is not None else None, why_not_understood(error))
        return cleaned

    def wanted(self) -> dict[str, Any]:
        return {
            "opening_hours": self.cleaned_data["expression"],
            "quiet_day_open": self.cleaned_data["quiet_day_open"],
        }


class ExceptionForm(forms.Form):
    """Days on which other hours hold."""

    date_from = DayField(label=_("Eerste dag"), error_messages={"required": _("Kies de eerste dag.")})
    date_until = DayField(
        label=_("Laatste dag"), required=False, help_text=_("Gaat het om één dag? Laat dit dan leeg.")
    )
    hours = SpansField(label=_("Open van – tot"), help_text=_("Bijvoorbeeld 10.00–14.00. Leeg is dicht."))
    reason = forms.CharField(
        label=_("Waarom"),
        max_length=120,
        required=False,
        help_text=_("Bezoekers lezen dit. Bijvoorbeeld: Koningsdag."),
    )

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date_from"), cleaned.get("date_until")
        if first and last and last < first:
            self.add_error("date_until", _("De laatste dag ligt voor de eerste dag."))
        return cleaned

    def wanted(self) -> dict[str, Any]:
        return {
            "date_from": self.cleaned_data["date_from"],
            "date_until": self.cleaned_data["date_until"] or self.cleaned_data["date_from"],
            "hours": hours_text(self.cleaned_data["hours"]),
            "reason": self.cleaned_data["reason"],
        }
