"""Fetching from an address somebody gave us: only in the open, not too much, not too long."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from schuifaan.apps.agenda.enums import CalendarProblem
from schuifaan.apps.agenda.importing.fetching import (
    LARGEST_BYTES,
    NotFetched,
    clean_address,
    fetch_feed,
    is_public,
)
from tests.factories.calendars import calendar_file

Answer = Callable[[BaseHTTPRequestHandler], None]
CALENDAR = calendar_file()


@contextmanager
def serving(answer: Answer) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def here(_host: str, _port: int) -> Sequence[str]:
    """The name server says that it is this very machine."""
    return ["127.0.0.1"]


def anywhere(_ip: object) -> bool:
    return True


def fetch(port: int, path: str = "/agenda.ics", **options: object) -> bytes | None:
    return fetch_feed(
        f"http://agenda.example:{port}{path}",
        resolve=here,
        may_visit=anywhere,
        **options,  # type: ignore[arg-type]
    ).content


def plainly(status: int = 200, content: bytes = CALENDAR, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    return answer


def refusal(port: int, **options: object) -> CalendarProblem:
    with pytest.raises(NotFetched) as refused:
        fetch(port, **options)
    return refused.value.code


def test_a_calendar_comes_with_what_the_other_side_calls_this_version() -> None:
    with serving(plainly(ETag='"7"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")) as port:
        got = fetch_feed(f"http://agenda.example:{port}/", resolve=here, may_visit=anywhere)
    assert (got.content, got.etag, got.last_modified) == (CALENDAR, '"7"', "Sat, 21 Nov 2026 10:00:00 GMT")


def test_nothing_new_is_nothing_to_read() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        same = (
            request.headers["If-None-Match"] == '"7"' and request.headers["If-Modified-Since"] == "gisteren"
        )
        plainly(304 if same else 500, b"")(request)

    with serving(answer) as port:
        assert fetch(port, etag='"7"', last_modified="gisteren") is None


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "not_found"), (410, "not_found"), (401, "not_allowed"), (403, "not_allowed"), (429, "no_answer"), (503, "no_answer"), (204, "no_answer")],
)  # fmt: skip
def test_a_refusal_is_told_in_a_code(status: int, code: str) -> None:
    with serving(plainly(status, b"")) as port:
        assert refusal(port).value == code


def test_a_page_is_not_a_calendar() -> None:
    with serving(plainly(content=b"<!doctype html>" + b"<p>Inloggen</p>" * 100)) as port:
        assert refusal(port) == CalendarProblem.NOT_A_CALENDAR


def test_fifty_megabytes_are_cut_off_at_once() -> None:
    sent = 0

    def answer(request: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        request.send_response(200)
        request.end_headers()
        request.wfile.write(b"BEGIN:VCALENDAR\r\n")
        line = b"X-NIETS:" + b"a" * 65_000 + b"\r\n"
        while sent < 50 * 1024 * 1024:
            request.wfile.write(line)
            sent += len(line)

    with serving(answer) as port:
        began = time.monotonic()
        assert refusal(port) == CalendarProblem.TOO_LARGE
        assert time.monotonic() - began < 5
    assert sent < 4 * LARGEST_BYTES


def test_who_says_it_is_too_large_is_believed() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(LARGEST_BYTES + 1))
        request.end_headers()

    with serving(answer) as port:
        assert refusal(port) == CalendarProblem.TOO_LARGE


def test_a_letter_a_moment_does_not_keep_us() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nX-Traag: " + b"a" * 400:
            request.wfile.write(bytes([letter]))
            request.wfile.flush()
            time.sleep(0.02)

    with serving(answer) as port:
        began = time.monotonic()
        assert refusal(port, seconds=0.6) == CalendarProblem.NO_ANSWER
        assert time.monotonic() - began < 2


def test_nobody_there_is_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert refusal(taken.getsockname()[1]) == CalendarProblem.NO_ANSWER


def test_a_name_nobody_knows_is_no_answer() -> None:
    def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror

    with pytest.raises(NotFetched) as refused:
        fetch_feed("https://bestaat-niet.example/a.ics", resolve=nowhere)
    assert refused.value.code == CalendarProblem.NO_ANSWER


def test_redirects_are_followed_three_times() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        left = int(request.path.strip("/"))
        plainly(*((302, b"") if left else (200, CALENDAR)), **({"Location": f"/{left - 1}"} if left else {}))(
            request
        )

    with serving(answer) as port:
        assert fetch(port, "/3") == CALENDAR
        with pytest.raises(NotFetched):
            fetch(port, "/4")


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://169.254.169.254/", "http://10.0.0.8/", "http://localhost:{port}/",
     "file:///etc/passwd", "ftp://agenda.example/", "http://naam:woord@agenda.example/"],
)  # fmt: skip
def test_a_redirect_to_what_is_near_is_refused(target: str) -> None:
    asked: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        plainly(302, b"", Location=target.format(port=request.server.server_address[1]))(request)

    with serving(answer) as port:
        assert refusal(port) == CalendarProblem.NOT_ALLOWED
    assert asked == ["/agenda.ics"]


def test_a_redirect_to_a_name_that_is_near_is_refused() -> None:
    """The first name may be visited, the second turns out to be this machine too, and that is not allowed."""
    allowed = iter([True, False])
    with (
        serving(plainly(302, b"", Location="http://elders.example/")) as port,
        pytest.raises(NotFetched) as refused,
    ):
        fetch_feed(f"http://agenda.example:{port}/", resolve=here, may_visit=lambda _ip: next(allowed))
    assert refused.value.code == CalendarProblem.NOT_ALLOWED


def test_a_name_is_looked_up_once_and_what_was_checked_is_visited() -> None:
    """DNS rebinding: a second look-up would tell another address than the one that was checked."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    looked_up: list[str] = []
    checked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        looked_up.append(host)
        return next(answers)

    def may_visit(ip: object) -> bool:
        checked.append(str(ip))
        return True

    with serving(plainly()) as port:
        got = fetch_feed(f"http://wissel.example:{port}/", resolve=resolve, may_visit=may_visit)
    assert (got.content, looked_up, checked) == (CALENDAR, ["wissel.example"], ["127.0.0.1"])


