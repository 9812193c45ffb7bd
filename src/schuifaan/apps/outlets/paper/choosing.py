"""What somebody can choose on the page "Printen"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.wording import time_words
from schuifaan.apps.outlets.paper import asked
from schuifaan.apps.outlets.paper.week import month_words, span_words
from schuifaan.ui.speech import spoken_day

WEEKS = 6
MONTHS = 4

_SATURDAY = 5
_SIZES = (
    ("a4", gettext_lazy("A4: voor op het prikbord")),
    ("a3", gettext_lazy("A3: poster voor bij de deur")),
)
_FLYERS = (("a4", gettext_lazy("A4: om op te hangen")), ("a5", gettext_lazy("A5: om uit te delen")))


class LetterForm(forms.Form):
    groot = forms.BooleanField(label=gettext_lazy("Grote letters"), required=False)


class WeekForm(LetterForm):
    week = forms.ChoiceField(label=gettext_lazy("Welke week"))
    formaat = forms.ChoiceField(label=gettext_lazy("Papier"), choices=_SIZES)
    field_order = ("week", "formaat", "groot")


class MonthForm(LetterForm):
    maand = forms.ChoiceField(label=gettext_lazy("Welke maand"))
    field_order = ("maand", "groot")


class WallForm(LetterForm):
    formaat = forms.ChoiceField(label=gettext_lazy("Papier"), choices=_SIZES)
    field_order = ("formaat", "groot")


class FlyerForm(LetterForm):
    activiteit = forms.ChoiceField(label=gettext_lazy("Welke activiteit"))
    formaat = forms.ChoiceField(label=gettext_lazy("Papier"), choices=_FLYERS)
    field_order = ("activiteit", "formaat", "groot")


class CardsForm(forms.Form):
    keer = forms.ChoiceField(label=gettext_lazy("Waarvoor nodig je uit"))
    naam = forms.CharField(
        label=gettext_lazy("Voornaam van wie de mensen ontvangt"), required=False, max_length=24
    )


def week_form(today: date, language: str) -> WeekForm:
    form = WeekForm(auto_id="week-%s")
    mondays = [asked.monday_of(today) + timedelta(days=7 * number) for number in range(WEEKS)]
    near = {0: _("deze week"), 1: _("volgende week")}
    _choices(
        form, "week",
        ((asked.week_name(monday), _named(near.get(number, ""), span_words(monday, monday + timedelta(days=6), language)))
         for number, monday in enumerate(mondays)),
    )  # fmt: skip
    # In the weekend people print what is still to come.
    form.initial["week"] = asked.week_name(mondays[1 if today.weekday() >= _SATURDAY else 0])
    return form


def month_form(today: date, language: str) -> MonthForm:
    form = MonthForm(auto_id="maand-%s")
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append(asked.after(months[-1]))
    _choices(form, "maand", ((asked.month_name(first), month_words(first, language)) for first in months))
    return form


def wall_form() -> WallForm:
    return WallForm(auto_id="team-%s")


def flyer_form(coming: Iterable[Item]) -> FlyerForm:
    form = FlyerForm(auto_id="flyer-%s")
    _choices(form, "activiteit", {item.slug: item.title for item in coming}.items())
    return form


def cards_form(coming: Iterable[Item]) -> CardsForm:
    form = CardsForm(auto_id="kaart-%s")
    _choices(
        form, "keer",
        ((str(item.id), f"{item.title}: {spoken_day(item.day)}, {time_words(item)}") for item in coming),
    )  # fmt: skip
    return form


def _choices(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the forms above
    field.choices = list(choices)


def _named(near: str, dates: str) -> str:
    return f"{near}: {dates}" if near else dates
