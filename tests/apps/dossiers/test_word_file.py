"""Amounts in a Word file stand to the right, under each other; everything else as it was."""

import io

import docx
import pytest
from django.utils.translation import override
from docx.enum.text import WD_ALIGN_PARAGRAPH

from schuifaan.apps.dossiers.paper.catalog import BY_SLUG
from schuifaan.apps.dossiers.paper.word_file import as_word
from schuifaan.ui.paper.blocks import Paper, Table
from tests.apps.dossiers.paper_cases import PRINTED_AT, case_with
from tests.apps.dossiers.results_cases import example

RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


def paper_of(table: Table) -> Paper:
    return Paper("Geld", (table,), "nl", author="Maaslinde")


def sides(paper: Paper) -> list[dict[str, set[object]]]:
    """For each table: how the cells of a column stand, by the head of that column."""
    word = docx.Document(io.BytesIO(as_word(paper, at=PRINTED_AT)))
    return [
        {
            column.cells[0].text: {one.alignment for cell in column.cells for one in cell.paragraphs}
            for column in table.columns
        }
        for table in word.tables
    ]


def test_column_of_amounts_stands_to_the_right_with_its_head():
    rows = (
        ("Huur", "€\xa01.200,50", "€\xa0100"),
        ("Over", "−\xa0€\xa012", "nog niets"),
        ("Samen", "", "€\xa01"),
    )
    paper = paper_of(Table(("Wat", "Bedrag", "Straks"), rows))
    assert sides(paper) == [{"Wat": {None}, "Bedrag": {RIGHT}, "Straks": {None}}]


def test_column_to_write_in_stays_at_the_left():
    paper = paper_of(Table(("Wat", "Bedrag"), (("Huur", ""), ("", ""))))
    assert sides(paper) == [{"Wat": {None}, "Bedrag": {None}}]


@pytest.mark.once
def test_amounts_of_the_business_case_stand_to_the_right():
    case = case_with(example("seniors-sixty-homes-care")["answers"])
    with override(case.language):
        found = sides(BY_SLUG["businesscase"].build(case))
    amounts = [
        table["Bedrag"] for table in found if set(table) in ({"Wat", "Bedrag"}, {"Wat", "Soort", "Bedrag"})
    ]
    assert len(amounts) >= 3
    assert all(one == {RIGHT} for one in amounts)
