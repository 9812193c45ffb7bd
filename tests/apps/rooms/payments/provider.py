"""A server on this machine that answers as the payment provider does, and does as badly as it is told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LIVE_KEY = "live_" + "Ab3dEf6hIj9kLm2nOp5qRs8t"
TEST_KEY = "test_" + "Zy9xWv6uTs3rQp0oNm7lKj4i"
OTHER_KEY = "live_" + "Q1w2e3r4t5y6u7i8o9p0a1s2"


@dataclass
class PaymentProvider:
    """`payments` by their name there, each with the key it was made with; `broken` is how it answers next."""

    address: str = ""
    keys: set[str] = field(default_factory=lambda: {LIVE_KEY, TEST_KEY, OTHER_KEY})
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    broken: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def make(self, wanted: dict[str, Any], key: str) -> dict[str, Any]:
        number = len(self.payments) + 1
        name = f"tr_stand{number}in"
        made = {
            "resource": "payment",
            "id": name,
            "mode": key.partition("_")[0],
            "status": "open",
            "amount": wanted["amount"],
            "metadata": wanted["metadata"],
            "_links": {"checkout": {"href": f"{self.address}/checkout/{name}", "type": "text/html"}},
        }
        self.payments[name], self.owners[name] = made, key
        return made

    def becomes(self, name: str, status: str, **more: Any) -> None:
        self.payments[name] |= {"status": status, **more}
        if status == "paid":
            self.payments[name].setdefault("paidAt", "2026-11-21T10:00:00+00:00")

    @property
    def last(self) -> str:
        return list(self.payments)[-1]


def euros(value: str, currency: str = "EUR") -> dict[str, str]:
    return {"currency": currency, "value": value}


class _Handler(BaseHTTPRequestHandler):
    state: PaymentProvider

    def log_message(self, *_args: object) -> None:
        """Quiet."""

    def answer(self, body: object, status: int = 200) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/hal+json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def refuse(self, status: int) -> None:
        self.answer({"status": status, "title": "No", "detail": "No."}, status)

    def is_broken(self) -> bool:
        match self.state.broken:
            case "":
                return False
            case "500":
                self.refuse(500)
            case "502":
                self.answer(b"<html>Bad gateway</html>", 502)
            case "422":
                self.refuse(422)
            case "slow":
                time.sleep(1)
                self.close_connection = True
            case "hang up":
                self.close_connection = True
            case body:
                self.answer(body.encode())
        return True

    def key(self) -> str:
        self.state.headers.append(dict(self.headers))
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def do_GET(self) -> None:
        if self.path.startswith("/checkout/"):
            self.answer(b"<!doctype html><title>Pay</title><h1>Stand-in checkout</h1>")
            return
        key = self.key()
        self.state.asked.append(("GET", self.path, {}))
        if self.is_broken():
            return
        if key not in self.state.keys:
            self.refuse(401)
        elif self.path == "/v2/methods":
            self.answer({"count": 0, "_embedded": {"methods": []}, "_links": {}})
        else:
            name = self.path.removeprefix("/v2/payments/")
            found = self.state.payments.get(name) if self.state.owners.get(name) == key else None
            self.answer(found) if found else self.refuse(404)

    def do_POST(self) -> None:
        key = self.key()
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.state.asked.append(("POST", self.path, wanted))
        if self.is_broken():
            return
        if key not in self.state.keys:
            self.refuse(401)
            return
        with self.state.lock:
            made = self.state.make(wanted, key)
        self.answer(made, 201)


@contextmanager
def payment_provider() -> Iterator[PaymentProvider]:
    state = PaymentProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
