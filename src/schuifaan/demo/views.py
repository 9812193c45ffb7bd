"""The demo's letter box: the mail this installation would have sent, for whoever tries it."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

SHOWN = 20


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    date: str
    text: str


def letters(folder: Path) -> list[Letter]:
    """The newest letters first."""
    found = []
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:SHOWN]
    for path in files:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        found.append(
            Letter(
                str(message["To"]),
                str(message["Subject"]),
                str(message["Date"]),
                text.split("\n" + "-" * 79)[0],
            )
        )
    return found


@require_GET
@never_cache
def post(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/post.html", {"letters": letters(Path(settings.EMAIL_FILE_PATH))})
