"""A dossier gathered for its documents, and each document as a file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.dossiers.paper.case import Case, ToDo
from schuifaan.apps.dossiers.paper.catalog import BY_SLUG, DOCUMENTS, Document
from schuifaan.apps.dossiers.paper.exchange import (
    MOST_COMMENTS,
    MOST_TASKS,
    MOST_VERSIONS,
    FiledComment,
    FiledDossier,
    FiledTask,
    FiledVersion,
    as_file,
)
from schuifaan.apps.dossiers.paper.sheets import dossier_sheets, programme_sheets
from schuifaan.apps.dossiers.paper.word_file import as_word
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for, shipped
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.core.method.advice import advise
from schuifaan.ui.paper.blocks import Paper, as_data
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.paper.workbook import as_xlsx

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST_TO_DO = 200


@dataclass(frozen=True, slots=True)
class MadeFile:
    name: str
    content_type: str
    content: bytes


# ------------------------------------------------------------------ about a dossier


def case_of(dossier: Dossier, *, language: str, now: datetime, answer_address: str = "") -> Case:
    """Everything the documents of this dossier may tell. `answer_address`: where residents may answer."""
    knowledge, answers = knowledge_for(dossier), answers_of(dossier)
    today = timezone.localdate(now)
    link = answering_link(dossier, now=now) if answer_address else None
    return Case(
        title=str(dossier),
        is_silent_room=dossier.kind == DossierKind.SILENT_ROOM,
        language=language,
        now=now,
        today=today,
        knowledge=knowledge,
        answers=answers,
        advice=advise(answers, knowledge, today=today),
        area=_area(dossier),
        organisation=dossier.organisation.name if dossier.organisation else "",
        to_do=_to_do(dossier),
        answer_address=answer_address,
        answer_until=timezone.localdate(link.expires_at - timedelta(seconds=1)) if link else None,
        asking_intro=_asking_intro(dossier),
        local=local_for(dossier),
    )


def answering_link(dossier: Dossier, *, now: datetime) -> ShareLink | None:
    """The link by which residents may answer for the longest time from now."""
    working = dossier.links.filter(may_answer=True, revoked_at__isnull=True, expires_at__gt=now)
    return working.order_by("-expires_at", "-pk").first()


def _area(dossier: Dossier) -> str:
    if dossier.neighbourhood is None:
        return ""
    return f"{dossier.neighbourhood.name}, {dossier.neighbourhood.municipality.name}"


def _to_do(dossier: Dossier) -> tuple[ToDo, ...]:
    tasks = dossier.tasks.filter(done_at__isnull=True).order_by("due_date", "pk")[:MOST_TO_DO]
    return tuple(ToDo(task.what, task.owner, task.due_date) for task in tasks)


def _asking_intro(dossier: Dossier) -> str:
    try:
        return dossier.questionnaire.intro
    except ObjectDoesNotExist:
        return ""


def document_file(dossier: Dossier, document: Document, extension: str, *, case: Case) -> MadeFile:
    """One document of this dossier in one of its formats."""
    return MadeFile(
        f"{slugify(case.title)[:60] or 'dossier'}-{document.slug}.{extension}",
        CONTENT_TYPES[extension],
        _content(dossier, document, extension, case),
    )


def _content(dossier: Dossier, document: Document, extension: str, case: Case) -> bytes:
    if extension in document.made:
        return document.made[extension](case)
    if extension == "json":
        return as_file(filed(dossier, case))
    if extension == "xlsx":
        sheets = programme_sheets(case) if document.slug == "programma" else dossier_sheets(case)
        author = case.organisation or "Schuif aan"
        return as_xlsx(sheets, title=f"{document.title}: {case.title}", author=author, at=case.now)
    paper = _paper(document, case)
    if extension == "docx":
        return as_word(paper, at=case.now)
    return compile_pdf(document.template, as_data(paper), at=case.now)


def _paper(document: Document, case: Case) -> Paper:
    if document.build is not None:
        return document.build(case)
    assert document.blank is not None  # noqa: S101 - one of both, see the catalog
    return document.blank(case.knowledge, case.language)


def filed(dossier: Dossier, case: Case) -> FiledDossier:
    """The whole dossier for in a file; of the remarks what was said, never who said it."""
    return FiledDossier(
        format="schuifaan-dossier",
        version=1,
        title=dossier.title,
        kind=DossierKind(dossier.kind),
        knowledge_version=dossier.knowledge_version,
        exported_at=case.now,
        answers={question: dict(items) for question, items in case.answers.plain.items()},
        comments=tuple(
            FiledComment(step=one.step, text=one.text, at=one.at)
            for one in dossier.comments.filter(removed_at__isnull=True)[:MOST_COMMENTS]
        ),
        tasks=tuple(
            FiledTask(
                what=one.what,
                step=one.step,
                owner=one.owner,
                due_date=one.due_date,
                origin=one.origin,
                done_at=one.done_at,
            )
            for one in dossier.tasks.all()[:MOST_TASKS]
        ),
        versions=tuple(
            FiledVersion(number=one.number, reason=one.reason, made_at=one.made_at, answers=one.answers)
            for one in dossier.versions.all()[:MOST_VERSIONS]
        ),
    )


# ------------------------------------------------------------------ without a dossier


def blank_documents() -> tuple[Document, ...]:
    return tuple(document for document in DOCUMENTS if document.blank is not None)


def blank_file(slug: str, *, language: str) -> MadeFile | None:
    """A paper of the handbook; None when there is no such paper."""
    document = BY_SLUG.get(slug)
    if document is None or document.blank is None:
        return None
    return MadeFile(f"{slug}.pdf", CONTENT_TYPES["pdf"], _blank_pdf(slug, "nl" if language == "nl" else "en"))


# The handbook that is shipped does not change while the program runs.
@lru_cache(maxsize=32)
def _blank_pdf(slug: str, language: str) -> bytes:
    document = BY_SLUG[slug]
    assert document.blank is not None  # noqa: S101 - looked up by `blank_file`
    with override(language):
        return compile_pdf(document.template, as_data(document.blank(shipped(), language)))


# ------------------------------------------------------------------ the list


@dataclass(frozen=True, slots=True)
class OfferedFile:
    extension: str
    label: str


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    slug: str
    title: str
    what_for: str
    files: tuple[OfferedFile, ...]
    needs_nothing: bool


def offered() -> tuple[OfferedDocument, ...]:
    labels = {"pdf": _("PDF, om te printen"), "docx": _("Word"), "xlsx": _("Excel"), "json": _("JSON, om over te nemen")}  # fmt: skip
    elsewhere = {"json": _("JSON, voor een ander programma")}
    return tuple(
        OfferedDocument(
            document.slug,
            str(document.title),
            str(document.what_for),
            tuple(
                OfferedFile(
                    extension,
                    (elsewhere if extension in document.made else {}).get(extension, labels[extension]),
                )
                for extension in document.formats
            ),
            document.blank is not None,
        )
        for document in DOCUMENTS
    )
