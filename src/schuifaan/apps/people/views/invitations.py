"""The page behind a personal link."""

from allauth.account import app_settings as account_settings
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schuifaan.apps.people.actions import invitations
from schuifaan.apps.people.forms import InvitationAcceptForm
from schuifaan.apps.people.models import Invitation, User
from schuifaan.apps.people.queries import has_account, invitation_by_hash


def _closed(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "people/invitation_closed.html", {"reason": reason}, status=410)


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: mail programs follow links too."""
    found = invitation_by_hash(invitations.hash_token(token))
    try:
        if found is None:
            raise invitations.InvitationUnknown(_("Deze link kennen we niet."))
        invitations.check_open(found, now=timezone.now())
        if not request.user.is_authenticated and has_account(found.email):
            return render(request, "people/invitation_sign_in.html", {"invitation": found})
        return _page(request, found, token)
    except invitations.InvitationError as error:
        return _closed(request, str(error))


def _page(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    form = InvitationAcceptForm(request.POST or None, initial={"name": found.name})
    if user is not None:
        del form.fields["name"]
    if request.method == "POST" and (user is not None or form.is_valid()):
        name = "" if user is not None else form.cleaned_data["name"]
        accepted = invitations.accept_invitation(token=token, user=user, name=name, now=timezone.now())
        messages.success(request, _("Welkom! Je doet nu mee: %(what)s.") % {"what": found.what_for})
        return redirect(settings.LOGIN_REDIRECT_URL) if user is not None else _sign_in(request, accepted)
    context = {"invitation": found, "form": form}
    return render(request, "people/invitation.html", context, status=422 if request.method == "POST" else 200)


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """The new account's address was verified by the link itself."""
    answer: HttpResponse = perform_login(
        request,
        user,
        email_verification=account_settings.EmailVerificationMethod.NONE,
        redirect_url=settings.LOGIN_REDIRECT_URL,
    )
    return answer
