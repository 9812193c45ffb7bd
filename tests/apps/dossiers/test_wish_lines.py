"""What one line of a resident is: tidied, compared, and checked for what tells who wrote it."""

import pytest

from schuifaan.apps.dossiers.wish_lines import KeptWish, folded, tells_who, tidied, tidied_lines, with_wishes


@pytest.mark.parametrize(
    "line",
    [
        "bel mij: 06-12345678",
        "06 12 34 56 78",
        "+31 6 1234 5678",
        "tel 043 – 321 12 34".replace("–", "-"),
        "(043) 321 12 34",
        "0031612345678",
        "mijn nummer is 3211234",
        "٠٦١٢٣٤٥٦٧٨",
        "０６１２３４５６７８",
        "jan@voorbeeld.nl",
        "jan @ voorbeeld.nl",
        "6211AB 12",
        "6211 AB 12a",
        "6211 ab, nummer 7",
        "Dorpsstraat 12, 6211AB",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "BE68 5390 0754 7034",
    ],
)
def test_line_that_tells_who_is_seen(line):
    assert tells_who(line) is True


@pytest.mark.parametrize(
    "line",
    [
        "samen eten op 12-10-2026 om 18.00 uur",
        "van 09.00 tot 17.00 uur",
        "20 stoelen en 4 tafels",
        "in 2026 is 1 zaal genoeg",
        "bij 6211 AB in de buurt",
        "een plek voor 100 tot 150 mensen",
        "€ 2,50 per keer",
        "☕ 10/10 👨‍👩‍👧",
        "مكان للقاء",
    ],
)
def test_line_that_tells_nobody_is_kept(line):
    assert tells_who(line) is False


def test_line_is_tidied():
    assert tidied("  samen\t\teten\x00 \u202e ") == "samen eten"
    assert tidied("👨‍👩‍👧 bij de tafel") == "👨‍👩‍👧 bij de tafel"


def test_lines_are_told_apart_once_each():
    assert tidied_lines("Koffie\r\n\r\n koffie. \nThee\u2028KOFFIE") == ["Koffie", "Thee"]


def test_sameness_ignores_capitals_accents_of_two_signs_and_a_full_stop():
    assert folded("Café  in de BUURT.") == folded("cafe\u0301 in de buurt")
    assert folded("koffie") != folded("thee")
    assert folded("...") == "..."


def test_wishes_join_the_lines_of_the_team():
    mine = ["Een moestuin (hoge bakken)", "Samen Eten", "koffie (3 keer)"]
    wishes = [KeptWish("samen eten", 23), KeptWish("koffie", 12), KeptWish("muziek", 1)]
    assert with_wishes(mine, wishes) == [
        "Een moestuin (hoge bakken)",
        "Samen Eten (23 keer)",
        "koffie (12 keer)",
        "muziek (1 keer)",
    ]


def test_wishes_taken_over_twice_stand_there_once():
    once = with_wishes([], [KeptWish("samen eten", 2)])
    assert with_wishes(once, [KeptWish("eating together", 5, ("samen eten",))]) == ["samen eten (5 keer)"]
