"""Cases as documents take them, the worked ones among them, and the words of a document that was printed."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pypdf
from django.utils.translation import override

from schuifaan.apps.dossiers.paper.case import Case
from schuifaan.apps.dossiers.paper.catalog import BY_SLUG
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.core.method.advice import advise
from schuifaan.core.method.answers import Answers
from schuifaan.ui.paper.blocks import as_data
from schuifaan.ui.paper.printing import compile_pdf
from tests.apps.dossiers.results_cases import Plain, example
from tests.factories import TODAY

PRINTED_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def case_with(plain: Plain, *, language: str = "nl", is_silent_room: bool = False, **more: Any) -> Case:
    answers = Answers(plain)
    return Case(
        title=more.pop("title", "Buurtkamer Malberg"),
        is_silent_room=is_silent_room,
        language=language,
        now=PRINTED_AT,
        today=TODAY,
        knowledge=shipped(),
        answers=answers,
        advice=advise(answers, shipped(), today=TODAY),
        **more,
    )


def example_case(name: str, **more: Any) -> Case:
    found = example(name)
    is_silent_room = found["kind"] == "silent_room"
    return case_with(found["answers"], title=found["title"], is_silent_room=is_silent_room, **more)


def printed(slug: str, case: Case) -> pypdf.PdfReader:
    document = BY_SLUG[slug]
    with override(case.language):
        content = compile_pdf(document.template, as_data(document.build(case)), at=PRINTED_AT)
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(pdf: pypdf.PdfReader) -> str:
    text = " ".join(page.extract_text() for page in pdf.pages)
    # Words broken at the end of a line are one word again.
    return " ".join(re.sub("[-‐]\\s+", "", text.replace("\u200b", "").replace("\u00ad", "")).split())
