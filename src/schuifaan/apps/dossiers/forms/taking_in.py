"""The file of a dossier to take over, and whose the new dossier is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.paper.exchange import MOST_BYTES
from schuifaan.apps.people.models import Organisation


class TakeInForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Het bestand"),
        help_text=_(
            "Een bestand dat je hier of op een andere plek als dossier.json hebt opgeslagen. Hoogstens 2 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        },
    )
    organisation = forms.ChoiceField(
        label=_("Van wie wordt het dossier?"),
        help_text=_("Collega’s van deze organisatie kunnen meelezen en meewerken."),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._organisations = {str(one.pk): one for one in organisations}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        mine: list[tuple[str, Any]] = [(str(one.pk), one.name) for one in organisations]
        field.choices = [*mine, ("", _("Van mij, zonder organisatie"))]
        if not organisations:
            del self.fields["organisation"]

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("Dit bestand is te groot. Het mag hoogstens 2 MB zijn."))
        return file

    def wanted(self) -> dict[str, Any]:
        """What `take_in_dossier` is asked."""
        return {
            "content": self.cleaned_data["file"].read(),
            "organisation": self._organisations.get(self.cleaned_data.get("organisation", "")),
        }
