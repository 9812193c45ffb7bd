"""Searching by word: what people type, and what they meant."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schuifaan.core.wordsearch import Hit, WordIndex, fold

WEIGHTS = {"name": 10, "neighbourhood": 5, "street": 4, "postcode": 4, "city": 2, "words": 1}
PLACES = {
    1: {"name": "’t Atrium", "street": "Bredestraat 12", "postcode": "6217 AB", "city": "Maastricht"},
    2: {
        "name": "Huiskamer van Mariaberg",
        "street": "Parallelweg 3",
        "city": "Maastricht",
        "words": "koffie",
    },
    3: {
        "name": "Buurthuis De Meevaart",
        "street": "Balistraat 48",
        "postcode": "1094JA",
        "city": "Amsterdam",
    },
    4: {"name": "Buurt-huis Zonnebloem", "street": "J.P. Coenstraat 5", "city": "Utrecht"},
    5: {"name": "Wijkcentrum Oost", "street": "Hoogstraat 1", "city": "Rotterdam"},
    6: {"name": "Centrum voor de wijk", "street": "Laagstraat 1", "city": "Rotterdam"},
    7: {"name": "Café Hét Ĳzer", "street": "Straßburgweg 7", "city": "’s-Hertogenbosch"},
    8: {"name": "Atrium Ontmoetingscentrum", "street": "Markt 2", "city": "Zwolle", "words": "koffie"},
    9: {"name": "بيت الحي", "street": "🌻plein 4", "city": "Den Haag"},
    10: {"name": "Stadsdeelkantoor", "street": "Kamerlingh 2", "city": "Den Haag", "words": "atrium"},
}
INDEX = WordIndex(PLACES.items(), WEIGHTS)


def ids(query: str) -> list[int]:
    return [hit.id for hit in INDEX.search(query)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("’t Atrium", "t atrium"),
        ("'t  ATRIUM!", "t atrium"),
        ("’s-Hertogenbosch", "s hertogenbosch"),
        ("foto's", "fotos"),
        ("J.P. Coen", "jp coen"),
        ("Hoofdstraat 1.5", "hoofdstraat 1 5"),
        ("Straße Øst Ærø ĳs Łódź", "strasse ost aero ijs lodz"),
        ("Café één", "cafe een"),
        ("wijk_centrum/oost", "wijk centrum oost"),
        ("بيت 🌻", "بيت"),
        ("", ""),
    ],
)
def test_fold_keeps_the_words(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("'t Atrium", [1, 8, 10]),
        ("t atrium", [1, 8, 10]),
        ("atrium", [1, 8, 10]),
        ("ATRIUM maastricht", [1]),
        ("kamer", [2, 10]),
        ("buurthuis", [3, 4]),
        ("buurt huis", [4, 3]),
        ("buurt-huis", [4, 3]),
        ("wijkcentrum", [5, 6]),
        ("centrum wijk", [6, 5]),
        ("stadsdeel", [10]),
        ("6217 AB", [1]),
        ("6217ab", [1]),
        ("6217", [1]),
        ("6218", []),
        ("1094 ja", [3]),
        ("jp coenstraat", [4]),
        ("j p coenstraat", [4]),
        ("cafe ijzer", [7]),
        ("strassburgweg", [7]),
        ("den bosch", [7]),
        ("'s hertogenbosch", [7]),
        ("shertogenbosch", [7]),
        ("بيت", [9]),
        ("koffie", [8, 2]),
        ("meevart", [3]),
        ("mevaart", [3]),
        ("meeavart", [3]),
        ("onmoetingsentrum", [8]),
        ("ontmoteings", [8]),
        ("🌻", []),
        ("", []),
    ],
)
def test_search_finds(query, expected):
    assert ids(query) == expected


def test_search_prefers_whole_words_then_beginnings_then_parts_then_typos():
    names = {1: "kamers", 2: "huiskamer", 3: "kamer", 4: "kamar", 5: "huiskamers"}
    index = WordIndex(((number, {"name": name}) for number, name in names.items()), {"name": 1})

    assert [(hit.id, hit.score) for hit in index.search("kamer")] == [(3, 1.0), (1, 0.8), (2, 0.65), (5, 0.5)]
    assert [hit.id for hit in index.search("kamar")] == [4]
    assert [hit.id for hit in index.search("kamir")] == [3, 4]


def test_search_falls_back_on_some_of_the_words():
    assert INDEX.search("meevaart zeppelin") == [Hit(3, 10.0, partial=True)]
    assert not any(hit.partial for hit in INDEX.search("meevaart amsterdam"))


def test_search_takes_a_word_that_exists_for_a_typo_only_when_it_leads_nowhere():
    index = WordIndex(
        [(1, {"name": "Molen", "city": "Goes"}), (2, {"name": "Holen", "city": "Lith"})], WEIGHTS
    )

    assert [hit.id for hit in index.search("holen")] == [2]
    assert index.search("holen goes") == [Hit(1, 6.0)]


def test_search_gives_no_more_than_asked():
    assert [hit.id for hit in INDEX.search("atrium", limit=2)] == [1, 8]


def test_search_breaks_ties_by_the_shortest_name_and_then_the_number():
    documents = [(3, {"name": "Oase"}), (1, {"name": "Oase Noord"}), (2, {"name": "Oase"})]
    assert [hit.id for hit in WordIndex(documents, WEIGHTS).search("oase")] == [2, 3, 1]


def test_search_in_nothing_finds_nothing():
    assert WordIndex([], WEIGHTS).search("atrium") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("meevart", "Meevaart"),
        ("de meevart amsterdm", "de Meevaart Amsterdam"),
        ("meevaart", None),
        ("meev", None),
        ("xyzzyxyzzy", None),
        ("6218", None),
        ("", None),
    ],
)
def test_suggest_mends_what_does_not_occur(query, expected):
    assert INDEX.suggest(query) == expected


LONG_WORDS = sorted(
    (word, number)
    for number, place in PLACES.items()
    for word in fold(place["name"]).split()
    if len(word) >= 5 and word.isascii()
)


@st.composite
def typos(draw: st.DrawFn) -> tuple[str, int]:
    word, number = draw(st.sampled_from(LONG_WORDS))
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    return draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
            ]
        )
    ), number


@given(typos())
def test_search_forgives_any_one_typo_in_a_longer_word(typo):
    text, number = typo
    # Who makes a typo that is itself a word here, gets that word.
    assume(
        not any(
            text in (*fold(t).split(), fold(t).replace(" ", "")) for p in PLACES.values() for t in p.values()
        )
    )
    assert number in ids(text)


@given(st.sampled_from(sorted(PLACES)), st.data())
def test_search_minds_no_capitals_and_accents(number, data):
    name = PLACES[number]["name"]
    accents = data.draw(
        st.lists(st.sampled_from(["", "\u0301", "\u0308"]), min_size=len(name), max_size=len(name))
    )
    odd = "".join(letter + mark for letter, mark in zip(name, accents, strict=True))

    assert INDEX.search(odd.upper()) == INDEX.search(name) == INDEX.search(odd.lower())


@given(st.text(max_size=60))
def test_search_takes_any_text(text):
    assert fold(fold(text)) == fold(text)
    hits = INDEX.search(text)
    assert hits == sorted(hits, key=lambda hit: -hit.score)
    INDEX.suggest(text)
    WordIndex([(1, {"name": text})], WEIGHTS)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), min_size=1, max_size=30))
def test_search_finds_a_document_by_its_own_text(text):
    found = WordIndex([(1, {"name": text})], WEIGHTS).search(text)
    assert [hit.id for hit in found] == ([1] if fold(text) else [])
