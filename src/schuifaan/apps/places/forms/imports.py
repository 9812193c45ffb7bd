"""Offering a list, and saying which of its columns is what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.importing.columns import FIELD_LABELS, Doubles, ListReading
from schuifaan.apps.places.importing.table import Table

_EXAMPLE_AT_MOST = 60


class OfferForm(forms.Form):
    """The file, and whose list it is: the same name next time updates the same places."""

    file = forms.FileField(label=_("Het bestand"))
    source = forms.SlugField(label=_("Korte naam van de lijst"), max_length=80)
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Van welke organisatie is de lijst?"), required=False
    )

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], may_be_nobodys: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = organisations
        field.required = not may_be_nobodys
        first = None if may_be_nobodys else organisations.first()
        if first is not None:
            self.initial.setdefault("organisation", first.pk)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            most = settings.UPLOAD_MAX_BYTES // 2**20
            raise forms.ValidationError(gettext("Dit bestand is groter dan %(most)s MB.") % {"most": most})
        return file


class ColumnsForm(forms.Form):
    """One question per column of the list, with an example from it; and what to do with gaps and doubles."""

    name_fallback = forms.BooleanField(
        label=_("Staat er geen naam? Neem dan het adres als naam."), required=False
    )
    doubles = forms.ChoiceField(
        label=_("Staat een plek twee keer in de lijst?"),
        choices=[
            (Doubles.REFUSE, _("Zeg het, dan maken we de lijst eerst in orde")),
            (Doubles.FIRST, _("Neem de eerste, laat de andere weg")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, table: Table, reading: ListReading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [column for column in table.columns if column]
        field_of = {column: key for key, column in reading.columns.items()}
        choices = [("", _("niet overnemen")), *FIELD_LABELS.items()]
        for number, column in enumerate(self.columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, help_text=_example(table, column)
            )
            self.initial.setdefault(f"column_{number}", field_of.get(column, ""))
        self.initial.setdefault("name_fallback", reading.name_fallback)
        self.initial.setdefault("doubles", str(reading.doubles))

    def column_fields(self) -> Iterator[forms.BoundField]:
        yield from (self[f"column_{number}"] for number in range(len(self.columns)))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned.get(f"column_{number}", "") for number in range(len(self.columns))]
        for number, key in enumerate(chosen):
            if key and Counter(chosen)[key] > 1:
                self.add_error(f"column_{number}", gettext("Je koos dit voor meer dan één kolom."))
        if "name" not in chosen and not cleaned.get("name_fallback"):
            self.add_error(None, gettext("Kies welke kolom de naam van de plek is."))
        return cleaned

    def reading(self) -> ListReading:
        chosen = {
            self.cleaned_data[f"column_{number}"]: column
            for number, column in enumerate(self.columns)
            if self.cleaned_data[f"column_{number}"]
        }
        return ListReading(
            columns=chosen,
            name_fallback=self.cleaned_data["name_fallback"],
            doubles=Doubles(self.cleaned_data["doubles"]),
        )


def _example(table: Table, column: str) -> str:
    """The first cell that says something, so that people see what they choose for."""
    cells: Sequence[str] = [row.cells.get(column, "") for row in table.rows[:200]]
    example = next((cell.strip() for cell in cells if cell.strip()), "")
    if not example:
        return gettext("Deze kolom is leeg.")
    shown = example if len(example) <= _EXAMPLE_AT_MOST else f"{example[:_EXAMPLE_AT_MOST]}…"
    return gettext("Bijvoorbeeld: %(example)s") % {"example": shown}