def test_a_public_answer_first_and_a_private_one_at_the_redirect_is_refused() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with (
        serving(plainly(302, b"", Location="http://wissel.example/")) as port,
        pytest.raises(NotFetched) as refused,
    ):
        fetch_feed(
            f"http://wissel.example:{port}/",
            resolve=lambda *_: next(answers),
            may_visit=lambda ip: str(ip) == "127.0.0.1",
        )
    assert refused.value.code == CalendarProblem.NOT_ALLOWED


def test_one_private_answer_among_public_ones_is_refused() -> None:
    with pytest.raises(NotFetched) as refused:
        fetch_feed("https://half.example/a.ics", resolve=lambda *_: ["93.184.216.34", "192.168.1.1"])
    assert refused.value.code == CalendarProblem.NOT_ALLOWED


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::127.0.0.1", "2001:db8::1"],
)  # fmt: skip
def test_what_is_not_on_the_open_internet(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2a00:1450:400e:80c::200e"])
def test_what_is_on_the_open_internet(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("webcal://agenda.example/a.ics", "https://agenda.example/a.ics"), (" https://agenda.example/a.ics?b=c#d ", "https://agenda.example/a.ics?b=c"),
     ("HTTP://agenda.example", "http://agenda.example/")],
)  # fmt: skip
def test_an_address_is_kept_in_one_way(given: str, kept: str) -> None:
    assert clean_address(given) == kept


@pytest.mark.parametrize(
    "given",
    ["", "agenda", "ftp://agenda.example/", "https://", "https://piet:geheim@agenda.example/a.ics", "http://127.0.0.1/a.ics", "http://[::1]/",
     "http://[::1", "https://localhost/a", "http://printer.local/", "javascript:alert(1)", "https://agenda.example:99999/", "http://[::ffff:7f00:1]/"],
)  # fmt: skip
def test_an_address_we_never_fetch_is_refused_at_once(given: str) -> None:
    with pytest.raises(NotFetched):
        clean_address(given)
