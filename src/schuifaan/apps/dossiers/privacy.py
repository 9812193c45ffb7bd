"""What dossiers know about people: who works along, who answered what, and what people wrote in their own words."""

from datetime import date, datetime, time, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import (
    Answer,
    AnswerChange,
    Comment,
    Dossier,
    DossierMember,
    DossierPhoto,
    FundProposal,
    OwnItem,
    Questionnaire,
    ShareLink,
    Task,
    Version,
    Wish,
)
from schuifaan.apps.people.models import AuditEvent
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

YEAR = 365
ARCHIVED_YEARS = 5
WHO_ANSWERED_YEARS = 5
REMOVED_COMMENT_DAYS = 30

_UNTIED = _(
    "Wij kunnen niet zien over wie een vrije tekst gaat. Vraag het team van het dossier om die aan te passen."
)
_WITH_THE_DOSSIER = _("Zolang het dossier er is, en 5 jaar nadat het is weggezet.")


def accounts_needed(today: date) -> QuerySet[DossierMember, int | None]:
    """Whoever works on a dossier that was not put away keeps the account."""
    del today
    return DossierMember.objects.filter(user__isnull=False, dossier__archived_at__isnull=True).values_list(
        "user_id", flat=True
    )


def _ago(today: date, *, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))


def _put_away_long_ago(today: date) -> QuerySet[Dossier]:
    return Dossier.objects.filter(archived_at__lt=_ago(today, days=ARCHIVED_YEARS * YEAR))


def _photos_put_away(today: date) -> QuerySet[DossierPhoto]:
    """Before their dossier, so that the files go too."""
    return DossierPhoto.objects.filter(dossier__in=_put_away_long_ago(today))


def _old_comments(today: date) -> QuerySet[Comment]:
    removed = Q(removed_at__lt=_ago(today, days=REMOVED_COMMENT_DAYS))
    return Comment.objects.filter(removed | Q(at__lt=_ago(today, days=YEAR)))


def _closed_links(today: date) -> QuerySet[ShareLink]:
    before = _ago(today, days=YEAR)
    return ShareLink.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))


def _never_came(today: date) -> QuerySet[DossierMember]:
    """Asked to join longer ago than an invitation is kept, and nobody came."""
    gone = Q(invitation__isnull=True) | Q(invitation__expires_at__lt=_ago(today, days=REMOVED_COMMENT_DAYS))
    return DossierMember.objects.filter(gone, user__isnull=True)


def _done_long_ago(today: date) -> QuerySet[Task]:
    return Task.objects.filter(done_at__lt=_ago(today, days=YEAR)).exclude(owner="")


def _decided_long_ago(today: date) -> QuerySet[FundProposal]:
    return FundProposal.objects.filter(decided_at__lt=_ago(today, days=YEAR))


def _members(person: Person) -> QuerySet[DossierMember]:
    invited = Q(invitation__email__iexact=person.email, user__isnull=True)
    return DossierMember.objects.filter(Q(user=person.user) | invited if person.user else invited)


def _tasks_of(person: Person) -> QuerySet[Task]:
    """A task says its owner in words: by name, or by address."""
    named = Q(owner__iexact=person.email)
    if person.user and person.user.name:
        named |= Q(owner__iexact=person.user.name)
    return Task.objects.filter(named)


def _trail(person: Person) -> QuerySet[AuditEvent]:
    names = {person.email}
    if person.user and person.user.name:
        names.add(person.user.name)
    return AuditEvent.objects.filter(verb__startswith="dossier.member_", subject__in=names)


def _old_trail(today: date) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(
        verb__startswith="dossier.member_", at__lt=_ago(today, days=YEAR)
    ).exclude(subject="")


