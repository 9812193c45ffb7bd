"""Reading a diary in: the file, which room is which, and what to do with what clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.reading import LARGEST
from schuifaan.apps.rooms.models import DiaryImport, Room
from schuifaan.apps.rooms.queries.holding import rooms_of

# In a form for what is left out; no number of a room.
LEAVE_OUT = "weg"
MOST_ROOMS = 100


class DiaryFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Het bestand"),
        help_text=_("Een .ics-bestand uit Google of Outlook, of CSV uit een rekenblad. Hoogstens 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.txt,text/calendar,text/csv"}),
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
                gettext("Dit bestand is groter dan 2 MB. Deel het op, bijvoorbeeld per jaar.")
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
        self.names = diary.rooms[:MOST_ROOMS]
        choices = [
            ("", gettext("Kies…")),
            *((pk, room.name) for pk, room in self._rooms.items()),
            (LEAVE_OUT, gettext("Niet meenemen")),
        ]
        for number, name in enumerate(self.names):
            times = sum(len(one.periods) for one in diary.entries if one.room == name)
            self.fields[f"room_{number}"] = forms.ChoiceField(
                label=name or gettext("Zonder ruimte erbij"),
                choices=choices,
                help_text=gettext("%(times)s keer in het bestand") % {"times": times},
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


class DiaryDecisionForm(forms.Form):
    """`weg` holds the keys of the clashes that are left out."""

    use_required_attribute = False

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    all_clashes = forms.BooleanField(label=_("Laat alles weg wat botst"), required=False)
    why = forms.CharField(
        label=_("Waarom mag het toch?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dit bewaren we bij elke reservering waar een regel tegen spreekt."),
    )
