"""Where allauth asks us: accounts come by invitation only, and mail is in the language of its reader."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.actions.invitations import InvitationError, accept_for
from schuifaan.apps.people.models import User
from schuifaan.apps.people.queries import language_of, open_invitation_for

# How somebody may show once more who they are.
AGAIN = {
    "reauthenticate": _("Met je wachtwoord"),
    "mfa_reauthenticate": _("Met de app voor codes of een noodcode"),
    "mfa_reauthenticate:webauthn": _("Met een passkey"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is uitgezet."),
        "cannot_remove_primary_email": _(
            "Dit adres gebruik je om in te loggen. Kies eerst een ander adres daarvoor."
        ),
        "duplicate_email": _("Dit adres hoort al bij je account."),
        "email_password_mismatch": _(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw."
        ),
        "email_taken": _("Dit e-mailadres kun je niet gebruiken."),
        "enter_current_password": _("Typ het wachtwoord dat je nu hebt."),
        "incorrect_code": _("Deze code klopt niet. Kijk in de laatste mail die je kreeg."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_or_expired_key": _("Deze link werkt niet meer. Vraag een nieuwe."),
        "invalid_login": _("Inloggen lukte niet. Probeer het opnieuw."),
        "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe."),
        "too_many_login_attempts": _(
            "Je hebt het vaak geprobeerd. Wacht een paar minuten en probeer het dan weer."
        ),
        "rate_limited": _("Dat ging even te vlug. Wacht een paar minuten en probeer het dan weer."),
        "same_as_current": _("Dit is wat je nu al hebt. Vul iets anders in."),
        "unverified_primary_email": _("Bevestig eerst dat dit adres van jou is."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def get_login_stages(self) -> list[str]:
        """As allauth has them, with our own idea of when a second step is asked."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "schuifaan.apps.people.login_stages.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [
            {**method, "description": AGAIN.get(method["id"], method["description"])} for method in methods
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with translation.override(language_of(email) or settings.LANGUAGE_CODE):
            super().send_mail(template_prefix, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Somebody's organisation says who it is; we already know this person, or have invited the address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        del request, sociallogin
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:120]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Not known yet: take up an open invitation for an address the organisation vouches for, or refuse."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        now = timezone.now()  # noqa: TID251 - allauth calls this as it would call a view
        invitation = open_invitation_for(verified, now=now)
        if invitation is None:
            raise ImmediateHttpResponse(self._refusal(request))
        name = sociallogin.user.name if isinstance(sociallogin.user, User) else ""
        try:
            user = accept_for(invitation=invitation, user=None, name=name, now=now)
        except InvitationError as error:
            raise ImmediateHttpResponse(self._refusal(request)) from error
        sociallogin.connect(request, user)

    def _refusal(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/organisation_login_refused.html", status=403)
