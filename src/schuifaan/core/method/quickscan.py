"""The quickscan: does what we know say that a room is the answer?"""

from dataclasses import dataclass
from typing import Literal, get_args

from schuifaan.core.method.answers import Answers, Row, is_filled
from schuifaan.core.method.giving import Gives, contributions
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.locations import LocationView, Verdict, locations
from schuifaan.core.method.reasons import Reason, Ref, phrase
from schuifaan.core.method.reflecting import ANSWERED, Reflected, reflect
from schuifaan.core.method.scan_reasons import cautions, speaks_against, speaks_for

__all__ = [
    "ConclusionCode",
    "Gives",
    "LocationView",
    "Quickscan",
    "Reflected",
    "Verdict",
    "contributions",
    "decision_refused",
    "locations",
    "scan",
]

ConclusionCode = Literal["adapt_goal", "no_room", "support_existing", "go_on", "not_yet_known"]


@dataclass(frozen=True)
class Quickscan:
    """What the scan says so far. `missing` is what stands between now and a conclusion."""

    conclusion: ConclusionCode
    with_caution: bool
    reflected: tuple[Reflected, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    decided: ConclusionCode | None  # what the team chose
    differs: bool  # the team chose otherwise than proposed


def scan(answers: Answers, knowledge: Knowledge) -> Quickscan:
    """The quickscan over these answers; never raises on what is missing.

    `reflected` holds R1 to R5 and then E1. `with_caution`: going on, while something with the same goal exists.
    """
    reflected = reflect(answers, knowledge)
    counts = {one.id: one.counts for one in reflected}
    conclusion = _conclusion(counts)
    exists = counts["reflection.E1"]
    decided = _decided(answers)
    notes = list(cautions(answers, knowledge, conclusion=conclusion, exists=exists))
    differs = decided is not None and decided != conclusion
    if differs and not is_filled(answers.value("reflection.decision", "reason")):
        notes.append(Reason(text=_DIFFERS, refs=(Ref("reflection.decision"),)))
    unknown = [one for one in reflected if one.counts == "unknown"]
    stands_between = unknown if conclusion == "not_yet_known" else []
    return Quickscan(
        conclusion=conclusion,
        with_caution=conclusion == "go_on" and exists == "yes",
        reflected=reflected,
        reasons_for=tuple(speaks_for(answers, knowledge, reflected)),
        reasons_against=tuple(speaks_against(answers, knowledge, reflected)),
        cautions=tuple(notes),
        missing=tuple(lack for one in stands_between for lack in one.lacks),
        decided=decided,
        differs=differs,
    )


def decision_refused(answers: Answers, knowledge: Knowledge, *, row: Row) -> Text | None:
    """Why this `reflection.decision` cannot be kept: it is not what the scan says, and no reason is given."""
    if is_filled(row.get("reason")) or not is_filled(row.get("decision")):
        return None
    conclusion = scan(answers, knowledge).conclusion
    if row["decision"] == conclusion:
        return None
    return _EARLY if conclusion == "not_yet_known" else _DIFFERS


_DIFFERS = phrase(
    "Jullie kiezen iets anders dan de scan voorstelt. Dat mag. Schrijf in één zin op waarom.",
    "You choose something else than the scan proposes. You may. Write down why in one sentence.",
)
_EARLY = phrase(
    "De scan kan nog niets voorstellen. Kiezen mag. Schrijf in één zin op waarom jullie nu al kiezen.",
    "The scan cannot propose anything yet. You may choose. Write down in one sentence why you choose now.",
)


AFTER_NO_ROOM: dict[Verdict, ConclusionCode] = {
    "yes": "support_existing",
    "no": "no_room",
    "unknown": "not_yet_known",
}


def _conclusion(counts: dict[str, Verdict]) -> ConclusionCode:
    """The table of the handbook; what is still unknown comes before everything else."""
    assumptions_hold, is_needed, fits_wishes, data_agree, room_helps = (counts[one] for one in ANSWERED)
    if "unknown" in {assumptions_hold, is_needed, fits_wishes, data_agree, room_helps}:
        return "not_yet_known"
    if "no" in {assumptions_hold, is_needed, fits_wishes, data_agree}:
        return "adapt_goal" if is_needed == "yes" else "no_room"
    if room_helps == "yes":
        return "go_on"
    # No room is needed: then it matters whether there is something to support instead.
    return AFTER_NO_ROOM[counts["reflection.E1"]]


def _decided(answers: Answers) -> ConclusionCode | None:
    said = answers.text("reflection.decision", "decision")
    return next((code for code in get_args(ConclusionCode) if code == said), None)
