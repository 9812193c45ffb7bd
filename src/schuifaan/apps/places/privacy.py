"""What the directory knows about people: the team, contact persons, who put what there."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
)
from schuifaan.apps.places.models import ContactPerson, Photo, PlaceImport, TeamMember

OFFERED_LIST_DAYS = 30


def accounts_needed(today: date) -> QuerySet[TeamMember, int | None]:
    """Whoever is in a team now keeps the account."""
    return (
        TeamMember.objects.filter(user__isnull=False)
        .exclude(until_date__lt=today)
        .values_list("user_id", flat=True)
    )


def _year_before(today: date) -> date:
    return today - timedelta(days=settings.VOLUNTEER_RETENTION_DAYS)


def _ended_team_members(today: date) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(until_date__lt=_year_before(today))


def _team_rows(person: Person) -> QuerySet[TeamMember]:
    invited = Q(invitation__email__iexact=person.email, user__isnull=True)
    return TeamMember.objects.filter(Q(user=person.user) | invited if person.user else invited)


def _former_contacts(today: date) -> QuerySet[ContactPerson]:
    """Somebody else came more than a year ago; or nobody did, and they began more than a year ago."""
    later = ContactPerson.objects.filter(
        place=OuterRef("place"), kind=OuterRef("kind"), pk__gt=OuterRef("pk")
    )
    old = _year_before(today)
    return ContactPerson.objects.filter(is_active=False).filter(
        Exists(later.filter(since_date__lt=old)) | Q(~Exists(later), since_date__lt=old)
    )


def _names_in_the_trail(today: date) -> QuerySet[AuditEvent]:
    before = timezone.make_aware(datetime.combine(_year_before(today), time.min))
    about_people = Q(verb__startswith="team.") | Q(verb__startswith="contact.")
    return AuditEvent.objects.filter(about_people, at__lt=before).exclude(subject="", changes={})


def _trail_about(person: Person) -> QuerySet[AuditEvent]:
    names = {person.email, *(_team_rows(person).values_list("name", flat=True))}
    if person.user and person.user.name:
        names.add(person.user.name)
    return AuditEvent.objects.filter(verb__startswith="team.", subject__in=names)


def _old_imports(today: date) -> QuerySet[PlaceImport]:
    before = timezone.make_aware(datetime.combine(_year_before(today), time.min))
    return PlaceImport.objects.filter(offered_by__isnull=False, offered_at__lt=before)


def _lists_left_lying(today: date) -> QuerySet[PlaceImport]:
    """A list that was taken over is forgotten at once; these were offered and then left."""
    before = timezone.make_aware(datetime.combine(today - timedelta(days=OFFERED_LIST_DAYS), time.min))
    return PlaceImport.objects.filter(content__isnull=False, offered_at__lt=before)


# The trail comes before the team: its names are found through the team's rows.
DECLARATIONS = [
    Declaration(
        model=AuditEvent,
        fields=("subject", "changes", "at", "verb"),
        label=_("Dat je bij een team kwam of ging, of contactpersoon werd"),
        purpose=_("Het bestuur kan nazien wie welke rol kreeg."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("De naam 12 maanden; dat er iets is besloten 5 jaar."),
            due=_names_in_the_trail,
            then=Blank({"subject": "", "changes": {}}),
        ),
        erase=Erasure(_trail_about, then=Blank({"subject": "", "changes": {}})),
    ),
    Declaration(
        model=TeamMember,
        fields=(
            "name",
            "role",
            "user",
            "invitation",
            "photo",
            "consent_on",
            "consent_withdrawn_on",
            "since_date",
            "until_date",
        ),
        label=_("Je naam, rol en foto in het team van een plek"),
        purpose=_(
            "Bezoekers zien wie hen verwelkomt, als jij dat goed vindt. En je mag doen wat bij je rol hoort."
        ),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Tot 12 maanden nadat je bent gestopt."), due=_ended_team_members, then=Delete()
        ),
        erase=Erasure(_team_rows, then=Delete()),
    ),
    Declaration(
        model=ContactPerson,
        fields=("name", "role_text", "phone", "email", "since_date"),
        label=_("Je naam, telefoon en e-mailadres als contactpersoon van een plek"),
        purpose=_("Bezoekers weten wie ze kunnen bellen of mailen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Telefoon en e-mailadres tot iemand anders het overneemt, je naam nog 12 maanden daarna."),
            due=_former_contacts,
            then=Delete(),
        ),
        erase=Erasure(lambda person: ContactPerson.objects.filter(email__iexact=person.email), then=Delete()),
    ),
    Declaration(
        model=Photo,
        fields=("added_by", "credit"),
        label=_("Foto’s van een plek: wie ze maakte en wie ze erbij zette"),
        purpose=_("De maker wordt genoemd, en we weten aan wie we iets over de foto kunnen vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Zolang de foto op de pagina staat.")),
        erase=Erasure(
            lambda person: (
                Photo.objects.filter(added_by=person.user) if person.user else Photo.objects.none()
            ),
            then=Blank({"added_by": None}),
        ),
    ),
    Declaration(
        model=PlaceImport,
        fields=("offered_by", "filename", "offered_at"),
        label=_("Dat je een lijst met plekken hebt aangeboden"),
        purpose=_("We weten aan wie we iets over de lijst kunnen vragen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Je naam 12 maanden."), due=_old_imports, then=Blank({"offered_by": None})),
        erase=Erasure(
            lambda person: (
                PlaceImport.objects.filter(offered_by=person.user)
                if person.user
                else PlaceImport.objects.none()
            ),
            then=Blank({"offered_by": None}),
        ),
    ),
    Declaration(
        model=PlaceImport,
        fields=("content",),
        label=_("Een lijst die is aangeboden en nog niet overgenomen; er kunnen contactpersonen in staan"),
        purpose=_("Je kijkt eerst wat er zou veranderen. Pas daarna nemen we de lijst over."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Tot de lijst is overgenomen of weggegooid, hoogstens 30 dagen."),
            due=_lists_left_lying,
            then=Delete(),
        ),
        erase=Erasure(
            None, then=Keep(_("We kunnen niet zien over wie een lijst gaat. Ze verdwijnt vanzelf."))
        ),
    ),
]
