"""Rows of being heard."""

from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import (
    CareContact,
    DocumentVersion,
    Evaluation,
    Goal,
    Matter,
    Point,
    Poll,
    PollOption,
    PollQuestion,
    Round,
    SharedTip,
    Signal,
    TryOut,
    WelcomeCheck,
)
from tests.factories import NOW, TODAY


def make_check(place: Place, **fields: Any) -> WelcomeCheck:
    return WelcomeCheck.objects.create(place=place, **{"started_at": NOW, **fields})


def make_try_out(check: WelcomeCheck, tip: str = "element.E1.tip1", **fields: Any) -> TryOut:
    """Tried now with a `spot`, else kept for later."""
    state = "now" if fields.get("spot") else "later"
    return TryOut.objects.create(check_of=check, tip=tip, **{"state": state, **fields})


def make_shared_tip(place: Place, text: str = "Zet de deur open", **fields: Any) -> SharedTip:
    return SharedTip.objects.create(
        place=place, text=text, **{"element": "element.E1", "shared_at": NOW, **fields}
    )


def make_poll(place: Place, *wishes: str, **fields: Any) -> Poll:
    """Open, with one question in which `wishes` can be ticked."""
    poll = Poll.objects.create(
        place=place, **{"title": "Wat wil je hier doen?", "made_at": NOW, "state": "open", "opened_at": NOW, **fields}
    )  # fmt: skip
    question = PollQuestion.objects.create(poll=poll, position=1, kind="choose", text="Wat zou je willen?")
    for position, text in enumerate(wishes or ("samen koken", "biljarten"), start=1):
        PollOption.objects.create(question=question, position=position, text=text)
    return poll


def make_goal(place: Place, **fields: Any) -> Goal:
    asked = TODAY.replace(year=TODAY.year + 1)
    return Goal.objects.create(
        place=place, **{"text": "Nieuwe buren welkom heten", "set_on": TODAY, "ask_on": asked, **fields}
    )


def make_matter(place: Place | None = None, **fields: Any) -> Matter:
    """At the desk of `place`, or with `municipality=` at that of the municipality."""
    to = "municipality" if "municipality" in fields else "place"
    shown = {"to": to, "place": place, "kind": "wish", "title": "Vaker samen eten", "due_on": TODAY}
    return Matter.objects.create(**{**shown, "received_at": NOW, **fields})


def make_signal(matter: Matter, text: str = "Kunnen we vaker samen eten?", **fields: Any) -> Signal:
    return Signal.objects.create(matter=matter, text=text, **{"said_at": NOW, **fields})


def make_round(place: Place | None = None, **fields: Any) -> Round:
    """Of `place`, or of `municipality=`."""
    slug = fields.pop("slug", f"ronde-{Round.objects.count() + 1}")
    return Round.objects.create(
        place=place,
        slug=slug,
        **{"kind": "document", "title": "Plan voor de buurt", "began_on": TODAY, **fields},
    )


def make_version(of: Round, number: int = 1, **fields: Any) -> DocumentVersion:
    return DocumentVersion.objects.create(
        round=of, number=number, **{"label": f"versie {number}", "dated_on": TODAY, **fields}
    )


def make_point(of: Round, number: int = 1, **fields: Any) -> Point:
    return Point.objects.create(
        round=of,
        number=number,
        **{"topic": "Meer voor mannen", "text": "Biljarten of samen sport kijken.", **fields},
    )


def make_evaluation(place: Place, year: int = 2026, **fields: Any) -> Evaluation:
    return Evaluation.objects.create(place=place, year=year, **{"begun_on": TODAY, **fields})


def make_care_contact(place: Place, **fields: Any) -> CareContact:
    shown = {"name": "Sociaal team Daalhof", "when": "Je maakt je zorgen over een buur.", "phone": "14 043"}
    return CareContact.objects.create(place=place, **{**shown, "checked_on": TODAY, **fields})
