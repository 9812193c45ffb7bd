"""Secrets that must be used again, so cannot be hashed: kept unreadable for whoever has the database alone."""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE: Final = b"schuifaan.rooms.payment_key"
KEY_BYTES: Final = 32


class Unreadable(Exception):  # noqa: N818 - it says what happened
    """Sealed with a secret key that this installation no longer has."""


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _box() -> MultiFernet:
    """The first seals; all open, so that the secret key of an installation can be renewed."""
    return MultiFernet(
        [Fernet(_derived(one)) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived(secret_key: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE)
    return base64.urlsafe_b64encode(derive.derive(secret_key.encode()))
