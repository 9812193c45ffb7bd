"""A paper of a dossier as a Word file in which amounts stand to the right, as they do on the printed one."""

import io
import re
from datetime import datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

from schuifaan.ui.paper.blocks import Paper
from schuifaan.ui.paper.word import as_docx

AMOUNT = re.compile("([+\N{MINUS SIGN}]\N{NO-BREAK SPACE})?€\N{NO-BREAK SPACE}[0-9.,]+")


def as_word(paper: Paper, *, at: datetime) -> bytes:
    made = as_docx(paper, at=at)
    document = Document(io.BytesIO(made))
    for table in document.tables:
        _amounts_to_the_right(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _amounts_to_the_right(table: Table) -> None:
    """Every column that holds nothing but amounts, with its head; empty cells do not count."""
    # `table.columns` walks the whole table for each cell; the rows' own cells do not.
    rows = [row.tc_lst for row in table._tbl.tr_lst]  # noqa: SLF001
    for head, *cells in zip(*rows, strict=True):
        said = [words for cell in cells if (words := "\n".join(one.text for one in cell.p_lst))]
        if said and all(AMOUNT.fullmatch(words) for words in said):
            for paragraph in (one for cell in (head, *cells) for one in cell.p_lst):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
