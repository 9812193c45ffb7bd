"""The page of sources of income: its cards, and the forms on them as people send them."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_sources_page import (
    SourceCard,
    SourcesPage,
    money_sources_page,
    slug_of,
)
from tests.apps.dossiers.conftest import address
from tests.factories import TODAY

HIRE = "income.room_hire_incidental"
AGREED, CLUBS = f"{HIRE}.mog_3", f"{HIRE}.mog_4a"


def sources_of(dossier: Dossier, opened: str = "") -> SourcesPage:
    return money_sources_page(
        dossier, answers_of(dossier), shipped(), language="nl", today=TODAY, opened=opened
    )


def cards_of(page: SourcesPage) -> dict[str, SourceCard]:
    return {one.source.id: one for one in (*page.used, *page.others, *page.not_for_type)}


def open_in(html: str) -> list[str]:
    """The cards that stand open on the page."""
    return re.findall(r'<article class="source" id="income\.(\w+)"><details class="source__fold" open>', html)


def form_of(card: SourceCard) -> dict[str, str]:
    """What the form of a source sends when nobody touches it."""
    asked = [one.asked for one in (*card.legal, *card.social) if one.asked is not None]
    data: dict[str, str] = {}
    for one in asked:
        data |= {f"{one.id}-revision": str(one.revision), f"{one.id}-was": one.holds}
        if one.holds:
            data[one.id] = one.holds
    return data


def send(
    client: Client, dossier: Dossier, card: SourceCard, form: dict[str, str], said: dict[str, str]
) -> HttpResponse:
    url = address(dossier, "money_source", source=slug_of(card.source))
    return client.post(url, form | {f"{card.source.id}.{code}": holds for code, holds in said.items()})


def keep(client: Client, dossier: Dossier, source: str = HIRE, **said: str) -> HttpResponse:
    """Send the form of one source as the page made it, with other choices."""
    card = cards_of(sources_of(dossier))[source]
    return send(client, dossier, card, form_of(card), said)


def said_of(dossier: Dossier) -> dict[str, tuple[dict[str, Any], int]]:
    """What is kept of each condition, and how often it was answered."""
    rows = Answer.objects.filter(dossier=dossier, question="money.conditions")
    return {one.item: (one.value, one.revision) for one in rows}


def count(
    client: Client, dossier: Dossier, source: str, use: str = "count_on", revision: int = 0
) -> HttpResponse:
    url = address(dossier, "money_source_use", source=source)
    return client.post(url, {"use": use, "revision": revision})


def uses(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """What is kept of counting on each source."""
    rows = Answer.objects.filter(dossier=dossier, question="money.sources")
    return {one.item: one.value for one in rows}
