"""Texts that a place has in some languages but not in all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schuifaan.apps.places.naming import is_right_to_left, page_language

SOURCE_LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is really in; `is_fallback` when that is not the one asked for."""

    text: str
    language: str
    is_fallback: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def lang(self) -> str:
        """For the attribute of that name; "" when the whole page is in this language already."""
        return "" if self.language == page_language() else self.language

    @property
    def dir(self) -> str:
        return "rtl" if is_right_to_left(self.language) else "ltr"


def said(texts: Mapping[str, str], language: str) -> Said:
    """The text in `language`, else in Dutch, else in whatever language there is."""
    spoken = spoken_language(texts, language)
    return Said(texts[spoken].strip(), spoken, spoken != language) if spoken else Said("", language)


def spoken_language(texts: Mapping[str, str], language: str) -> str:
    return next((code for code in _preferred(texts, language) if (texts.get(code) or "").strip()), "")


def _preferred(texts: Mapping[str, str], language: str) -> Iterable[str]:
    yield language
    yield language.split("-", maxsplit=1)[0]
    yield SOURCE_LANGUAGE
    yield from sorted(texts)
