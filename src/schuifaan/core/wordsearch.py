"""Forgiving word search in short documents: accents, articles, Dutch compounds, parts of words, a typo."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Words people leave out or add without meaning anything by it.
ARTICLES = frozenset("de het een den t n s d la le the".split())  # noqa: SIM905 -- reads better

# How much a match counts, times the weight of its field.
EXACT = 1.0
JOINED = 0.9  # "buurt huis" and "buurthuis"
PREFIX = 0.8
END_OF_COMPOUND = 0.65  # "kamer" in "huiskamer": the end of a Dutch compound says what the thing is
INSIDE = 0.5
TURNED = 0.5  # "wijkcentrum" and "centrum wijk"
TYPOS = {0: EXACT, 1: 0.4, 2: 0.3}
TYPO_IN_PREFIX = 0.25

MIN_INSIDE = 3
MIN_JOINED_PREFIX = 4
MIN_TYPO = 4
MIN_TWO_TYPOS = 8
MIN_TYPO_IN_PREFIX = 5
MIN_COMPOUND_PART = 3
# Long descriptions need no compounds made of every two words.
WORDS_TO_JOIN = 40

_APOSTROPHES = re.compile("['’‘`´ʼʹ′＇]")
_INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_WORD = re.compile(r"[^\W_]+")
_POSTCODE = re.compile(r"\b([1-9]\d{3}) ([a-z]{2})\b")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_LINKS = ("", "s", "e", "n", "en")


class Hit(NamedTuple):
    """A document found. `partial`: no document has all the words, this one has some."""

    id: int
    score: float
    partial: bool = False


def fold(text: str) -> str:
    """The words of a text without capitals, accents, apostrophes and signs, one space between them."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _APOSTROPHES.sub("", plain).translate(_LETTERS)
    return " ".join(_WORD.findall(_INITIALS.sub(r"\1", plain)))


class _Words:
    """Words in alphabetical order, each with the documents that have it and the weight it has there."""

    def __init__(self, postings: Mapping[str, dict[int, float]]) -> None:
        self.postings = postings
        self.sorted = sorted(postings)
        self._text = "\n".join(["", *self.sorted, ""])
        self._starts: list[int] = []
        place = 1
        for word in self.sorted:
            self._starts.append(place)
            place += len(word) + 1
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.sorted:
            if word.isalpha():
                self._by_length[len(word)].append(word)

    def starting_with(self, start: str) -> list[str]:
        first = bisect_left(self.sorted, start)
        return self.sorted[first : bisect_left(self.sorted, start + "\U0010ffff", first)]

    def containing(self, part: str) -> Iterator[str]:
        place = self._text.find(part)
        while place >= 0:
            word = self.sorted[bisect_right(self._starts, place) - 1]
            yield word
            # On to the next line: the same word need not be found twice.
            place = self._text.find(part, self._text.index("\n", place))

    def resembling(self, word: str, typos: int) -> Iterator[tuple[str, int]]:
        for length in range(len(word) - typos, len(word) + typos + 1):
            candidates = self._by_length.get(length)
            if candidates:
                found = process.extract(
                    word, candidates, scorer=OSA.distance, score_cutoff=typos, limit=None, processor=None
                )
                yield from ((candidate, int(distance)) for candidate, distance, _ in found)


