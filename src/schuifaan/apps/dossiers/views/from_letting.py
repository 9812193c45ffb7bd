"""What the letting of the place itself says beside a question about money, read once for a page."""

from django.http import HttpRequest
from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.real_use import (
    ASKED,
    PARTIES,
    ROOM,
    ROW,
    Offer,
    RealUse,
    offers,
    real_use,
)
from schuifaan.apps.dossiers.queries.real_use_page import RealUseBox, real_use_box
from schuifaan.apps.dossiers.views.access import me
from schuifaan.apps.dossiers.views.asked import Asked
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge.asking import Question

KEPT = "_real_use"


def letting_row(request: HttpRequest, question: Question) -> str:
    """The row that `?verhuur=` asks to begin with: of one kind of party there is one."""
    kind = request.GET.get("verhuur", "")
    return f"{ROW}{kind}" if question.id == PARTIES and kind in PartyKind else ""


def offered_to(request: HttpRequest, asked: Asked, answers: Answers, language: str) -> dict[str, Offer]:
    use = _real_use(request, asked.dossier, asked.question)
    return offers(asked.question.id, asked.item, use, answers, language=language)


def boxed(
    request: HttpRequest, dossier: Dossier, question: Question | None, answers: Answers, language: str
) -> RealUseBox | None:
    """Beside what asks for these figures, and (without a question) on the page of all the money."""
    if question is not None and question.id == ROOM:
        return None
    return real_use_box(_real_use(request, dossier, question), dossier, answers, language=language)


def _real_use(request: HttpRequest, dossier: Dossier, question: Question | None) -> RealUse | None:
    if question is not None and question.id not in ASKED:
        return None
    if not hasattr(request, KEPT):
        setattr(request, KEPT, real_use(dossier, by=me(request), today=timezone.localdate()))
    found: RealUse | None = getattr(request, KEPT)
    return found
