"""Asking residents: opening and closing the questionnaire, and counting each line that was said on its own."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, require, require_open
from schuifaan.apps.dossiers.ideas import WISH_FIELDS
from schuifaan.apps.dossiers.models import Dossier, Questionnaire, Wish
from schuifaan.apps.dossiers.wish_lines import MOST_SIGNS, folded, tells_who, tidied
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User

OPEN_FOR = timedelta(weeks=6)
LONGEST_OPEN = timedelta(days=366)
# More different wishes than a neighbourhood ever has; only a machine gets there.
MOST_WISHES = 20_000
MOST_TIMES = 9_999
# Without signs that are easily taken for one another: people type the address over from paper.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_TOKEN_LENGTH = 10


class QuestionnaireClosed(DossierError):  # noqa: N818 - it says what happened
    """Nothing more is taken in here."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line as somebody said it, or as often as the papers say it."""

    question: str
    text: str
    times: int = 1
    is_idea: bool = False


def is_taking_answers(questionnaire: Questionnaire, *, today: date) -> bool:
    """Open up to and including its last day."""
    return (
        questionnaire.closed_at is None
        and today <= questionnaire.closes_date
        and questionnaire.dossier.archived_at is None
    )


# ------------------------------------------------------------------ opening and closing


@transaction.atomic
def open_questionnaire(
    *,
    dossier: Dossier,
    by: User,
    now: datetime,
    today: date,
    intro: str = "",
    closes_date: date | None = None,
) -> Questionnaire:
    """Open the one questionnaire of this dossier, for six weeks unless said otherwise."""
    require(by, "dossiers.change_dossier", dossier)
    require_open(dossier)
    closes = _checked_day(closes_date or today + OPEN_FOR, today)
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if Questionnaire.objects.filter(dossier=dossier).exists():
        raise DossierError(_("Er is al een vragenlijst bij dit dossier."))
    questionnaire = Questionnaire.objects.create(
        dossier=dossier,
        token="".join(secrets.choice(_SIGNS) for _sign in range(_TOKEN_LENGTH)),
        intro=intro.strip(),
        created_by=by,
        created_at=now,
        closes_date=closes,
    )
    _note("opened", questionnaire, by, now)
    return questionnaire


@transaction.atomic
def change_questionnaire(
    *, questionnaire: Questionnaire, intro: str, closes_date: date, by: User, today: date
) -> None:
    """Another introduction or last day, while it is open."""
    _may_change(questionnaire, by)
    closes = _checked_day(closes_date, today)
    Questionnaire.objects.filter(pk=questionnaire.pk).update(intro=intro.strip(), closes_date=closes)
    questionnaire.refresh_from_db()


@transaction.atomic
def close_questionnaire(*, questionnaire: Questionnaire, by: User, now: datetime) -> None:
    """Nothing more comes in from phones; `reopen_questionnaire` undoes it."""
    _may_change(questionnaire, by)
    # A clock that was set back does not keep it open.
    closed_at = max(now, questionnaire.created_at)
    if Questionnaire.objects.filter(pk=questionnaire.pk, closed_at__isnull=True).update(closed_at=closed_at):
        _note("closed", questionnaire, by, now)
    questionnaire.refresh_from_db()


@transaction.atomic
def reopen_questionnaire(
    *, questionnaire: Questionnaire, closes_date: date, by: User, now: datetime, today: date
) -> None:
    """The same address works again, until another day."""
    _may_change(questionnaire, by)
    closes = _checked_day(closes_date, today)
    Questionnaire.objects.filter(pk=questionnaire.pk).update(closed_at=None, closes_date=closes)
    questionnaire.refresh_from_db()
    _note("opened", questionnaire, by, now)


def _may_change(questionnaire: Questionnaire, by: User) -> None:
    require(by, "dossiers.change_dossier", questionnaire.dossier)
    require_open(questionnaire.dossier)


def _checked_day(closes: date, today: date) -> date:
    if closes < today:
        raise DossierError(_("Kies een dag die nog moet komen."), field="closes_date")
    if closes > today + LONGEST_OPEN:
        raise DossierError(_("Kies een dag binnen een jaar."), field="closes_date")
    return closes


def _note(what: str, questionnaire: Questionnaire, by: User, now: datetime) -> None:
    dossier = questionnaire.dossier
    record(
        verb=f"dossier.questionnaire_{what}",
        scope=dossier.audit_scope,
        by=by,
        now=now,
        subject=dossier.title,
    )


# ------------------------------------------------------------------ counting


@transaction.atomic
def count_answers(*, questionnaire: Questionnaire, said: Iterable[Said], today: date) -> None:
    """Count what one phone sent: line by line, without a trace of which lines came together or when."""
    locked = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    if not is_taking_answers(locked, today=today):
        raise QuestionnaireClosed(_("Deze vragenlijst is gesloten."))
    once = {(one.question, folded(one.text)): one for one in said}
    _count(locked, once.values())


@transaction.atomic
def count_paper_answers(*, questionnaire: Questionnaire, said: Iterable[Said], by: User) -> None:
    """Count what stands on the papers. Papers may come in after closing."""
    _may_change(questionnaire, by)
    locked = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    _count(locked, said)


def _count(questionnaire: Questionnaire, said: Iterable[Said]) -> None:
    lines = [one for one in said if one.text and one.times > 0]
    known = _known(questionnaire, {one.question for one in lines})
    room = MOST_WISHES - questionnaire.wishes.count()
    for one in lines:
        if not one.is_idea and (one.question not in WISH_FIELDS or tells_who(one.text)):
            raise DossierError(_("Haal gegevens van mensen eerst uit de tekst."))
        key = (one.question, folded(one.text))
        pk = known.get(key)
        if pk is not None:
            _raise_times(pk, one.times)
            continue
        if room <= 0:
            raise DossierError(_("Er past niets nieuws meer bij. Aankruisen kan nog wel."))
        room -= 1
        known[key] = _add(questionnaire, one)


def _known(questionnaire: Questionnaire, questions: set[str]) -> dict[tuple[str, str], int]:
    rows = questionnaire.wishes.filter(question__in=questions).values_list("question", "text", "pk")
    return {(question, folded(text)): pk for question, text, pk in rows.order_by("-pk")}


def _raise_times(pk: int, times: int) -> None:
    Wish.objects.filter(pk=pk).update(times=F("times") + min(times, MOST_TIMES))


def _add(questionnaire: Questionnaire, one: Said) -> int:
    """A wish nobody said before; whoever said the same just now keeps the row, and this is added to it."""
    text = one.text if one.is_idea else tidied(one.text)[:MOST_SIGNS]
    try:
        with transaction.atomic():
            return Wish.objects.create(
                questionnaire=questionnaire,
                question=one.question,
                text=text,
                times=min(one.times, MOST_TIMES),
                is_idea=one.is_idea,
            ).pk
    except IntegrityError:
        there = Wish.objects.get(questionnaire=questionnaire, question=one.question, text=text)
        _raise_times(there.pk, one.times)
        return there.pk
