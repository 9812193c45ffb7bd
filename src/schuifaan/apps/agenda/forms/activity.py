"""An activity: the short form that starts it, and everything else there is to tell."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ActivityKind, OrganiserKind, Professional
from schuifaan.apps.agenda.forms.hours import DayOfUseField
from schuifaan.apps.agenda.forms.price import PriceFields, price_starting
from schuifaan.apps.agenda.forms.when import WhenFields
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.agenda.queries.items import TEXTS
from schuifaan.apps.people.models import User
from schuifaan.apps.places.forms.languages import language_choices, language_label
from schuifaan.apps.places.forms.section import ExtraButton, FieldGroup, KnownOrNotField, SectionForm

_NAMELESS = {"required": _("Hoe heet het? Een of twee woorden is genoeg.")}
_SEATS_WRONG = {
    "invalid": _("Schrijf een aantal, zoals 24."),
    "min_value": _("Kies 1 plaats of meer."),
    "max_value": _("Meer dan 2000 plaatsen kan niet."),
}
MOST_SEATS: Final = 2000


def seats_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Voor hoeveel mensen is er plaats?"),
        help_text=_("Leeg: er is geen grens."),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=_SEATS_WRONG,
    )


class NewActivityForm(PriceFields, WhenFields):
    """What a neighbour needs to know to come. The rest may follow, or never."""

    title = forms.CharField(label=_("Wat is er te doen?"), max_length=120, error_messages=_NAMELESS)
    kind = forms.ChoiceField(label=_("Soort"), choices=ActivityKind.choices, initial=ActivityKind.DROP_IN)
    sign_up = forms.BooleanField(label=_("Mensen moeten zich vooraf aanmelden"), required=False)
    seats = seats_field()

    # In the order of the page: what is wrong is read from top to bottom.
    field_order = ["title", "kind", "price", "amount", *WhenFields.base_fields, "sign_up", "seats"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Seats are only counted where people sign up.
        cleaned["sign_up"] = bool(cleaned.get("sign_up") or cleaned.get("seats"))
        return cleaned


class ActivityForm(PriceFields, SectionForm):
    """All there is to say about it, except when. Texts per language; the first is the activity's own."""

    extra_buttons = (ExtraButton("add_language", _("Voeg deze taal toe")),)

    text_languages = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Soort"), choices=ActivityKind.choices)
    open_to_everyone = forms.TypedChoiceField(
        label=_("Voor wie is het?"),
        choices=[("yes", _("Voor iedereen")), ("no", _("Voor mensen met dezelfde ervaring of achtergrond"))],
        coerce=lambda value: value != "no",
        required=False,
        widget=forms.RadioSelect,
    )
    professional = forms.ChoiceField(
        label=_("Is er een professional bij?"),
        choices=[
            ("", _("Zeggen we niet")),
            (
                Professional.PRESENT,
                _("Ja, iemand die met je mee kan denken, zoals een maatschappelijk werker"),
            ),
            (Professional.DELIBERATELY_NOT, _("Nee, met opzet niet: bewoners onder elkaar")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    can_leave = KnownOrNotField(label=_("Kun je tussendoor weglopen?"))
    languages = forms.MultipleChoiceField(
        label=_("Welke talen worden er gesproken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    welcomed_by = forms.CharField(
        label=_("Wie ontvangt je?"),
        help_text=_("Een voornaam is genoeg. Vraag eerst of het mag."),
        max_length=80,
        required=False,
    )
    organiser_kind = forms.ChoiceField(
        label=_("Wie organiseert het?"), choices=OrganiserKind.choices, widget=forms.RadioSelect
    )
    organiser_name = forms.CharField(
        label=_("Naam van die bewoner of organisatie"), max_length=120, required=False
    )
    sign_up = forms.BooleanField(label=_("Mensen moeten zich vooraf aanmelden"), required=False)
    seats = seats_field()
    sign_up_phone = forms.CharField(
        label=_("Telefoonnummer om je aan te melden"),
        help_text=_("Voor wie liever belt."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    pilot_until = DayOfUseField(
        label=_("Is het een proef? Tot en met welke dag?"),
        help_text=_("Na die dag vragen we je: stoppen, veranderen of doorgaan."),
        required=False,
    )

    _WORDS: Final[dict[str, tuple[Any, Any, int, int]]] = {
        "title": (_("Naam"), "", 120, 0),
        "description": (_("Wat is het?"), _("In gewone woorden. Wat doe je er, en hoe gaat het?"), 2000, 4),
        "audience": (_("Voor wie in het bijzonder?"), _("Zoals: vaders met jonge kinderen. Leeg is iedereen."), 200, 0),
        "bring": (_("Wat neem je mee?"), "", 240, 0),
        "leave_note": (_("Hoe kun je even apart zitten of weggaan?"), _("Zoals: bij het raam staat een eigen tafel."), 240, 0),
        "access_note": (_("Goed om te weten over binnenkomen"), _("Zoals: gebruik de zij-ingang, daar is geen drempel."), 400, 2),
        "cost_note": (_("Wat hoort bij de prijs?"), _("Zoals: koffie inbegrepen, of: met stadspas gratis."), 160, 0),
    }  # fmt: skip

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        activity: Activity,
        user: User,
        today: date,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.activity = activity
        self.price_may_wait = not activity.is_published
        super().__init__(data, files, place=activity.place, user=user, today=today, initial=initial)
        # The version of the activity, not of its place.
        if initial is None or "version" not in initial:
            self.initial["version"] = activity.version

    def starting(self) -> dict[str, Any]:
        activity = self.activity
        codes = [activity.language, *sorted(activity.translations)]
        texts = {f"{name}_{code}": self._text(name, code) for code in dict.fromkeys(codes) for name in TEXTS}
        plain = ("kind", "professional", "can_leave", "languages", "welcomed_by", "organiser_kind",
                 "organiser_name", "sign_up", "seats", "sign_up_phone", "pilot_until")  # fmt: skip
        return {
            "text_languages": " ".join(dict.fromkeys(codes)),
            "open_to_everyone": "yes" if activity.open_to_everyone else "no",
            **{name: getattr(activity, name) for name in plain},
            **price_starting(activity.cost_cents),
            **texts,
        }

    def _text(self, name: str, code: str) -> str:
        if code == self.activity.language:
            return str(getattr(self.activity, name))
        return str(self.activity.translations.get(code, {}).get(name, ""))

    def build(self) -> None:
        own = self.activity.language
        known = dict(language_choices([own, *self.activity.translations]))
        asked = str(self.given("text_languages", own)).split()
        self.codes = list(dict.fromkeys([own, *(code for code in asked if code in known)]))
        for code in self.codes:
            for name in TEXTS:
                self.fields[f"{name}_{code}"] = self._text_field(name, code)
        others = [
            ("", gettext("Kies een taal")),
            *((c, said) for c, said in known.items() if c not in self.codes),
        ]
        self.fields["new_language"] = forms.ChoiceField(
            label=_("Nog een taal"), choices=others, required=False
        )
        # After "add this language" the page begins where there is something to fill in.
        begins_at = self.initial.get("begins_at")
        if not self.is_bound and begins_at in self.fields:
            self.fields[begins_at].widget.attrs["autofocus"] = True
        self.fields["languages"].choices = language_choices(self.activity.languages)  # type: ignore[attr-defined]
        self.fields["languages"].folded = set(dict(language_choices())) - {"nl", "en", "ar", "tr", "pl", "uk"}  # type: ignore[attr-defined]
        self.fields["languages"].fold_label = gettext("Meer talen")  # type: ignore[attr-defined]

    def _text_field(self, name: str, code: str) -> forms.CharField:
        label, hint, most, rows = self._WORDS[name]
        attrs = {"lang": code, "dir": "auto"}
        widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
        return forms.CharField(
            label=label,
            help_text=hint,
            max_length=most,
            required=name == "title" and code == self.activity.language,
            widget=widget,
            error_messages=_NAMELESS if name == "title" else None,
        )

    def groups(self) -> list[FieldGroup]:
        own = self.activity.language
        return [
            self.group([f"title_{own}", "kind", f"description_{own}"], _("Wat het is")),
            self.group(["price", "amount", f"cost_note_{own}"], _("Wat het kost")),
            self.group(["sign_up", "seats", "sign_up_phone"], _("Aanmelden")),
            self.group(["open_to_everyone", f"audience_{own}", "languages"], _("Voor wie")),
            self.group(
                ["welcomed_by", "professional", "can_leave", f"leave_note_{own}", f"bring_{own}", f"access_note_{own}"],
                _("Hoe het is om te komen"),
            ),
            self.group(["organiser_kind", "organiser_name", "pilot_until"], _("Wie het doet")),
            *(self.group([f"{name}_{code}" for name in TEXTS], language_label(code)) for code in self.codes if code != own),
            self.group(["new_language"], _("In een andere taal")),
        ]  # fmt: skip

    def rearranged(self) -> dict[str, Any] | None:
        if "add_language" not in self.data:
            return None
        typed = self.typed()
        added = str(typed.pop("new_language") or "")
        return {
            **typed,
            "text_languages": " ".join(code for code in (*self.codes, added) if code),
            "begins_at": f"title_{added}" if added in dict(language_choices()) else "new_language",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.activity.sign_up and not cleaned.get("sign_up"):
            # Taking the tick away says more than the number that still stood there.
            cleaned["seats"] = None
        cleaned["sign_up"] = bool(cleaned.get("sign_up") or cleaned.get("seats"))
        # Nothing chosen is everybody.
        cleaned["open_to_everyone"] = cleaned.get("open_to_everyone") is not False
        who = cleaned.get("organiser_kind")
        if who and who != OrganiserKind.PLACE and not cleaned.get("organiser_name"):
            self.add_error("organiser_name", _("Schrijf wie het organiseert."))
        return cleaned

    def wanted(self) -> dict[str, Any]:
        cleaned, own = self.cleaned_data, self.activity.language
        plain = ("kind", "open_to_everyone", "professional", "can_leave", "languages", "welcomed_by",
                 "organiser_kind", "organiser_name", "sign_up", "seats", "sign_up_phone", "pilot_until",
                 "cost_cents")  # fmt: skip
        others = {
            code: {name: cleaned[f"{name}_{code}"] for name in TEXTS if cleaned[f"{name}_{code}"]}
            for code in self.codes
            if code != own
        }
        return {
            **{name: cleaned[name] for name in plain},
            **{name: cleaned[f"{name}_{own}"] for name in TEXTS},
            "translations": {code: words for code, words in others.items() if words},
        }
