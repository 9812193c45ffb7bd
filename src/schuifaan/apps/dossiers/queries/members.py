"""Who works on a dossier: those asked to, and the colleagues of its organisation."""

from datetime import date

from allauth.account.models import EmailAddress

from schuifaan.apps.dossiers.models import Dossier, DossierMember
from schuifaan.apps.people.models import Membership, User
from schuifaan.apps.people.queries import team_of

MOST_COLLEAGUES = 100


def members_of(dossier: Dossier) -> tuple[DossierMember, ...]:
    """Everybody with a role here, also who was only invited yet; one query."""
    return tuple(dossier.members.select_related("user", "invitation").order_by("pk"))


def member_at(dossier: Dossier, pk: int) -> DossierMember | None:
    found = dossier.members.select_related("user", "invitation", "dossier__organisation")
    return found.filter(pk=pk).first()


def colleagues_of(
    dossier: Dossier, members: tuple[DossierMember, ...], *, today: date
) -> tuple[Membership, ...]:
    """Who works along through the organisation, each once, without those who have a role of their own."""
    if dossier.organisation is None:
        return ()
    seen = {member.user_id for member in members}
    found: list[Membership] = []
    for membership in team_of(dossier.organisation, today=today).running:
        if membership.user_id not in seen and membership.since_date <= today:
            seen.add(membership.user_id)
            found.append(membership)
    return tuple(found[:MOST_COLLEAGUES])


def account_with(email: str) -> User | None:
    """The account this address leads to. An address nobody confirmed proves nothing."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is not None:
        return user
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    found = confirmed.select_related("user").first()
    return found.user if found else None
