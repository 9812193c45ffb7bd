"""Pages as visitors get them: their HTML, their words, and what making one asks of the database."""

import re

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def html(client: Client, path: str, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def words_of(piece: str) -> str:
    """What a reader sees of a piece of HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", piece)).split())


def queries_of(client: Client, path: str) -> int:
    """Of a page that is made anew, with a snapshot that is there already."""
    html(client, path)
    for store in settings.CACHES:
        caches[store].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
