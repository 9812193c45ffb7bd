"""A photo and what someone who cannot see it should know."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PhotoWordsForm(forms.Form):
    alternative_text = forms.CharField(
        label=_("Wat zie je op de foto?"),
        help_text=_(
            "Voor wie de foto niet kan zien. Bijvoorbeeld: drie mensen drinken koffie aan een lange tafel."
        ),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien.")},
    )
    credit = forms.CharField(label=_("Wie maakte de foto?"), max_length=120, required=False)

    use_required_attribute = False


class PhotoForm(PhotoWordsForm):
    photo = forms.FileField(
        label=_("Foto"),
        help_text=_(
            "Een JPEG-, PNG- of WebP-bestand van hoogstens 10 MB. Vraag mensen die erop staan of het mag."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": _("Kies een foto."),
            "empty": _("Dit bestand is leeg. Kies een andere foto."),
        },
    )
    field_order = ["photo", "alternative_text", "credit"]
