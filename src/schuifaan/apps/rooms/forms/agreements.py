"""What a manager fills in for an agreement: everything it says, in plain groups."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.prices import AmountField, amount_as_typed
from schuifaan.apps.places.forms.section import DayField, FieldGroup
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AgreementKind
from schuifaan.apps.rooms.forms.letting import NumberField
from schuifaan.apps.rooms.models import Agreement, Booking, KeySet, Party, Room
from schuifaan.apps.rooms.queries.agreements import key_sets_to_choose, parties_to_choose, rooms_to_choose
from schuifaan.core.letting.agreements import MOST_CLAUSES, MOST_MONTHS, OwnClause, Side, Terms

LINE: Final = 200
TEXT: Final = 2000
MOST_LINES: Final = 100
EMPTY_CLAUSES: Final = 2
FIRST_YEAR, LAST_YEAR = 2000, 2100
DAY_WANTED: Final = {
    "required": _("Kies een dag."),
    "invalid": _("Deze dag bestaat niet. Schrijf een dag zoals 14-10-2026."),
}
LANGUAGES: Final = (("nl", _("Nederlands")), ("en", _("Engels")))
# Of each side, in the order of the form.
SIDE: Final = ("name", "address", "number", "represented_by", "role", "signs_at")


class AgreementDay(DayField):
    """A day that somebody can have meant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages=DAY_WANTED, **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year < LAST_YEAR:
            raise ValidationError(_("Kijk het jaartal nog eens na."))
        return day


