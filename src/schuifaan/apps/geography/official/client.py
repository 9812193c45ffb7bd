"""One official service: asks again when it stumbles, gives up in time, follows no road to another host."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import sleep
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from django.utils.translation import gettext as _

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
MAX_BYTES = 60 * 1024 * 1024
ATTEMPTS = 3
BUSY = frozenset({408, 429, 500, 502, 503, 504})


class ServiceFailed(Exception):  # noqa: N818 - the house names exceptions after what went wrong
    """The service cannot be used now; the message says which and what to do."""


class _TryAgain(Exception):  # noqa: N818
    pass


@dataclass(frozen=True)
class OfficialClient:
    """`base_url` is a setting; every request stays under its host."""

    base_url: str
    pause: Callable[[float], None] = field(default=sleep)
    max_bytes: int = MAX_BYTES

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """JSON at a path under the base address, or at a full address (the next page) on the same host."""
        address = self._address(path)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._ask(address, params)
            except _TryAgain as error:
                if attempt == ATTEMPTS:
                    raise ServiceFailed(
                        _("%(host)s antwoordt niet goed (%(reason)s). Probeer het later opnieuw.")
                        % {"host": self.host, "reason": error}
                    ) from error
                self.pause(2.0 ** (attempt - 1))
        raise AssertionError("unreachable")

    def _address(self, path: str) -> str:
        base = urlsplit(self.base_url)
        address = urljoin(self.base_url.rstrip("/") + "/", path)
        if urlsplit(address)[:2] != base[:2]:
            raise ServiceFailed(_("%s verwijst naar een andere server. Dat volgen we niet.") % self.host)
        return address

    def _ask(self, address: str, params: Mapping[str, str] | None) -> Any:
        try:
            with (
                httpx.Client(timeout=TIMEOUT, headers={"Accept": "application/json"}) as client,
                client.stream("GET", address, params=params) as answer,
            ):
                self._check(answer)
                body = self._body(answer)
        except httpx.ConnectError as error:
            raise _TryAgain(_("geen verbinding; is er internet?")) from error
        except httpx.TimeoutException as error:
            raise _TryAgain(_("het duurde te lang")) from error
        except httpx.TransportError as error:
            raise _TryAgain(_("de verbinding brak af")) from error
        try:
            return json.loads(body)
        except ValueError as error:
            raise _TryAgain(_("het antwoord is geen JSON")) from error

    def _check(self, answer: httpx.Response) -> None:
        if answer.status_code in BUSY:
            raise _TryAgain(_("foutcode %s") % answer.status_code)
        if answer.is_redirect:
            raise ServiceFailed(_("%s is verhuisd. Pas het adres aan in de instellingen.") % self.host)
        if answer.is_error:
            raise ServiceFailed(
                _("%(host)s kent dit niet (foutcode %(code)s). Klopt het adres in de instellingen?")
                % {"host": self.host, "code": answer.status_code}
            )

    def _body(self, answer: httpx.Response) -> bytes:
        body = bytearray()
        for part in answer.iter_bytes():
            body += part
            if len(body) > self.max_bytes:
                raise ServiceFailed(_("%s stuurt meer dan we verwachten. Er is niets ingelezen.") % self.host)
        return bytes(body)
