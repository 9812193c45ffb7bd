"""The questions of who looks for a room, as a form that is an address: what is asked can be shared and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.places.queries.criteria import Point
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.whereabouts import whereabouts
from schuifaan.apps.rooms.enums import DayPartKind, FacilityKind, PartyKind, SetUpKind
from schuifaan.apps.rooms.queries.free_criteria import MOST_DATES, Criteria
from schuifaan.apps.rooms.queries.rentable import audience_of
from schuifaan.core.timeline.free_slots import days_on

MOST_PEOPLE: Final = 10_000
FURTHEST: Final = timedelta(days=3 * 366)
LONGEST: Final = timedelta(days=366)
ONCE, WEEKLY = "een", "week"
OWN_HOURS: Final = "uren"
# The words of an address are Dutch, like the rest of what people see.
DAY_PARTS: Final = {
    "ochtend": DayPartKind.MORNING,
    "middag": DayPartKind.AFTERNOON,
    "avond": DayPartKind.EVENING,
}
METRES: Final = (500, 1_000, 2_000, 5_000, 10_000, 25_000)
USUAL_METRES: Final = 2_000
WEEKDAYS: Final = [
    ("1", _("maandag")), ("2", _("dinsdag")), ("3", _("woensdag")), ("4", _("donderdag")),
    ("5", _("vrijdag")), ("6", _("zaterdag")), ("7", _("zondag")),
]  # fmt: skip
# What most people ask for stands open; the rest is folded.
FIRST_FACILITIES: Final = {
    FacilityKind.KITCHEN, FacilityKind.SCREEN, FacilityKind.WIFI, FacilityKind.WHEELCHAIR_TOILET,
}  # fmt: skip


class HourField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        wrong = {"invalid": _("Schrijf een tijd, zoals 19:30.")}
        super().__init__(
            widget=widget,
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages=wrong,
            **kwargs,
        )


class FacilitiesField(forms.MultipleChoiceField):
    """Unknown kinds, from an old address, are left out."""

    fold_label = _("Meer dingen")
    folded = frozenset(set(FacilityKind.values) - {str(one) for one in FIRST_FACILITIES})

    def clean(self, value: Any) -> list[str]:
        return [one for one in dict.fromkeys(value or ()) if one in FacilityKind.values]


class SearchForm(forms.Form):
    """How many people come is a question here and stands nowhere else."""

    mensen = forms.IntegerField(
        label=_("Voor hoeveel mensen?"),
        help_text=_("Ongeveer. We bewaren dit niet."),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": _("Schrijf een getal, zoals 30.")},
    )
    opstelling = forms.ChoiceField(
        label=_("Hoe wil je zitten of staan?"),
        required=False,
        choices=[("", _("Maakt niet uit")), *SetUpKind.choices],
    )
    met = FacilitiesField(
        label=_("Wat moet er zijn?"),
        required=False,
        choices=sorted(FacilityKind.choices, key=lambda pair: pair[0] not in FIRST_FACILITIES),
        widget=forms.CheckboxSelectMultiple,
    )
    drempelvrij = forms.BooleanField(label=_("Zonder drempels te bereiken"), required=False)
    hoe_vaak = forms.ChoiceField(
        label=_("Hoe vaak?"),
        choices=[(ONCE, _("Eén keer")), (WEEKLY, _("Elke week"))],
        widget=forms.RadioSelect,
        initial=ONCE,
        error_messages={"required": _("Kies één keer of elke week.")},
    )
    dag = DayField(
        label=_("Op welke dag, of vanaf welke dag?"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf een dag, zoals 14-10-2027.")},
    )
    tot = DayField(
        label=_("Tot en met welke dag?"),
        required=False,
        error_messages={"invalid": _("Schrijf een dag, zoals 14-10-2027.")},
    )
    op = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen van de week?"),
        help_text=_("Kies je niets, dan is het de dag waarop je begint."),
        required=False,
        coerce=int,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    dagdeel = forms.ChoiceField(
        label=_("Wanneer op de dag?"),
        choices=[*((word, kind.label) for word, kind in DAY_PARTS.items()), (OWN_HOURS, _("eigen tijden"))],
        widget=forms.RadioSelect,
        initial="avond",
        error_messages={"required": _("Kies een dagdeel of eigen tijden.")},
    )
    begin = HourField(label=_("Van hoe laat?"))
    einde = HourField(label=_("Tot hoe laat?"))
    bij = forms.CharField(
        label=_("Bij welke plek, buurt, straat of postcode?"), required=False, max_length=100
    )
    binnen = forms.TypedChoiceField(
        label=_("Hoe ver mag het zijn?"),
        required=False,
        coerce=int,
        empty_value=None,
        initial=USUAL_METRES,
    )
    wie = forms.ChoiceField(
        label=_("Voor wie is het?"),
        help_text=_("De prijs hangt ervan af."),
        required=False,
        choices=PartyKind.choices,
        initial=PartyKind.ASSOCIATION,
    )
    buurt = forms.BooleanField(label=_("Wij wonen in het gebouw of in de buurt"), required=False)

    # The browser's own bubbles would come before our words.
    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, *, snapshot: DirectorySnapshot, today: date) -> None:
        self.snapshot, self.today = snapshot, today
        super().__init__(data if data is None else _with_usual(data))
        self.fields["binnen"].choices = [(metres, _far(metres)) for metres in METRES]  # type: ignore[attr-defined]

    def clean_dag(self) -> date:
        day: date = self.cleaned_data["dag"]
        if day < self.today:
            raise ValidationError(gettext("Deze dag is al geweest."))
        if day > self.today + FURTHEST:
            raise ValidationError(gettext("Dat is te ver vooruit."))
        return day

    def clean_bij(self) -> Point | None:
        typed = " ".join(self.cleaned_data["bij"].split())
        if not typed:
            return None
        point = whereabouts(self.snapshot, typed).point
        if point is None:
            raise ValidationError(
                gettext("We weten niet waar ‘%(typed)s’ is. Probeer een postcode, een buurt of een plek.")
                % {"typed": typed}
            )
        return point

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("hoe_vaak") == WEEKLY and "dag" in given and "tot" in given:
            self._clean_weeks(given["dag"], given["tot"], given.get("op", []))
        if given.get("dagdeel") == OWN_HOURS:
            self._clean_hours()

    def criteria(self) -> Criteria:
        """Of a form that is valid."""
        given = self.cleaned_data
        weekly, own = given["hoe_vaak"] == WEEKLY, given["dagdeel"] == OWN_HOURS
        kind = given["wie"] or PartyKind.ASSOCIATION
        first = given["dag"]
        return Criteria(
            first=first,
            last=given["tot"] if weekly else first,
            weekdays=self._weekdays() if weekly else {first.isoweekday()},
            day_part="" if own else DAY_PARTS[given["dagdeel"]],
            starts=given["begin"] if own else None,
            ends=given["einde"] if own else None,
            capacity=given["mensen"],
            set_up=given["opstelling"],
            facilities=tuple(given["met"]),
            step_free=given["drempelvrij"],
            near=given["bij"],
            metres=given["binnen"] or USUAL_METRES,
            party_kind=kind,
            audience=audience_of(_Somebody(kind, lives_here=given["buurt"])),
        )

    def _weekdays(self) -> set[int]:
        return set(self.cleaned_data["op"]) or {self.cleaned_data["dag"].isoweekday()}

    def _clean_weeks(self, first: date, last: date | None, weekdays: list[int]) -> None:
        if last is None:
            self.add_error("tot", gettext("Kies tot en met welke dag."))
        elif last < first:
            self.add_error("tot", gettext("De laatste dag komt na de eerste."))
        elif last > first + LONGEST:
            self.add_error("tot", gettext("Kies hoogstens een jaar."))
        elif len(days := days_on(self._weekdays(), first, last)) > MOST_DATES:
            self.add_error(
                "tot", gettext("Dat zijn te veel keren. Kies hoogstens %(most)d keer.") % {"most": MOST_DATES}
            )
        elif weekdays and not days:
            self.add_error("op", gettext("Zo'n dag is er niet tussen de eerste en de laatste dag."))

    def _clean_hours(self) -> None:
        given = self.cleaned_data
        for name in ("begin", "einde"):
            if name in given and given[name] is None:
                self.add_error(name, gettext("Schrijf een tijd, zoals 19:30."))
        begin, end = given.get("begin"), given.get("einde")
        if begin and end and end <= begin:
            self.add_error("einde", gettext("Het einde moet na het begin liggen."))


@dataclass(frozen=True, slots=True)
class _Somebody:
    kind: str
    lives_here: bool


@dataclass(frozen=True, slots=True)
class Try:
    """A wish a little wider, with the address that asks it."""

    label: str
    changes: Mapping[str, str | None]


def tries(form: SearchForm) -> list[Try]:
    """What may help when nothing is found; the most likely first."""
    given = form.cleaned_data
    found = []
    if given["bij"] and (
        wider := [metres for metres in METRES if metres > (given["binnen"] or USUAL_METRES)]
    ):
        further = wider[min(1, len(wider) - 1)]
        found.append(Try(gettext("Binnen %(far)s zoeken") % {"far": _far(further)}, {"binnen": str(further)}))
    if given["met"]:
        found.append(Try(gettext("Zonder wat er moet zijn"), {"met": None}))
    if given["opstelling"]:
        found.append(Try(gettext("Hoe je zit maakt niet uit"), {"opstelling": None}))
    if given["drempelvrij"]:
        found.append(Try(gettext("Ook met drempels"), {"drempelvrij": None}))
    parts = [word for word in DAY_PARTS if word != given["dagdeel"]]
    found += [
        Try({"ochtend": gettext("In de ochtend"), "middag": gettext("In de middag"), "avond": gettext("In de avond")}[word],
            {"dagdeel": word, "begin": None, "einde": None})
        for word in parts
    ]  # fmt: skip
    return found


def changed(asked: QueryDict, changes: Mapping[str, str | None]) -> QueryDict:
    """The same questions with other answers; None takes one away. Parameters nobody knows do not come along."""
    found = QueryDict(mutable=True)
    for name in SearchForm.base_fields:
        if name not in changes and any(asked.getlist(name)):
            found.setlist(name, asked.getlist(name))
    for name, value in changes.items():
        if value is not None:
            found[name] = value
    return found


def _with_usual(data: QueryDict) -> QueryDict:
    """A list shows its first answer where an address gives none; it has to show the one that is meant."""
    found = data.copy()
    for name, usual in (("binnen", str(USUAL_METRES)), ("wie", PartyKind.ASSOCIATION)):
        if not found.get(name):
            found[name] = str(usual)
    return found


def _far(metres: int) -> str:
    if metres < 1_000:  # noqa: PLR2004 - said in metres
        return gettext("%(metres)d meter") % {"metres": metres}
    return gettext("%(kilometres)d kilometer") % {"kilometres": metres // 1_000}
