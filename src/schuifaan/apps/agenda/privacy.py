"""What the agenda knows about people: who comes, who had an idea, who welcomes."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import SuggestionState
from schuifaan.apps.agenda.models import Activity, Notice, SignUp, Suggestion
from schuifaan.apps.people.privacy_register import (
    Blank,
    Declaration,
    Delete,
    Erasure,
    Keep,
    LegalBasis,
    Person,
    Retention,
    tied_by,
)

SIGN_UP_DAYS: Final = 14
ANSWERED_DAYS: Final = 30
UNANSWERED_DAYS: Final = 365


def _midnight(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))


def _long_over(today: date) -> QuerySet[SignUp]:
    """On the fourteenth day after the day it ended nothing is left."""
    return SignUp.objects.filter(occurrence__ends_at__lt=_midnight(today, SIGN_UP_DAYS - 1))


def _old_notices(today: date) -> QuerySet[Notice]:
    return Notice.objects.filter(written_at__lt=_midnight(today, SIGN_UP_DAYS - 1))


def _answered(today: date) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(answered_at__lt=_midnight(today, ANSWERED_DAYS - 1))


def _never_answered(today: date) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(
        state=SuggestionState.NEW, asked_at__lt=_midnight(today, UNANSWERED_DAYS - 1)
    )


def _made_by(person: Person) -> QuerySet[Activity]:
    return tied_by(Activity, "made_by")(person)


def _run_by(person: Person) -> QuerySet[Activity]:
    """Only by the name of the account: nobody else's name can be tied to an address."""
    name = _name_of(person)
    found = Activity.objects.filter(Q(welcomed_by__iexact=name) | Q(organiser_name__iexact=name))
    return found if name else Activity.objects.none()


def _pictured_by(person: Person) -> QuerySet[Activity]:
    return Activity.objects.filter(picture_credit__iexact=_name_of(person)).exclude(picture_credit="")


def _name_of(person: Person) -> str:
    return person.user.name if person.user else ""


DECLARATIONS = [
    Declaration(
        model=SignUp,
        fields=("first_name", "contact", "contact_by", "language", "asked_at"),
        label=_("Je voornaam en je e-mailadres of telefoonnummer, als je je aanmeldt voor een activiteit"),
        purpose=_("Er staat een stoel voor je klaar, en je hoort het als er iets verandert."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Tot 14 dagen na de activiteit."), due=_long_over, then=Delete()),
        erase=Erasure(lambda person: SignUp.objects.filter(contact__iexact=person.email), then=Delete()),
    ),
    Declaration(
        model=Notice,
        fields=("first_name", "contact", "by", "subject", "text", "written_at"),
        label=_("Een bericht aan jou over een activiteit waarvoor je je hebt aangemeld"),
        purpose=_("Je hoort het één keer, en niet twee keer."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Adres en tekst tot het bericht weg is, de rest 14 dagen."), due=_old_notices, then=Delete()
        ),
        erase=Erasure(lambda person: Notice.objects.filter(contact__iexact=person.email), then=Delete()),
    ),
    Declaration(
        model=Suggestion,
        fields=("first_name", "contact"),
        label=_("Je voornaam en hoe je bereikbaar bent, als je een idee stuurt"),
        purpose=_("De plek kan je antwoorden."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Tot 30 dagen na het antwoord."), due=_answered, then=Blank({"first_name": "", "contact": ""})
        ),
        erase=Erasure(
            lambda person: Suggestion.objects.filter(contact__iexact=person.email),
            then=Blank({"first_name": "", "contact": ""}),
        ),
    ),
    Declaration(
        model=Suggestion,
        fields=("description", "when", "asked_at"),
        label=_("Wat je schreef in een idee waar nooit op is geantwoord"),
        purpose=_("De plek kan er iets mee doen."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Een jaar."), due=_never_answered, then=Delete()),
        erase=Erasure(None, then=Keep(_("Zonder naam en contact is niet te zien van wie een idee kwam."))),
    ),
    Declaration(
        model=Suggestion,
        fields=("answered_by",),
        label=_("Dat je op een idee hebt geantwoord"),
        purpose=_("Het team weet wie erover gesproken heeft."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang het idee bewaard blijft.")),
        erase=Erasure(tied_by(Suggestion, "answered_by"), then=Blank({"answered_by": None})),
    ),
    Declaration(
        model=Activity,
        fields=("welcomed_by", "organiser_name"),
        label=_("Je naam bij een activiteit, als wie mensen ontvangt of wie het organiseert"),
        purpose=_("Wie komt, weet wie er de deur opendoet."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Zolang de activiteit op de agenda staat.")),
        erase=Erasure(_run_by, then=Blank({"welcomed_by": "", "organiser_name": ""})),
    ),
    Declaration(
        model=Activity,
        fields=("picture_credit",),
        label=_("Je naam bij een foto die je maakte"),
        purpose=_("De maker wordt genoemd."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Zolang de foto bij de activiteit staat.")),
        erase=Erasure(_pictured_by, then=Blank({"picture_credit": ""})),
    ),
    Declaration(
        model=Activity,
        fields=("made_by",),
        label=_("Dat je een activiteit hebt gemaakt"),
        purpose=_("Het team weet aan wie ze iets over de activiteit kunnen vragen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang de activiteit bestaat.")),
        erase=Erasure(_made_by, then=Blank({"made_by": None})),
    ),
]
