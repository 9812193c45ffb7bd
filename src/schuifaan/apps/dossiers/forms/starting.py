"""A new dossier: what it is called, what it is about, and whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.people.models import Organisation


class StartForm(forms.Form):
    """The neighbourhood and the place are chosen before, by address."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Hoe heet dit dossier?"),
        help_text=_("Bijvoorbeeld de naam van de buurt of het gebouw. Je kunt het later veranderen."),
        max_length=160,
        error_messages={"required": _("Geef het dossier een naam.")},
    )
    kind = forms.ChoiceField(
        label=_("Waar gaat het over?"),
        choices=DossierKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het over gaat.")},
    )
    organisation = forms.ChoiceField(
        label=_("Van wie is het dossier?"),
        help_text=_("Collega’s van deze organisatie kunnen meelezen en meewerken."),
        widget=forms.RadioSelect,
        required=False,
    )
    bring = forms.BooleanField(
        label=_("Neem mee wat er al bekend is: de cijfers van de buurt en de plekken in de buurt"),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisations: Sequence[Organisation],
        brings: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self._organisations = {str(one.pk): one for one in organisations}
        mine: list[tuple[str, Any]] = [(str(one.pk), one.name) for one in organisations]
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [*mine, ("", _("Van mij, zonder organisatie"))]
        if not organisations:
            del self.fields["organisation"]
        if not brings:
            del self.fields["bring"]

    def wanted(self) -> dict[str, Any]:
        """What `start_dossier` is asked."""
        chosen = self.cleaned_data.get("organisation", "")
        return {
            "title": self.cleaned_data["title"],
            "kind": self.cleaned_data["kind"],
            "organisation": self._organisations.get(chosen),
        }
