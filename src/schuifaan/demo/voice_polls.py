"""Wishes and goals of the demo: a poll that is open, one that is over and became something, and two goals."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.goals import set_goal
from schuifaan.apps.voice.actions.poll_answers import Said, type_over
from schuifaan.apps.voice.actions.polls import Asked, close_poll, make_poll, open_poll
from schuifaan.apps.voice.enums import LineState, Way
from schuifaan.apps.voice.models import FreeLine, Goal, Poll, PollEntry, PollQuestion, WishCount
from schuifaan.apps.voice.queries.polls import questions_of
from schuifaan.demo.content import has, read


def polls_are_loaded(city: str) -> bool:
    """Also when somebody changed them since: what people made of it is kept."""
    if not has(city, "voice_polls"):
        return True
    places = [row["place"] for row in read(city, "voice_polls")["polls"]]
    return Poll.objects.filter(place__slug__in=places).exists()


@transaction.atomic
def load_polls(*, city: str, now: datetime) -> int:
    """How many polls and goals there are."""
    content = read(city, "voice_polls")
    for row in content["polls"]:
        place = Place.objects.get(slug=row["place"], is_demo=True)
        _load_poll(place, _who_runs(place), row, now)
    for row in content["goals"]:
        place = Place.objects.get(slug=row["place"], is_demo=True)
        today = timezone.localdate(now)
        set_goal(
            place=place, text=row["text"], set_how=row["set_how"], set_on=today - timedelta(days=row["days"]),
            is_public=True, by=_who_runs(place), now=now, today=today,
        )  # fmt: skip
    return Poll.objects.filter(place__is_demo=True).count() + Goal.objects.filter(place__is_demo=True).count()


def _who_runs(place: Place) -> User:
    return User.objects.get(place_roles__place=place, place_roles__role=PlaceRole.MANAGER)


def _load_poll(place: Place, manager: User, row: dict[str, Any], now: datetime) -> None:
    opened = now - timedelta(days=row["opened"])
    ideas = {one.id: one for one in shipped().wish_questions}
    asked = [
        Asked(ideas[key].text.nl, tuple(option.text.nl for option in ideas[key].options)) for key in row["ideas"]
    ]  # fmt: skip
    asked += [Asked(one["text"], tuple(one["wishes"])) for one in row["own"]]
    poll = make_poll(
        place=place, title=row["title"], intro=row["intro"], questions=asked, by=manager, now=opened
    )
    closes = now - timedelta(days=row["closed"]) if "closed" in row else now + timedelta(days=row["closes"])
    opened_on = timezone.localdate(opened)
    open_poll(poll=poll, closes_on=timezone.localdate(closes), by=manager, now=opened, today=opened_on)
    questions = {one.position: one for one in questions_of(poll)}
    _load_online(poll, questions, row)
    for pile in row.get("piles", ()):
        type_over(
            poll=poll, way=Way(pile["way"]), forms=pile["forms"], said=_said(questions, pile),
            form_token=f"demo-{pile['days']}", by=manager, now=now - timedelta(days=pile["days"]),
        )  # fmt: skip
    for number, wishes in row.get("became", {}).items():
        for position, title in wishes.items():
            activity = Activity.objects.get(place=place, title=title)
            questions[number].options.filter(position=position).update(activity=activity)
    if "closed" in row:
        close_poll(poll=poll, by=manager, now=closes)


def _load_online(poll: Poll, questions: Mapping[int, PollQuestion], row: dict[str, Any]) -> None:
    pile = PollEntry.objects.create(poll=poll, way=Way.ONLINE)
    WishCount.objects.bulk_create(
        WishCount(entry=pile, option_id=option, times=times)
        for option, times in _said(questions, {"times": row["online"]}).times.items()
    )
    for key, state in (("lines", LineState.NEW), ("shown", LineState.SHOWN)):
        FreeLine.objects.bulk_create(
            FreeLine(question=questions[number], text=text, state=state)
            for number, texts in row.get(key, {}).items()
            for text in texts
        )


def _said(questions: Mapping[int, PollQuestion], told: Mapping[str, Any]) -> Said:
    """By the number of a question and of a wish in it."""
    return Said(
        times={
            option.pk: wishes[option.position]
            for number, wishes in told["times"].items()
            for option in questions[number].options.all()
            if option.position in wishes
        },
        lines={questions[number].pk: tuple(texts) for number, texts in told.get("lines", {}).items()},
    )
