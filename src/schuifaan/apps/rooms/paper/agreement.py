"""An agreement on paper: the same words as a tagged PDF and as a Word file."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from schuifaan.apps.rooms.paper.agreement_texts import articles, day, with_role, words_of
from schuifaan.core.letting.agreements import Side, Terms
from schuifaan.ui.paper.blocks import Block, Heading, Paper, Table, Words, as_data
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.paper.word import as_docx

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
# Room to write one's name, and to sign.
ROW_MM: Final = 14
INDENT: Final = Mm(12)
AFTER: Final = Pt(5)
_NUMBERED: Final = re.compile(r"(\d+\.\d+) ")


def paper_of(terms: Terms, *, number: int, made_on: date) -> Paper:
    """`number` and `made_on` are those of the version, and stand at the foot of every page."""
    said = words_of(terms)
    title = said.TITLES[terms.kind]
    between = said.WORDS["between"].format(
        provider=terms.provider.name or said.WORDS["blank"], user=terms.user.name or said.WORDS["blank"]
    )
    return Paper(
        title=title,
        subtitle=between,
        blocks=(*_articles(terms), *_signatures(terms, number)),
        language=terms.language,
        author=terms.provider.name or terms.place,
        about=said.WORDS["about"],
        foot=said.WORDS["foot"].format(title=title, number=number, day=day(made_on, terms)),
        page_words=said.WORDS["page"],
    )


def _articles(terms: Terms) -> Iterator[Block]:
    words = words_of(terms).WORDS
    for article in articles(terms):
        if article.number is None:
            yield Heading(article.title)
            yield from (Words(clause.text) for clause in article.clauses)
            continue
        yield Heading(words["article"].format(number=article.number, title=article.title))
        for place, clause in enumerate(article.clauses, 1):
            first, *further = [line for line in clause.text.splitlines() if line.strip()] or [""]
            yield Words(f"{article.number}.{place} {first}")
            yield from (Words(line) for line in further)


def _signatures(terms: Terms, number: int) -> Iterator[Block]:
    said = words_of(terms)
    words = said.WORDS
    yield Heading(said.TITLES["signing"])
    yield Table(
        head=(words["side"], words["name_and_role"], words["place_and_day"], words["signature"]),
        rows=(
            *_rows(words["provider"], terms, terms.provider, for_provider=True),
            *_rows(words["user"], terms, terms.user, for_provider=False),
        ),
        widths=(4, 6, 5, 5),
        row_height=ROW_MM,
    )
    yield Words(words["two_copies"], tone="small")
    if terms.signed_on is None:
        yield Words(words["draft"], tone="small")
    else:
        yield Words(words["signed"].format(number=number, day=day(terms.signed_on, terms)), tone="small")


def _rows(label: str, terms: Terms, side: Side, *, for_provider: bool) -> Iterator[tuple[str, ...]]:
    """One for each who signed; before that, for who is meant to."""
    words = words_of(terms).WORDS
    expected = with_role(side.represented_by or (side.name if side.is_person else ""), side.role, words)
    signed = [
        with_role(one.name, one.role, words) for one in terms.signed_by if one.for_provider == for_provider
    ]
    where = ", ".join(part for part in (side.signs_at, day(terms.signed_on, terms)) if part)
    for name in signed or (expected,):
        yield f"{label}\n{side.name}" if side.name else label, name, where, ""


# -- As a file ------------------------------------------------------------------------------------


def as_pdf(paper: Paper, *, at: datetime) -> bytes:
    return compile_pdf(TEMPLATE, as_data(paper), at=at)


def as_word(paper: Paper, *, at: datetime) -> bytes:
    document = Document(io.BytesIO(as_docx(paper, at=at)))
    _hang_behind_numbers(document)
    for table in document.tables:
        for row in table.rows[1:]:
            row.height = Mm(ROW_MM)
    _number_pages(document, paper.page_words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _hang_behind_numbers(document: WordDocument) -> None:
    """What follows a clause on a new line belongs to it, until the next heading."""
    inside = False
    for paragraph in document.paragraphs:
        found = _NUMBERED.match(paragraph.text)
        if paragraph.style is not None and paragraph.style.name != "Normal":
            inside = False
        elif found is not None:
            inside = True
            _hang(paragraph, found[1])
        elif inside:
            paragraph.paragraph_format.left_indent = INDENT


def _hang(paragraph: Paragraph, number: str) -> None:
    first = paragraph.runs[0]
    first.text = f"{number}\t{first.text[len(number) + 1 :]}"
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = INDENT, -INDENT
    layout.space_after = AFTER
    layout.tab_stops.add_tab_stop(INDENT)


def _number_pages(document: WordDocument, page_words: str) -> None:
    """Behind the version at the foot: Word counts the pages itself."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("  ·  ")
    for part in re.split(r"(\{pages?\})", page_words):
        if part in ("{page}", "{pages}"):
            _field(foot, "PAGE" if part == "{page}" else "NUMPAGES")
        elif part:
            foot.add_run(part)


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields of its own
