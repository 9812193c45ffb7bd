"""Row V08 of the feature table: texts somebody who reads at B1 can read."""

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src/schuifaan"
MSGID = re.compile(r'^msgid ((?:"[^\n]*"\n)+)', re.MULTILINE)
VOWELS = re.compile(r"aa[ij]?|ee[u]?|ie[u]?|oo[i]?|uu|eu|oe[i]?|ui|ij|ei|au|ou|[aeiouyáéíóúàèëïöü]")
TEXTS = 20


def texts() -> list[str]:
    """The longest pieces of text that visitors and the people of a place read; Dutch is their source."""
    found = set()
    for catalogue in SOURCES.rglob("locale/en/LC_MESSAGES/django.po"):
        for quoted in MSGID.findall(catalogue.read_text()):
            joined = "".join(line.strip()[1:-1] for line in quoted.splitlines())
            found.add(re.sub(r"%\(\w+\)[sd]", "tafel", joined.replace("\\n", " ").replace('\\"', '"')))
    return sorted(found, key=lambda text: (-len(text.split()), text))


def reading_ease(text: str) -> float:
    """Douma's measure for Dutch: 60 and up is plain language."""
    words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    syllables = sum(max(1, len(VOWELS.findall(word.lower()))) for word in words)
    return 206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words)


@pytest.mark.parametrize("text", texts()[:TEXTS])
def test_v08_the_twenty_longest_texts_are_plain(text: str) -> None:
    longest = max(len(sentence.split()) for sentence in re.split(r"[.!?:](?:\s|$)", text))
    assert reading_ease(text) >= 60
    assert longest <= 20


def test_v08_the_measure_sees_officialese() -> None:
    officialese = (
        "Overeenkomstig de vigerende gemeentelijke subsidieverordening dienen verantwoordingsdocumenten "
        "voorafgaand aan de besluitvormingsprocedure aangeleverd te worden."
    )
    assert reading_ease(officialese) < 30
    assert reading_ease("Kom binnen. Pak een stoel. De koffie is klaar.") > 90
