"""What being heard knows about people: how to reach who said something, and who of the team did what."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
from schuifaan.apps.voice.enums import ContactBy, MatterState
from schuifaan.apps.voice.models import (
    Addition,
    Answer,
    CareContact,
    EvaluationPoint,
    FreeLine,
    Letter,
    Matter,
    OnlineAnswer,
    Poll,
    PollEntry,
    RuleAsked,
    RuleProposal,
    Signal,
    TryOut,
)

# After the matter is closed: how to reach somebody, what they wrote.
CONTACT_DAYS: Final = 30
TEXT_DAYS: Final = 730
# Nobody ever answered.
UNANSWERED_DAYS: Final = 365
HELD_DAYS: Final = 30
LETTER_DAYS: Final = 30
# What a matter is called whose words everybody may read on, in the words of the desk.
GONE_TITLE: Final = "…"
# An agreement about who does what, after the last talk about it.
WHO_DAYS: Final = 730


def _midnight(today: date, days: int) -> datetime:
    """The beginning of the day on which something that happened so many days ago goes."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=days - 1), time.min))


def _closed_a_month(today: date) -> QuerySet[Signal]:
    return Signal.objects.exclude(contact_by=ContactBy.NONE).filter(
        Q(matter__closed_at__lt=_midnight(today, CONTACT_DAYS))
        | Q(matter__closed_at__isnull=True, said_at__lt=_midnight(today, UNANSWERED_DAYS))
    )


def _long_closed(today: date) -> QuerySet[Signal]:
    held = Q(matter__state=MatterState.HELD, said_at__lt=_midnight(today, HELD_DAYS))
    return Signal.objects.filter(held | Q(matter__closed_at__lt=_midnight(today, TEXT_DAYS)))


def _added_to_long_closed(today: date) -> QuerySet[Addition]:
    return Addition.objects.filter(signal__in=_long_closed(today))


def _nothing_left(*, is_public: bool) -> Callable[[date], QuerySet[Matter]]:
    """Matters of which everything that was said has gone: what they are called was said too."""

    def rows(today: date) -> QuerySet[Matter]:
        del today
        return Matter.objects.filter(signals__isnull=True, is_public=is_public)

    return rows


def _old_letters(today: date) -> QuerySet[Letter]:
    return Letter.objects.filter(written_at__lt=_midnight(today, LETTER_DAYS))


def _of_yesterday(today: date) -> QuerySet[OnlineAnswer]:
    return OnlineAnswer.objects.filter(day__lt=today - timedelta(days=1))


def _lines_of_old_polls(today: date) -> QuerySet[FreeLine]:
    closed = Q(question__poll__closed_at__lt=_midnight(today, TEXT_DAYS))
    # Nobody closed it, but after its last day nothing came in from phones.
    over = Q(
        question__poll__closed_at__isnull=True,
        question__poll__closes_on__lt=today - timedelta(days=TEXT_DAYS),
    )
    return FreeLine.objects.filter(closed | over)


def _old_agreements(today: date) -> QuerySet[EvaluationPoint]:
    return EvaluationPoint.objects.exclude(who="").filter(
        evaluation__begun_on__lt=today - timedelta(days=WHO_DAYS)
    )


def _old_try_outs(today: date) -> QuerySet[TryOut]:
    return TryOut.objects.exclude(who="").filter(check_of__started_at__lt=_midnight(today, WHO_DAYS))


def _said_by(person: Person) -> QuerySet[Signal]:
    return Signal.objects.filter(contact__iexact=person.email)


def _added_by(person: Person) -> QuerySet[Addition]:
    return Addition.objects.filter(signal__in=_said_by(person))


