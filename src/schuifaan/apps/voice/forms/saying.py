"""Saying something without an account, typing over a code, and adding to what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.agenda.forms.doorstep import Contact, ContactField
from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.geography.queries import neighbourhoods_of
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.voice.actions.saying import LONGEST
from schuifaan.apps.voice.enums import AboutPerson, Desk, SignalKind
from schuifaan.apps.voice.models import CODE_LENGTH, Round
from schuifaan.apps.voice.queries.private_lines import CALLED, without
from schuifaan.apps.voice.queries.readers import Readers, reads_words, then_reads_words
from schuifaan.apps.voice.queries.signals import plain_code, public_words, strange_letters
from schuifaan.core.private_words import Finding, findings
from schuifaan.ui import doorstep_form
from schuifaan.ui.fields import LineField

# Nobody reads a form and writes a sentence in this time.
TOO_QUICK_SECONDS: Final = 2
MANY_LINKS: Final = 3
_LINK: Final = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
# What somebody answers when we ask about a telephone number in their text.
LEAVE, MASK = "leave", "mask"


class SignalForm(doorstep_form.DoorstepForm):
    salt = "voice.doorstep"

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat wil je laten weten?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies wat het best past. Het hoeft niet precies te kloppen.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Vertel het in je eigen woorden"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Een paar woorden is genoeg. Noem liever geen namen van anderen."),
        error_messages={
            "required": gettext_lazy("Schrijf op wat je wilt laten weten."),
            "max_length": gettext_lazy("Dit is te lang. Schrijf het in ten hoogste 2000 tekens."),
        },
    )
    contact = ContactField(
        label=gettext_lazy("Wil je het antwoord horen?"),
        help_text=gettext_lazy(
            "Geef dan je e-mailadres of telefoonnummer. 30 dagen nadat het is afgerond, wissen we het. "
            "Vul je niets in, dan zie je het antwoord met de code die je krijgt."
        ),
    )

    kinds: tuple[str, ...] = tuple(SignalKind.values)

    def __init__(
        self, data: Any = None, *, readers: Readers, about: Place | Municipality, reacts_to: Round | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.readers, self.about, self.reacts_to = readers, about, reacts_to
        labels = dict(SignalKind.choices)
        self.fields["kind"].choices = [(kind, capfirst(labels[kind])) for kind in self.kinds]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What to say, once the form is valid."""
        contact: Contact = self.cleaned_data["contact"]
        return {
            "kind": self.cleaned_data["kind"],
            "text": self.text_to_send,
            "contact_by": contact.by,
            "contact": contact.value,
            "round": self.reacts_to,
            "form_token": self.form_token,
        }

    @property
    def way_to_reach(self) -> str:
        return str(self.cleaned_data["contact"].value)

    # ------------------------------------------------------------------ a number or a name in the text

    @cached_property
    def private(self) -> tuple[Finding, ...]:
        """What in the text seems to tell who somebody is."""
        place = self.about if isinstance(self.about, Place) else None
        return findings(self.cleaned_data["text"], public=public_words(place))

    @property
    def asks_about_private(self) -> bool:
        """Once: whoever has answered is not asked again."""
        return self.data.get("private") not in {LEAVE, MASK} and bool(self.private)

    @property
    def private_called(self) -> list[str]:
        """“een telefoonnummer”; each kind once."""
        return list(dict.fromkeys(str(CALLED[one.kind]) for one in self.private))

    @property
    def text_to_send(self) -> str:
        text = str(self.cleaned_data["text"])
        if self.data.get("private") != MASK:
            return text
        return without(text, self.private)

    # ------------------------------------------------------------------ what a machine does

    @property
    def looks_hurried(self) -> bool:
        """Sent within two seconds of being opened, or full of links."""
        if len(_LINK.findall(self.cleaned_data["text"])) >= MANY_LINKS:
            return True
        try:
            signing.loads(self.data.get("key", ""), salt=self.salt, max_age=TOO_QUICK_SECONDS)
        except signing.BadSignature:
            return False
        return True


