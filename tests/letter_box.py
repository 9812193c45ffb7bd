"""A mail server on this machine that keeps what it got, and refuses or is cut off where a test says so."""

# The server calls its handlers by these names and with all of these.
# ruff: noqa: N802, ARG002

import os
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class LetterBox:
    """`letters`: (to whom, the letter) in order. `refusals`: what is answered to RCPT for an address.

    `dies_after`: it has the letter to this address whole, and the line falls away before it could say so.
    """

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.refusals: dict[str, str] = {}
        self.after_text: dict[str, str] = {}
        self.sender_refused = ""
        self.dies_after = ""
        self.port = 0
        # Kills this process when the n-th letter has come this far.
        self.kill: tuple[str, int] | None = None
        self.victim: int | None = None
        self.seen: Counter[str] = Counter()

    @property
    def addresses(self) -> list[str]:
        return [to for to, _letter in self.letters]

    def readers(self) -> list[str]:
        return sorted(self.addresses)

    def of(self, address: str) -> list[EmailMessage]:
        return [letter for to, letter in self.letters if to == address]

    def _come_this_far(self, step: str) -> None:
        self.seen[step] += 1
        if self.victim and self.kill == (step, self.seen[step]):
            os.kill(self.victim, signal.SIGKILL)
            self.victim = None

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        self._come_this_far("mail")
        if self.sender_refused:
            return self.sender_refused
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        (to,) = envelope.rcpt_tos
        if to in self.after_text:
            return self.after_text[to]
        self.letters.append((to, message_from_bytes(envelope.content, policy=default)))
        self._come_this_far("data")
        if to == self.dies_after:
            server.transport.close()
        return "250 OK"

    async def handle_NOOP(self, server: SMTP, session: Any, envelope: Any, arg: str) -> str:
        self._come_this_far("noop")
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[LetterBox]:
    box = LetterBox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
