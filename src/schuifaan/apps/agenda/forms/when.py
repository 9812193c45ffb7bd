"""When something is, asked the way people say it: a first day, from when until when, and how often."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.actions.planning import OnClash, When
from schuifaan.apps.agenda.enums import PublicHolidays, SchoolRegion
from schuifaan.apps.agenda.forms.hours import MIDNIGHT, DayOfUseField, HourField, minutes_between
from schuifaan.apps.agenda.forms.how_often import (
    AS_IT_IS,
    HOW_OFTEN,
    HowOften,
    Repeats,
    labels_for,
    made_whole,
    repeats_of,
    rule_of,
)
from schuifaan.apps.agenda.models import Series, Spot
from schuifaan.apps.agenda.queries.breaks import breaks_at
from schuifaan.apps.agenda.rule_sentence import rule_sentence, weekday_name
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.pauses import HolidayPolicy
from schuifaan.core.timeline.recurrence import first_start, parse_rule
from schuifaan.core.timeline.wallclock import instant_of, to_wall

MOST_TIMES: Final = 730
MOST_WEEKS: Final = 52
CLASH_CHOICES = [
    ("refuse", _("Ik kies hieronder een andere ruimte of een andere tijd")),
    ("leave_out", _("Sla deze dagen over")),
    ("without_room", _("Plan het op deze dagen zonder ruimte. Ik regel later een plek")),
]
CLASH_ONCE = [
    ("refuse", _("Ik kies hieronder een andere ruimte of een andere tijd")),
    ("without_room", _("Plan het zonder ruimte. Ik regel later een plek")),
]
_FORGOTTEN = {"required": _("Kies de eerste dag.")}


class WhenFields(forms.Form):
    """The questions about time and room. `rooms` and `spots` are what may be chosen at `place`."""

    use_required_attribute = False

    first_on = DayOfUseField(label=_("Eerste keer"), error_messages=_FORGOTTEN)
    starts = HourField(label=_("Van"), error_messages={"required": _("Hoe laat begint het?")})
    ends = HourField(label=_("Tot"), error_messages={"required": _("Hoe laat is het afgelopen?")})
    how_often = forms.ChoiceField(
        label=_("Hoe vaak?"), choices=HOW_OFTEN, initial=HowOften.ONCE, widget=forms.RadioSelect
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen?"),
        help_text=_("Kies je niets, dan is het op de dag van de eerste keer."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    every = forms.IntegerField(
        label=_("Om de hoeveel weken?"),
        help_text=_("Bij 2 is het de ene week wel en de andere niet."),
        initial=2,
        min_value=2,
        max_value=MOST_WEEKS,
        required=False,
        error_messages={
            "invalid": _("Schrijf een aantal weken, zoals 2."),
            "min_value": _("Kies 2 weken of meer."),
            "max_value": _("Kies 52 weken of minder."),
        },
    )
    room = forms.ChoiceField(label=_("Welke ruimte?"), required=False)

    # Behind the fold: what most people never need.
    ending = forms.ChoiceField(
        label=_("Tot wanneer gaat het door?"),
        choices=[
            ("never", _("Tot ik het stop")),
            ("until", _("Tot en met een dag")),
            ("times", _("Een aantal keren")),
        ],
        initial="never",
        required=False,
        widget=forms.RadioSelect,
    )
    until = DayOfUseField(label=_("Laatste dag"), required=False)
    times = forms.IntegerField(
        label=_("Hoeveel keer?"),
        help_text=_("Valt er een keer uit door een pauze of vakantie, dan komt er aan het eind een bij."),
        min_value=1,
        max_value=MOST_TIMES,
        required=False,
        error_messages={
            "invalid": _("Schrijf een aantal, zoals 10."),
            "min_value": _("Kies 1 keer of meer."),
            "max_value": _("Meer dan 730 keer kan niet. Kies: tot ik het stop."),
        },
    )
    next_day = forms.BooleanField(label=_("Het gaat door tot na middernacht"), required=False)
    public_holidays = forms.ChoiceField(
        label=_("Op feestdagen, zoals tweede paasdag"),
        choices=[
            (PublicHolidays.ASK, _("Vraag het mij: tot die tijd staat die dag niet in de agenda")),
            (PublicHolidays.SKIP, _("Dan slaan we over")),
            (PublicHolidays.KEEP, _("Het gaat gewoon door")),
        ],
        initial=PublicHolidays.ASK,
        required=False,
        widget=forms.RadioSelect,
    )
    school_region = forms.ChoiceField(
        label=_("In de schoolvakanties"),
        choices=[
            ("", _("Gaat het door")),
            *((key, _("Pauze in de vakanties van %(region)s")) for key in SchoolRegion.values),
        ],
        required=False,
    )
    on_clash = forms.ChoiceField(
        label=_("Wat doe je op deze dagen?"),
        choices=CLASH_CHOICES,
        initial="refuse",
        required=False,
        widget=forms.RadioSelect,
    )

    WHEN_FOLDED = ("ending", "until", "times", "next_day", "public_holidays", "school_region")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *args: Any,
        place: Place,
        today: date,
        rooms: Mapping[int, Room] | None = None,
        spots: Mapping[int, Spot] | None = None,
        series: Series | None = None,
        **kwargs: Any,
    ) -> None:
        self.place, self.today, self.series = place, today, series
        self.rooms, self.spots = dict(rooms or {}), dict(spots or {})
        once = data is not None and data.get("how_often") == HowOften.ONCE
        if isinstance(data, QueryDict) and (
            not data.get("on_clash") or (once and data.get("on_clash") == "leave_out")
        ):
            # One choice always stands chosen when the question comes up.
            data = data.copy()
            data["on_clash"] = "refuse"
        super().__init__(data, *args, **kwargs)
        if once:
            # Without its only day nothing would be left.
            self.fields["on_clash"].choices = CLASH_ONCE  # type: ignore[attr-defined]
            self.fields["on_clash"].label = _("Wat doe je?")
        self._choices()

    def _choices(self) -> None:
        """Words that depend on the place, the day and the language of the page."""
        self.fields["days"].choices = [(str(day), weekday_name(day)) for day in range(7)]  # type: ignore[attr-defined]
        self.fields["school_region"].choices = [  # type: ignore[attr-defined]
            ("", gettext("gaat het gewoon door")),
            *(
                (key, gettext("pauze, net als de scholen in %(region)s") % {"region": label})
                for key, label in SchoolRegion.choices
            ),
        ]
        places = [
            *((f"room:{pk}", room.name) for pk, room in self.rooms.items()),
            *(
                (f"spot:{pk}", gettext("Buiten: %(spot)s") % {"spot": spot.name})
                for pk, spot in self.spots.items()
            ),
        ]
        if places:
            self.fields["room"].choices = [("", gettext("Geen aparte ruimte")), *places]  # type: ignore[attr-defined]
        else:
            del self.fields["room"]
        found = labels_for(self._first_day(), self.data.get("how_often", ""))
        if self.series is not None and self.series.rule and repeats_of(self.series) is None:
            first = datetime.combine(self.series.first_on, self.series.at)
            sentence = rule_sentence(parse_rule(self.series.rule), first)
            found = [(AS_IT_IS, gettext("Zoals nu: %(rule)s") % {"rule": sentence}), *found]
        self.fields["how_often"].choices = found  # type: ignore[attr-defined]

    def _first_day(self) -> date | None:
        given = (
            self.data.get(self.add_prefix("first_on"))
            if self.is_bound
            else self.get_initial_for_field(self.fields["first_on"], "first_on")
        )
        try:
            return self.fields["first_on"].to_python(given)
        except ValidationError:
            return None

    @property
    def fold_is_open(self) -> bool:
        """A fold with something wrong in it, or something chosen, stands open."""
        said = self.data.get("ending", "never") != "never" if self.is_bound else False
        # What is wrong with the end may be put right with a box behind the fold.
        return said or (self.is_bound and any(name in self.errors for name in ("ends", *self.WHEN_FOLDED)))

    # -- Checking ---------------------------------------------------------------------------------

    def clean_first_on(self) -> date:
        day: date = self.cleaned_data["first_on"]
        earliest = min(self.today, self.series.first_on) if self.series else self.today
        if day < earliest:
            raise ValidationError(_("Deze dag is al voorbij. Kies vandaag of een dag later."))
        if day > self.today + timedelta(days=5 * 366):
            raise ValidationError(_("Dat is meer dan vijf jaar verder. Kijk het jaar na."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts is not None and ends is not None:
            self._check_period(starts, ends)
        if (
            cleaned.get("how_often") == HowOften.EVERY_N_WEEKS
            and not cleaned.get("every")
            and "every" not in self.errors
        ):
            self.add_error("every", _("Schrijf om de hoeveel weken het is, zoals 2."))
        if cleaned.get("how_often") != HowOften.ONCE:
            self._check_ending()
        elif starts is not None and cleaned.get("first_on"):
            self._check_clock(datetime.combine(cleaned["first_on"], starts))
        return cleaned

    def _check_period(self, starts: time, ends: time) -> None:
        if starts == MIDNIGHT and self.data.get("starts", "").strip().startswith("24"):
            self.add_error("starts", _("Een dag begint om 0.00 uur. Kies de tijd van die dag."))
        minutes = minutes_between(starts, ends, next_day=self.cleaned_data.get("next_day", False))
        if minutes <= 0:
            self.add_error(
                "ends",
                _(
                    "Het einde ligt niet na het begin. Gaat het door tot na middernacht? "
                    "Vink dat dan hieronder aan."
                ),
            )
        self.cleaned_data["minutes"] = minutes

    def _check_ending(self) -> None:
        cleaned = self.cleaned_data
        if cleaned.get("ending") == "until":
            if cleaned.get("until") is None and "until" not in self.errors:
                self.add_error("until", _("Kies de laatste dag."))
            elif cleaned.get("first_on") and cleaned.get("until") and cleaned["until"] < cleaned["first_on"]:
                self.add_error("until", _("De laatste dag ligt voor de eerste keer."))
        if cleaned.get("ending") == "times" and cleaned.get("times") is None and "times" not in self.errors:
            self.add_error("times", _("Schrijf hoeveel keer het is."))

    def _check_clock(self, wall: datetime) -> None:
        """In the night the clock goes forward an hour is missing."""
        if to_wall(instant_of(wall)) != wall:
            self.add_error(
                "starts",
                _("Die tijd bestaat niet: in deze nacht gaat de klok een uur vooruit. Kies een andere."),
            )

    # -- What was asked ---------------------------------------------------------------------------

    @property
    def clash_choice(self) -> OnClash:
        chosen: OnClash = self.cleaned_data.get("on_clash") or "refuse"
        return chosen

    def when(self) -> When:
        """After validation. The first day is the first one that the rule really has."""
        cleaned = self.cleaned_data
        first_on, at = cleaned["first_on"], cleaned["starts"]
        rule = self._rule(first_on)
        if rule:
            first = first_start(parse_rule(rule), datetime.combine(first_on, at))
            first_on = first.date() if first else first_on
        kind, _colon, number = cleaned.get("room", "").partition(":")
        return When(
            first_on=first_on,
            at=at,
            minutes=cleaned["minutes"],
            place=self.place,
            rule=rule,
            room=self.rooms.get(int(number)) if kind == "room" else None,
            spot=self.spots.get(int(number)) if kind == "spot" else None,
            school_region=cleaned.get("school_region", ""),
            public_holidays=cleaned.get("public_holidays") or PublicHolidays.ASK,
            extra=tuple(datetime.fromisoformat(wall) for wall in self.series.extra) if self.series else (),
        )

    def _rule(self, first_on: date) -> str:
        cleaned = self.cleaned_data
        if cleaned["how_often"] == AS_IT_IS and self.series is not None:
            return self.series.rule
        repeats = Repeats(
            how=HowOften(cleaned["how_often"]),
            days=tuple(cleaned.get("days") or ()),
            every=cleaned.get("every") or 2,
            until=cleaned.get("until") if cleaned.get("ending") == "until" else None,
            times=cleaned.get("times") if cleaned.get("ending") == "times" else None,
        )
        rule = rule_of(repeats, first_on)
        if repeats.times is None or not rule:
            return rule
        return made_whole(
            rule,
            datetime.combine(first_on, cleaned["starts"]),
            breaks=breaks_at(self.place, cleaned.get("school_region", "")),
            policy=HolidayPolicy(cleaned.get("public_holidays") or PublicHolidays.ASK),
        )


class WhenForm(WhenFields):
    """Of a series that is there, or one more."""


def starting_with(series: Series, *, first_on: date | None = None) -> dict[str, Any]:
    """A series as the form shows it; `first_on` when it is to begin at a later time of it."""
    repeats = repeats_of(series)
    ends = (datetime.combine(series.first_on, series.at) + timedelta(minutes=series.minutes)).time()
    room = f"room:{series.room_id}" if series.room_id else f"spot:{series.spot_id}" if series.spot_id else ""
    found: dict[str, Any] = {
        "first_on": first_on or series.first_on,
        "starts": series.at,
        "ends": ends,
        "next_day": ends != MIDNIGHT and ends <= series.at,
        "room": room,
        "public_holidays": series.public_holidays,
        "school_region": series.school_region,
        "how_often": AS_IT_IS,
    }
    if repeats is not None:
        found |= {
            "how_often": repeats.how,
            "days": [str(day) for day in repeats.days],
            "every": repeats.every,
        }
        found |= {"ending": "until", "until": repeats.until} if repeats.until else {}
        found |= {"ending": "times", "times": repeats.times} if repeats.times else {}
    return found
