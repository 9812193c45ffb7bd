"""The handbook as it is shipped: complete in two languages, sourced, and in words of our own."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel

import schuifaan
from schuifaan.core.method.knowledge import Item, Knowledge, Text, load
from schuifaan.core.method.knowledge.collection import KINDS, every_item
from schuifaan.core.method.knowledge.file_schema import schema_of_a_file

DIRECTORY = Path(schuifaan.__file__).parent / "knowledge"
FILES = sorted(DIRECTORY.glob("*.yaml"))
# So many words in a row the same as in a source is a sentence taken over.
WORDS_IN_A_ROW = 8


@cache
def shipped() -> Knowledge:
    return load(DIRECTORY)


def texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)


@cache
def every_text() -> tuple[tuple[str, Text], ...]:
    """(id of the top item, text)"""
    return tuple(
        (item.id, text) for kind in KINDS for item in getattr(shipped(), kind) for text in texts_in(item)
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_every_id_is_used_once_and_every_reference_leads_somewhere() -> None:
    ids = [item.id for kind in KINDS for item in every_item(getattr(shipped(), kind))]
    assert len(ids) == len(set(ids)) > 700


def test_every_item_says_where_it_comes_from() -> None:
    without = [one.id for one in shipped().index.values() if isinstance(one, Item) and not one.source]
    own = [one.id for one in shipped().index.values() if isinstance(one, Item) and one.is_own]
    assert (without, own) == ([], [])


def test_what_we_made_ourselves_is_not_said_to_stand_in_a_source() -> None:
    ours = [
        one.id
        for one in shipped().index.values()
        if isinstance(one, Item)
        and one.status == "source"
        and {citation.document for citation in one.source} == {"doc.product"}
    ]
    assert ours == []


def test_a_text_of_more_than_three_words_differs_in_the_two_languages() -> None:
    # Where a practice is found is an address, the same for everybody.
    addresses = {practice.where for practice in shipped().practices}
    same = [
        (item_id, text.nl)
        for item_id, text in every_text()
        if text.nl == text.en and len(words(text.nl)) > 3 and text not in addresses
    ]
    assert same == []


def test_no_language_stands_in_the_place_of_the_other() -> None:
    english = {"the", "and", "with", "you", "they", "what"}
    dutch = {"het", "een", "niet", "voor", "wat", "zijn"}
    wrong = [
        (item_id, text.nl)
        for item_id, text in every_text()
        if len(set(words(text.nl)) & english) > 1 or len(set(words(text.en)) & dutch) > 1
    ]
    assert wrong == []


def test_nobody_is_counted_ranked_or_scored() -> None:
    """Words the handbook has no use for, in either language."""
    taboo = re.compile(r"\b(ranglijst|leaderboard|bezoekersaantal\w*|gebruikersscore)\b", re.IGNORECASE)
    assert [item_id for item_id, text in every_text() if taboo.search(f"{text.nl} {text.en}")] == []


def test_every_type_is_told_on_every_aspect() -> None:
    aspects = [aspect.id for aspect in shipped().aspects]
    assert len(aspects) == 6
    assert [[part.aspect for part in one.aspects] for one in shipped().place_types] == [aspects] * 5


def test_every_kind_of_the_method_is_there() -> None:
    own_only = {"tips"}
    assert [kind for kind in KINDS if not getattr(shipped(), kind) and kind not in own_only] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_editor_finds_the_schema_and_nothing_wrong(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.split("\n", 1)[0] == "# yaml-language-server: $schema=schema.json"
    # Dates as an editor sees them: words.
    plain = json.loads(json.dumps(yaml.safe_load(text), default=str))
    problems = [error.message for error in Draft202012Validator(schema_of_a_file()).iter_errors(plain)]
    assert problems == []


def test_the_schema_beside_the_files_is_the_one_of_the_code() -> None:
    written = json.loads((DIRECTORY / "schema.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(schema_of_a_file())), "schuifaan method schema --write"


@pytest.mark.shared
def test_no_sentence_is_taken_over_from_a_source(shared_data: Path) -> None:
    seeds = sorted((shared_data.parent / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("the sources themselves are not here")
    theirs: set[tuple[str, ...]] = set()
    for seed in seeds:
        said = words(seed.read_text(encoding="utf-8"))
        theirs.update(tuple(said[at : at + WORDS_IN_A_ROW]) for at in range(len(said) - WORDS_IN_A_ROW + 1))
    taken = []
    for item_id, text in every_text():
        ours = words(text.nl)
        rows = (tuple(ours[at : at + WORDS_IN_A_ROW]) for at in range(len(ours) - WORDS_IN_A_ROW + 1))
        taken += [(item_id, " ".join(row)) for row in rows if row in theirs]
    assert taken == []
