"""The dossiers of a demo city: begun, answered, talked about and shared by its people, day by day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction
from django.utils import timezone

from schuifaan.apps.dossiers.actions.commenting import comment_on_step
from schuifaan.apps.dossiers.actions.listening import Said, count_paper_answers, open_questionnaire
from schuifaan.apps.dossiers.actions.own import save_own_item, set_role_policies
from schuifaan.apps.dossiers.actions.saving import keep_answer
from schuifaan.apps.dossiers.actions.sharing import answer_through_link, make_link
from schuifaan.apps.dossiers.actions.starting import keep_version, make_variant, start_dossier
from schuifaan.apps.dossiers.actions.tasks import add_task, finish_task
from schuifaan.apps.dossiers.ideas import IDEAS, WANTED, kept_text
from schuifaan.apps.dossiers.models import Dossier, DossierMember
from schuifaan.apps.dossiers.queries.answers import answers_of, revision_of
from schuifaan.apps.dossiers.queries.handbook import KNOWLEDGE_DIRECTORY, shipped
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import Place
from schuifaan.demo.content import read
from schuifaan.demo.loading import key_of

STEP_THAT_IS_ASKED = "step.needs"
LINK_WORKS_FOR_DAYS = 60
QUESTIONNAIRE_STAYS_OPEN_FOR = timedelta(weeks=6)
# What was published on a day stays of that day.
NOT_MOVED = {"needs.evidence"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = Mapping[str, Any]
Rows = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True)
class Calendar:
    """Days counted back from the day of loading, and a person's hour on them."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def ago(self, days: int, *, minutes: int = 0) -> datetime:
        noon = timezone.localtime(self.now).replace(hour=12, minute=0, second=0, microsecond=0)
        return noon - timedelta(days=days) + timedelta(minutes=minutes)


@transaction.atomic
def load_dossiers(*, city: str, now: datetime) -> int:
    """What organisations add to the handbook first, then the dossiers; how many dossiers."""
    content, calendar = read(city, "dossiers"), Calendar(now)
    for row in content["handbook"]:
        _add_to_handbook(row, calendar)
    for row in content["dossiers"]:
        _make_dossier(row, city, calendar)
    return len(content["dossiers"])


# ------------------------------------------------------------------ who and what


def _person(email: str) -> User:
    """Read anew, as the roles a person had are remembered on the object."""
    return User.objects.get(email=email)


def _example(name: str) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(
        (KNOWLEDGE_DIRECTORY / "examples" / f"{name}.yaml").read_text("utf-8")
    )
    return case


def answers_from(row: Row, *, today: date) -> Rows:
    """The answers of the worked example with the names of the city, and days as long ago as they were."""
    case = _example(row["example"])
    rows: Rows = {question: dict(items) for question, items in case["answers"].items()}
    for question, items in (row.get("answers") or {}).items():
        rows[question] = rows.get(question, {}) | items
    moved = today - date.fromisoformat(case["today"])
    return {
        question: {
            item: _retold(value, row["words"], timedelta() if question in NOT_MOVED else moved)
            for item, value in items.items()
        }
        for question, items in rows.items()
    }


def _retold(value: Any, words: Mapping[str, str], moved: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _retold(one, words, moved) for key, one in value.items()}
    if isinstance(value, list):
        return [_retold(one, words, moved) for one in value]
    if not isinstance(value, str):
        return value
    if DAY.fullmatch(value):
        return (date.fromisoformat(value) + moved).isoformat()
    for word, name in words.items():
        value = value.replace(word, name)
    return value


@cache
def _order() -> dict[str, int]:
    in_order = [question.id for step in shipped().steps for question in shipped().questions_of(step.id)]
    return {question: number for number, question in enumerate(in_order)}


# ------------------------------------------------------------------ the handbook of an organisation


def _add_to_handbook(row: Row, calendar: Calendar) -> None:
    organisation = Organisation.objects.get(slug=row["organisation"])
    by, now = _person(row["by"]), calendar.ago(row["ago"])
    for item in row["items"]:
        save_own_item(organisation=organisation, kind=item["kind"], content=item["content"], by=by, now=now)
    set_role_policies(organisation=organisation, texts=row["roles"], by=by, now=now)


# ------------------------------------------------------------------ one dossier


def _make_dossier(row: Row, city: str, calendar: Calendar) -> None:
    began = calendar.ago(row["began"])
    dossier = start_dossier(
        title=row["title"],
        kind=_example(row["example"])["kind"],
        organisation=Organisation.objects.filter(slug=row.get("organisation", "")).first(),
        neighbourhood=Neighbourhood.objects.get(code=row["neighbourhood"]),
        place=Place.objects.filter(slug=row.get("place", "")).first(),
        by=_person(row["owner"]),
        now=began,
    )
    Dossier.objects.filter(pk=dossier.pk).update(key=key_of(city, row["slug"]))
    dossier.refresh_from_db()
    _bring_together(dossier, row["members"], began)
    _answer(dossier, row, calendar)
    _ask_residents(dossier, row["questionnaire"], calendar)
    _talk(dossier, row, calendar)
    _keep_version(dossier, row["version"], calendar)
    if "variant" in row:
        _make_variant(dossier, row["variant"], key_of(city, f"{row['slug']}-variant"), calendar)
    _change(dossier, row["later"], calendar)


