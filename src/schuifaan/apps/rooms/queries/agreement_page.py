"""What the pages about agreements show: lists by what they ask for, versions with what changed, and the files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Final

from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AgreementStatus
from schuifaan.apps.rooms.models import Agreement, AgreementVersion, Booking, Signatory
from schuifaan.apps.rooms.paper.agreement import as_pdf, as_word, paper_of
from schuifaan.apps.rooms.paper.agreement_texts import OWN, Article, Difference, articles, differences
from schuifaan.apps.rooms.queries import agreements as queries
from schuifaan.apps.rooms.queries.agreements import RUNNING, Due, Gap
from schuifaan.apps.rooms.queries.connected import bookings_under
from schuifaan.apps.rooms.wording_agreements import (
    board_words,
    death_words,
    due_words,
    gap_words,
    open_point_words,
    problem_words,
)
from schuifaan.core.letting.agreements import (
    HandedBack,
    Stops,
    Terms,
    earliest_end,
    open_points,
    penalty,
    problems,
    rent_pieces,
)

FILES: Final[Mapping[str, tuple[str, Callable[..., bytes]]]] = {
    "pdf": ("application/pdf", as_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_word),
}


@dataclass(frozen=True, slots=True)
class DueLine:
    due: Due
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementLists:
    due: tuple[DueLine, ...]
    running: tuple[Agreement, ...]
    drafts: tuple[Agreement, ...]
    over: tuple[Agreement, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    words: str
    field: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: AgreementVersion
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    signatory: Signatory
    is_gone: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """`after`: who is gone, and after whom somebody is to be named."""

    words: str
    after: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """Each clause in pieces; True marks a word of renting that does not belong in a loan."""

    number: int | None
    title: str
    clauses: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    terms: Terms
    number: int
    articles: tuple[ShownArticle, ...]
    gaps: tuple[GapLine, ...]
    due: tuple[DueLine, ...]
    problems: tuple[ProblemLine, ...]
    can_be_signed: bool
    versions: tuple[VersionLine, ...]
    signatories: tuple[SignatoryLine, ...]
    earliest_end: date
    seen: HandedBack | None
    open_points: tuple[str, ...]
    keys_out: tuple[str, ...]
    penalty_cents: int
    bookings: Sequence[Booking]


def agreement_lists(place: Place, today: date) -> AgreementLists:
    found = list(queries.agreements_of(place))
    due = queries.due_of([one for one in found if one.status != AgreementStatus.CLOSED], place, today)
    return AgreementLists(
        due=_lines(due),
        running=tuple(one for one in found if one.status in (*RUNNING, AgreementStatus.ENDED)),
        drafts=tuple(one for one in found if one.status == AgreementStatus.DRAFT),
        over=tuple(one for one in found if one.status == AgreementStatus.CLOSED),
        months=tuple(
            Month(first, _lines(rows))
            for first, rows in groupby(queries.coming(found, today), key=lambda one: one.on.replace(day=1))
        ),
    )


def _lines(due: Iterable[Due]) -> tuple[DueLine, ...]:
    return tuple(DueLine(one, due_words(one.what, one.who)) for one in due)


def agreement_page(agreement: Agreement, today: date) -> AgreementPage:
    version = queries.last_version(agreement)
    terms = Terms.model_validate(version.terms)
    gone = queries.gone_from(agreement, today)
    found = problems(terms)
    seen = HandedBack.model_validate(agreement.handed_back) if agreement.handed_back else None
    return AgreementPage(
        terms=terms,
        number=version.number,
        articles=tuple(_shown(one, terms) for one in articles(terms)),
        gaps=_gaps(agreement, terms, gone, today),
        due=_lines(queries.due_of([agreement], agreement.place, today)),
        problems=problem_lines(terms),
        can_be_signed=all(one.stops == Stops.NOTHING for one in found),
        versions=_versions(agreement),
        signatories=tuple(SignatoryLine(one, one.pk in gone) for one in agreement.signatories.all()),
        earliest_end=earliest_end(today, terms.notice_months),
        seen=seen,
        open_points=tuple(map(open_point_words, open_points(seen))) if seen else (),
        keys_out=tuple(queries.keys_out(agreement)) if agreement.status != AgreementStatus.DRAFT else (),
        penalty_cents=_penalty(agreement, terms, today),
        bookings=bookings_under(agreement),
    )


def _shown(article: Article, terms: Terms) -> ShownArticle:
    """Only the own words of a place are looked at: the fixed words of a loan say that it is no lease."""
    looks = article.id == OWN and terms.kind == "loan"
    clauses = (rent_pieces(one.text) if looks else ((one.text, False),) for one in article.clauses)
    return ShownArticle(article.number, article.title, tuple(clauses))


def _gaps(agreement: Agreement, terms: Terms, gone: frozenset[int], today: date) -> tuple[GapLine, ...]:
    if agreement.status not in RUNNING:
        return ()
    return tuple(
        GapLine(f"{gap_words(gap.names, for_place=gap.for_place)} {_what_then(gap, terms)}", gap.signatories)
        for gap in queries.gaps_in(agreement, gone, today)
    )


def _what_then(gap: Gap, terms: Terms) -> str:
    """As the clauses about a new board and about a user who dies say it."""
    last = gap.since + timedelta(days=terms.successor_days)
    if gap.for_place:
        return board_words(None)
    if not terms.user.is_person:
        return board_words(last if terms.reports_board else None)
    return death_words(last) if terms.kind == "loan" and terms.successor_days else ""


def _penalty(agreement: Agreement, terms: Terms, today: date) -> int:
    """What being late costs up to the day it was handed back, or today."""
    if agreement.ends_on is None or agreement.status not in (*RUNNING, AgreementStatus.ENDED):
        return 0
    return penalty(agreement.ends_on, agreement.handed_back_on or today, terms.penalty_cents)


def problem_lines(terms: Terms) -> tuple[ProblemLine, ...]:
    return tuple(
        ProblemLine(problem_words(one), one.field, one.stops != Stops.NOTHING) for one in problems(terms)
    )


def _versions(agreement: Agreement) -> tuple[VersionLine, ...]:
    """The newest first, each with what it changed."""
    rows = list(agreement.versions.all())
    terms = [Terms.model_validate(row.terms) for row in rows]
    changes = [differences(before, after) for after, before in pairwise(terms)]
    return tuple(VersionLine(row, changed) for row, changed in zip(rows, [*changes, ()], strict=True))


# -- As a file ------------------------------------------------------------------------------------


def agreement_file(version: AgreementVersion, extension: str) -> tuple[str, bytes]:
    """Its content type and the file itself."""
    terms = Terms.model_validate(version.terms)
    made_on = timezone.localdate(version.made_at)
    paper = paper_of(terms, number=version.number, made_on=made_on)
    content_type, make = FILES[extension]
    return content_type, make(paper, at=version.made_at)
