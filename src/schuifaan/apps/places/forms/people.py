"""Team, contact persons and consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import ContactKind, PlaceRole
from schuifaan.apps.places.forms.section import SectionForm
from schuifaan.apps.places.queries.desk import associations


class TeamMemberForm(forms.Form):
    name = forms.CharField(
        label=_("Naam"), max_length=120, error_messages={"required": _("Vul een naam in.")}
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=PlaceRole,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol.")},
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Hoeft niet. Vul je het in, dan sturen we een link om mee te werken aan deze pagina."),
    )

    use_required_attribute = False


class ConsentForm(forms.Form):
    agreed = forms.BooleanField(
        label=_("Ik heb het gevraagd en het mag"),
        error_messages={"required": _("Vraag eerst of het mag. Vink het daarna aan.")},
    )
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        help_text=_("Hoeft niet. Hoogstens 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    use_required_attribute = False


class ContactForm(SectionForm):
    kind = ContactKind.PLACE

    name = forms.CharField(
        label=_("Naam"), max_length=120, required=False, help_text=_("Leeg: dan noemen we niemand.")
    )
    role_text = forms.CharField(
        label=_("Wat doet deze persoon?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: beheerder."),
    )
    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("E-mailadres"), required=False)

    def starting(self) -> dict[str, Any]:
        now = next((c for c in self.place.contacts.all() if c.is_active and c.kind == self.kind), None)
        if now is None:
            return {}
        here = {name: getattr(now, name) for name in ("name", "phone", "email")}
        return {**here, "role_text": now.role_text.get("nl", ""), "organisation": now.organisation_id}

    def build(self) -> None:
        for name in ("name", "role_text", "phone", "email"):
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")

    def clean_phone(self) -> str:
        text = " ".join(str(self.cleaned_data["phone"]).split())
        if text and not any(character.isdigit() for character in text):
            raise forms.ValidationError(_("Vul een telefoonnummer in, zoals 043 123 45 67."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name") and (cleaned.get("phone") or cleaned.get("email")):
            self.add_error("name", _("Vul de naam in van wie je belt of mailt."))
        return cleaned

    def wanted(self) -> dict[str, Any]:
        return {**super().wanted(), "kind": self.kind}


class AssociationContactForm(ContactForm):
    """The one person at the housing association."""

    kind = ContactKind.ASSOCIATION

    organisation = forms.ModelChoiceField(
        label=_("Woningcorporatie"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Kies"),
    )

    def build(self) -> None:
        super().build()
        self.fields["organisation"].queryset = associations()  # type: ignore[attr-defined]