def _bring_together(dossier: Dossier, members: Mapping[str, str], since: datetime) -> None:
    # Not by inviting them: that would send every one of these people a letter.
    DossierMember.objects.bulk_create(
        DossierMember(dossier=dossier, user=_person(email), role=role, since_at=since)
        for email, role in members.items()
    )


def _answer(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    """Question by question in the order of the handbook, a few minutes apart."""
    step_of = {question.id: question.step for question in shipped().questions}
    answers = answers_from(row, today=calendar.today)
    for number, question in enumerate(sorted(answers, key=_order().__getitem__)):
        said = row["said_by"][step_of[question]]
        by, now = _person(said["by"]), calendar.ago(said["ago"], minutes=3 * number)
        for item, value in answers[question].items():
            keep_answer(
                dossier=dossier, question_id=question, item=item, value=value, revision=0, by=by, now=now
            )


def _change(dossier: Dossier, changes: list[Row], calendar: Calendar) -> None:
    """Answers that somebody looked at again; what is not named stays."""
    for change in changes:
        question, item = change["question"], change.get("item", "")
        there = answers_of(dossier).one(question, item)
        keep_answer(
            dossier=dossier,
            question_id=question,
            item=item,
            value={**there, **change["value"]},
            revision=revision_of(dossier, question, item),
            by=_person(change["by"]),
            now=calendar.ago(change["ago"]),
        )


def _keep_version(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    keep_version(dossier=dossier, reason=row["reason"], by=_person(row["by"]), now=calendar.ago(row["ago"]))


def _make_variant(dossier: Dossier, row: Row, key: UUID, calendar: Calendar) -> None:
    variant = make_variant(
        dossier=dossier, name=row["name"], by=_person(row["by"]), now=calendar.ago(row["ago"])
    )
    Dossier.objects.filter(pk=variant.pk).update(key=key)
    variant.refresh_from_db()
    _change(variant, row["later"], calendar)


# ------------------------------------------------------------------ around the answers


def _talk(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    for comment in row["comments"]:
        comment_on_step(
            dossier=dossier,
            step=comment["step"],
            text=comment["text"],
            by=_person(comment["by"]),
            now=calendar.ago(comment["ago"], minutes=90),
        )
    for task in row["tasks"]:
        _add_task(dossier, task, calendar)
    _share(dossier, row["link"], calendar)


def _add_task(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    by = _person(row["by"])
    task = add_task(
        dossier=dossier,
        what=row["what"],
        owner=row["owner"],
        step=row["step"],
        due_date=calendar.today + timedelta(days=row["due"]),
        by=by,
        now=calendar.ago(row["ago"]),
    )
    if "done" in row:
        finish_task(task=task, by=by, now=calendar.ago(row["done"]))


def _share(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    """A link by which residents answer along, and what came through it."""
    link = make_link(
        dossier=dossier,
        label=row["label"],
        step=STEP_THAT_IS_ASKED,
        may_answer=True,
        until_date=calendar.today + timedelta(days=LINK_WORKS_FOR_DAYS),
        by=_person(row["by"]),
        now=calendar.ago(row["ago"]),
    )
    comment, said = row["comment"], row.get("said")
    comment_on_step(
        dossier=dossier,
        step=STEP_THAT_IS_ASKED,
        text=comment["text"],
        via=link,
        now=calendar.ago(comment["ago"], minutes=200),
    )
    if said:
        answer_through_link(
            link=link,
            question_id=said["question"],
            item="",
            value=said["value"],
            revision=revision_of(dossier, said["question"]),
            now=calendar.ago(said["ago"], minutes=205),
        )


def _ask_residents(dossier: Dossier, row: Row, calendar: Calendar) -> None:
    by, opened = _person(row["by"]), calendar.ago(row["ago"])
    questionnaire = open_questionnaire(
        dossier=dossier,
        by=by,
        now=opened,
        today=timezone.localdate(opened),
        intro=row["intro"],
        closes_date=calendar.today + QUESTIONNAIRE_STAYS_OPEN_FOR,
    )
    count_paper_answers(questionnaire=questionnaire, said=list(said_by_residents(row)), by=by)


def said_by_residents(row: Row) -> Iterator[Said]:
    """Every line with how often it was said: need for a place, ideas that were ticked, wishes of their own."""
    for word, times in row["wanted"].items():
        yield Said(WANTED, word, times, is_idea=True)
    for question, ticked in row["ideas"].items():
        ideas = {idea.id: kept_text(idea) for idea in IDEAS[question]}
        for idea, times in ticked.items():
            yield Said(question, ideas[idea], times, is_idea=True)
    for question, wishes in row["wishes"].items():
        for text, times in wishes.items():
            yield Said(question, text, times)
