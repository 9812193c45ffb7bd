"""Everything the engine says about one dossier, in one go."""

from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.design import Programme, programme
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.management import ManagementPlan, plan
from schuifaan.core.method.progress import StepProgress, progress
from schuifaan.core.method.quickscan import Gives, LocationView, Quickscan, contributions, locations, scan
from schuifaan.core.method.revival import Revival, revival
from schuifaan.core.method.typology import TypeMatch, match
from schuifaan.core.method.without_room import WithoutRoom, options


@dataclass(frozen=True)
class Advice:
    quickscan: Quickscan
    gives: Gives
    locations: tuple[LocationView, ...]
    types: TypeMatch
    management: ManagementPlan
    programme: Programme
    revival: Revival
    without_room: WithoutRoom
    progress: tuple[StepProgress, ...]


def advise(answers: Answers, knowledge: Knowledge, *, today: date) -> Advice:
    """The whole advice on these answers; the same in every language, and never raises on what is missing."""
    return Advice(
        quickscan=scan(answers, knowledge),
        gives=contributions(answers),
        locations=locations(answers, knowledge),
        types=match(answers, knowledge),
        management=plan(answers, knowledge, today=today),
        programme=programme(answers, knowledge),
        revival=revival(answers, knowledge),
        without_room=options(answers, knowledge),
        progress=progress(answers, knowledge),
    )
