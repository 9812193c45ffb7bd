"""A photo of the room, what it shows, and which requirement it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DossierPhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_(
            "Een JPEG-, PNG- of WebP-bestand van hoogstens 10 MB. Kies liever een foto zonder mensen erop."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": _("Kies een foto."),
            "empty": _("Dit bestand is leeg. Kies een andere foto."),
        },
    )
    item = forms.ChoiceField(label=_("Waar gaat de foto over?"), required=False)
    alternative_text = forms.CharField(
        label=_("Wat zie je op de foto?"),
        help_text=_(
            "Voor wie de foto niet kan zien. Bijvoorbeeld: een trede van tien centimeter bij de voordeur."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien.")},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Over de ruimte als geheel")), *items]
