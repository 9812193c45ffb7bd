"""Sheets for a talk, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from schuifaan.apps.places.handbook import shipped


@dataclass(frozen=True, slots=True)
class Sheet:
    slug: str
    name: str
    when: str
    opening: str
    questions: tuple[str, ...]
    noting: tuple[str, ...]


def sheets(language: str) -> list[Sheet]:
    return [
        Sheet(
            slug=one.id.removeprefix("talk.").replace("_", "-"),
            name=one.name.said(language),
            when=one.when.said(language),
            opening=one.opening.said(language),
            questions=tuple(point.text.said(language) for point in one.questions),
            noting=tuple(point.text.said(language) for point in one.noting),
        )
        for one in shipped().talk_sheets
    ]
