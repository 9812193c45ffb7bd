"""Reading a diary in: the file, which room is which, and what to do with what clashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.actions.diary import FREE_ROOM
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.importing.columns import COLUMNS, SEVERAL, Columns, missing
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.reading import LARGEST
from schuifaan.apps.rooms.importing.sheet import Sheet
from schuifaan.apps.rooms.models import DiaryImport, Room
from schuifaan.apps.rooms.queries.diary import LATER, LEAVE_OUT
from schuifaan.apps.rooms.queries.holding import rooms_of

MOST_ROOMS = 100


class DiaryFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Het bestand"),
        help_text=_(
            "Een .ics-bestand uit Google of Outlook, of Excel (.xlsx) of CSV uit een rekenblad. "
            "Hoogstens 5.000 rijen en 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.txt,.tsv,.xlsx,text/calendar,text/csv"}),
        error_messages={
            "required": _("Kies een bestand van je computer."),
            "empty": _("Dit bestand is leeg."),
            "invalid": _("Kies een bestand van je computer."),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                gettext("Dit bestand is groter dan 5 MB. Deel het op, bijvoorbeeld per jaar.")
            )
        return file


class DiaryRoomsForm(forms.Form):
    """One question for each name of a room in the file, with a first guess."""

    use_required_attribute = False

    party_kind = forms.ChoiceField(
        label=_("Wat voor huurders zijn het meestal?"),
        choices=PartyKind.choices,
        help_text=_("Dit geldt voor wie hier nog niet in de lijst staat. Hiervan hangt de prijs af."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, offered: DiaryImport, diary: Diary) -> None:
        super().__init__(data)
        self._rooms = {str(room.pk): room for room in rooms_of(offered.place)}
        times = Counter[str]()
        for one in diary.entries:
            times[one.room] += len(one.periods)
        # With more names than anybody can go through, those that are used most.
        self.names = [name for name in diary.rooms if name in dict(times.most_common(MOST_ROOMS))]
        self.unasked = len(times) - len(self.names)
        choices = [
            ("", gettext("Kies…")),
            *((pk, room.name) for pk, room in self._rooms.items()),
            (LEAVE_OUT, gettext("Niet meenemen")),
        ]
        for number, name in enumerate(self.names):
            self.fields[f"room_{number}"] = forms.ChoiceField(
                label=name or gettext("Zonder ruimte erbij"),
                choices=choices,
                help_text=gettext("%(times)s keer in het bestand") % {"times": times[name]},
                error_messages={
                    "required": gettext("Kies een ruimte, of kies ‘Niet meenemen’."),
                    "invalid_choice": gettext("Kies een ruimte uit de lijst."),
                },
            )
            self.initial[f"room_{number}"] = self._guess(offered, name)
        self.initial["party_kind"] = offered.party_kind

    def room_fields(self) -> Iterator[forms.BoundField]:
        yield from (self[f"room_{number}"] for number in range(len(self.names)))

    def rooms(self) -> dict[str, Room | None]:
        told = (self.cleaned_data[f"room_{number}"] for number in range(len(self.names)))
        return {name: self._rooms.get(value) for name, value in zip(self.names, told, strict=True)}

    def _guess(self, offered: DiaryImport, name: str) -> str:
        if name in offered.rooms:
            return str(offered.rooms[name] or LEAVE_OUT)
        wanted = name.casefold().strip()
        same = [pk for pk, room in self._rooms.items() if room.name.casefold() == wanted]
        near = [pk for pk, room in self._rooms.items() if wanted and room.name.casefold() in wanted]
        only = list(self._rooms) if len(self._rooms) == 1 else []
        return next(iter(same or (near if len(near) == 1 else []) or only), "")


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A question about one column: what it is called in the file, and what stands in it."""

    field: forms.BoundField
    examples: Sequence[str]


class DiaryColumnsForm(forms.Form):
    """One question for each column of the file, with a first guess."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, sheet: Sheet, columns: Columns) -> None:
        super().__init__(data)
        self._sheet = sheet
        choices = [
            ("", gettext("Niet gebruiken")),
            *((key, label) for key, (label, _names) in COLUMNS.items()),
        ]
        for column, name in enumerate(sheet.names):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=name or gettext("Kolom %(number)s") % {"number": column + 1},
                choices=choices,
                required=False,
                error_messages={"invalid_choice": gettext("Kies iets uit de lijst.")},
            )
            self.initial[f"column_{column}"] = columns.get(column, "")

    def asked(self) -> Iterator[ColumnAsked]:
        for column in range(len(self._sheet.names)):
            yield ColumnAsked(self[f"column_{column}"], self._sheet.examples(column))

    def clean(self) -> dict[str, Any]:
        told = self.columns()
        for column, key in told.items():
            first = next(one for one, other in told.items() if other == key)
            if first != column and key not in SEVERAL:
                self.add_error(
                    f"column_{column}", gettext("Dit koos je al bij een andere kolom. Kies er één.")
                )
        lacking = missing(told)
        if "day" in lacking:
            self.add_error(None, gettext("Kies in welke kolom de dag staat, of het begin met dag en tijd."))
        if "who" in lacking:
            self.add_error(None, gettext("Kies in welke kolom staat wie er komt, of wat er is."))
        return self.cleaned_data

    def columns(self) -> dict[int, str]:
        """Also of what was typed with errors, as far as it can be used."""
        told = (
            (column, self.cleaned_data.get(f"column_{column}", ""))
            for column in range(len(self._sheet.names))
        )
        return {column: key for column, key in told if key}


class DiaryDecisionForm(forms.Form):
    """The last step. `seen` is the dry run that was looked at."""

    use_required_attribute = False

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Waarom mag het toch?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dit bewaren we bij elke reservering waar een regel tegen spreekt."),
    )


class DiaryRestForm(forms.Form):
    """What happens to every clash nobody decided about, or to those in one room."""

    use_required_attribute = False

    only = forms.ChoiceField(label=_("Welke botsingen?"), required=False)
    what = forms.ChoiceField(
        label=_("Wat doen we ermee?"),
        choices=[
            ("", _("Kies…")),
            (LEAVE_OUT, _("Laat weg")),
            (LATER, _("Bewaar voor later")),
            (FREE_ROOM, _("Zet in een andere ruimte die vrij is")),
        ],
        error_messages={
            "required": _("Kies wat we ermee doen."),
            "invalid_choice": _("Kies wat we ermee doen."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, clashes: Mapping[Room, int]) -> None:
        super().__init__(data)
        self._rooms = {str(room.pk): room for room in clashes}
        told = gettext("Alle botsingen waar nog niets over gezegd is (%(times)s)")
        field = self.fields["only"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is one, above
        field.choices = [
            ("", told % {"times": sum(clashes.values())}),
            *((pk, f"{room.name} ({clashes[room]})") for pk, room in self._rooms.items()),
        ]

    def room(self) -> Room | None:
        return self._rooms.get(self.cleaned_data["only"])
