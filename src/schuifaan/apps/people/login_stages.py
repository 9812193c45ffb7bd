"""When signing in takes a second step."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

# Each shows by itself that it is the owner: who reads the mail, or whom the own organisation vouches for.
ENOUGH_BESIDE_A_PASSKEY = {"code", "socialaccount"}


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """A passkey is a quicker way in, not an extra lock: who leaves the phone at home still gets in by mail.

    Who turned on an app with codes did ask for the extra lock, and always gets it.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        if not super()._should_handle(request):
            return False
        if is_mfa_enabled(self.login.user, [Authenticator.Type.TOTP]):
            return True
        methods = {record["method"] for record in get_authentication_records(request, self.login.user)}
        return not methods & ENOUGH_BESIDE_A_PASSKEY
