"""The tasks of running a place: which there are, whose they are, and what is still lacking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers, Row, as_date
from schuifaan.core.method.choosing import referred
from schuifaan.core.method.knowledge import Citation, Knowledge, Status, Text
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import Ingredient
from schuifaan.core.method.reasons import Reason, Ref, phrase

TASKS = "management.tasks"
OWN_TASKS = "management.own_tasks"
PARTIES = "partners.parties"
LONGEST_NAME = 2000


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
class _Asked:
    """What a task is before anybody answered."""

    id: str
    name: Text
    description: Text
    is_required: bool
    is_own: bool
    must_be_somebodys: bool
    needs_money: bool
    ref: Ref
    about: str | None = None
    source: tuple[Citation, ...] = ()
    status: Status = Status.DERIVED


def tasks_of_type(knowledge: Knowledge, code: PlaceTypeCode | None) -> tuple[str, ...]:
    """Ids of the ingredients a type needs or may have."""
    return tuple(one.id for one in knowledge.ingredients if _belongs(one, code))


def _belongs(ingredient: Ingredient, code: PlaceTypeCode | None) -> bool:
    # An own ingredient that names no type is for every type.
    return code is None or not ingredient.needed or code in ingredient.needed


def planned_tasks(
    answers: Answers, knowledge: Knowledge, code: PlaceTypeCode | None, *, today: date
) -> tuple[PlannedTask, ...]:
    """The tasks of the type in the order of the handbook, then those the team added."""
    wanted = set(tasks_of_type(knowledge, code))
    asked = [_asked(one, code) for one in knowledge.ingredients if one.id in wanted]
    return tuple(
        _planned(one, answers.one(one.ref.question, one.ref.item), answers, today)
        for one in (*asked, *_own(answers))
    )


def _asked(ingredient: Ingredient, code: PlaceTypeCode | None) -> _Asked:
    is_required = code is not None and ingredient.needed.get(code) == "required"
    own_words = ingredient.for_type.get(code) if code is not None else None
    return _Asked(
        id=ingredient.id,
        name=ingredient.name,
        description=own_words or ingredient.description,
        is_required=is_required,
        is_own=ingredient.is_own,
        must_be_somebodys=is_required or code is None,
        needs_money=ingredient.needs_money,
        ref=Ref(TASKS, ingredient.id),
        about=ingredient.id,
        source=ingredient.source,
        status=ingredient.status,
    )


def _own(answers: Answers) -> Iterator[_Asked]:
    for key in answers.rows(OWN_TASKS):
        name = in_both_languages(answers.text(OWN_TASKS, "name", key))
        if name is not None:
            yield _Asked(
                id=key,
                name=name,
                description=name,
                is_required=False,
                is_own=True,
                must_be_somebodys=True,
                needs_money=False,
                ref=Ref(OWN_TASKS, key),
                status=Status.OWN,
            )


def in_both_languages(words: str) -> Text | None:
    """What people wrote themselves reads the same in every language; None when they wrote nothing."""
    kept = words.strip()[:LONGEST_NAME].strip()
    return Text(nl=kept, en=kept) if kept else None


def _planned(asked: _Asked, row: Row, answers: Answers, today: date) -> PlannedTask:
    party, party_item = _party(row, answers)
    return PlannedTask(
        id=asked.id,
        name=asked.name,
        description=asked.description,
        is_required=asked.is_required,
        is_own=asked.is_own,
        party=party,
        party_item=party_item,
        deputy=_words(row, "deputy"),
        frequency=_words(row, "frequency"),
        paid_from=_words(row, "paid_from"),
        agreed_on=as_date(row.get("agreed_on")),
        until=as_date(row.get("until")),
        document=_words(row, "document"),
        lacks=tuple(_lacks(asked, row, party=party, today=today)),
    )


def _party(row: Row, answers: Answers) -> tuple[str, str]:
    """The name and the row of who has the task; a name typed in full finds its row too."""
    ref = referred(_words(row, "party"), (PARTIES,), answers)
    if ref is not None and answers.text(PARTIES, "name", ref.item).strip():
        return answers.text(PARTIES, "name", ref.item).strip(), ref.item
    name = _words(row, "party_name")
    for key, party in answers.rows(PARTIES).items():
        if name and _words(party, "name").casefold() == name.casefold():
            return _words(party, "name"), key
    return name, ""


def _words(row: Row, field: str) -> str:
    value = row.get(field)
    return value.strip() if isinstance(value, str) else ""


def _lacks(asked: _Asked, row: Row, *, party: str, today: date) -> Iterator[Reason]:
    until = as_date(row.get("until"))
    if not party:
        if asked.must_be_somebodys:
            yield _lack(
                asked,
                phrase("{task}: nog niemand doet dit.", "{task}: nobody does this yet.", task=asked.name),
            )
        return
    if asked.needs_money and not _words(row, "paid_from"):
        text = phrase(
            "{task}: nog niet afgesproken van welk geld.",
            "{task}: not yet agreed which money pays for it.",
            task=asked.name,
        )
        yield _lack(asked, text)
    if until is not None and until < today:
        text = phrase(
            "{task}: de afspraak is voorbij. Maak een nieuwe.",
            "{task}: the agreement has ended. Make a new one.",
            task=asked.name,
        )
        yield _lack(asked, text)


def _lack(asked: _Asked, text: Text) -> Reason:
    return Reason(text=text, refs=(asked.ref,), about=asked.about, source=asked.source, status=asked.status)


def without(answers: Answers, party: str) -> Answers:
    """The same answers when the party of that row has left: it gives nothing and has no tasks."""
    kept = answers
    for question in (TASKS, OWN_TASKS):
        for item, row in answers.rows(question).items():
            if _party(row, answers)[1] == party:
                bare = {field: value for field, value in row.items() if field not in {"party", "party_name"}}
                kept = kept.with_row(question, item, bare)
    return kept.without_row(PARTIES, party)