def _letters_to(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(contact__iexact=person.email)


def _care_at(person: Person) -> QuerySet[CareContact]:
    return CareContact.objects.filter(email__iexact=person.email).exclude(email="")


def _named(model: type[Model]) -> Callable[[Person], QuerySet[Any]]:
    """Only by the name of the account: nobody else's name can be tied to an address."""

    def rows(person: Person) -> QuerySet[Any]:
        found = model._default_manager.all()  # noqa: SLF001 - Django's own name for the default manager
        name = person.user.name if person.user else ""
        return found.filter(who__iexact=name) if name else found.none()

    return rows


def _did(model: type[Model], field: str, label: str | Promise) -> Declaration:
    """That a colleague did something."""
    return Declaration(
        model=model,
        fields=(field,),
        label=label,
        purpose=_("Het team weet wie erover gesproken heeft."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang het bewaard blijft waar het bij hoort.")),
        erase=Erasure(tied_by(model, field), then=Blank({field: None})),
    )


DECLARATIONS = [
    Declaration(
        model=Letter,
        fields=("contact", "by", "subject", "text", "written_at"),
        label=_("Een antwoord aan jou op wat je hebt laten weten"),
        purpose=_("Je hoort het één keer, en niet twee keer."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Adres en tekst tot het bericht weg is, de rest 30 dagen."), due=_old_letters, then=Delete()
        ),
        erase=Erasure(_letters_to, then=Delete()),
    ),
    Declaration(
        model=Signal,
        fields=("contact", "contact_by", "language"),
        label=_("Je e-mailadres of telefoonnummer, als je antwoord wilt op wat je laat weten"),
        purpose=_("Je hoort wat ermee is gedaan."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Tot 30 dagen nadat het is afgerond. Komt er nooit antwoord: een jaar."),
            due=_closed_a_month,
            then=Blank({"contact": "", "contact_by": ContactBy.NONE}),
        ),
        erase=Erasure(_said_by, then=Blank({"contact": "", "contact_by": ContactBy.NONE})),
    ),
    Declaration(
        model=Addition,
        fields=("text", "said_at"),
        label=_("Wat je later toevoegt aan wat je hebt laten weten"),
        purpose=_("De plek of de gemeente begrijpt beter wat je bedoelt."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Twee jaar nadat het is afgerond."), due=_added_to_long_closed, then=Delete()),
        # As long as the address is there, it is theirs to see.
        erase=Erasure(_added_by, then=Keep(_("Zonder naam is niet te zien van wie het kwam."))),
    ),
    Declaration(
        model=Signal,
        fields=("text", "said_at"),
        label=_("Wat je laat weten: een wens, een idee, een klacht"),
        purpose=_("De plek of de gemeente doet er iets mee en antwoordt."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Twee jaar nadat het is afgerond. Wat een computer leek te sturen: 30 dagen."),
            due=_long_closed,
            then=Delete(),
        ),
        erase=Erasure(
            _said_by,
            then=Keep(_("Zonder naam is niet te zien van wie het kwam. Met je code kun je het terugvinden.")),
        ),
    ),
    Declaration(
        model=Matter,
        fields=("title", "policy"),
        label=_("De eerste woorden van wat je laat weten, en over welke regel of welk plan het gaat"),
        purpose=_("Het team of de gemeente herkent je bericht in een lijst."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Zolang we bewaren wat je liet weten."), due=_nothing_left(is_public=False), then=Delete()
        ),
        erase=Erasure(None, then=Keep(_("Zonder naam is niet te zien van wie het kwam."))),
    ),
    Declaration(
        model=Matter,
        fields=("title", "policy"),
        label=_("De eerste woorden van wat je liet weten, als iedereen kan lezen wat ermee gedaan is"),
        purpose=_("Wat de plek of de gemeente zelf schreef, blijft staan. Jouw eigen woorden niet."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Zolang we bewaren wat je liet weten."),
            due=_nothing_left(is_public=True),
            then=Blank({"title": GONE_TITLE, "policy": ""}),
        ),
        erase=Erasure(None, then=Keep(_("Zonder naam is niet te zien van wie het kwam."))),
    ),
    Declaration(
        model=Matter,
        fields=("about_member",),
        label=_("Dat een klacht over jou ging"),
        purpose=_("Zo komt die klacht niet bij jou terecht, maar bij iemand anders."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Zolang de klacht bewaard blijft.")),
        # Tied to nobody here: what can be tied stands in the export that who it is about takes along. The team row
        # that it leads to goes when a person is forgotten, and this with it.
        erase=Erasure(
            None,
            then=Keep(
                _(
                    "Een klacht komt niet bij wie erover gaat. Je naam verdwijnt erbij als die uit het team verdwijnt."
                )
            ),
        ),
    ),
    Declaration(
        model=OnlineAnswer,
        fields=("day",),
        label=_("Dat een formulier over wensen is verstuurd, zonder wie of wat"),
        purpose=_("Twee keer drukken telt één keer."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Een dag."), due=_of_yesterday, then=Delete()),
        erase=Erasure(None, then=Keep(_("Er staat niet bij van wie het was."))),
    ),
    Declaration(
        model=FreeLine,
        fields=("text",),
        label=_("Een regel die je zelf schreef in een vragenlijst over wensen"),
        purpose=_(
            "De plek weet wat mensen wensen. Voor iemand anders het leest, kijkt het team of er geen naam in staat."
        ),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Twee jaar nadat de vragenlijst is afgesloten."), due=_lines_of_old_polls, then=Delete()
        ),
        erase=Erasure(None, then=Keep(_("Er staat niet bij van wie de regel was."))),
    ),
    Declaration(
        model=TryOut,
        fields=("who",),
        label=_("Je naam bij iets wat de plek uitprobeert"),
        purpose=_("Het team weet wie eraan begint."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Twee jaar."), due=_old_try_outs, then=Blank({"who": ""})),
        erase=Erasure(_named(TryOut), then=Blank({"who": ""})),
    ),
    Declaration(
        model=EvaluationPoint,
        fields=("who",),
        label=_("Je naam bij een afspraak uit de jaarlijkse terugblik"),
        purpose=_("Het team weet wie erop let."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Twee jaar."), due=_old_agreements, then=Blank({"who": ""})),
        erase=Erasure(_named(EvaluationPoint), then=Blank({"who": ""})),
    ),
    Declaration(
        model=CareContact,
        fields=("name", "phone", "email"),
        label=_("Hoe je bereikbaar bent, als mensen jou kunnen bellen met een zorg"),
        purpose=_("Wie zich zorgen maakt, weet wie hij kan bellen. De zorg zelf wordt nergens bewaard."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("Tot de plek iemand anders noemt.")),
        erase=Erasure(_care_at, then=Delete()),
    ),
    _did(CareContact, "checked_by", _("Dat je hebt nagekeken wie mensen kunnen bellen")),
    _did(Matter, "owner", _("Dat jij oppakt wat iemand heeft laten weten")),
    _did(Answer, "given_by", _("Dat je antwoord hebt gegeven op wat iemand liet weten")),
    _did(Poll, "made_by", _("Dat je een vragenlijst over wensen hebt gemaakt")),
    _did(PollEntry, "entered_by", _("Dat je antwoorden op papier hebt overgetypt")),
    _did(RuleAsked, "noted_by", _("Dat je hebt genoteerd dat een formulier weer gevraagd werd")),
    _did(RuleProposal, "answered_by", _("Dat je namens de gemeente antwoord gaf over een formulier")),
]
