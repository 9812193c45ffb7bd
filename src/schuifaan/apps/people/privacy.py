"""What this app knows about people, why, and for how long."""

from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people import privacy_register
from schuifaan.apps.people.models import AuditEvent, Invitation, Membership, User
from schuifaan.apps.people.privacy_register import (
    Blank,
    Declaration,
    Delete,
    Erasure,
    LegalBasis,
    Person,
    Retention,
    tied_by,
)

UNUSED_ACCOUNT_DAYS = 2 * 365
CLOSED_INVITATION_DAYS = 30
TRAIL_YEARS = 5


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def accounts_needed(today: date) -> QuerySet[Membership, int | None]:
    """Whoever has a role that runs keeps the account."""
    return (
        Membership.objects.filter(user__isnull=False)
        .exclude(until_date__lt=today)
        .values_list("user_id", flat=True)
    )


def _unused_accounts(today: date) -> QuerySet[User]:
    """Not signed in for two years and without any role; support staff is never cleaned up."""
    long_ago = _start_of(today - timedelta(days=UNUSED_ACCOUNT_DAYS))
    unused = User.objects.filter(is_staff=False, is_superuser=False, date_joined__lt=long_ago).filter(
        Q(last_login__isnull=True) | Q(last_login__lt=long_ago)
    )
    for needed in privacy_register.accounts_needed(today):
        unused = unused.exclude(pk__in=needed)
    return unused


def _ended_memberships(today: date) -> QuerySet[Membership]:
    """Left longer ago than the retention, or promised to an invitation nobody took."""
    left = Q(until_date__lt=today - timedelta(days=settings.VOLUNTEER_RETENTION_DAYS))
    never_came = Q(user__isnull=True, invitation__in=_closed_invitations(today))
    return Membership.objects.filter(left | never_came)


def _closed_invitations(today: date) -> QuerySet[Invitation]:
    before = _start_of(today - timedelta(days=CLOSED_INVITATION_DAYS))
    return Invitation.objects.filter(
        Q(expires_at__lt=before) | Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before)
    )


def _old_events(today: date) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(at__lt=_start_of(today - timedelta(days=TRAIL_YEARS * 365)))


def _events_about(person: Person) -> QuerySet[AuditEvent]:
    """What somebody decided, and what was decided about somebody: those name the person as their subject."""
    names = [person.email, *([person.user.name] if person.user and person.user.name else [])]
    about = Q(subject__in=names) & (
        Q(verb__startswith="membership.") | Q(verb__startswith="invitation.") | Q(verb__startswith="account.")
    )
    return AuditEvent.objects.filter(about)


def _memberships_of(person: Person) -> QuerySet[Membership]:
    """Roles one has, and roles one was invited for: without the invitation those would be nobody's."""
    promised = Q(invitation__email__iexact=person.email, user__isnull=True)
    return Membership.objects.filter(promised | Q(user=person.user) if person.user else promised)


def _invitations_of(person: Person) -> QuerySet[Invitation]:
    mine = Q(email__iexact=person.email)
    return Invitation.objects.filter(mine | Q(accepted_by=person.user) if person.user else mine)


