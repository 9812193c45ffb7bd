"""Who asks, without keeping the address: a hash that says no more than "the same one again"."""

import hashlib

from django.conf import settings
from django.http import HttpRequest


def caller(request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind a proxy: the last address in the list is the one the proxy saw itself.
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", maxsplit=1)[-1].strip()
    return hashed(address)


def hashed(value: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}{value}".encode()).hexdigest()[:32]
