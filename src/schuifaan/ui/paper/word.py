"""The same document for in Word: real headings, lists and tables, in its language."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph

from schuifaan.ui.paper.blocks import Block, Box, Bullet, Bullets, Heading, NewPage, Paper, Table, Words
from schuifaan.ui.paper.signs import readable

BRICK = RGBColor(0xA6, 0x3D, 0x23)
INK = RGBColor(0x1D, 0x1A, 0x17)
SOFT = RGBColor(0x4A, 0x43, 0x3E)
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
TEXT_WIDTH = Mm(166)
SMALL = Pt(9)
# What Word keeps of a property.
MOST_OF_A_PROPERTY = 255


def as_docx(paper: Paper, *, at: datetime) -> bytes:
    """The document as a Word file; blocks for writing on by hand have no place in it."""
    document = Document()
    _set_up(document, paper, at)
    document.add_heading(readable(paper.title), 0)
    if paper.subtitle:
        _small(document.add_paragraph(readable(paper.subtitle)))
    for block in paper.blocks:
        _ADD[type(block)](document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: WordDocument, paper: Paper, at: datetime) -> None:
    about = document.core_properties
    about.title = readable(paper.title)[:MOST_OF_A_PROPERTY]
    about.author = readable(paper.author)[:MOST_OF_A_PROPERTY]
    about.comments = readable(paper.about)[:MOST_OF_A_PROPERTY]
    about.language = LOCALES.get(paper.language, paper.language)
    about.created = about.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.footer.paragraphs[0].text = readable(paper.foot)
    _speak(document, LOCALES.get(paper.language, paper.language))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for name, colour in (("Title", INK), ("Heading 1", BRICK), ("Heading 2", INK), ("Intense Quote", BRICK)):
        _line_in_brick(document.styles[name].element)
        font = document.styles[name].font
        font.color.rgb, font.name = colour, "Calibri"
        fonts = document.styles[name].element.rPr.rFonts
        if fonts is None:
            continue
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Intense Quote"].font.italic = False


def _line_in_brick(style: Any) -> None:
    """The line below a title takes our colour, not the blue of the template."""
    for line in style.iter(qn("w:bottom")):
        line.set(qn("w:color"), str(BRICK))
        for theme in ("themeColor", "themeTint", "themeShade"):
            line.attrib.pop(qn(f"w:{theme}"), None)


def _speak(document: WordDocument, locale: str) -> None:
    """The language of every word that does not say otherwise: for reading aloud and checking spelling."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), locale)


def _heading(document: WordDocument, block: Heading) -> None:
    document.add_heading(readable(block.text), block.level)


def _words(document: WordDocument, block: Words) -> None:
    for line in _lines(block.text):
        paragraph = document.add_paragraph(line)
        if block.tone == "small":
            _small(paragraph)
        elif block.tone == "lead":
            paragraph.runs[0].font.size = Pt(13)


def _bullets(document: WordDocument, block: Bullets) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    for item in block.items:
        _bullet(document.add_paragraph(style=style), item)


def _bullet(paragraph: Paragraph, item: Bullet) -> None:
    paragraph.add_run(readable(item.text))
    if item.note:
        note = paragraph.add_run(f"\n{readable(item.note)}")
        note.font.size, note.font.color.rgb = SMALL, SOFT


def _table(document: WordDocument, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, block.head, strict=True):
        head = cell.paragraphs[0].add_run(readable(name))
        head.bold, head.font.size = True, SMALL
    _repeats(table.rows[0])
    shares = block.widths or (1,) * len(block.head)
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    for row in block.rows:
        # `add_row().cells` walks the whole table for each row; the row's own cells do not.
        added = table.add_row()._tr.tc_lst  # noqa: SLF001
        for cell, words in zip(added, row, strict=True):
            paragraph = cell.p_lst[0]
            Paragraph(paragraph, table).add_run("\n".join(_lines(words))).font.size = SMALL
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for tr in table._tbl.tr_lst:  # noqa: SLF001
        for cell, width in zip(tr.tc_lst, widths, strict=True):
            cell.width = width
    document.add_paragraph()


def _repeats(row: WordRow) -> None:
    """The head of a table is a head to a screen reader, and stands on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _box(document: WordDocument, block: Box) -> None:
    document.add_paragraph(style="Intense Quote").add_run(readable(block.title)).bold = True
    for line in _lines(block.text):
        document.add_paragraph(line)


def _new_page(document: WordDocument, _block: NewPage) -> None:
    document.add_page_break()  # type: ignore[no-untyped-call]


def _nothing(_document: WordDocument, _block: Block) -> None:
    pass


def _lines(text: str) -> list[str]:
    return [line for line in readable(text).split("\n") if line.strip()]


def _small(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = SMALL, SOFT


class _Adders(dict[type, Callable[..., None]]):
    def __missing__(self, kind: type) -> Callable[..., None]:
        return _nothing


_ADD = _Adders(
    {Heading: _heading, Words: _words, Bullets: _bullets, Table: _table, Box: _box, NewPage: _new_page}
)
