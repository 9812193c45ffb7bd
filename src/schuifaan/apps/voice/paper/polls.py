"""A poll on paper: the form in large letters on A4 or A5, and the sheet on which talks and doors are noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.voice.enums import QuestionKind
from schuifaan.apps.voice.models import Poll, PollQuestion
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Lines, Paper, Table, Ticks, as_data
from schuifaan.ui.paper.printing import compile_pdf, qr_drawing
from schuifaan.ui.speech import spoken_day

FORM: Final = Path(__file__).with_name("poll_form.typ")
SLIP: Final = Path(__file__).with_name("poll_slip.typ")
# Of strokes for ten people, with a pen at a door.
ROW_MM: Final = 3
# From so many on, wishes stand in two columns on A4.
MANY: Final = 7


def printed_form(
    poll: Poll, questions: Sequence[PollQuestion], *, address: str, size: str, now: datetime
) -> bytes:
    return compile_pdf(FORM, form_data(poll, questions, address=address, size=size), at=now)


def form_data(poll: Poll, questions: Sequence[PollQuestion], *, address: str, size: str) -> dict[str, Any]:
    paper = _paper(
        poll,
        tuple(_asked(questions, columns=2 if size == "a4" else 1)),
        about=_("Een vragenlijst over wensen, om in te vullen."),
        foot=_("Schrijf je naam niet op. We tellen alleen hoe vaak iets gewenst is."),
        large=True,
    )
    back = _("Lever dit blad in bij %(place)s.") % {"place": poll.place.name}
    if poll.closes_on is not None:
        back = _("Lever dit blad in bij %(place)s, tot en met %(day)s.") % {
            "place": poll.place.name, "day": spoken_day(poll.closes_on),
        }  # fmt: skip
    data: dict[str, Any] = as_data(paper)
    return data | {
        "size": size,
        "intro": poll.intro,
        "rules": _("Je hoeft niets in te vullen. Kruis aan wat bij je past; meer dan één mag ook."),
        "back": back,
        "or_online": _("Liever op je telefoon? Scan de code, of typ dit adres over:"),
        "address": address.split("://", 1)[-1],
        "qr": qr_drawing(address),
        "qr_says": _("QR-code met het adres van deze vragenlijst"),
    }


def _asked(questions: Sequence[PollQuestion], *, columns: int) -> Iterator[Block]:
    for number, one in enumerate(questions, 1):
        yield Heading(f"{number}. {one.text}")
        wishes = tuple(option.text for option in one.options.all())
        if one.kind == QuestionKind.CHOOSE:
            yield Ticks(wishes, columns=columns if len(wishes) >= MANY else 1)
            yield Lines(1, _("Iets anders:"))
        else:
            yield Lines(3)


def printed_slip(poll: Poll, questions: Sequence[PollQuestion], *, now: datetime) -> bytes:
    return compile_pdf(SLIP, slip_data(poll, questions), at=now)


def slip_data(poll: Poll, questions: Sequence[PollQuestion]) -> dict[str, Any]:
    """For who goes round with a pen: a stroke for each time somebody says it."""
    paper = _paper(
        poll,
        tuple(_to_note(questions)),
        about=_("Een blad om te noteren wat mensen wensen, zonder hun namen."),
        foot=_("Neem de wensen over op de pagina van de vragenlijst en vernietig daarna dit blad."),
        large=False,
    )
    data: dict[str, Any] = as_data(paper)
    return data


def _to_note(questions: Sequence[PollQuestion]) -> Iterator[Block]:
    yield Bullets(
        (
            Bullet(_("Zet een streepje voor elke keer dat iemand het zegt.")),
            Bullet(_("Schrijf een wens in een paar woorden op. Geen naam, adres of telefoonnummer.")),
            Bullet(_("Laat weg wat iemand vertelt over gezondheid, geld, geloof of familie.")),
        )
    )
    for number, one in enumerate(questions, 1):
        yield Heading(f"{number}. {one.text}")
        wishes = [option.text for option in one.options.all()]
        if wishes:
            yield Table(
                (_("Wens"), _("Streepjes")), tuple((wish, "") for wish in wishes), widths=(4, 5), row_height=ROW_MM
            )  # fmt: skip
        yield Lines(2 if wishes else 4, _("In hun eigen woorden:"))


def _paper(poll: Poll, blocks: tuple[Block, ...], *, about: str, foot: str, large: bool) -> Paper:
    language = page_language()
    return Paper(
        title=poll.title,
        subtitle=poll.place.name,
        blocks=blocks,
        language=language,
        author=poll.place.name,
        about=about,
        foot=foot,
        page_words=_("bladzijde {page} van {pages}"),
        large=large,
        right_to_left=is_right_to_left(language),
    )