class PlaceSignalForm(SignalForm):
    kinds = tuple(kind for kind in SignalKind.values if kind != SignalKind.NEW_PLACE)

    about_whom = forms.ChoiceField(
        label=gettext_lazy("Gaat het over iemand die hier werkt?"),
        widget=forms.RadioSelect,
        initial=AboutPerson.NO,
        required=False,
        help_text=gettext_lazy("Dan leest die persoon het niet."),
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Wie mag het als eerste lezen?"),
        widget=forms.RadioSelect,
        initial=Desk.PLACE,
        error_messages={"required": gettext_lazy("Kies wie het als eerste mag lezen.")},
    )

    field_order = ("kind", "text", "about_whom", "to", "contact", "website", "key")
    about: Place

    def __init__(self, data: Any = None, *, team: Sequence[TeamMember], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.team = {f"{AboutPerson.MEMBER}-{member.pk}": member for member in team}
        whom = self.fields["about_whom"]
        whom.choices = [(AboutPerson.NO, _("Nee")), *self._named(), self._unnamed()]  # type: ignore[attr-defined]
        # A team has many names: they stand folded away, and the question stays short.
        whom.folded = tuple(self.team)  # type: ignore[attr-defined]
        whom.fold_label = _("Ja, over iemand van het team")  # type: ignore[attr-defined]
        if self.may_choose:
            self.fields["to"].choices = [  # type: ignore[attr-defined]
                (Desk.PLACE, self.reads(Desk.PLACE)),
                (Desk.MUNICIPALITY, self.reads(Desk.MUNICIPALITY)),
            ]
        else:
            del self.fields["to"]

    @property
    def may_choose(self) -> bool:
        """Where only one can read it there is nothing to choose."""
        return self.readers.first(to=Desk.PLACE) != self.readers.first(to=Desk.MUNICIPALITY)

    def reads(self, to: str = Desk.PLACE) -> str:
        return reads_words(self.readers.first(to=to), self.about, None)

    def wanted(self) -> dict[str, Any]:
        said = self.cleaned_data.get("about_whom") or AboutPerson.NO
        member = self.team.get(said)
        return super().wanted() | {
            "place": self.about,
            "to": self.cleaned_data.get("to", Desk.PLACE),
            "about_person": AboutPerson.MEMBER if member else said,
            "about_member": member,
        }

    def _named(self) -> list[tuple[str, str]]:
        return [
            (key, _("Ja, over %(name)s (%(role)s). %(reads)s") % {
                "name": member.name,
                "role": member.get_role_display(),
                "reads": self._then(AboutPerson.MEMBER, member),
            })
            for key, member in self.team.items()
        ]  # fmt: skip

    def _unnamed(self) -> tuple[str, str]:
        words = _("Ja, maar ik zeg liever niet over wie. %(reads)s")
        return AboutPerson.UNNAMED, words % {"reads": self._then(AboutPerson.UNNAMED)}

    def _then(self, about_person: str, member: TeamMember | None = None) -> str:
        reader = self.readers.first(to=Desk.PLACE, about_person=about_person, about_member=member)
        return then_reads_words(reader, self.about, None)


class NeighbourhoodField(forms.ModelChoiceField[Neighbourhood]):
    def label_from_instance(self, obj: Model) -> str:
        return str(obj)


class MunicipalitySignalForm(SignalForm):
    neighbourhood = NeighbourhoodField(
        label=gettext_lazy("Over welke buurt gaat het?"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=gettext_lazy("De hele gemeente, of dat weet ik niet"),
        error_messages={"invalid_choice": gettext_lazy("Kies een buurt uit de lijst.")},
    )
    policy = LineField(
        label=gettext_lazy("Gaat het over een regel of een plan?"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Zoals: de vergunning voor een straatbarbecue."),
    )

    field_order = ("kind", "text", "neighbourhood", "policy", "contact", "website", "key")
    about: Municipality

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        listed = neighbourhoods_of(self.about.pk).order_by("name")
        self.fields["neighbourhood"].queryset = listed  # type: ignore[attr-defined]

    def reads(self) -> str:
        return reads_words(self.readers.first(to=Desk.MUNICIPALITY), None, self.about)

    def wanted(self) -> dict[str, Any]:
        return super().wanted() | {
            "to": Desk.MUNICIPALITY,
            "municipality": self.about,
            "neighbourhood": self.cleaned_data["neighbourhood"],
            "policy": self.cleaned_data["policy"],
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Je code"),
        max_length=40,
        help_text=gettext_lazy("Acht letters en cijfers. Hoofdletters en spaties maken niet uit."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Typ de code die je kreeg.")},
    )  # fmt: skip

    use_required_attribute = False

    def clean_code(self) -> str:
        said: str = self.cleaned_data["code"]
        strange = strange_letters(said)
        if strange:
            raise ValidationError(
                _(
                    "In een code komt dit niet voor: %(letters)s. Kijk nog eens goed, misschien is het iets anders."
                )
                % {"letters": " ".join(strange)}
            )
        length = len(plain_code(said))
        if length != CODE_LENGTH:
            raise ValidationError(
                _("Een code heeft acht letters en cijfers. Dit zijn er %(number)d.") % {"number": length}
            )
        return plain_code(said)


class AddForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Wat wil je toevoegen?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Schrijf op wat je wilt toevoegen."),
            "max_length": gettext_lazy("Dit is te lang. Schrijf het in ten hoogste 2000 tekens."),
        },
    )

    use_required_attribute = False
