"""The self-checks of a place: the one that is open, the earlier ones, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Choice, TryState
from schuifaan.apps.voice.models import OwnTip, Reflection, TipChoice, TryOut, WelcomeCheck
from schuifaan.apps.voice.queries.welcome_page import elements, slug_of
from schuifaan.core.method import welcome as method
from schuifaan.core.method.knowledge.shaping import WelcomeElement

MOST_EARLIER: Final = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """An element in the language of the page."""

    slug: str
    id: str
    name: str
    statement: str
    question: str
    why: str
    tips: tuple[tuple[str, str], ...]  # id and text
    in_short: tuple[tuple[str, str], ...]  # id and a few words, for a wall


@dataclass(frozen=True, slots=True)
class Trying:
    """Something to try, in words; `now`, `later` or `done`."""

    try_out: TryOut
    words: str

    @property
    def pk(self) -> int:
        return int(self.try_out.pk)


@dataclass(frozen=True, slots=True)
class Since:
    """A place beside itself: what it does now and did not at the time before."""

    when: str
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    check: WelcomeCheck
    thanks: method.ThanksKind
    works: tuple[str, ...]
    now: tuple[Trying, ...]
    later: tuple[Trying, ...]
    done: tuple[Trying, ...]
    own: tuple[OwnTip, ...]
    to_share: tuple[OwnTip, ...]  # every idea of their own, not what they borrowed
    to_ask: tuple[str, ...]
    said: tuple[tuple[str, str], ...]  # question and answer
    since: Since | None


def shown(element: WelcomeElement, language: str = "") -> Shown:
    language = language or get_language() or "nl"
    return Shown(
        slug=slug_of(element),
        id=element.id,
        name=element.name.said(language),
        statement=element.statement.said(language),
        question=element.question.said(language),
        why=element.why.said(language),
        tips=tuple((tip.id, tip.text.said(language)) for tip in element.tips),
        in_short=tuple((tip.id, tip.short.said(language)) for tip in element.tips),
    )


def all_shown(language: str = "") -> list[Shown]:
    return [shown(element, language) for element in elements()]


def tip_words(language: str = "") -> dict[str, str]:
    """Id → text, in the order of the handbook."""
    return {tip: text for element in all_shown(language) for tip, text in element.tips}


# -- Which checks there are -----------------------------------------------------------------------


def open_check(place: Place) -> WelcomeCheck | None:
    return WelcomeCheck.objects.filter(place=place, finished_at__isnull=True).first()


def finished_checks(place: Place) -> QuerySet[WelcomeCheck]:
    """Newest first."""
    return WelcomeCheck.objects.filter(place=place, finished_at__isnull=False).order_by("-finished_at", "-pk")


def earlier_checks(place: Place) -> list[WelcomeCheck]:
    return list(finished_checks(place)[:MOST_EARLIER])


def last_check(place: Place) -> WelcomeCheck | None:
    return finished_checks(place).first()


def check_at(place: Place, pk: int) -> WelcomeCheck | None:
    return WelcomeCheck.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def check_before(check: WelcomeCheck) -> WelcomeCheck | None:
    """The finished one it is compared with: of this same place, never of another."""
    return finished_checks(check.place).filter(started_at__lt=check.started_at).exclude(pk=check.pk).first()


def try_out_at(check: WelcomeCheck, pk: int) -> TryOut | None:
    return (
        TryOut.objects.select_related("check_of__place__organisation").filter(check_of=check, pk=pk).first()
    )


# -- What one says --------------------------------------------------------------------------------


def choices_of(check: WelcomeCheck) -> dict[str, str]:
    return dict(TipChoice.objects.filter(check_of=check).values_list("tip", "choice"))


def tried(check: WelcomeCheck) -> list[Trying]:
    """In the order of what is done now, then later, then done."""
    words = tip_words()
    order = {TryState.NOW: 0, TryState.LATER: 1, TryState.DONE: 2}
    rows = sorted(
        TryOut.objects.filter(check_of=check),
        key=lambda one: (order[TryState(one.state)], one.spot or 0, one.pk),
    )
    return [Trying(one, words.get(one.tip, "") if one.tip else one.text) for one in rows]


def own_tips_of(check: WelcomeCheck) -> list[OwnTip]:
    """By element, then by line."""
    return list(
        OwnTip.objects.select_related("borrowed_from__place")
        .filter(check_of=check)
        .order_by("element", "line")
    )


def result_of(check: WelcomeCheck) -> Result:
    """Short lists, in words. What is kept for later counts as nothing that presses."""
    words, choices, own = tip_words(), choices_of(check), own_tips_of(check)
    trying = [one for one in tried(check) if one.words]
    now = {one.try_out.tip for one in trying if one.try_out.state == TryState.NOW}
    carried = {
        tip: method.Choice(choice) for tip, choice in choices.items() if choice != Choice.TRYING or tip in now
    }
    # Own lines that are tried or done already stand there; here are the ideas that are left.
    lines = [method.OwnLine(one.element, one.text) for one in own]
    outcome = method.outcome(carried, lines, shipped())
    doing = tuple(one.text for one in own if one.choice == Choice.DOING)
    return Result(
        check=check,
        thanks=_thanks(outcome, doing=bool(doing), anything=bool(trying)),
        works=(*(words[tip] for tip in outcome.works), *doing),
        now=tuple(one for one in trying if one.try_out.state == TryState.NOW),
        later=tuple(one for one in trying if one.try_out.state == TryState.LATER),
        done=tuple(one for one in trying if one.try_out.state == TryState.DONE),
        own=tuple(one for one in own if one.choice not in {Choice.DOING, Choice.TRYING}),
        to_share=tuple(one for one in own if one.borrowed_from_id is None),
        to_ask=tuple(words[tip] for tip in outcome.to_ask),
        said=_said(check),
        since=_since(check, choices),
    )


def _thanks(outcome: method.Outcome, *, doing: bool, anything: bool) -> method.ThanksKind:
    if doing:
        return method.ThanksKind.WORKS
    if anything and outcome.thanks != method.ThanksKind.WORKS:
        return method.ThanksKind.BEGINNING
    return outcome.thanks


def _said(check: WelcomeCheck) -> tuple[tuple[str, str], ...]:
    texts = dict(Reflection.objects.filter(check_of=check).values_list("element", "text"))
    return tuple((one.question, texts[one.id]) for one in all_shown() if texts.get(one.id))


def _since(check: WelcomeCheck, choices: Mapping[str, str]) -> Since | None:
    before = check_before(check)
    if before is None or before.finished_at is None:
        return None
    found = method.compared(_known(choices_of(before)), _known(choices), shipped())
    if not found.added:
        # What they are going to try stands on the page already.
        return None
    words = tip_words()
    when = since_when(before.finished_at, check.finished_at or check.started_at)
    return Since(when, tuple(words[tip] for tip in found.added))


def _known(choices: Mapping[str, str]) -> dict[str, method.Choice]:
    return {tip: method.Choice(choice) for tip, choice in choices.items()}


# -- When -----------------------------------------------------------------------------------------


def since_when(before: datetime, now: datetime) -> str:
    """The season ("het voorjaar"), with its year when that is not this year."""
    day, today = timezone.localdate(before), timezone.localdate(now)
    season = _season(day)
    # December belongs to the winter of the new year.
    if _year_of_season(day) == _year_of_season(today) and season != _season(today):
        return season
    return _("%(season)s van %(year)s") % {"season": season, "year": _year_of_season(day)}


def _season(day: date) -> str:
    return (_("de winter"), _("het voorjaar"), _("de zomer"), _("het najaar"))[day.month % 12 // 3]


def _year_of_season(day: date) -> int:
    return day.year + (day.month == 12)  # noqa: PLR2004 - December