class LinesField(forms.CharField):
    """A list, one thing on each line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
        super().__init__(required=False, max_length=MOST_LINES * LINE, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(lines) > MOST_LINES or any(len(line) > LINE for line in lines):
            raise ValidationError(_("Schrijf hoogstens 100 regels, elk van hoogstens 200 letters."))
        return lines


def _line(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LINE,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        **kwargs,
    )


class NewAgreementForm(forms.Form):
    """With whom, about which room; the rest is filled in from what is known."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Wat voor overeenkomst?"),
        help_text=_(
            "Bruikleen is altijd gratis en heeft een laatste dag. Een gebruikersovereenkomst kan vanzelf doorlopen, en er kan een bedrag in staan."
        ),
        choices=AgreementKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort.")},
    )
    party = forms.ModelChoiceField(
        label=_("Met wie?"),
        queryset=Party.objects.none(),
        empty_label=_("Kies een huurder"),
        error_messages={
            "required": _("Kies met wie je dit afspreekt."),
            "invalid_choice": _("Kies iemand uit de lijst."),
        },
    )
    room = forms.ModelChoiceField(
        label=_("Welke ruimte?"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Een andere, die schrijf ik straks op"),
    )

    # The number of the reservation it comes from, when there is one.
    booking = forms.IntegerField(required=False, min_value=1, max_value=10**9, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        place: Place,
        booking: Booking | None = None,
        party: str = "",
    ) -> None:
        initial: dict[str, Any] = {"party": party}
        if booking is not None:
            initial = {"party": booking.party_id, "room": booking.room_id, "booking": booking.number}
        super().__init__(data, initial=initial)
        parties, rooms = self.fields["party"], self.fields["room"]
        assert isinstance(parties, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(rooms, forms.ModelChoiceField)  # noqa: S101 - idem
        parties.queryset, rooms.queryset = parties_to_choose(place), rooms_to_choose(place)

    def wanted(self) -> tuple[Party, str, Room | None]:
        told = self.cleaned_data
        return told["party"], told["kind"], told["room"]


class TermsForm(forms.Form):
    """All that one version says."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    provider_name = _line(_("Naam van wie de ruimte geeft"))
    provider_address = _line(_("Adres"))
    provider_number = _line(_("KvK-nummer"))
    provider_represented_by = _line(_("Wie tekent namens deze kant?"))
    provider_role = _line(_("Functie"))
    provider_signs_at = _line(_("Plaats van tekenen"))

    user_is_person = forms.BooleanField(
        label=_("De gebruiker is een persoon en geen organisatie"), required=False
    )
    user_name = _line(_("Naam van de gebruiker"))
    user_address = _line(_("Adres"))
    user_number = _line(_("KvK-nummer"))
    user_represented_by = _line(_("Wie tekent namens deze kant?"))
    user_role = _line(_("Functie"))
    user_signs_at = _line(_("Plaats van tekenen"))

    room = _line(_("Welke ruimte?"))
    place = _line(_("In welk gebouw?"))
    address = _line(_("Adres van het gebouw"))
    shared_rooms = LinesField(
        label=_("Wat mag de gebruiker samen met anderen gebruiken?"),
        help_text=_("Eén ding per regel, bijvoorbeeld: de keuken."),
    )
    purpose = forms.CharField(
        label=_("Waarvoor is de ruimte?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    for_whom = _line(_("Voor wie?"), help_text=_("Bijvoorbeeld: bewoners van het gebouw en de buurt."))

    starts_on = AgreementDay(label=_("Eerste dag"))
    ends_on = AgreementDay(
        label=_("Laatste dag"),
        help_text=_("Laat leeg als het doorloopt tot iemand opzegt."),
        required=False,
    )
    evaluate_on = AgreementDay(label=_("Samen terugkijken op"), required=False)
    tacit_extension = forms.BooleanField(label=_("Daarna gaat het vanzelf door"), required=False)
    notice_months = NumberField(label=_("Hoeveel maanden opzegtermijn?"), most=MOST_MONTHS)

    rent_cents = AmountField(
        label=_("Wat betaalt de gebruiker per maand?"), help_text=_("In euro. Schrijf 0 als het gratis is.")
    )
    yearly_indexation = forms.BooleanField(
        label=_("Dit bedrag mag elk jaar omhoog met de prijzen"), required=False
    )
    advance_cents = AmountField(
        label=_("Voorschot per maand voor energie en water"),
        help_text=_("In euro. Schrijf 0 als dat er niet is."),
    )
    own_costs = LinesField(
        label=_("Wat betaalt de gebruiker zelf aan anderen?"),
        help_text=_("Eén ding per regel, bijvoorbeeld: internet."),
    )

    cleaning = forms.ChoiceField(
        label=_("Wie maakt schoon?"),
        choices=(("user", _("De gebruiker")), ("provider", _("Wie de ruimte geeft"))),
        widget=forms.RadioSelect,
    )
    no_smoking = forms.BooleanField(label=_("Niet roken"), required=False)
    no_nuisance = forms.BooleanField(label=_("Geen overlast"), required=False)
    user_lets = forms.BooleanField(label=_("De gebruiker verhuurt zelf ruimtes aan anderen"), required=False)
    may_let = forms.BooleanField(
        label=_("De gebruiker mag de ruimte aan anderen verhuren of uitlenen"), required=False
    )

    key_sets = forms.ModelMultipleChoiceField(
        label=_("Welke sleutels horen erbij?"),
        queryset=KeySet.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies sleutels uit de lijst.")},
    )
    inventory = LinesField(
        label=_("Wat staat er in de ruimte?"), help_text=_("Eén ding per regel, bijvoorbeeld: 40 stoelen.")
    )
    condition_report_on = AgreementDay(
        label=_("Wanneer is opgeschreven hoe de ruimte is?"),
        help_text=_("Doe dit samen, met foto’s. Dat scheelt ruzie aan het eind."),
        required=False,
    )
    insure_contents = forms.BooleanField(
        label=_("Verzekering van de eigen spullen is verplicht"), required=False
    )
    insure_liability = forms.BooleanField(
        label=_("Verzekering voor aansprakelijkheid is verplicht"), required=False
    )
    penalty_cents = AmountField(
        label=_("Boete voor elke dag dat de ruimte te laat leeg is"),
        help_text=_("In euro. Schrijf 0 als er geen boete is."),
    )

    reports_board = forms.BooleanField(
        label=_("De gebruiker meldt het als er een ander bestuur komt"), required=False
    )
    successor_days = NumberField(label=_("Binnen hoeveel dagen is de opvolger bekend?"), most=365)
    language = forms.ChoiceField(
        label=_("Taal van de overeenkomst"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    AMOUNTS = ("rent_cents", "advance_cents", "penalty_cents")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, agreement: Agreement, terms: Terms, number: int
    ) -> None:
        self.terms = terms
        initial = self._starting(agreement, terms) | {"seen": number}
        super().__init__(data, initial=initial)
        keys = self.fields["key_sets"]
        assert isinstance(keys, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        keys.queryset = key_sets_to_choose(agreement.place, agreement)
        self.has_keys = keys.queryset.exists()
        self.clause_count = min(len(terms.own_clauses) + EMPTY_CLAUSES, MOST_CLAUSES)
        for n in range(self.clause_count):
            which = {"number": n + 1}
            self.fields[f"clause_title_{n}"] = _line(
                format_lazy(_("Afspraak {number}: waar gaat het over?"), **which)
            )
            self.fields[f"clause_text_{n}"] = forms.CharField(
                label=format_lazy(_("Afspraak {number}: wat spreken jullie af?"), **which),
                required=False,
                max_length=TEXT,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            )

    def _starting(self, agreement: Agreement, terms: Terms) -> dict[str, Any]:
        values: dict[str, Any] = {name: getattr(terms, name) for name in Terms.model_fields}
        for side in ("provider", "user"):
            values |= {f"{side}_{name}": getattr(values[side], name) for name in (*SIDE, "is_person")}
        values |= {name: amount_as_typed(values[name]) if values[name] else "0" for name in self.AMOUNTS}
        values["key_sets"] = list(agreement.keys.all())
        for n, clause in enumerate(terms.own_clauses):
            values |= {f"clause_title_{n}": clause.title, f"clause_text_{n}": clause.text}
        return values

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(self.clause_count):
            if told.get(f"clause_title_{n}") and not told.get(f"clause_text_{n}", "x"):
                self.add_error(f"clause_text_{n}", _("Schrijf hier wat jullie afspreken."))
        return told

    def wanted(self) -> Terms:
        """The same terms with what was typed; the keys go by themselves."""
        told = self.cleaned_data
        plain = {name: told[name] for name in Terms.model_fields if name in told and name not in self.AMOUNTS}
        amounts = {name: told[name] or 0 for name in self.AMOUNTS}
        sides = {
            "provider": Side(**{name: told[f"provider_{name}"] for name in SIDE}),
            "user": Side(**{name: told[f"user_{name}"] for name in SIDE}, is_person=told["user_is_person"]),
        }
        clauses = tuple(
            OwnClause(title=told[f"clause_title_{n}"], text=told[f"clause_text_{n}"])
            for n in range(self.clause_count)
            if told[f"clause_text_{n}"]
        )
        kept = {name: getattr(self.terms, name) for name in ("wording", "kind", "keys")}
        return Terms(**kept, **plain, **amounts, **sides, own_clauses=clauses)

    def groups(self) -> list[FieldGroup]:
        return [
            self._group(_("Wie de ruimte geeft"), *(f"provider_{name}" for name in SIDE)),
            self._group(_("Wie de ruimte gebruikt"), "user_is_person", *(f"user_{name}" for name in SIDE)),
            self._group(_("De ruimte"), "room", "place", "address", "shared_rooms", "purpose", "for_whom"),
            self._group(
                _("Hoe lang"), "starts_on", "ends_on", "evaluate_on", "tacit_extension", "notice_months"
            ),
            self._group(_("Geld"), "rent_cents", "yearly_indexation", "advance_cents", "own_costs"),
            self._group(_("Goed gebruik"), "cleaning", "no_smoking", "no_nuisance", "user_lets", "may_let"),
            self._group(_("Sleutels en spullen"), "key_sets", "inventory", "condition_report_on"),
            self._group(_("Zekerheid"), "insure_contents", "insure_liability", "penalty_cents"),
            self._group(_("Nieuw bestuur"), "reports_board", "successor_days"),
            self._group(
                _("Eigen afspraken"),
                *(f"clause_{part}_{n}" for n in range(self.clause_count) for part in ("title", "text")),
                hint=_(
                    "Hier schrijf je wat bij jullie anders is. Bewaar om er nog meer te kunnen toevoegen."
                ),
            ),
            self._group(_("De taal"), "language"),
        ]

    def _group(self, title: Any, *names: str, hint: Any = "") -> FieldGroup:
        shown = [name for name in names if name != "key_sets" or self.has_keys]
        return FieldGroup(tuple(self[name] for name in shown), title, hint)
