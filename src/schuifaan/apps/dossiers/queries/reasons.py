"""Reasons and sources as people read them: the words, where they come from, and how sure that is."""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.speech import said_day
from schuifaan.core.method.knowledge import Citation, Document, Item, Knowledge, Status
from schuifaan.core.method.reasons import Reason, Ref

DOCUMENTS_IN = "nl"
STATUS_LABELS: dict[Status, str | Promise] = {
    Status.SOURCE: _("zoals het in de bron staat"),
    Status.CONFIRMED: _("ook elders zo gevonden"),
    Status.DIFFERS: _("elders staat het anders"),
    Status.UNKNOWN: _("niet nagegaan"),
    Status.DERIVED: _("onze eigen regel, gemaakt met deze bron"),
    Status.OWN: _("toegevoegd door je organisatie"),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One place to look it up; `url` when it can be opened, `lang` when the words are not the page's."""

    text: str
    url: str = ""
    lang: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class ShownSource:
    lines: tuple[SourceLine, ...]
    status_label: str
    about_url: str


@dataclass(frozen=True, slots=True)
class ShownRef:
    """An answer a reason rests on; `url` only for who works on the dossier."""

    question: str
    item: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownReason:
    text: str
    source_lines: tuple[SourceLine, ...]
    status_label: str
    about_url: str
    refs: tuple[ShownRef, ...]


def shown(reason: Reason, *, language: str, dossier: Dossier | None = None) -> ShownReason:
    """A reason in words. Give the dossier to let it lead to the answers it rests on."""
    return ShownReason(
        text=reason.text.said(language),
        source_lines=source_lines(reason.source, language=language),
        status_label=str(STATUS_LABELS[reason.status]) if reason.source else "",
        about_url=about_url(reason.about),
        refs=tuple(_shown_ref(ref, language, dossier) for ref in _one_per_question(reason.refs)),
    )


def shown_all(
    reasons: tuple[Reason, ...], *, language: str, dossier: Dossier | None = None
) -> tuple[ShownReason, ...]:
    return tuple(shown(reason, language=language, dossier=dossier) for reason in reasons)


def shown_source(item: Item, *, language: str) -> ShownSource:
    return ShownSource(
        source_lines(item.source, language=language), str(STATUS_LABELS[item.status]), about_url(item.id)
    )


def source_lines(citations: tuple[Citation, ...], *, language: str) -> tuple[SourceLine, ...]:
    return tuple(_line(citation, language) for citation in citations)


def about_url(item: str | None) -> str:
    """Where the handbook tells more; empty when the item has no page."""
    if not item:
        return ""
    try:
        return reverse("dossiers:item", kwargs={"item": item})
    except NoReverseMatch:
        return ""


def _line(citation: Citation, language: str) -> SourceLine:
    document = _documents().get(citation.document or "")
    parts = []
    if document is not None:
        parts.append(f"{document.title} ({document.publisher}, {document.published[:4]})")
    parts += [part for part in (citation.part, citation.heading) if part]
    if citation.page is not None:
        parts.append(f"p. {citation.page}")
    url = str(citation.url) if citation.url else ""
    if url and not parts:
        parts.append(url.removeprefix("https://").removeprefix("http://").rstrip("/"))
    if citation.checked_on is not None:
        parts.append(said_day(citation.checked_on, language=language))
    if not url and document is not None and document.url is not None:
        url = str(document.url)
    lang = DOCUMENTS_IN if document is not None and language != DOCUMENTS_IN else ""
    return SourceLine(", ".join(parts), url, lang)


@cache
def _documents() -> dict[str, Document]:
    return {document.id: document for document in shipped().documents}


def _one_per_question(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """A row by itself; of several rows of one question, the question."""
    items: dict[str, set[str]] = {}
    for ref in refs:
        items.setdefault(ref.question, set()).add(ref.item)
    return tuple(
        Ref(question, next(iter(found)) if len(found) == 1 else "") for question, found in items.items()
    )


def _shown_ref(ref: Ref, language: str, dossier: Dossier | None) -> ShownRef:
    knowledge: Knowledge = shipped()
    question = knowledge.questions_by_id.get(ref.question)
    label = question.text.said(language) if question else ref.question
    return ShownRef(ref.question, ref.item, label, ref_url(ref, dossier) if question else "")


def ref_url(ref: Ref, dossier: Dossier | None) -> str:
    """The page of that answer; empty for who does not work on the dossier."""
    if dossier is None:
        return ""
    question = shipped().questions_by_id.get(ref.question)
    if question is not None and question.shape != "one" and ref.item:
        return reverse(
            "dossiers:row", kwargs={"key": dossier.key, "question": ref.question, "item": ref.item}
        )
    return reverse("dossiers:question", kwargs={"key": dossier.key, "question": ref.question})
