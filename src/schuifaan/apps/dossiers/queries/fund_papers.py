"""An application to a fund as a file."""

from datetime import datetime

from django.utils.text import slugify

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.paper import aanvraag
from schuifaan.apps.dossiers.paper.word_file import as_word
from schuifaan.apps.dossiers.queries.papers import CONTENT_TYPES, MadeFile, case_of
from schuifaan.core.method.finance.funding import applications_of
from schuifaan.ui.paper.blocks import as_data
from schuifaan.ui.paper.printing import compile_pdf

FORMATS = ("docx", "pdf")
LONGEST_NAME = 60


def application_file(
    dossier: Dossier, key: str, extension: str, *, language: str, now: datetime
) -> MadeFile | None:
    """None when there is no such application."""
    case = case_of(dossier, language=language, now=now)
    applications = applications_of(case.answers, case.knowledge)
    found = next((one for one in applications if one.key == key), None)
    if found is None:
        return None
    paper = aanvraag.build(case, found, others=tuple(one for one in applications if one is not found))
    if extension == "docx":
        content = as_word(paper, at=now)
    else:
        content = compile_pdf(aanvraag.TEMPLATE, as_data(paper), at=now)
    name = slugify(f"aanvraag-{found.name.said(language)}-{found.what}")[:LONGEST_NAME].strip("-")
    return MadeFile(f"{name}.{extension}", CONTENT_TYPES[extension], content)
