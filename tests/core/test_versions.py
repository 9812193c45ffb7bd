"""Which sentences of a text changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.versions import Change, changes, paragraphs, sentences

SEPTEMBER = """De plek is van de buurt.

We beginnen klein. De deur gaat op maandag open. Koffie kost vijftig cent.

Wie wil helpen, meldt zich bij de gastvrouw."""
DECEMBER = """De plek is van de buurt.

We beginnen klein. De deur gaat op maandag en donderdag open. Koffie is gratis voor wie het niet kan betalen.

Wie wil helpen, meldt zich bij de gastvrouw. Ook een uurtje helpt."""


def test_changes_are_the_reworded_and_the_new_sentences_with_their_paragraph() -> None:
    assert changes(SEPTEMBER, DECEMBER) == [
        Change(2, "De deur gaat op maandag open.", "De deur gaat op maandag en donderdag open."),
        Change(2, "", "Koffie is gratis voor wie het niet kan betalen."),
        Change(2, "Koffie kost vijftig cent.", ""),
        Change(3, "", "Ook een uurtje helpt."),
    ]


def test_changes_of_a_sentence_that_went_stand_where_it_stood() -> None:
    assert changes("Een. Twee. Drie.", "Een. Drie.") == [Change(1, "Twee.", "")]
    assert changes("Alles weg.", "") == [Change(1, "Alles weg.", "")]


def test_changes_are_none_for_other_spaces_and_line_ends() -> None:
    assert changes("Een  zin.\r\n\r\nNog een.", "Een zin.\n\nNog een.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een regel.\nNog een regel.", ["Een regel.", "Nog een regel."]),
        ("Een regel die\nverder gaat.\n\nDaarna.", ["Een regel die verder gaat.", "Daarna."]),
        ("Dit is er:\n- koffie\n- thee\n\nKlaar.", ["Dit is er:", "- koffie", "- thee", "Klaar."]),
        ("   \n\n  ", []),
    ],
)
def test_paragraphs_are_parted_by_empty_lines_or_else_by_lines(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Bel bijv. Ans. Zij weet het.", ["Bel bijv. Ans.", "Zij weet het."]),
        ("Zie art. 3 van het plan. Daarna niets.", ["Zie art. 3 van het plan.", "Daarna niets."]),
        ("Kan dat? Ja! ’s Avonds ook.", ["Kan dat?", "Ja!", "’s Avonds ook."]),
        ("Het kost € 2.50 per keer. 3 keer mag.", ["Het kost € 2.50 per keer.", "3 keer mag."]),
        ("zonder punt", ["zonder punt"]),
    ],
)
def test_sentences_end_at_a_full_stop_but_not_at_an_abbreviation(paragraph: str, expected: list[str]) -> None:
    assert sentences(paragraph) == expected


@given(st.text(max_size=200), st.text(max_size=200))
def test_changes_lose_no_sentence(before: str, after: str) -> None:
    found = changes(before, after)
    new = [told for one in paragraphs(after) for told in sentences(one)]
    assert {one.became for one in found if one.became} <= set(new)
    assert changes(after, after) == []