def _made(model: type[Model], name: str, label: str | Promise, *more: str) -> Declaration:
    """Who made something: known as long as the dossier is there, blank as soon as that person asks."""
    return Declaration(
        model=model,
        fields=(name, *more),
        label=label,
        purpose=_("Wie samen aan een dossier werkt, weet bij wie je iets kunt vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_WITH_THE_DOSSIER),
        erase=Erasure(tied_by(model, name), then=Blank({name: None})),
    )


def _free_text(model: type[Model], fields: tuple[str, ...], label: str | Promise) -> Declaration:
    """What people typed may name somebody; that is theirs to mind, and it goes with the dossier."""
    return Declaration(
        model=model,
        fields=fields,
        label=label,
        purpose=_("Samen uitzoeken welke plek er nodig is, en dat later kunnen nalezen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_WITH_THE_DOSSIER),
        erase=Erasure(None, then=Keep(_UNTIED)),
    )


# Photos come before the dossiers that name them, and the trail before the members its names are found by.
DECLARATIONS = [
    Declaration(
        model=AuditEvent,
        fields=("subject", "changes", "at", "verb"),
        label=_("Dat je bij een dossier kwam of ging"),
        purpose=_("Wie het dossier leidt, kan nazien wie mocht meewerken."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("De naam 12 maanden; dat er iets is besloten 5 jaar."),
            due=_old_trail,
            then=Blank({"subject": "", "changes": {}}),
        ),
        erase=Erasure(_trail, then=Blank({"subject": "", "changes": {}})),
    ),
    Declaration(
        model=DossierPhoto,
        fields=("added_by", "image", "alternative_text"),
        label=_("Foto’s van een ruimte bij een dossier, en wie ze erbij zette"),
        purpose=_("Zien hoe de ruimte is, en weten aan wie je iets over de foto kunt vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_WITH_THE_DOSSIER, due=_photos_put_away, then=Delete()),
        erase=Erasure(tied_by(DossierPhoto, "added_by"), then=Blank({"added_by": None})),
    ),
    Declaration(
        model=Dossier,
        fields=("created_by", "title", "created_at"),
        label=_("Dat je een dossier bent begonnen"),
        purpose=_("Wie samen aan een dossier werkt, weet bij wie je iets kunt vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Tot 5 jaar nadat het dossier is weggezet."), due=_put_away_long_ago),
        erase=Erasure(tied_by(Dossier, "created_by"), then=Blank({"created_by": None})),
    ),
    Declaration(
        model=DossierMember,
        fields=("user", "invitation", "role", "since_at"),
        label=_("Dat je aan een dossier meewerkt, en met welke rol"),
        purpose=_("Zo weten we wat je mag zien en veranderen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _(
                "Tot je niet meer meedoet. Een uitnodiging waar niemand op kwam, tot 30 dagen na de laatste dag."
            ),
            due=_never_came,
        ),
        erase=Erasure(_members),
    ),
    Declaration(
        model=ShareLink,
        fields=("created_by", "label", "created_at"),
        label=_("Een link die je hebt gemaakt om een dossier te delen"),
        purpose=_("Het team ziet voor wie een link is en wie hem maakte."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Tot 12 maanden nadat de link niet meer werkt."), due=_closed_links),
        erase=Erasure(tied_by(ShareLink, "created_by"), then=Blank({"created_by": None})),
    ),
    _made(Answer, "answered_by", _("Dat je een vraag in een dossier hebt beantwoord"), "answered_at"),
    _free_text(Answer, ("value",), _("Antwoorden in een dossier; daar kan een naam in staan")),
    Declaration(
        model=AnswerChange,
        fields=("by", "at"),
        label=_("Dat je een antwoord in een dossier hebt veranderd"),
        purpose=_("Wie samen aan een dossier werkt, kan nazien wie wat veranderde en het terugzetten."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Je naam 5 jaar."),
            due=lambda today: AnswerChange.objects.filter(
                by__isnull=False, at__lt=_ago(today, days=WHO_ANSWERED_YEARS * YEAR)
            ),
            then=Blank({"by": None}),
        ),
        erase=Erasure(tied_by(AnswerChange, "by"), then=Blank({"by": None})),
    ),
    _free_text(AnswerChange, ("before", "after"), _("Hoe een antwoord in een dossier eerst was")),
    _made(Version, "made_by", _("Dat je een versie van een dossier hebt bewaard"), "reason", "made_at"),
    _free_text(Version, ("answers",), _("Antwoorden in een bewaarde versie van een dossier")),
    Declaration(
        model=Comment,
        fields=("by", "text", "at"),
        label=_("Opmerkingen die je bij een dossier hebt geschreven"),
        purpose=_("Samen overleggen over een stap."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("12 maanden. Wat iemand weghaalt, is na 30 dagen echt weg."), due=_old_comments, then=Delete()
        ),
        erase=Erasure(tied_by(Comment, "by"), then=Delete()),
    ),
    Declaration(
        model=Task,
        fields=("owner", "what", "due_date", "done_at"),
        label=_("Taken in een dossier waar je naam bij staat"),
        purpose=_("Iedereen weet wie wat doet, en voor wanneer."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Je naam tot 12 maanden nadat de taak is gedaan."),
            due=_done_long_ago,
            then=Blank({"owner": ""}),
        ),
        erase=Erasure(_tasks_of, then=Blank({"owner": ""})),
    ),
    _made(Task, "created_by", _("Dat je een taak in een dossier hebt gezet"), "created_at"),
    _made(Questionnaire, "created_by", _("Dat je een vragenlijst voor bewoners hebt gemaakt"), "created_at"),
    _free_text(Wish, ("text",), _("Wensen van bewoners uit een vragenlijst; wie iets zei, bewaren we niet")),
    Declaration(
        model=OwnItem,
        fields=("created_by", "changed_at"),
        label=_("Dat je iets aan het handboek van je organisatie hebt toegevoegd"),
        purpose=_("Collega’s weten bij wie ze iets kunnen vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Zolang het in het handboek van je organisatie staat.")),
        erase=Erasure(tied_by(OwnItem, "created_by"), then=Blank({"created_by": None})),
    ),
    Declaration(
        model=FundProposal,
        fields=("proposed_by", "proposed_at"),
        label=_("Dat je een fonds hebt voorgesteld voor het handboek van een organisatie"),
        purpose=_("Wie het fonds nakijkt, weet bij wie een vraag erover hoort."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Tot 12 maanden nadat erover is beslist."), due=_decided_long_ago, then=Delete()
        ),
        erase=Erasure(tied_by(FundProposal, "proposed_by"), then=Blank({"proposed_by": None})),
    ),
    Declaration(
        model=FundProposal,
        fields=("decided_by", "decided_at"),
        label=_("Dat je een voorgesteld fonds hebt nagekeken"),
        purpose=_("Collega’s weten bij wie ze iets kunnen vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Tot 12 maanden nadat erover is beslist.")),
        erase=Erasure(tied_by(FundProposal, "decided_by"), then=Blank({"decided_by": None})),
    ),
]