class WordIndex:
    """Documents with short named texts, ready to be searched; weights say how much each text counts."""

    def __init__(
        self, documents: Iterable[tuple[int, Mapping[str, str]]], weights: Mapping[str, float]
    ) -> None:
        words: dict[str, dict[int, float]] = {}
        joins: dict[str, dict[int, float]] = {}
        self._spelling: dict[str, str] = {}
        self._length: dict[int, int] = {}
        # Heaviest first: the length of that text breaks ties, the shortest name is the closest one.
        fields = sorted(weights, key=lambda field: -weights[field])
        for number, texts in documents:
            for field in fields:
                found = self._words_of(texts.get(field, ""))
                if field == fields[0]:
                    self._length[number] = len(found)
                for word in found:
                    _note(words, word, number, weights[field])
                for one, two in pairwise(found[:WORDS_TO_JOIN]):
                    _note(joins, one + two, number, weights[field] * JOINED)
        self._words = _Words(words)
        self._joins = _Words({word: found for word, found in joins.items() if word not in words})
        # A join that is also a word of its own finds both.
        for word in joins.keys() & words.keys():
            for number, weight in joins[word].items():
                _note(words, word, number, weight)

    def search(self, query: str, limit: int | None = None) -> list[Hit]:
        """The best first. All words have to match; when no document has them all, those with the most."""
        words = _query_words(query)
        if not words:
            return []
        scores, partial = self._all(words, lenient=False) or self._all(words, lenient=True), False
        if not scores:
            scores, partial = self._most(words), True
        # Rounded, so that a sum in another order does not decide who comes first.
        ranks = [(-round(score, 6), self._length[number], number) for number, score in scores.items()]
        ranks.sort()
        return [Hit(number, -score, partial) for score, _, number in ranks[:limit]]

    def suggest(self, query: str) -> str | None:
        """The query in words that do occur ("did you mean"); None when there is nothing to mend."""
        mended = False
        result = []
        for written in query.split():
            parts = fold(written).split()
            better = [self._nearest(part) for part in parts]
            if any(word is not None for word in better):
                mended = True
                result += [
                    part if word is None else self._spelling.get(word, word)
                    for part, word in zip(parts, better, strict=True)
                ]
            else:
                result.append(written)
        return " ".join(result) if mended else None

    def _words_of(self, text: str) -> list[str]:
        found = fold(text).split()
        for written in text.split():
            plain = fold(written)
            if plain and " " not in plain:
                self._spelling.setdefault(plain, written.strip('.,;:!?()[]"“”'))
        return found

    def _all(self, words: list[str], *, lenient: bool) -> dict[int, float]:
        """Documents that have every word."""
        total: dict[int, float] | None = None
        for matches in self._matches(words, lenient=lenient):
            if total is None:
                total = matches
            else:
                total = {number: total[number] + matches[number] for number in total.keys() & matches.keys()}
            if not total:
                return {}
        return total or {}

    def _most(self, words: list[str]) -> dict[int, float]:
        """Documents that have as many of the words as any document does."""
        counts: dict[int, int] = defaultdict(int)
        scores: dict[int, float] = defaultdict(float)
        for matches in self._matches(words, lenient=True):
            for number, score in matches.items():
                counts[number] += 1
                scores[number] += score
        most = max(counts.values(), default=0)
        return {number: scores[number] for number, count in counts.items() if count == most}

    def _matches(self, words: list[str], *, lenient: bool) -> Iterator[dict[int, float]]:
        """For each word of the query the documents it matches, with their best score."""
        joined = [self._joined_matches(one + two) for one, two in pairwise(words)]
        for place, word in enumerate(words):
            matches = self._word_matches(word, lenient=lenient)
            for together in (
                joined[place - 1] if place else {},
                joined[place] if place < len(joined) else {},
            ):
                for number, score in together.items():
                    if score > matches.get(number, 0):
                        matches[number] = score
            yield matches

    def _joined_matches(self, word: str) -> dict[int, float]:
        matches: dict[int, float] = {}
        if word in self._words.postings:
            _add(matches, self._words.postings[word], JOINED)
        for longer in self._words.starting_with(word):
            _add(matches, self._words.postings[longer], PREFIX)
        return matches

    def _word_matches(self, word: str, *, lenient: bool) -> dict[int, float]:
        matches: dict[int, float] = {}
        # Somebody who typed a word that exists meant that word, unless it leads nowhere (`lenient`).
        typos = _typos_forgiven(word) if lenient or not self._knows(word) else 0
        for found, quality in _candidates(self._words, word, typos):
            _add(matches, self._words.postings[found], quality)
        for found, quality in self._joined_candidates(word, typos):
            _add(matches, self._joins.postings[found], quality)
        for one, two in _halves(word):
            first, second = self._words.postings.get(one), self._words.postings.get(two)
            if first and second:
                both = {number: min(first[number], second[number]) for number in first.keys() & second.keys()}
                _add(matches, both, TURNED)
        return matches

    def _joined_candidates(self, word: str, typos: int) -> Iterator[tuple[str, float]]:
        if word in self._joins.postings:
            yield word, EXACT
        # Joins that begin with a word of their own say nothing new: that word itself was found already.
        if len(word) >= MIN_JOINED_PREFIX and word not in self._words.postings:
            yield from ((longer, PREFIX) for longer in self._joins.starting_with(word) if longer != word)
        if typos:
            yield from ((other, TYPOS[distance]) for other, distance in self._joins.resembling(word, typos))

    def _knows(self, word: str) -> bool:
        return word in self._words.postings or word in self._joins.postings

    def _nearest(self, word: str) -> str | None:
        if word in ARTICLES or self._knows(word) or self._words.starting_with(word):
            return None
        near = [
            (distance, -len(vocabulary.postings[found]), found)
            for vocabulary in (self._words, self._joins)
            for found, distance in vocabulary.resembling(word, _typos_forgiven(word))
            if found in self._spelling
        ]
        return min(near)[2] if near and _typos_forgiven(word) else None


