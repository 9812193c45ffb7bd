"""Who opens and who closes on a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.ui.fields import LineField


class DutyForm(forms.Form):
    opens = LineField(
        label=_("Wie doet open?"), help_text=_("Een voornaam is genoeg."), required=False, max_length=60
    )
    closes = LineField(label=_("Wie sluit af?"), required=False, max_length=60)

    use_required_attribute = False
