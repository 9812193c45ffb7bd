"""Talking to the payment provider: asking for a payment, and what became of it. Only our server does, never a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Protocol

import requests
from django.conf import settings
from django.utils.dateparse import parse_datetime
from mollie.api import error as mollie_errors
from mollie.api.client import Client
from mollie.api.objects.payment import Payment as MolliePayment

from schuifaan.apps.rooms.enums import PaymentState

PROVIDER_NAME: Final = "Mollie"
# Seconds to connect and to wait for more; the person is waiting too.
TIMEOUT: Final = (3, 8)
LONGEST_ADDRESS: Final = 500
CURRENCY: Final = "EUR"
KEY: Final = re.compile(r"(live|test)_[A-Za-z0-9]{20,120}")
PAYMENT_ID: Final = re.compile(r"tr_[A-Za-z0-9]{1,60}")
_AMOUNT: Final = re.compile(r"\d{1,9}\.\d{2}")
_LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}
_STATES: Final = {
    MolliePayment.STATUS_OPEN: PaymentState.OPEN,
    MolliePayment.STATUS_PENDING: PaymentState.PENDING,
    # Agreed to, not yet taken: no money until it is.
    MolliePayment.STATUS_AUTHORIZED: PaymentState.PENDING,
    MolliePayment.STATUS_PAID: PaymentState.PAID,
    MolliePayment.STATUS_CANCELED: PaymentState.CANCELLED,
    MolliePayment.STATUS_EXPIRED: PaymentState.EXPIRED,
    MolliePayment.STATUS_FAILED: PaymentState.FAILED,
}
# What the client lets through besides its own errors when an answer is not as documented.
_ODD: Final = (KeyError, TypeError, ValueError, AttributeError)


class ProviderError(Exception):
    """The provider gave no answer that can be used; what it said is not repeated, it may have the key in it."""


class ProviderAway(ProviderError):  # noqa: N818 - it says what happened
    """Not reached, too slow, or in trouble itself: later it may work."""


class KeyRefused(ProviderError):  # noqa: N818 - it says what happened
    """The provider does not know this key, or no longer."""


class NoSuchPayment(ProviderError):  # noqa: N818 - it says what happened
    """The provider has no such payment under this key."""


class AskedWrongly(ProviderError):  # noqa: N818 - it says what happened
    """The provider will not make this payment, such as an amount above what the account may take."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A payment to be made. Nothing in it says who pays."""

    key: str
    cents: int
    description: str
    back_to: str
    # "" where the provider cannot reach us; then we ask by ourselves.
    tell_at: str
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider says of a payment. `key` is the one we gave along."""

    provider_id: str
    key: str
    state: PaymentState
    is_live: bool
    cents: int
    returned_cents: int
    checkout_url: str
    paid_at: datetime | None


class Provider(Protocol):
    def check(self) -> None:
        """Raises when the key is not good."""

    def begin(self, wanted: Wanted) -> Told: ...

    def ask(self, provider_id: str) -> Told: ...


def provider_with(key: str) -> Provider:
    return Mollie(key)


class Mollie:
    def __init__(self, key: str) -> None:
        # Retries only where nothing was sent yet.
        self._client = Client(api_endpoint=settings.PAYMENT_URL, timeout=TIMEOUT, retry=1)
        # As it comes it would tell the name of this machine.
        self._client.UNAME = settings.SITE_NAME.encode("ascii", "replace").decode()
        self._client.set_api_key(key)

    def check(self) -> None:
        with _Answered():
            self._client.methods.list()

    def begin(self, wanted: Wanted) -> Told:
        data = {
            "amount": {"currency": CURRENCY, "value": f"{Decimal(wanted.cents) / 100:.2f}"},
            "description": wanted.description,
            "redirectUrl": wanted.back_to,
            "metadata": {"key": wanted.key},
            "locale": _LOCALES.get(wanted.language, _LOCALES["nl"]),
        }
        if wanted.tell_at:
            data["webhookUrl"] = wanted.tell_at
        with _Answered():
            return _told(self._client.payments.create(data, idempotency_key=wanted.key))

    def ask(self, provider_id: str) -> Told:
        # It becomes part of an address.
        if not PAYMENT_ID.fullmatch(provider_id):
            raise NoSuchPayment
        with _Answered():
            return _told(self._client.payments.get(provider_id))


class _Answered:
    """Whatever goes wrong in the client becomes one of ours; where it came from is left behind, with its words."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, mollie_errors.UnauthorizedError):
            raise KeyRefused from None
        if isinstance(error, mollie_errors.NotFoundError):
            raise NoSuchPayment from None
        if isinstance(error, mollie_errors.UnprocessableEntityError):
            raise AskedWrongly from None
        if isinstance(error, (mollie_errors.Error, requests.RequestException, *_ODD)):
            raise ProviderAway from None


def _told(found: Any) -> Told:
    state = _STATES[found["status"]]
    metadata, links = found.get("metadata"), found.get("_links")
    checkout = links.get("checkout") if isinstance(links, dict) else None
    return Told(
        provider_id=_id(found["id"]),
        key=str(metadata.get("key", "")) if isinstance(metadata, dict) else "",
        state=state,
        is_live=found["mode"] == "live",
        cents=_cents(found["amount"]),
        returned_cents=_cents(found.get("amountRefunded")) + _cents(found.get("amountChargedBack")),
        checkout_url=_checkout(checkout.get("href")) if isinstance(checkout, dict) else "",
        paid_at=_at(found.get("paidAt")),
    )


def _id(found: Any) -> str:
    if not isinstance(found, str) or not PAYMENT_ID.fullmatch(found):
        raise ValueError
    return found


def _cents(amount: Any) -> int:
    if amount is None:
        return 0
    if amount["currency"] != CURRENCY or not _AMOUNT.fullmatch(amount["value"]):
        raise ValueError
    return int(amount["value"].replace(".", ""))


def _checkout(found: Any) -> str:
    """People are sent there: over a connection that cannot be read along, unless we talk to a stand-in here."""
    scheme = "https" if settings.PAYMENT_URL.startswith("https://") else "http"
    if not isinstance(found, str) or not found.startswith(f"{scheme}://") or len(found) > LONGEST_ADDRESS:
        raise ValueError
    return found


def _at(found: Any) -> datetime | None:
    at = parse_datetime(found) if isinstance(found, str) else None
    return at if at is not None and at.tzinfo is not None else None
