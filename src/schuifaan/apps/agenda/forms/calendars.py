"""A calendar kept elsewhere: an address to follow or a file to read, and what holds for all that is in it."""

from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.forms.price import PriceFields

LARGEST_FILE: Final = 5 * 1024 * 1024
EXAMPLE: Final = "https://example.org/agenda.ics"


class CalendarForm(PriceFields):
    use_required_attribute = False

    address = forms.CharField(
        label=_("Adres van de agenda"),
        help_text=_("Begint met https:// of webcal:// en eindigt vaak op .ics."),
        max_length=1000,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    file = forms.FileField(
        label=_("Of een bestand"),
        help_text=_("Een .ics-bestand. Dat lezen we één keer; wat je later verandert, komt niet mee."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    name = forms.CharField(
        label=_("Hoe noem je deze agenda?"),
        help_text=_("Alleen je team ziet dit. Leeg: de naam die de agenda zelf heeft."),
        max_length=120,
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Wat voor activiteiten zijn het meestal?"),
        choices=ActivityKind.choices,
        initial=ActivityKind.OTHER,
    )
    field_order = ["address", "file", "name", "kind", "price", "amount"]

    def clean_address(self) -> str:
        """Words are told what an address looks like; whether we may fetch it is seen when we try."""
        address: str = self.cleaned_data["address"]
        if address and not _is_like_an_address(address):
            raise forms.ValidationError(
                gettext("Dit is geen adres. Een adres ziet er zo uit: %(example)s") % {"example": EXAMPLE}
            )
        return address

    def clean_file(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                gettext("Dit bestand is groter dan 5 MB. Bewaar een agenda met minder geschiedenis.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        address, file = cleaned.get("address"), cleaned.get("file")
        if not address and not file and "file" not in self.errors and "address" not in self.errors:
            self.add_error("address", gettext("Plak het adres van je agenda, of kies een bestand."))
        if address and file:
            self.add_error("file", gettext("Kies één van de twee: een adres of een bestand."))
        return cleaned

    def shared(self) -> dict[str, Any]:
        """What holds for an address and a file alike."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "cost_cents")}


def _is_like_an_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and parts.hostname) and not any(letter.isspace() for letter in text)
