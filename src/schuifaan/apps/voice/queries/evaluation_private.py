"""What in a look back seems to tell who somebody is, before everybody may read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.voice.models import Evaluation, EvaluationAnswer, EvaluationPoint
from schuifaan.apps.voice.queries.evaluation import seen_of
from schuifaan.apps.voice.queries.private_lines import CALLED, without
from schuifaan.core.private_words import Finding, findings

# So many letters around what was found.
AROUND: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """One text everybody could read. `row` holds it under `field`."""

    row: EvaluationAnswer | EvaluationPoint | Evaluation
    field: str

    @property
    def text(self) -> str:
        return str(getattr(self.row, self.field))

    @property
    def key(self) -> str:
        return f"{type(self.row).__name__}-{self.row.pk}-{self.field}"


@dataclass(frozen=True, slots=True)
class Found:
    """`mark` names it on a form; `before` and `after` are the words around it."""

    mark: str
    kind: str | Promise
    before: str
    text: str
    after: str


def pieces_of(evaluation: Evaluation) -> list[Piece]:
    return [
        *(Piece(one, "text") for one in evaluation.answers.order_by("question")),
        *(Piece(one, "text") for one in evaluation.points.order_by("pk")),
        *(Piece(one, "done_note") for one in evaluation.points.order_by("pk")),
        Piece(evaluation, "agreed_how"),
    ]


def found_in(evaluation: Evaluation) -> list[Found]:
    public = public_words(evaluation)
    return [
        Found(_mark(piece, one), CALLED[one.kind], *_around(piece.text, one))
        for piece in pieces_of(evaluation)
        for one in findings(piece.text, public=public)
    ]


def masked_pieces(evaluation: Evaluation, marks: frozenset[str]) -> Iterator[tuple[Piece, str]]:
    """Each text in which something marked stands, with a word in its place."""
    public = public_words(evaluation)
    for piece in pieces_of(evaluation):
        chosen = [one for one in findings(piece.text, public=public) if _mark(piece, one) in marks]
        if chosen:
            yield piece, without(piece.text, chosen)


def masked_note(evaluation: Evaluation, text: str) -> str:
    """What is written down after everybody could read the rest."""
    return without(text, findings(text, public=public_words(evaluation)))


def seen_of_pieces(evaluation: Evaluation) -> str:
    return seen_of([(piece.key, piece.text) for piece in pieces_of(evaluation)])


def public_words(evaluation: Evaluation) -> list[str]:
    """What everybody may know anyway: it stands on the page of the place."""
    place = evaluation.place
    contacts = ContactPerson.objects.filter(place=place, is_active=True).values_list("name", "phone", "email")
    return [
        one for one in (place.name, place.address_line, *(told for row in contacts for told in row)) if one
    ]


def _mark(piece: Piece, one: Finding) -> str:
    return f"{piece.key}-{one.start}-{one.end}"


def _around(text: str, one: Finding) -> tuple[str, str, str]:
    before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
    start = "…" if one.start > AROUND else ""
    end = "…" if one.end + AROUND < len(text) else ""
    return start + before, one.text, after + end
