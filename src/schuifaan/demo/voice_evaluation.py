"""Looks back of a demo city, finished and begun, and whom one calls with a worry."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import CareContact, Evaluation, EvaluationAnswer, EvaluationPoint
from schuifaan.demo.content import has, read

PART = "voice_evaluation"
HALF_A_YEAR = timedelta(days=182)


def evaluations_are_loaded(city: str) -> bool:
    """Also when somebody changed them since: what people made of it is kept."""
    if not has(city, PART):
        return True
    slugs = {row["place"] for row in read(city, PART)["evaluations"]}
    return Evaluation.objects.filter(place__slug__in=slugs).exists()


@transaction.atomic
def load_evaluations(*, city: str, now: datetime) -> int:
    """How many looks back there are."""
    content, today = read(city, PART), timezone.localdate(now)
    slugs = {row["place"] for row in (*content["evaluations"], *content["care"])}
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs, is_demo=True)}
    for row in content["evaluations"]:
        _evaluation(places[row["place"]], row, now, today)
    for row in content["care"]:
        checked = today - timedelta(days=row["checked"])
        CareContact.objects.bulk_create(
            CareContact(place=places[row["place"]], position=position, checked_on=checked, **one)
            for position, one in enumerate(row["contacts"])
        )
    return len(content["evaluations"])


def _evaluation(place: Place, row: dict[str, Any], now: datetime, today: date) -> None:
    finished = "finished" in row
    evaluation = Evaluation.objects.create(
        place=place,
        # In the first half of a year one looks back on the one before.
        year=(today - HALF_A_YEAR).year - row["years_ago"],
        begun_on=today - timedelta(days=row["begun"]),
        agreed_on=today - timedelta(days=row["agreed"]) if finished else None,
        agreed_how=row.get("how", ""),
        finished_at=now - timedelta(days=row["finished"]) if finished else None,
        is_public=row.get("public", False),
    )
    EvaluationAnswer.objects.bulk_create(
        EvaluationAnswer(evaluation=evaluation, question=f"evaluation.{key}", text=text)
        for key, text in row["answers"].items()
    )
    for one in row["points"]:
        done = today - timedelta(days=one["done"]) if "done" in one else None
        look = today + timedelta(days=one["look"]) if "look" in one else None
        EvaluationPoint.objects.create(
            evaluation=evaluation,
            kind=one["kind"],
            text=one["text"],
            who=one.get("who", ""),
            look_on=look,
            done_on=done,
            done_note=one.get("note", ""),
        )
