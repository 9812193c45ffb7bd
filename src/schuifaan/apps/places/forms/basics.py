"""Name, address and location of a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.enums import Colour
from schuifaan.apps.places.forms.section import FieldGroup, SectionForm

EARTH = {"lat": 90.0, "lon": 180.0}


class DegreesField(forms.CharField):
    """A coordinate as people copy it: with a point or a comma."""

    def __init__(self, *, limit: float, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(
            required=False, max_length=24, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).replace(",", ".").strip().rstrip("°")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise ValidationError(_("Vul een getal in, zoals 50,8514.")) from error
        if not -self.limit <= number <= self.limit:
            raise ValidationError(
                _("Vul een getal in tussen -%(limit)d en %(limit)d.") % {"limit": self.limit}, code="range"
            )
        return number


class AddressFields(forms.Form):
    """What a new place and an existing one ask alike."""

    name = forms.CharField(
        label=_("Naam"), max_length=200, error_messages={"required": _("Vul de naam van de plek in.")}
    )
    street = forms.CharField(label=_("Straat"), max_length=120, required=False)
    house_number = forms.CharField(label=_("Huisnummer"), max_length=20, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("Plaats"), max_length=80, required=False)
    lat = DegreesField(limit=EARTH["lat"], label=_("Breedtegraad"), help_text=_("Bijvoorbeeld 50,8514"))
    lon = DegreesField(limit=EARTH["lon"], label=_("Lengtegraad"), help_text=_("Bijvoorbeeld 5,6910"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        good = "lat" in cleaned and "lon" in cleaned
        if good and (cleaned["lat"] is None) != (cleaned["lon"] is None):
            empty = "lat" if cleaned["lat"] is None else "lon"
            self.add_error(empty, _("Vul breedtegraad en lengtegraad allebei in, of geen van beide."))
        return cleaned

    def clean_postcode(self) -> str:
        """Dutch postcodes written one way: "6217 AB"."""
        text = " ".join(str(self.cleaned_data["postcode"]).upper().split())
        squeezed = text.replace(" ", "")
        if len(squeezed) == 6 and squeezed[:4].isdigit() and squeezed[4:].isalpha():  # noqa: PLR2004 - 1234 AB
            return f"{squeezed[:4]} {squeezed[4:]}"
        return text


ADDRESS = ("name", "street", "house_number", "postcode", "city")


class NewPlaceForm(AddressFields):
    """A name is enough to begin; everything else can come later."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=_("Organisatie die de plek draaiend houdt"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Geen, of nog niet bekend"),
    )

    def __init__(self, *args: Any, user: User, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        if not organisations.exists():
            del self.fields["organisation"]

    def groups(self) -> list[FieldGroup]:
        who = (FieldGroup((self["organisation"],)),) if "organisation" in self.fields else ()
        return [
            FieldGroup(tuple(self[name] for name in ADDRESS)),
            *who,
            FieldGroup((self["lat"], self["lon"]), _("Op de kaart"), _("Dit mag je leeg laten.")),
        ]


class BasicsForm(AddressFields, SectionForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    colour = forms.ChoiceField(
        label=_("Eigen kleur"), choices=Colour, help_text=_("Voor de tekening en de kop van je pagina.")
    )

    def starting(self) -> dict[str, Any]:
        names = (*ADDRESS, "lat", "lon", "website", "colour")
        return {name: getattr(self.place, name) for name in names}

    def groups(self) -> list[FieldGroup]:
        return [
            self.group(ADDRESS),
            self.group(
                ("lat", "lon"),
                _("Op de kaart"),
                _("Klik op de kaart, of vul de getallen zelf in. Je mag ze ook leeg laten."),
                "places/manage/_map.html",
            ),
            self.group(("website", "colour"), _("Website en kleur")),
        ]
