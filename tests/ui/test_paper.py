"""A template and data to a tagged PDF: whatever the data, it is text on a page."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document

from schuifaan.ui.paper.blocks import (
    Box,
    Bullet,
    Bullets,
    Heading,
    Lines,
    NewPage,
    Paper,
    Table,
    Ticks,
    Words,
    as_data,
)
from schuifaan.ui.paper.printing import ROOT, NotPrintable, compile_pdf, qr_drawing
from schuifaan.ui.paper.signs import SQUARE, Picture, drawable
from schuifaan.ui.paper.word import as_docx
from schuifaan.ui.paper.workbook import Sheet, as_xlsx

PLAIN = ROOT / "ui" / "paper" / "plain.typ"
AT = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
CODE = '#strong[x] $a^2$ @ref \\ `raw` *b* _c_ <label> // weg /* ook */ #import "x" = kop - lijst'


def sheet(*blocks, language: str = "nl", title: str = "Besluitnota", **more) -> Paper:
    return Paper(title=title, blocks=blocks, language=language, author="Woningcorporatie", **more)


def printed(*blocks, **more) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(compile_pdf(PLAIN, as_data(sheet(*blocks, **more)), at=AT)))


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pdf_is_tagged_and_says_what_it_is(language):
    pdf = printed(Heading("Kop"), Words("Tekst"), language=language)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part>1<" in root["/Metadata"].get_object().get_data().decode()
    assert (pdf.metadata.title, pdf.metadata.author) == ("Besluitnota", "Woningcorporatie")
    assert pdf.metadata.creation_date.date() == AT.date()


def test_every_block_is_on_paper_with_its_words():
    pdf = printed(
        Heading("Eerste kop"), Words("Een\ntwee"), Bullets((Bullet("punt", "klein erbij"),)), Heading("Onderkop", 2),
        Bullets((Bullet("genummerd"),), numbered=True), Table(("Wat", "Wie"), (("sleutels", "Anja"),), (2, 1)),
        Box("Let op", "een kader"), Lines(2, "Wat vind jij?"), Ticks(("ja", "nee"), 2), NewPage(), Words("achterop"),
        subtitle="ondertitel", foot="voettekst", page_words="Bladzijde {page} van {pages}",
    )  # fmt: skip
    text = text_of(pdf)
    for words in (
        "Eerste kop", "Een twee", "punt klein erbij", "Onderkop", "genummerd", "Wat Wie", "sleutels Anja", "Let op een kader",
        "Wat vind jij?", "ja", "nee", "achterop", "ondertitel", "voettekst", "Bladzijde 1 van 2", "Bladzijde 2 van 2",
    ):  # fmt: skip
        assert words in text


def test_what_looks_like_markup_stays_text():
    for block in (
        Heading(CODE), Words(CODE), Words(CODE, "lead"), Words(CODE, "small"), Bullets((Bullet(CODE, CODE),)),
        Table((CODE, "b"), ((CODE, CODE),)), Box(CODE, CODE), Lines(1, CODE), Ticks((CODE,)),
    ):  # fmt: skip
        text = text_of(printed(block)).replace(" ", "").replace("-", "")
        assert CODE.replace(" ", "").replace("-", "") in text, block
    pdf = printed(Words("x"), title=CODE, subtitle=CODE, foot=CODE, about=CODE)
    assert pdf.metadata.title == CODE


@pytest.mark.parametrize(
    "name", ["مرحبا بالجيران", "בית", "Привіт", "ελληνικά", "Şükrü Ğ", "naïve – “oké” €"]
)
def test_other_scripts_are_printed(name):
    assert len(printed(Words(name), title=name).pages) == 1
    assert SQUARE not in text_of(printed(Words(name), title=name))


@pytest.mark.parametrize("sign", ["😀", "👩‍👩‍👧", "🇳🇱", "👍🏽", "中", "日本語"])
def test_sign_without_a_letter_becomes_a_square(sign):
    text = text_of(printed(Words(f"voor {sign} na"), title=f"Kop {sign}"))
    assert f"voor {SQUARE} na" in text.replace(f"{SQUARE}{SQUARE}{SQUARE}", SQUARE)


def test_signs_nobody_sees_do_no_harm():
    text = text_of(printed(Words("a\x07b\x00c\ud800d\u202ee\ufefff\tg\u2028h")))
    assert "abcdef g" in text


def test_a_megabyte_of_signs_is_printed():
    pdf = printed(Words("😀 hallo " * 20_000), Words("".join(chr(0x1F300 + n % 500) for n in range(50_000))))
    assert "hallo" in text_of(pypdf.PdfReader(io.BytesIO(_first_page(pdf))))


def _first_page(pdf: pypdf.PdfReader) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_page(pdf.pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_long_cell_and_long_word_go_on_within_the_page():
    pdf = printed(
        Table(("Wat", "Wie"), (("woord " * 3000 + "einde", "x" * 900),), (1, 5)),
        Words("y" * 3000),
        title="Z" * 160,
    )
    assert "einde" in text_of(pdf)
    assert 3 <= len(pdf.pages) <= 40
    for page in pdf.pages:
        reaches = []
        page.extract_text(
            visitor_text=lambda text, _cm, tm, *_, reaches=reaches: (
                reaches.append(tm[4]) if text.strip() else None
            )
        )
        assert max(reaches) < 595 - 40  # fmt: skip


def test_picture_is_not_touched():
    drawing = qr_drawing("https://schuifaan.example.org/d/" + "x" * 60)
    assert drawable({"a": [drawing]}) == {"a": [drawing]}
    assert isinstance(drawable({"a": drawing})["a"], Picture)


def test_template_that_is_wrong_says_so(tmp_path: Path):
    wrong = ROOT / "ui" / "paper" / "bestaat-niet.typ"
    with pytest.raises((NotPrintable, OSError, RuntimeError)):
        compile_pdf(wrong, {})


# ------------------------------------------------------------------ Word


def test_word_has_headings_tables_and_language():
    made = as_docx(
        sheet(
            Heading("Kop"), Heading("Onder", 2), Words("Regel\nregel", "lead"), Bullets((Bullet("punt", "bron"),)),
            Table(("Wat", "Wie"), (("a", "b\nc"), ("d", "e")), (3, 1)), Box("Let op", "kader"), Lines(2), NewPage(),
            subtitle="onder", foot="voet", about="waarover",
        ),
        at=AT,
    )  # fmt: skip
    document = Document(io.BytesIO(made))
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.text.strip()]
    assert styles == [
        ("Title", "Besluitnota"), ("Normal", "onder"), ("Heading 1", "Kop"), ("Heading 2", "Onder"), ("Normal", "Regel"),
        ("Normal", "regel"), ("List Bullet", "punt\nbron"), ("Intense Quote", "Let op"), ("Normal", "kader"),
    ]  # fmt: skip
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wat", "Wie"],
        ["a", "b\nc"],
        ["d", "e"],
    ]
    assert round(table.columns[0].width / table.columns[1].width, 2) == 3
    parts = zipfile.ZipFile(io.BytesIO(made))
    assert '<w:tblHeader w:val="true"/>' in parts.read("word/document.xml").decode()
    assert 'w:lang w:val="nl-NL"' in parts.read("word/styles.xml").decode()
    assert (document.core_properties.language, document.core_properties.title) == ("nl-NL", "Besluitnota")


def test_word_takes_any_text():
    made = as_docx(
        sheet(Words("a\x07\x00😀 <b>&" + "z" * 5000), Table(("x",), (("\x1f",),)), title="T\x00" + "t" * 400),
        at=AT,
    )
    assert "a😀 <b>&" in Document(io.BytesIO(made)).paragraphs[1].text


# ------------------------------------------------------------------ Excel


def test_workbook_has_a_frozen_head_and_text_stays_text():
    formulas = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0")
    made = as_xlsx(
        [Sheet("Lijst: a/b?", ("=kop", "getal"), tuple((one, 2) for one in formulas)), Sheet("Lijst: a/b?", ("x",), ())],
        title="T", author="A", at=AT,
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Lijst  a b", "Lijst  a b 2"]
    page = book.worksheets[0]
    assert page.freeze_panes == "A2"
    assert [cell.value for cell in page["A"]] == ["=kop", *formulas]
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert all(cell.quotePrefix for cell in page["A"])
    assert {cell.value for cell in page["B"][1:]} == {2}
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()


def test_text_too_long_for_a_cell_goes_on_in_the_next_row():
    made = as_xlsx([Sheet("A", ("a", "b"), (("x" * 40_000, "kort"),))], title="T", author="A", at=AT)
    page = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert "".join(page.cell(row, 1).value for row in (2, 3)) == "x" * 40_000
    assert [page.cell(row, 2).value for row in (2, 3)] == ["kort", None]
