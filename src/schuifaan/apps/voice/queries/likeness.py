"""Which other matters are probably about the same."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from django.db.models import QuerySet

from schuifaan.apps.voice.enums import OPEN_STATES, AboutPerson, MatterState
from schuifaan.apps.voice.models import Matter, Signal
from schuifaan.core.wordsearch import WordIndex, fold

# Compared with the newest so many.
MOST_COMPARED: Final = 300
MOST_SHOWN: Final = 5
FEW: Final = 2
# How much more a word counts in what a matter is called than in what was said.
TITLE: Final = 2.0
MOST_WORDS: Final = 14
SHORTEST_WORD: Final = 4
# Of every text as much as tells what it is about.
TEXT_CHARS: Final = 300
# Words that are in anything people say.
_SAY_NOTHING: Final = frozenset(
    """
    aan alle alleen altijd avond beetje bent best bij bijvoorbeeld could daar dan dank deze dinsdag doen
    donderdag door echt eens elkaar elke enkel ergens from gaan gaat geen goed graag haar hallo have heb
    hebben heeft heel hele hier hoe hoor iedere iedereen iemand iets jaar jullie kan komen komt kon kunnen
    kunt leuk like maak maandag maar maken meer meest mensen met middag mijn misschien moet moeten mogen
    more naar niet niets nog nooit nou ochtend omdat onze ook over please plek should soms staan steeds
    teveel that there they this tijd toch vaak vaker van vanaf very vind vinden voor vraag vrijdag waar
    wanneer want waren wat week weer weet wel wens wensen werd what wie wil willen wilt with woensdag
    worden wordt would your zal zaterdag zelf zijn zondag zou zouden
    """.split()  # noqa: SIM905 -- reads better
)


def likely_same(matter: Matter, found: QuerySet[Matter]) -> list[Matter]:
    """At the same desk, not about a person, the likeliest first. Two queries."""
    if matter.about_person != AboutPerson.NO:
        return []
    others = found.filter(
        about_person=AboutPerson.NO, state__in=(*OPEN_STATES, MatterState.ANSWERED)
    ).exclude(pk=matter.pk)
    rows = {one.pk: one for one in others.order_by("-received_at", "-pk")[:MOST_COMPARED]}
    words = _telling_words(" ".join([matter.title, *(one.text for one in matter.signals.all())]))
    if not rows or not words:
        return []
    index = WordIndex(_documents(rows), {"title": TITLE, "text": 1.0})
    scores: dict[int, float] = defaultdict(float)
    matched: dict[int, int] = defaultdict(int)
    telling: set[int] = set()
    own = set(fold(matter.title).split())
    few = max(FEW, len(rows) // 20)
    for word in words:
        hits = [hit for hit in index.search(word) if not hit.partial]
        if word in own and len(hits) <= few:
            # One word is enough when hardly anybody says it and both begin with it.
            telling.update(hit.id for hit in hits if hit.score >= TITLE)
        for hit in hits:
            # What is in everything tells nothing.
            scores[hit.id] += hit.score / len(hits)
            matched[hit.id] += 1
    likely = [pk for pk in scores if matched[pk] > 1 or pk in telling]
    likely.sort(key=lambda pk: (-matched[pk], -round(scores[pk], 6), pk))
    return [rows[pk] for pk in likely[:MOST_SHOWN]]


def _documents(rows: dict[int, Matter]) -> list[tuple[int, dict[str, str]]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for pk, text in Signal.objects.filter(matter__in=list(rows)).order_by("pk").values_list("matter", "text"):
        texts[pk].append(text[:TEXT_CHARS])
    return [(pk, {"title": row.title, "text": " ".join(texts[pk])}) for pk, row in rows.items()]


def _telling_words(text: str) -> list[str]:
    words = (word for word in fold(text).split() if len(word) >= SHORTEST_WORD and word not in _SAY_NOTHING)
    return list(dict.fromkeys(words))[:MOST_WORDS]
