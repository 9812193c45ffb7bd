"""A roadshow: line by line a place, a day and a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.planning import When
from schuifaan.apps.agenda.forms.hours import DayOfUseField, HourField, minutes_between
from schuifaan.apps.agenda.models import Spot
from schuifaan.apps.places.models import Place

LINES: Final = 4
MOST_LINES: Final = 40


class StopsForm(forms.Form):
    lines = forms.IntegerField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        places: Sequence[Place],
        spots: Mapping[int, Spot],
        home: Place,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.today, self.home = today, home
        self.places, self.spots = {place.pk: place for place in places}, dict(spots)
        super().__init__(data, initial=initial)
        given = self.data.get("lines") if self.is_bound else self.initial.get("lines")
        try:
            count = int(given or LINES)
        except (TypeError, ValueError):
            count = LINES
        self.count = max(1, min(count, MOST_LINES))
        self.initial["lines"] = self.count
        for n in range(self.count):
            self.fields[f"place_{n}"] = forms.ChoiceField(
                label=_("Waar?"), choices=self._where(), required=False
            )
            self.fields[f"day_{n}"] = DayOfUseField(label=_("Welke dag?"), required=False)
            self.fields[f"starts_{n}"] = HourField(label=_("Van"), required=False)
            self.fields[f"ends_{n}"] = HourField(label=_("Tot"), required=False)

    def _where(self) -> list[tuple[str, str]]:
        """Our own spots outside first: they are what this is mostly used for."""
        outside = [
            (f"spot:{pk}", _("Buiten: %(spot)s") % {"spot": spot.name}) for pk, spot in self.spots.items()
        ]
        inside = [
            (f"place:{pk}", f"{place.name} ({place.city})" if place.city else place.name)
            for pk, place in self.places.items()
        ]
        return [("", _("Kies een plek")), *outside, *inside]

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [
            (_("Bezoek %(number)d") % {"number": n + 1}, [self[f"{name}_{n}"] for name in ("place", "day", "starts", "ends")])
            for n in range(self.count)
        ]  # fmt: skip

    def longer(self) -> "StopsForm":
        """With a line more, and everything typed still there."""
        typed = {
            name: field.widget.value_from_datadict(self.data, {}, name) for name, field in self.fields.items()
        }
        return StopsForm(
            today=self.today,
            places=list(self.places.values()),
            spots=self.spots,
            home=self.home,
            initial={**typed, "lines": self.count + 1},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        filled = [n for n in range(self.count) if self._is_filled(n)]
        if not filled and not self.errors:
            self.add_error("place_0", _("Kies minstens één plek en een dag."))
        for n in filled:
            self._check_line(n)
        return cleaned

    def _is_filled(self, n: int) -> bool:
        return any(self.cleaned_data.get(f"{name}_{n}") for name in ("place", "day", "starts", "ends"))

    def _check_line(self, n: int) -> None:
        wanted = {
            "place": _("Kies een plek, of maak de regel leeg."),
            "day": _("Kies een dag."),
            "starts": _("Hoe laat begint het?"),
            "ends": _("Hoe laat is het afgelopen?"),
        }
        for name, message in wanted.items():
            if self.cleaned_data.get(f"{name}_{n}") in {None, ""} and f"{name}_{n}" not in self.errors:
                self.add_error(f"{name}_{n}", message)
        day, starts, ends = (self.cleaned_data.get(f"{name}_{n}") for name in ("day", "starts", "ends"))
        if day and day < self.today:
            self.add_error(f"day_{n}", _("Deze dag is al voorbij. Kies vandaag of een dag later."))
        if starts and ends and minutes_between(starts, ends) <= 0:
            self.add_error(f"ends_{n}", _("Het einde ligt voor het begin. Kijk de tijden na."))

    def stops(self) -> list[When]:
        """After validation."""
        found = []
        for n in range(self.count):
            where, day, starts, ends = (
                self.cleaned_data[f"{name}_{n}"] for name in ("place", "day", "starts", "ends")
            )
            if not where:
                continue
            kind, _colon, number = where.partition(":")
            found.append(
                When(
                    first_on=day,
                    at=starts,
                    minutes=minutes_between(starts, ends),
                    place=self.places[int(number)] if kind == "place" else self.home,
                    spot=self.spots[int(number)] if kind == "spot" else None,
                )
            )
        return found
