"""Social management: which tasks there are, who has them, what could go wrong, what is secured until when."""

from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import LadderLevel, LadderTopic, ManagementModel, Safeguard
from schuifaan.core.method.knowledge.planning import Partner as PartnerItem
from schuifaan.core.method.reasons import Reason


@dataclass(frozen=True)
class PlannedTask:
    """A task of the type (or an own one, `is_own`) and what was agreed about it."""

    id: str  # of the ingredient, or the key of the own row
    name: Text
    description: Text
    is_required: bool
    is_own: bool
    party: str  # its name; "" when the task is nobody's yet
    party_item: str  # the row of partners.parties, "" when only named
    deputy: str
    frequency: str
    paid_from: str
    agreed_on: date | None
    until: date | None
    document: str
    lacks: tuple[Reason, ...]  # no party; no money source where one is needed; the date has passed

    @property
    def is_open(self) -> bool:
        return not self.party


@dataclass(frozen=True)
class TopicLevel:
    topic: LadderTopic
    level: LadderLevel | None
    why: str
    record: str


@dataclass(frozen=True)
class Secured:
    """A safeguard, its state, and when to look again (after done_on, by its own rhythm or the date given)."""

    safeguard: Safeguard
    status: str  # not_yet, busy, done
    done_on: date | None
    look_again_on: date | None
    is_due: bool
    note: str


@dataclass(frozen=True)
class ManagementPlan:
    type: PlaceTypeCode | None
    tasks: tuple[PlannedTask, ...]
    open_tasks: tuple[PlannedTask, ...]
    is_complete: bool
    warnings: tuple[Reason, ...]
    ladder: tuple[TopicLevel, ...]
    proposed_model: ManagementModel | None
    model_reasons: tuple[Reason, ...]
    model_asks: tuple[Reason, ...]  # what must be known first, e.g. a catering licence
    chosen_model: ManagementModel | None
    safeguards: tuple[Secured, ...]


def plan(answers: Answers, knowledge: Knowledge, *, today: date) -> ManagementPlan:
    """The management of this dossier as agreed so far; without a type, the tasks of every type are asked."""
    raise NotImplementedError


def tasks_of_type(knowledge: Knowledge, code: PlaceTypeCode | None) -> tuple[str, ...]:
    """Ids of the ingredients a type needs or may have."""
    raise NotImplementedError


def partners_of_type(knowledge: Knowledge, code: PlaceTypeCode | None) -> tuple[PartnerItem, ...]:
    """The partners that usually or possibly take part in that type; without a type, all."""
    raise NotImplementedError


@dataclass(frozen=True)
class WithoutParty:
    """What happens when a party leaves: euros a year that fall away (cents) and the tasks that become open."""

    name: str
    cents: int
    hours: str
    tasks: tuple[PlannedTask, ...]


def without_party(answers: Answers, knowledge: Knowledge, *, party: str, today: date) -> WithoutParty:
    """The plan when the party of row `party` of partners.parties leaves; KeyError when there is none."""
    raise NotImplementedError


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    raise NotImplementedError
