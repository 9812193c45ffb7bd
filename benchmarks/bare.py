"""The same bytes straight from the server, without Django."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"x" * 20_000
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    del environ
    start_response("200 OK", HEADERS)
    return [BODY]
