"""A programme as ready text: for a letter, a local paper, a magazine, or the page of somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.queries.items import Day, Item
from schuifaan.apps.agenda.templatetags.programme import item_moved, item_street
from schuifaan.apps.agenda.wording import price_words, time_words
from schuifaan.apps.outlets.icalendar import NOT_TEXT
from schuifaan.apps.outlets.paper.lines import first_sentence, is_from_the_right
from schuifaan.apps.places.naming import page_language
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Words
from schuifaan.ui.paper.word import as_docx
from schuifaan.ui.speech import spoken_day

TXT: Final = "text/plain; charset=utf-8"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a programme in words. `language` is "" where it is that of everything around it."""

    time: str
    title: str
    language: str
    direction: str
    where: str
    address: str
    price: str
    news: str
    welcome: str
    sentence: str
    link: str
    is_cancelled: bool

    @property
    def place(self) -> str:
        return f"{self.where}, {self.address}" if self.address and self.address != self.where else self.where


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_long`: with a sentence about what it is, and how to sign up."""

    first: date
    last: date
    is_long: bool = False
    with_addresses: bool = True


@dataclass(frozen=True, slots=True)
class TextBlock:
    """`address` is where everything stands on the web; `is_cut` when that is more than this."""

    name: str
    asked: Asked
    address: str
    days: tuple[tuple[str, tuple[Entry, ...]], ...]
    is_cut: bool

    @property
    def heading(self) -> str:
        return _("Te doen in %(name)s") % {"name": self.name}

    @property
    def period(self) -> str:
        return _("%(first)s tot en met %(last)s") % {
            "first": spoken_day(self.asked.first),
            "last": spoken_day(self.asked.last),
        }

    @property
    def foot(self) -> str:
        said = _("Alles wat er te doen is, ook later: %(address)s") % {"address": bare(self.address)}
        return f"{_('Dit is niet alles.')} {said}" if self.is_cut else said

    @property
    def nothing(self) -> str:
        return _("In deze dagen staat er niets op het programma.")


def bare(address: str) -> str:
    """As it stands in a paper: nobody types https."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def entries(items: Iterable[Item]) -> tuple[Entry, ...]:
    return tuple(entry(item) for item in items)


def entry(item: Item) -> Entry:
    title = clean(item.title)
    return Entry(
        time=time_words(item),
        title=title,
        language="" if item.language == page_language() else item.language,
        direction="rtl" if is_from_the_right(title) else "",
        where=clean(item.where),
        address=clean(item.spot_where or item_street(item)),
        price=clean(price_words(item.cost_cents, item.cost_note)),
        news=_news(item),
        welcome="" if item.is_cancelled else _welcome(item),
        sentence="" if item.is_cancelled else clean(first_sentence(item.description)),
        link=item.address_on_the_web,
        is_cancelled=item.is_cancelled,
    )


def block(name: str, address: str, days: Iterable[Day], asked: Asked, *, is_cut: bool) -> TextBlock:
    said = tuple((capital(spoken_day(day.day)), entries(day.items)) for day in days)
    return TextBlock(clean(name), asked, address, said, is_cut)


def line(entry: Entry, asked: Asked) -> str:
    """Say when, what, where, for how much, and how you get in: on one line."""
    place = entry.place if asked.with_addresses else entry.where
    parts = (
        [place, entry.news]
        if entry.is_cancelled
        else [place, capital(entry.price), entry.news, entry.welcome]
    )
    said = " ".join(sentence(part) for part in parts if part)
    return f"{entry.time}: {sentence(entry.title)} {said}"


def more(entry: Entry, asked: Asked) -> str:
    """What a long text says besides; "" for a short one, and for what does not go on."""
    return entry.sentence if asked.is_long else ""


def as_words(found: TextBlock) -> str:
    """With room between the days, and lines of any length: a magazine sets its own."""
    lines = [found.heading, capital(found.period)]
    for day, said in found.days:
        lines += ["", day]
        for one in said:
            lines.append(line(one, found.asked))
            if more(one, found.asked):
                lines.append(more(one, found.asked))
    if not found.days:
        lines += ["", found.nothing]
    return "\n".join([*lines, "", found.foot, ""])


def as_word_file(found: TextBlock, *, at: datetime) -> bytes:
    blocks: list[Block] = []
    for day, said in found.days:
        blocks += [
            Heading(day),
            Bullets(tuple(Bullet(line(one, found.asked), more(one, found.asked)) for one in said)),
        ]
    if not found.days:
        blocks.append(Words(found.nothing))
    blocks.append(Words(found.foot, "small"))
    paper = Paper(
        title=found.heading,
        subtitle=capital(found.period),
        blocks=tuple(blocks),
        language=get_language() or settings.LANGUAGE_CODE,
        author=settings.SITE_NAME,
    )
    return as_docx(paper, at=at)


def as_html(found: TextBlock) -> str:
    """A piece of a page without looks of its own, to put on another site."""
    context = {"text": found, "asked": found.asked, "language": page_language()}
    return render_to_string("outlets/newsletter/fragment.html", context)


def clean(text: str) -> str:
    """On one line, without signs that are no text."""
    return " ".join(NOT_TEXT.sub("", text).split())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Ended, unless it ends already."""
    return text if text.endswith((".", "!", "?", "…", ".)")) else f"{text}."


def _news(item: Item) -> str:
    """What is not as it always is."""
    note = clean(item.note)
    if item.is_cancelled:
        said = _("Gaat niet door")
    elif item.is_moved:
        said = capital(item_moved(item))
    else:
        return note
    return f"{said}. {note}" if note else said


def _welcome(item: Item) -> str:
    """How somebody gets in, and that it came from elsewhere."""
    parts = []
    if item.is_walk_in:
        name = clean(item.welcomed_by)
        parts.append(
            _("Loop zo binnen, %(name)s ontvangt je") % {"name": name} if name else _("Loop zo binnen")
        )
    if item.is_full:
        parts.append(_("Vol, wel een wachtlijst"))
    elif item.sign_up and item.sign_up_phone:
        parts.append(_("Aanmelden: bel %(phone)s") % {"phone": clean(item.sign_up_phone)})
    elif item.sign_up:
        parts.append(_("Met aanmelden"))
    if item.host_place_name != item.place_name:
        parts.append(_("Op bezoek vanuit %(name)s") % {"name": clean(item.host_place_name)})
    return ". ".join(parts)
