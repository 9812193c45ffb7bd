"""Why the engine says what it says: in both languages, with the answer and the source it rests on."""

from dataclasses import dataclass

from schuifaan.core.method.knowledge import Citation, Item, Status, Text


@dataclass(frozen=True)
class Ref:
    """An answer: the question, and the row it is about ("" for a single answer)."""

    question: str
    item: str = ""


@dataclass(frozen=True)
class Reason:
    """One reason for or against, or one thing that is missing or to mind."""

    text: Text
    refs: tuple[Ref, ...] = ()
    about: str | None = None  # the id of the item of knowledge it rests on
    source: tuple[Citation, ...] = ()
    status: Status = Status.DERIVED


def resting_on(item: Item, text: Text | None, *refs: Ref) -> Reason:
    """A reason that takes its source and status from an item of knowledge; of a Point, also its text."""
    words = text if text is not None else item.text  # type: ignore[attr-defined]
    return Reason(text=words, refs=refs, about=item.id, source=item.source, status=item.status)


def phrase(nl: str, en: str, **parts: str | Text) -> Text:
    """A sentence in both languages; `parts` are filled in, each Text in its own language."""
    return Text(
        nl=nl.format(**{key: part.nl if isinstance(part, Text) else part for key, part in parts.items()}),
        en=en.format(**{key: part.en if isinstance(part, Text) else part for key, part in parts.items()}),
    )
