"""Getting a calendar from an address somebody gave us, without being led to where it is none of our business."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore
import httpx
import structlog

from schuifaan.apps.agenda.enums import CalendarProblem
from schuifaan.core.calendars.components import begins_like_a_calendar

logger = structlog.get_logger(__name__)

LARGEST_BYTES: Final = 5 * 1024 * 1024
SECONDS: Final = 10.0
MOST_REDIRECTS: Final = 3
_PORTS: Final = {"http": 80, "https": 443}
_SCHEMES: Final = {"webcal": "https", "webcals": "https", "http": "http", "https": "https"}
# As much as it takes to see what it is.
_FIRST_LOOK: Final = 64

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
MayVisit = Callable[[IpAddress], bool]


class NotFetched(Exception):  # noqa: N818 - it says what went wrong
    def __init__(self, code: CalendarProblem) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """`content` is None when the other side says that nothing changed."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


def clean_address(address: str) -> str:
    """The address as we keep and fetch it. Raises NotFetched when it is none we may ever fetch."""
    try:
        parts = urlsplit(address.strip())
        scheme = _SCHEMES.get(parts.scheme.lower(), "")
        has_name_and_password = parts.username is not None or parts.password is not None
        if not scheme or not parts.hostname or has_name_and_password or parts.port == 0:
            raise NotFetched(CalendarProblem.NOT_ALLOWED)
        _refuse_what_is_near(parts.hostname)
    except ValueError as error:
        raise NotFetched(CalendarProblem.NOT_ALLOWED) from error
    return urlunsplit((scheme, parts.netloc, parts.path or "/", parts.query, ""))


def is_public(ip: IpAddress) -> bool:
    """On the open internet; also not by a way round through an address that holds another one."""
    inner = _inside(ip)
    if inner is not None:
        return False
    return ip.is_global and not (
        ip.is_multicast
        or ip.is_reserved
        or ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_unspecified
    )


def _inside(ip: IpAddress) -> IpAddress | None:
    """The IPv4 address that this one stands for; no calendar needs that way."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64 or ip in _COMPATIBLE:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")


def addresses_of(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def fetch_feed(
    address: str,
    *,
    etag: str = "",
    last_modified: str = "",
    resolve: Resolve = addresses_of,
    may_visit: MayVisit = is_public,
    seconds: float = SECONDS,
) -> Fetched:
    """Raises NotFetched. `resolve` and `may_visit` are there to be tried with."""
    deadline = time.monotonic() + seconds
    backend = _CheckedBackend(resolve, may_visit, deadline)
    headers = {"Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity", "User-Agent": "SchuifAan"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    try:
        with httpx.Client(transport=_CheckedTransport(backend), trust_env=False, timeout=seconds) as client:
            return _follow(client, clean_address(address), headers, deadline)
    except NotFetched as refusal:
        # Never the address itself: it may hold a secret.
        logger.info("calendar_not_fetched", host=_host(address), code=refusal.code.value)
        raise
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        logger.info("calendar_not_fetched", host=_host(address), code="no_answer", error=type(error).__name__)
        raise NotFetched(CalendarProblem.NO_ANSWER) from error


def _follow(client: httpx.Client, address: str, headers: dict[str, str], deadline: float) -> Fetched:
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", address, headers=headers, follow_redirects=False) as response:
            if response.has_redirect_location:
                address = _next(address, response.headers.get("location", ""))
                continue
            return _read(response, deadline)
    raise NotFetched(CalendarProblem.NO_ANSWER)


def _next(address: str, location: str) -> str:
    target = urljoin(address, location)
    parts = urlsplit(target)
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotFetched(CalendarProblem.NOT_ALLOWED)
    _refuse_what_is_near(parts.hostname)
    return target


def _read(response: httpx.Response, deadline: float) -> Fetched:
    if response.status_code == httpx.codes.NOT_MODIFIED:
        return Fetched(None)
    _refuse_by_status(response.status_code)
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST_BYTES:
        raise NotFetched(CalendarProblem.TOO_LARGE)
    content = b"".join(_limited(response.iter_raw(), deadline))
    if not begins_like_a_calendar(content[:200]):
        raise NotFetched(CalendarProblem.NOT_A_CALENDAR)
    return Fetched(
        content,
        etag=_kept(response.headers.get("etag", ""), 255),
        last_modified=_kept(response.headers.get("last-modified", ""), 80),
    )


def _refuse_by_status(status: int) -> None:
    if status in {401, 402, 403, 407, 451}:
        raise NotFetched(CalendarProblem.NOT_ALLOWED)
    if 400 <= status < 500 and status not in {408, 425, 429}:  # noqa: PLR2004 - what HTTP calls them
        raise NotFetched(CalendarProblem.NOT_FOUND)
    if status != httpx.codes.OK:
        raise NotFetched(CalendarProblem.NO_ANSWER)


def _limited(chunks: Iterable[bytes], deadline: float) -> Iterable[bytes]:
    size, start = 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST_BYTES:
            raise NotFetched(CalendarProblem.TOO_LARGE)
        if len(start) < _FIRST_LOOK:
            start += chunk[:_FIRST_LOOK]
            if len(start) >= _FIRST_LOOK and not begins_like_a_calendar(start):
                raise NotFetched(CalendarProblem.NOT_A_CALENDAR)
        _left(deadline)
        yield chunk


def _kept(value: str, most: int) -> str:
    """What we would send back cut off means nothing there."""
    return value if len(value) <= most and value.isprintable() else ""


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise NotFetched(CalendarProblem.NO_ANSWER)
    return left


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _refuse_what_is_near(host: str) -> None:
    """An address in numbers, or one that says so, can be refused before anybody looks it up."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            raise NotFetched(CalendarProblem.NOT_ALLOWED) from None
        return
    if not is_public(ip):
        raise NotFetched(CalendarProblem.NOT_ALLOWED)


class _CheckedTransport(httpx.HTTPTransport):
    """The usual way out, on connections that look where they go."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=2,
            max_keepalive_connections=0,
            network_backend=backend,
        )


class _CheckedBackend(httpcore.NetworkBackend):
    """Looks a name up once, checks every answer, and connects to what it checked: no second look-up in between."""

    def __init__(self, resolve: Resolve, may_visit: MayVisit, deadline: float) -> None:
        self._resolve, self._may_visit, self._deadline = resolve, may_visit, deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        del timeout, local_address
        try:
            found = [ipaddress.ip_address(one.split("%")[0]) for one in self._resolve(host, port)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        if not found:
            raise httpcore.ConnectError("no address")
        if not all(map(self._may_visit, found)):
            raise NotFetched(CalendarProblem.NOT_ALLOWED)
        failure: Exception = httpcore.ConnectError("no address")
        for ip in dict.fromkeys(found):
            try:
                stream = self._sockets.connect_tcp(
                    str(ip), port, timeout=_left(self._deadline), socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """One clock for all of it: who sends a letter a second does not keep us for hours."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, timeout=_left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, timeout=_left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        secure = self._stream.start_tls(ssl_context, server_hostname, timeout=_left(self._deadline))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
