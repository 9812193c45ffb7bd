"""One chain of middleware for all test clients, as a server has one for all visitors.

Django's test client makes the chain anew for every client, and each of those leaves receivers of signals
behind that all later requests walk past.
"""

from django.core.handlers.base import BaseHandler
from django.core.signals import setting_changed
from django.test.client import ClientHandler

# What tests set all the time and no middleware reads.
INDIFFERENT = {"MEDIA_ROOT"}

_made: list[BaseHandler] = []


def share_middleware() -> None:
    ClientHandler.load_middleware = _join
    setting_changed.connect(_forget)


def _join(handler: ClientHandler) -> None:
    if not _made:
        one = BaseHandler()
        one.load_middleware()
        _made.append(one)
    vars(handler).update(vars(_made[0]))


def _forget(*, setting: str, **_more: object) -> None:
    """Middleware reads its settings when it is made."""
    if setting not in INDIFFERENT:
        _made.clear()
