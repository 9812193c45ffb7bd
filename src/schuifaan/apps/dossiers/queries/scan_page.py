"""What the quickscan says, as its page shows it: the reasons, the reflection, and what is still to find out."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.core.method.answers import Answers, is_filled
from schuifaan.core.method.choosing import row_id
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.planning import Conclusion
from schuifaan.core.method.progress import StepProgress
from schuifaan.core.method.quickscan import (
    Gives,
    LocationView,
    Quickscan,
    Reflected,
    contributions,
    locations,
    scan,
)
from schuifaan.core.method.reasons import Ref
from schuifaan.core.method.reflecting import verdict_on

VERDICTS: dict[str, str | Promise] = {
    "yes": pgettext_lazy("antwoord", "Ja"),
    "no": pgettext_lazy("antwoord", "Nee"),
    "unknown": _("Weten we nog niet"),
}
ASKED_BY = {"reflection.R1": "reflection.assumptions", "reflection.E1": "needs.existing"}
TRIED = "__tried"
EVIDENCE = row_id(Ref("needs.conversations", TRIED))


@dataclass(frozen=True, slots=True)
class ReflectedLine:
    """One question of the reflection: what was said, how it counts, and where to answer it."""

    id: str
    text: str
    said: str
    counts: str
    state: str
    url: str

    @property
    def counts_otherwise(self) -> bool:
        return self.said != self.counts


@dataclass(frozen=True, slots=True)
class WouldChange:
    """Where the scan would end with this answer, if everything else that is unknown turns out to be a yes."""

    text: str
    if_yes: str
    if_no: str
    url: str


@dataclass(frozen=True, slots=True)
class ScanPage:
    conclusion: Conclusion | None
    scan: Quickscan
    reasons_for: tuple[ShownReason, ...]
    reasons_against: tuple[ShownReason, ...]
    cautions: tuple[ShownReason, ...]
    missing: tuple[ShownReason, ...]
    reflected: tuple[ReflectedLine, ...]
    would_change: tuple[WouldChange, ...]
    decided: Conclusion | None
    decided_reason: str
    not_answered: tuple[Question, ...]
    gives: Gives
    locations: tuple["LocationLine", ...]


@dataclass(frozen=True, slots=True)
class LocationLine:
    view: LocationView
    facts: tuple[tuple[str, str, str], ...]  # (label, state, word)
    open_points: tuple[ShownReason, ...]
    url: str


def scan_page(
    dossier: Dossier,
    answers: Answers,
    knowledge: Knowledge,
    so_far: tuple[StepProgress, ...],
    *,
    language: str,
) -> ScanPage:
    found = scan(answers, knowledge)
    conclusions: dict[str, Conclusion] = {one.code: one for one in knowledge.conclusions}

    reading = Reading(dossier, answers, knowledge, language)
    return ScanPage(
        conclusion=conclusions.get(found.conclusion),
        scan=found,
        reasons_for=reading.grounds(found.reasons_for),
        reasons_against=reading.grounds(found.reasons_against),
        cautions=reading.grounds(found.cautions),
        missing=reading.grounds(found.missing),
        reflected=tuple(_reflected(one, dossier, language) for one in found.reflected),
        would_change=_would_change(found, dossier, answers, knowledge, language=language),
        decided=conclusions.get(found.decided or ""),
        decided_reason=answers.text("reflection.decision", "reason"),
        not_answered=tuple(
            question for one in so_far if one.step.part == "quickscan" for question in one.missing
        ),
        gives=contributions(answers),
        locations=tuple(_location(one, reading) for one in locations(answers, knowledge)),
    )


def _reflected(one: Reflected, dossier: Dossier, language: str) -> ReflectedLine:
    return ReflectedLine(
        id=one.id,
        text=one.text.said(language),
        said=str(VERDICTS[one.said]),
        counts=str(VERDICTS[one.counts]),
        state=one.counts,
        url=_asked_at(one.id, dossier),
    )


def _asked_at(reflection: str, dossier: Dossier) -> str:
    question = ASKED_BY.get(reflection)
    if question is not None:
        return reverse("dossiers:question", kwargs={"key": dossier.key, "question": question})
    return reverse(
        "dossiers:row", kwargs={"key": dossier.key, "question": "reflection.answers", "item": reflection}
    )


def _location(view: LocationView, reading: Reading) -> LocationLine:
    told = (
        (_("Centraal en te voet bereikbaar"), view.central),
        (_("Betaalbaar"), view.affordable),
        (_("Veilig volgens de feiten"), view.safe),
        (_("Voelt veilig voor bewoners"), view.felt_safe),
    )
    return LocationLine(
        view=view,
        facts=tuple((str(label), state, str(VERDICTS[state])) for label, state in told),
        open_points=reading.grounds(view.open_points),
        url=reverse(
            "dossiers:row",
            kwargs={"key": reading.dossier.key, "question": "location.candidates", "item": view.item},
        ),
    )


# ------------------------------------------------------------------ what an answer would change


def _would_change(
    found: Quickscan,
    dossier: Dossier,
    answers: Answers,
    knowledge: Knowledge,
    *,
    language: str,
) -> tuple[WouldChange, ...]:
    """Tried out with the scan itself, so that page and scan cannot come to say different things."""
    if found.conclusion != "not_yet_known":
        return ()
    titles = {one.code: one.title.said(language) for one in knowledge.conclusions}
    unknown = [one for one in found.reflected if one.counts == "unknown"]
    # Whether something exists already only weighs in after the others; it is no "yes" to wish for.
    wished = {one.id: "yes" for one in unknown if one.id != "reflection.E1"}
    changes = []
    for one in unknown:
        ends = []
        for verdict in ("yes", "no"):
            tried = scan(_as_if(answers, wished | {one.id: verdict}), knowledge)
            title = titles[tried.conclusion]
            ends.append(
                str(_("%(title)s, met een let-op") % {"title": title}) if tried.with_caution else title
            )
        changes.append(WouldChange(one.text.said(language), ends[0], ends[1], _asked_at(one.id, dossier)))
    return tuple(changes)


def _as_if(answers: Answers, verdicts: dict[str, str]) -> Answers:
    tried = answers.with_row("needs.conversations", TRIED, {"form": "meeting"})
    for reflection, verdict in verdicts.items():
        if reflection == "reflection.R1":
            tried = _with_assumptions(tried, verdict)
        elif reflection == "reflection.E1":
            tried = _with_existing(tried, verdict)
        else:
            given = {"answer": verdict, "evidence": [EVIDENCE]}
            tried = tried.with_row("reflection.answers", reflection, given)
    return tried


def _with_assumptions(answers: Answers, verdict: str) -> Answers:
    tried = answers
    if not any(is_filled(row.get("text")) for row in answers.rows("goal.assumptions").values()):
        tried = tried.with_row("goal.assumptions", TRIED, {"text": "…"})
    said = "holds" if verdict == "yes" else "does_not_hold"
    for key in tried.rows("goal.assumptions"):
        if verdict == "no" or verdict_on(answers, key) != "no":
            tried = tried.with_row("reflection.assumptions", key, {"verdict": said, "evidence": [EVIDENCE]})
    return tried


def _with_existing(answers: Answers, verdict: str) -> Answers:
    if verdict == "yes":
        return answers.with_row("needs.existing", TRIED, {"name": "…", "same_goal": "yes"})
    return answers.with_row("needs.existing_searched", "", {"searched": "found_none"})