DECLARATIONS = [
    Declaration(
        model=AuditEvent,
        fields=("actor", "actor_name", "at", "verb"),
        label=_("Wat iemand met een account heeft veranderd, en wanneer"),
        purpose=_("Het bestuur kan nazien wie wat besloot."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("5 jaar. Wis je je account, dan verdwijnt je naam meteen."), due=_old_events),
        erase=Erasure(
            tied_by(AuditEvent, "actor"),
            then=Blank({"actor": None, "actor_name": ""}),
        ),
    ),
    Declaration(
        model=AuditEvent,
        fields=("subject", "changes", "at", "verb"),
        label=_("Beslissingen over je rol, zoals een uitnodiging"),
        purpose=_("Het bestuur kan nazien wie welke rol kreeg."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("5 jaar. Wis je je account, dan verdwijnt je naam meteen."), due=_old_events),
        erase=Erasure(_events_about, then=Blank({"subject": "", "changes": {}})),
    ),
    Declaration(
        model=Membership,
        fields=("user", "organisation", "role", "invitation", "since_date", "until_date"),
        label=_("Je rol bij een organisatie, en sinds wanneer"),
        purpose=_("Zo weten we wat je mag zien en veranderen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Tot 12 maanden nadat je bent gestopt."), due=_ended_memberships),
        erase=Erasure(_memberships_of),
    ),
    Declaration(
        model=Invitation,
        fields=("email", "name", "what_for", "invited_by", "accepted_by", "created_at", "accepted_at"),
        label=_("Een uitnodiging die voor jou is gemaakt"),
        purpose=_("We sturen je een link waarmee je een account krijgt."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Tot 30 dagen nadat je de uitnodiging hebt aangenomen of de link niet meer werkt."),
            due=_closed_invitations,
        ),
        erase=Erasure(_invitations_of),
    ),
    Declaration(
        model=Session,
        fields=("session_data",),
        label=_("Dat je bent ingelogd"),
        purpose=_("Je blijft ingelogd, zodat je niet elke keer een code nodig hebt."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot 30 dagen na je laatste bezoek, of tot je uitlogt."),
            due=lambda today: Session.objects.filter(expire_date__lt=_start_of(today)),
        ),
        erase=Erasure(
            lambda person: (
                Session.objects.filter(
                    pk__in=UserSession.objects.filter(user=person.user).values("session_key")
                )
                if person.user
                else Session.objects.none()
            )
        ),
    ),
    Declaration(
        model=UserSession,
        fields=("user", "ip", "user_agent", "created_at", "last_seen_at"),
        label=_("Op welke apparaten je bent ingelogd, met het internetadres"),
        purpose=_("Je ziet zelf waar je bent ingelogd en kunt dat stoppen."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("Tot 30 dagen na je laatste bezoek, of tot je uitlogt."),
            due=lambda today: UserSession.objects.filter(
                last_seen_at__lt=_start_of(today) - timedelta(seconds=settings.SESSION_COOKIE_AGE)
            ),
        ),
        erase=Erasure(tied_by(UserSession, "user")),
    ),
    Declaration(
        model=EmailAddress,
        fields=("user", "email", "verified", "primary"),
        label=_("De e-mailadressen van je account"),
        purpose=_("We sturen je de code waarmee je inlogt."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang je account er is.")),
        erase=Erasure(tied_by(EmailAddress, "user")),
    ),
    Declaration(
        model=Authenticator,
        fields=("user", "type", "created_at", "last_used_at"),
        label=_("Je passkeys en je app voor codes"),
        purpose=_("Je kunt er veilig mee inloggen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang je account er is, of tot je ze zelf weghaalt.")),
        erase=Erasure(tied_by(Authenticator, "user")),
    ),
    Declaration(
        model=SocialAccount,
        fields=("user", "provider", "uid", "last_login", "date_joined", "extra_data"),
        label=_("De koppeling met het account van je organisatie"),
        purpose=_("Je kunt inloggen met het account van je werk."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang je account er is, of tot je de koppeling weghaalt.")),
        erase=Erasure(tied_by(SocialAccount, "user")),
    ),
    Declaration(
        model=LogEntry,
        fields=("user", "action_time", "object_repr", "change_message"),
        label=_("Wat medewerkers van de helpdesk hebben veranderd"),
        purpose=_("We kunnen nazien wat er bij hulp is aangepast."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("1 jaar."),
            due=lambda today: LogEntry.objects.filter(action_time__lt=_start_of(today - timedelta(days=365))),
        ),
        erase=Erasure(tied_by(LogEntry, "user")),
    ),
    Declaration(
        model=User,
        fields=("email", "name", "language", "password", "last_login", "date_joined", "is_active"),
        label=_("Je account: je naam, je e-mailadres en je taal"),
        purpose=_("Je kunt inloggen om mee te werken aan een plek. Bezoekers hebben geen account nodig."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot je je account wist. Log je 2 jaar niet in en heb je geen rol meer, dan wissen wij het."),
            due=_unused_accounts,
        ),
        erase=Erasure(
            lambda person: User.objects.filter(pk=person.user.pk) if person.user else User.objects.none(),
            then=Delete(),
        ),
    ),
]
