"""The funds of a dossier as their page shows them: what fits and why, how far each application is, what closes."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import AnswerChange, Dossier
from schuifaan.apps.dossiers.queries.asking import NEW_ROW, question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.apps.dossiers.queries.speech import SaidLine, said_row
from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.geography.queries import municipalities
from schuifaan.core.method.answers import Answers, Row, as_date
from schuifaan.core.method.finance.funding import (
    APPLICATIONS,
    NOTHING_TO_DO,
    PLAN,
    SEARCH,
    SOON_DAYS,
    STATUSES,
    Application,
    FundMatch,
    FundSearch,
    Verdict,
    applications_of,
    matches,
    search_of,
)
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Fund

VERDICTS: dict[Verdict, tuple[str | Promise, str]] = {
    "match": (_("Past"), "circle-check"),
    "maybe": (_("Misschien"), "circle-help"),
    "no": (_("Past niet"), "circle-x"),
}
STATUS_WORDS: dict[str, str | Promise] = {
    "idea": _("een idee"),
    "preparing": _("in voorbereiding"),
    "sent": _("verstuurd"),
    "asked_more": _("het fonds vraagt meer"),
    "granted": _("toegekend"),
    "refused": _("afgewezen"),
    "spent": _("besteed"),
    "accounted": _("verantwoord"),
}
# Two municipalities that nobody calls by their official name.
OFFICIAL = {"den haag": "'s-Gravenhage", "den bosch": "'s-Hertogenbosch"}


@dataclass(frozen=True, slots=True)
class FundLine:
    """`reasons` are those of this fund alone; the first is the one to say beside the verdict."""

    fund: Fund
    reasons: tuple[ShownReason, ...]
    prepare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundGroup:
    verdict: Verdict
    label: str
    icon: str
    shared: tuple[str, ...]  # what would be said of each of them
    lines: tuple[FundLine, ...]


@dataclass(frozen=True, slots=True)
class PathPoint:
    """How far it was, and since when."""

    label: str
    since: date | None


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """`closes`: "late", "soon" or "later"; empty when there is nothing to hand in."""

    application: Application
    status: str
    path: tuple[PathPoint, ...]
    closes: str
    days: int
    ready: tuple[str, ...]
    url: str
    files: tuple[tuple[str, str], ...]  # (label, address)


@dataclass(frozen=True, slots=True)
class FundsPage:
    search: tuple[SaidLine, ...]
    municipality: str  # taken from the dossier, when nobody filled one in
    search_url: str
    plan_url: str
    has_plan: bool
    add_url: str
    grants_url: str
    start: date | None
    groups: tuple[FundGroup, ...]
    applications: tuple[ApplicationLine, ...]


def funds_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, today: date, language: str
) -> FundsPage:
    """Two queries beside the answers: the municipality, and the history of the applications."""
    search = fund_search(dossier, answers)
    reading = Reading(dossier, answers, knowledge, language)
    said = said_row(
        knowledge.questions_by_id[SEARCH],
        answers.one(SEARCH),
        answers=answers,
        knowledge=knowledge,
        language=language,
    )
    own_words = bool(answers.text(SEARCH, "municipality"))
    return FundsPage(
        search=said,
        municipality="" if own_words else search.municipality,
        search_url=question_url(dossier, SEARCH),
        plan_url=question_url(dossier, PLAN),
        has_plan=answers.has(PLAN),
        add_url=question_url(dossier, APPLICATIONS, NEW_ROW),
        grants_url=question_url(dossier, "money.grants"),
        start=search.start,
        groups=_groups(reading, matches(knowledge, search, today=today)),
        applications=_applications(reading, today=today),
    )


def fund_search(dossier: Dossier, answers: Answers) -> FundSearch:
    """What was searched for; where it is, is what people filled in, else the neighbourhood of the dossier."""
    typed = answers.text(SEARCH, "municipality").strip()
    found = _municipality(dossier, typed)
    if found is None:
        return search_of(answers, municipality=typed)
    return search_of(answers, municipality=typed or found.name, code=found.pk, province=found.province)


def _municipality(dossier: Dossier, typed: str) -> Municipality | None:
    if typed:
        return municipalities().filter(name__iexact=OFFICIAL.get(typed.casefold(), typed)).first()
    if dossier.neighbourhood is None:
        return None
    return municipalities().filter(pk=dossier.neighbourhood.municipality_id).first()


# ------------------------------------------------------------------ what fits


def _groups(reading: Reading, found: tuple[FundMatch, ...]) -> tuple[FundGroup, ...]:
    groups = []
    for verdict, (label, icon) in VERDICTS.items():
        lines = tuple(_line(reading, one) for one in found if one.verdict == verdict)
        if lines:
            # A fund that does not fit keeps all its reasons with it: they are why.
            shared = _said_of_all(lines) if verdict != "no" else ()
            told = tuple(
                replace(line, reasons=tuple(one for one in line.reasons if one.text not in shared))
                for line in lines
            )
            groups.append(FundGroup(verdict, str(label), icon, shared, told))
    return tuple(groups)


def _line(reading: Reading, one: FundMatch) -> FundLine:
    prepare = tuple(point.text.said(reading.language) for point in one.prepare)
    return FundLine(one.fund, reading.grounds(one.reasons), prepare)


def _said_of_all(lines: tuple[FundLine, ...]) -> tuple[str, ...]:
    """What stands with every fund of several is said once above them."""
    if len(lines) == 1:
        return ()
    others = [{reason.text for reason in line.reasons} for line in lines[1:]]
    return tuple(one.text for one in lines[0].reasons if all(one.text in texts for texts in others))


# ------------------------------------------------------------------ applications


def _applications(reading: Reading, *, today: date) -> tuple[ApplicationLine, ...]:
    applications = applications_of(reading.answers, reading.knowledge)
    if not applications:
        return ()
    paths = status_paths(reading.dossier)
    labels = paper_labels(reading.knowledge, language=reading.language)
    return tuple(
        _application(reading, one, paths.get(one.key, ()), labels, today=today) for one in applications
    )


def _application(
    reading: Reading,
    one: Application,
    path: tuple[tuple[str, date], ...],
    labels: dict[str, str],
    *,
    today: date,
) -> ApplicationLine:
    # Of a dossier that was taken over from a file nobody wrote the history down.
    if not path or path[-1][0] != one.status:
        since = one.status_date
        points = (*(PathPoint(str(STATUS_WORDS[name]), at) for name, at in path), PathPoint(str(STATUS_WORDS[one.status]), since))  # fmt: skip
    else:
        points = tuple(PathPoint(str(STATUS_WORDS[name]), at) for name, at in path)
    days = (one.deadline - today).days if one.deadline is not None else 0
    return ApplicationLine(
        application=one,
        status=str(STATUS_WORDS[one.status]),
        path=points,
        closes=_closes(one, days),
        days=abs(days),
        ready=tuple(labels[name] for name in one.papers if name in labels),
        url=question_url(reading.dossier, APPLICATIONS, one.key),
        files=tuple(
            (label, reverse("dossiers:application_paper", args=[reading.dossier.key, one.key, ext]))
            for ext, label in (("docx", "Word"), ("pdf", "PDF"))
        ),
    )


def _closes(one: Application, days: int) -> str:
    if one.deadline is None or one.status in NOTHING_TO_DO:
        return ""
    if days < 0:
        return "late"
    return "soon" if days <= SOON_DAYS else "later"


def paper_labels(knowledge: Knowledge, *, language: str) -> dict[str, str]:
    """What can lie ready for an application, in words."""
    options = knowledge.questions_by_id[APPLICATIONS].field("papers").options
    return {option.id: option.text.said(language) for option in options}


def status_paths(dossier: Dossier) -> dict[str, tuple[tuple[str, date], ...]]:
    """For each application: every status it had, and since when, oldest first. One query."""
    changes = dossier.history.filter(question=APPLICATIONS).order_by("at", "pk")
    paths: dict[str, list[tuple[str, date]]] = {}
    for change in changes.only("item", "after", "at"):
        _walk(paths.setdefault(change.item, []), change)
    return {item: tuple(path) for item, path in paths.items()}


def _walk(path: list[tuple[str, date]], change: AnswerChange) -> None:
    """One more change: a status that stays only gets the date that people put right."""
    row: Row = change.after or {}
    status = row.get("status")
    if status not in STATUSES:
        return
    given = as_date(row.get("status_date"))
    if path and path[-1][0] == status:
        if given is not None:
            path[-1] = (str(status), given)
        return
    # Who changes the status and forgets the date means the day of the change, not that of the status before.
    is_left_over = bool(path) and given is not None and given == path[-1][1]
    day = timezone.localdate(change.at)
    path.append((str(status), day if given is None or is_left_over else given))