def _query_words(query: str) -> list[str]:
    words = _POSTCODE.sub(r"\1\2", fold(query)).split()
    return list(dict.fromkeys(word for word in words if word not in ARTICLES)) or words


def _candidates(vocabulary: _Words, word: str, typos: int) -> Iterator[tuple[str, float]]:
    """Words of the vocabulary that `word` may stand for, and how well."""
    if word in vocabulary.postings:
        yield word, EXACT
    starting = vocabulary.starting_with(word)
    yield from ((longer, PREFIX) for longer in starting if longer != word)
    if len(word) >= MIN_INSIDE:
        yield from (
            (longer, END_OF_COMPOUND if longer.endswith(word) else INSIDE)
            for longer in vocabulary.containing(word)
            if not longer.startswith(word)
        )
    if typos:
        resembling = list(vocabulary.resembling(word, typos))
        yield from ((other, TYPOS[distance]) for other, distance in resembling if distance)
        if not starting and not resembling and len(word) >= MIN_TYPO_IN_PREFIX:
            # The first letter is taken to be right, or every word would have to be compared.
            beginnings = [other for other in vocabulary.starting_with(word[0]) if len(other) > len(word)]
            yield from (
                (other, TYPO_IN_PREFIX)
                for other in beginnings
                if OSA.distance(word, other[: len(word)], score_cutoff=1) <= 1
            )


def _typos_forgiven(word: str) -> int:
    # Numbers are right or wrong: house number 12 is not 13, 6217 not 6218.
    if len(word) < MIN_TYPO or not word.isalpha():
        return 0
    return 2 if len(word) >= MIN_TWO_TYPOS else 1


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """The ways to take a compound apart, with or without a linking letter: "wijkcentrum", "stadsdeel"."""
    for cut in range(MIN_COMPOUND_PART, len(word) - MIN_COMPOUND_PART + 1):
        for link in _LINKS:
            second = word[cut:]
            if second.startswith(link) and len(second) - len(link) >= MIN_COMPOUND_PART:
                yield word[:cut], second[len(link) :]


def _note(postings: dict[str, dict[int, float]], word: str, number: int, weight: float) -> None:
    found = postings.setdefault(word, {})
    if weight > found.get(number, 0):
        found[number] = weight


def _add(matches: dict[int, float], found: Mapping[int, float], quality: float) -> None:
    for number, weight in found.items():
        score = weight * quality
        if score > matches.get(number, 0):
            matches[number] = score
