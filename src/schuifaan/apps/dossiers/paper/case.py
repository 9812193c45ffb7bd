"""All that a document may tell about a dossier, gathered once; and how its answers are said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.queries.reasons import STATUS_LABELS, SourceLine, source_lines
from schuifaan.apps.dossiers.queries.speech import said_day, said_row, said_text
from schuifaan.core.method.advice import Advice
from schuifaan.core.method.answers import Answers, Row, is_filled
from schuifaan.core.method.finance.facts import Local
from schuifaan.core.method.knowledge import Citation, Knowledge, Status
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.reasons import Reason
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Table, Words


@dataclass(frozen=True, slots=True)
class ToDo:
    """A task of the dossier that is not done yet."""

    what: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier as a document sees it. Nobody's account or e-mail address is in it."""

    title: str
    is_silent_room: bool
    language: str
    now: datetime
    today: date
    knowledge: Knowledge
    answers: Answers
    advice: Advice
    area: str = ""
    organisation: str = ""
    to_do: tuple[ToDo, ...] = ()
    answer_address: str = ""  # where residents may answer, when there is a link for it
    answer_until: date | None = None
    asking_intro: str = ""  # the first words of the questionnaire
    local: Local = field(default_factory=Local)  # what is known of the municipality

    # ------------------------------------------------------------------ answers in words

    def said(self, question: str, field_id: str, row: Row | None = None, *, item: str = "") -> str:
        """One field in words; empty when it is not filled or nobody knows the question any more."""
        asked = self.knowledge.questions_by_id.get(question)
        row = self.answers.one(question, item) if row is None else row
        if asked is None or not is_filled(row.get(field_id)):
            return ""
        return said_text(
            asked,
            field_id,
            row[field_id],
            answers=self.answers,
            knowledge=self.knowledge,
            language=self.language,
            item=item,
        )

    def long_text(self, question: str, field_id: str, *, item: str = "") -> str:
        return self.answers.text(question, field_id, item).strip()

    def one_answer(self, question: str, *, item: str = "") -> Iterator[Bullet]:
        """Every filled field of one answer: "Label: what was said"."""
        asked = self.knowledge.questions_by_id.get(question)
        if asked is None:
            return
        for line in said_row(
            asked,
            self.answers.one(question, item),
            answers=self.answers,
            knowledge=self.knowledge,
            language=self.language,
            item=item,
        ):
            yield Bullet(said_of(line.label, ", ".join(line.texts)))

    def rows_table(self, question: str, columns: dict[str, int]) -> Iterator[Table]:
        """The rows of a question as a table of some of its fields, with their shares of the width."""
        asked = self.knowledge.questions_by_id.get(question)
        rows = self.answers.rows(question)
        if asked is None or not rows:
            return
        shown = {
            name: share
            for name, share in columns.items()
            if any(is_filled(row.get(name)) for row in rows.values())
        }
        if not shown:
            return
        yield Table(
            head=tuple(asked.field(name).label.said(self.language) for name in shown),
            rows=tuple(
                tuple(self.said(question, name, row, item=key) for name in shown) for key, row in rows.items()
            ),
            widths=tuple(shown.values()),
        )

    def day(self, day: date | None) -> str:
        return said_day(day, language=self.language) if day else ""

    def type_name(self, code: PlaceTypeCode | None) -> str:
        names = {one.code: one.name.said(self.language) for one in self.knowledge.place_types}
        return names.get(code, "") if code else ""

    @property
    def asks_whether(self) -> bool:
        """Is the quickscan part of this? Of a silent room only when people began it."""
        asked = (*self.knowledge.questions_of("step.needs"), *self.knowledge.questions_of("step.reflection"))
        return not self.is_silent_room or any(self.answers.has(question.id) for question in asked)


@dataclass(slots=True)
class Sources:
    """The list of sources of one document, numbered in the order they are first named."""

    language: str
    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, citations: tuple[Citation, ...], status: Status) -> str:
        """Where it comes from and how sure that is, for below a line: "Bron 1, 3 · onze eigen regel"."""
        if not citations:
            return ""
        lines = [_with_address(line) for line in source_lines(citations, language=self.language)]
        named = [self.numbers.setdefault(line, len(self.numbers) + 1) for line in lines]
        numbers = ", ".join(str(number) for number in dict.fromkeys(named))
        return _("Bron %(numbers)s · %(status)s") % {"numbers": numbers, "status": STATUS_LABELS[status]}

    def bullet(self, reason: Reason) -> Bullet:
        return Bullet(reason.text.said(self.language), self.note(reason.source, reason.status))

    def bullets(self, reasons: Iterable[Reason]) -> Iterator[Bullets]:
        items = tuple(self.bullet(reason) for reason in reasons)
        if items:
            yield Bullets(items)

    def listed(self) -> Iterator[Block]:
        if self.numbers:
            yield Heading(_("Bronnen"))
            yield Bullets(tuple(Bullet(line) for line in self.numbers), numbered=True)


def _with_address(line: SourceLine) -> str:
    """What it is and where it can be opened; an address that is its own name stands there once."""
    bare = line.url.removeprefix("https://").removeprefix("http://").rstrip("/")
    if not line.url or line.url in line.text:
        return line.text
    return line.text.replace(bare, line.url) if bare in line.text else f"{line.text} – {line.url}"


def said_of(label: str, text: str) -> str:
    """A label and its answer: a colon between, but not after a question."""
    return f"{label} {text}" if label.endswith(("?", "…", ":")) else f"{label}: {text}"


def disclaimer() -> Words:
    return Words(
        _(
            "Dit document is een hulpmiddel. Het zet op een rij wat jullie hebben ingevuld en wat het handboek "
            "daarvan zegt. Het besluit nemen jullie zelf. Vraag bij regels en geld altijd na of het nog klopt."
        ),
        tone="small",
    )


def sheet(case: Case, title: str, blocks: Iterable[Block], *, subtitle: str = "", about: str = "", large: bool = False) -> Paper:  # fmt: skip
    """A document about this dossier, with the words that stand on every one of them."""
    return Paper(
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        language=case.language,
        author=case.organisation or "Schuif aan",
        about=about or title,
        foot=_("Schuif aan · gemaakt op %(day)s") % {"day": case.day(case.today)},
        page_words=page_words(),
        large=large,
    )


def page_words() -> str:
    return _("Bladzijde {page} van {pages}")


def shortened(text: str, most: int) -> str:
    """Cut off between words, with a sign that there is more."""
    text = text.strip()
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip('.,;: ')} …"
