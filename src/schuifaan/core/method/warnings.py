"""Known pitfalls that a choice meets; each check names the answers it rests on, or none when all is well."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from schuifaan.core.method.answers import Answers, Row, as_number
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.reasons import Reason, Ref, resting_on
from schuifaan.core.method.tasks import OWN_TASKS, PARTIES, TASKS, PlannedTask

MODEL = "management.model"
SCOPE = "partners.scope"
PROGRAMME = "ingredient.programme"
ENTREPRENEUR_MODEL = "model.entrepreneur"
# With these, a foundation keeps the money and accounts for it.
FOUNDATION_MODELS = frozenset({"model.foundation", "model.self_government"})
# From so many tasks on, a plan leans on whoever has them.
SEVERAL = 2


@dataclass(frozen=True)
class Situation:
    """What the checks look at."""

    answers: Answers
    tasks: tuple[PlannedTask, ...]
    money_tasks: frozenset[str]  # ids of the ingredients that need money

    @property
    def given(self) -> tuple[PlannedTask, ...]:
        """The tasks somebody has."""
        return tuple(task for task in self.tasks if not task.is_open)

    def parties(self, *kinds: str) -> dict[str, Row]:
        """The parties of these kinds by their row; without a kind, all."""
        rows = self.answers.rows(PARTIES)
        return {key: row for key, row in rows.items() if not kinds or row.get("kind") in kinds}

    def tasks_of(self, *kinds: str) -> tuple[PlannedTask, ...]:
        parties = self.parties(*kinds)
        return tuple(task for task in self.given if task.party_item in parties)

    def refs(self, tasks: Iterable[PlannedTask]) -> tuple[Ref, ...]:
        own = self.answers.rows(OWN_TASKS)
        return tuple(Ref(OWN_TASKS if task.id in own else TASKS, task.id) for task in tasks)


Check = Callable[[Situation], tuple[Ref, ...]]


def found(situation: Situation, knowledge: Knowledge) -> Iterator[Reason]:
    """The warnings that hold, in the order of the knowledge; a check nobody knows says nothing."""
    for warning in knowledge.warnings:
        check = CHECKS.get(warning.check)
        refs = check(situation) if check is not None else ()
        if refs:
            yield resting_on(warning, warning.text, *refs)


def all_tasks_one_volunteer_party(situation: Situation) -> tuple[Ref, ...]:
    return _all_with_one(situation, "residents")


def all_tasks_association(situation: Situation) -> tuple[Ref, ...]:
    return _all_with_one(situation, "association")


def one_party_carries_most(situation: Situation) -> tuple[Ref, ...]:
    """Over half of the euros, or all tasks of two or more, with one party."""
    euros = {key: _euros(row) for key, row in situation.parties().items()}
    payers = tuple(Ref(PARTIES, key) for key, cents in euros.items() if cents * 2 > sum(euros.values()))
    return payers + _all_with_one(situation)


def entrepreneur_low_income(situation: Situation) -> tuple[Ref, ...]:
    """The plan counts on an entrepreneur, for money or for much of the work."""
    payers = {key: row for key, row in situation.parties("entrepreneur").items() if _euros(row)}
    tasks = situation.tasks_of("entrepreneur")
    is_model = situation.answers.text(MODEL, "model") == ENTREPRENEUR_MODEL
    return (
        *(Ref(PARTIES, key) for key in payers),
        *(situation.refs(tasks) if len(tasks) >= SEVERAL else ()),
        *((Ref(MODEL),) if is_model else ()),
    )


def care_only_focus(situation: Situation) -> tuple[Ref, ...]:
    """A care organisation makes the programme."""
    return situation.refs(task for task in situation.tasks_of("care") if task.id == PROGRAMME)


def welfare_subsidy(situation: Situation) -> tuple[Ref, ...]:
    return situation.refs(situation.tasks_of("welfare"))


def municipality_scope(situation: Situation) -> tuple[Ref, ...]:
    """Parties that look at a whole area take part, and nobody said whether the place is for all of it."""
    if situation.answers.text(SCOPE, "scope"):
        return ()
    area = situation.parties("municipality", "welfare")
    return (Ref(SCOPE), *(Ref(PARTIES, key) for key in area)) if area else ()


def no_residents(situation: Situation) -> tuple[Ref, ...]:
    if situation.parties("residents"):
        return ()
    return tuple(Ref(PARTIES, key) for key in situation.parties())


def no_talk(situation: Situation) -> tuple[Ref, ...]:
    """Not one of the parties was talked to."""
    parties = situation.parties()
    if any(row.get("talk_date") for row in parties.values()):
        return ()
    return tuple(Ref(PARTIES, key) for key in parties)


def volunteers_money(situation: Situation) -> tuple[Ref, ...]:
    """Residents have a task with money in it, and there is no foundation that keeps it."""
    if situation.answers.text(MODEL, "model") in FOUNDATION_MODELS:
        return ()
    return situation.refs(
        task for task in situation.tasks_of("residents") if task.id in situation.money_tasks
    )


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        all_tasks_one_volunteer_party,
        all_tasks_association,
        one_party_carries_most,
        entrepreneur_low_income,
        care_only_focus,
        welfare_subsidy,
        municipality_scope,
        no_residents,
        no_talk,
        volunteers_money,
    )
}


def _all_with_one(situation: Situation, *kinds: str) -> tuple[Ref, ...]:
    """The tasks, when whoever has one of them has them all; tasks of nobody do not count."""
    given = situation.given
    names = {(task.party_item, "" if task.party_item else task.party.casefold()) for task in given}
    if len(given) < SEVERAL or len(names) > 1:
        return ()
    if kinds and given[0].party_item not in situation.parties(*kinds):
        return ()
    return situation.refs(given)


def _euros(row: Row) -> Decimal:
    return as_number(row.get("euros"))
