"""Reading in a table of points: the file, what each column is, and what becomes of names in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.voice.actions.rounds_points import Answered, Came, Said
from schuifaan.apps.voice.forms.without_names import KEEP, MASK, NamesField, too_long_words
from schuifaan.apps.voice.importing.points import COLUMNS, LARGEST, LONGEST, Row, Sheet, guess, rows_of
from schuifaan.apps.voice.models import DocumentVersion
from schuifaan.apps.voice.queries.private_lines import without
from schuifaan.core.private_words import findings

SALT: Final = "voice.points"
# Long enough to look at it in peace; what was read is kept nowhere but on the page.
GOOD_FOR_SECONDS: Final = 24 * 3600


class PointsFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Het bestand"),
        help_text=_("Excel (.xlsx) of CSV uit een rekenblad. Hoogstens 300 rijen en 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
        error_messages={
            "required": _("Kies een bestand van je computer."),
            "empty": _("Dit bestand is leeg."),
            "invalid": _("Kies een bestand van je computer."),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(gettext("Dit bestand is groter dan 1 MB. Deel het op."))
        return file


@dataclass(frozen=True, slots=True)
class AskedColumn:
    field: BoundField
    examples: Sequence[str]


class PointsForm(forms.Form):
    """`sheet` travels along on the page, signed: nothing of the file is kept before somebody says yes."""

    use_required_attribute = False

    sheet = forms.CharField(widget=forms.HiddenInput)
    landed = forms.ChoiceField(label=_("In welke versie staat het?"), required=False)
    names = NamesField()

    def __init__(
        self,
        data: Any = None,
        *,
        sheet: Sheet,
        versions: Sequence[DocumentVersion],
        public: Sequence[str] = (),
    ) -> None:
        super().__init__(data, initial={"sheet": sealed(sheet)})
        self.read = sheet
        self._public = public
        self._versions = {str(one.pk): one for one in versions}
        choices = [
            ("", _("Laat deze kolom weg")),
            *((key, label) for key, (label, _names) in COLUMNS.items()),
        ]
        guessed = guess(sheet)
        self.asked: list[AskedColumn] = []
        for number, name in enumerate(sheet.names):
            field = forms.ChoiceField(
                label=name or gettext("Kolom zonder naam"), choices=choices, required=False
            )
            field.initial = guessed.get(number, "")
            self.fields[f"column_{number}"] = field
            self.asked.append(AskedColumn(self[f"column_{number}"], sheet.examples(number)))
        if versions:
            self.fields["landed"].choices = [(pk, one.label) for pk, one in self._versions.items()]  # type: ignore[attr-defined]
            self.fields["landed"].initial = str(versions[-1].pk)
        else:
            del self.fields["landed"]

    @property
    def columns(self) -> dict[int, str]:
        """As chosen; as guessed on the first look."""
        asked = {
            number: str(self[f"column_{number}"].value() or "") for number in range(len(self.read.names))
        }
        return {number: key for number, key in asked.items() if key in COLUMNS}

    @property
    def says_where(self) -> bool:
        return "where" in self.columns.values()

    def rows(self) -> list[Row]:
        """What each row says, with what stands in the way."""
        rows = rows_of(self.read, self.columns)
        if not self._versions:
            rows = [
                replace(row, problems=(*row.problems, gettext("Zet eerst een versie van de tekst in de ronde, of laat de kolom “waar in de tekst” weg.")))
                if row.where
                else row
                for row in rows
            ]  # fmt: skip
        choice = str(self["names"].value() or "")
        if choice == KEEP:
            return rows
        return [self._without_names(row) if choice == MASK else self._with_names(row) for row in rows]

    @property
    def asks_names(self) -> bool:
        """As long as something was found: also to change the choice."""
        return any(self._found(row) for row in rows_of(self.read, self.columns))

    def said(self, rows: Iterable[Row]) -> list[tuple[Said, Answered | None]]:
        version = self._versions.get(self.cleaned_data.get("landed", ""))
        return [(_said(row), _answered(row, version)) for row in rows]

    def _found(self, row: Row) -> list[str]:
        texts = (row.topic, row.text, row.said_by, row.response)
        return [one.text for text in texts for one in findings(text, public=self._public)]

    def _with_names(self, row: Row) -> Row:
        found = list(dict.fromkeys(self._found(row)))
        if not found:
            return row
        told = gettext("We zien hier iets persoonlijks: %(found)s. Kies hieronder wat we ermee doen.")
        return replace(row, problems=(*row.problems, told % {"found": ", ".join(found)}))

    def _without_names(self, row: Row) -> Row:
        made = replace(
            row,
            topic=self._masked(row.topic),
            text=self._masked(row.text),
            said_by=self._masked(row.said_by),
            response=self._masked(row.response),
        )
        fits = all(len(getattr(made, name)) <= most for name, most in LONGEST.items())
        return made if fits else replace(made, problems=(*made.problems, too_long_words()))

    def _masked(self, text: str) -> str:
        return without(text, findings(text, public=self._public))


def sealed(sheet: Sheet) -> str:
    return signing.dumps(sheet.as_json(), salt=SALT, compress=True)


def opened(told: str) -> Sheet | None:
    """None for what we did not give out, or long ago."""
    try:
        return Sheet.from_json(signing.loads(told, salt=SALT, max_age=GOOD_FOR_SECONDS))
    except signing.BadSignature:
        return None


def _said(row: Row) -> Said:
    return Said(topic=row.topic, text=row.text, said_by=row.said_by, said_on=row.said_on)


def _answered(row: Row, version: DocumentVersion | None) -> Answered | None:
    if not row.outcome:
        return None
    came = (Came(version, where=row.where),) if version and row.where else ()
    return Answered(row.outcome, row.response, came)
