"""Looking back once a year: answered in words, agreed with residents, shown when the place wants it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.actions import evaluation as acting
from schuifaan.apps.voice.actions.evaluation import PointSaid
from schuifaan.apps.voice.actions.evaluation_reminding import remind_of_looking_back
from schuifaan.apps.voice.enums import PointKind
from schuifaan.apps.voice.models import Evaluation, Letter
from schuifaan.apps.voice.queries import evaluation as queries
from schuifaan.apps.voice.queries.evaluation_private import found_in, seen_of_pieces
from tests.factories import NOW, TODAY, make_place
from tests.factories.voice import make_evaluation

pytestmark = pytest.mark.django_db

AGREED = {"agreed_on": TODAY, "agreed_how": "Aan de lange tafel, na de soep."}


def begin(place: Place, by: User, year: int = 2026) -> Evaluation:
    return acting.begin(place=place, year=year, by=by, now=NOW, today=TODAY)


def say(evaluation: Evaluation, by: User, seen: str | None = None, **answers: str) -> None:
    said = {f"evaluation.{name}": text for name, text in answers.items()}
    acting.answer(evaluation=evaluation, answers=said, seen=seen, by=by, now=NOW)


def agree_on(evaluation: Evaluation, by: User, *points: PointSaid, seen: str | None = None) -> None:
    acting.set_points(evaluation=evaluation, points=points, seen=seen, by=by, now=NOW)


def make_contact(place: Place, **fields: str) -> None:
    ContactPerson.objects.create(place=place, kind=ContactKind.PLACE, since_date=TODAY, **fields)


def finished(place: Place, **fields: object) -> Evaluation:
    return make_evaluation(place, **{**AGREED, "finished_at": NOW, **fields})


# -- What is asked --------------------------------------------------------------------------------


def test_every_safeguard_is_asked_about_once(place: Place) -> None:
    asked = [one.id.removeprefix("evaluation.") for one in queries.questions_for(place)]
    assert asked == ["B1", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11"]


def test_local_ownership_is_asked_of_a_professional_organisation_alone(place: Place) -> None:
    place.steward_kind, place.steward_plan = (
        "professional_interim",
        "Over twee jaar een bestuur uit de buurt.",
    )
    assert [one.id for one in queries.questions_for(place)][-1] == "evaluation.local_ownership"


def test_local_ownership_stays_when_it_was_answered_and_the_place_came_home(place: Place) -> None:
    said = {"evaluation.local_ownership": "Drie buren vormen nu het bestuur."}
    assert [one.answer for one in queries.questions_for(place, said)][
        -1
    ] == "Drie buren vormen nu het bestuur."


# -- Beginning and answering ----------------------------------------------------------------------


def test_begin_twice_is_one(place: Place, board_member: User) -> None:
    first = begin(place, board_member)
    assert begin(place, board_member) == first
    assert AuditEvent.objects.filter(verb="evaluation.begun").count() == 1


@pytest.mark.parametrize("year", [2024, 2027])
def test_begin_is_about_this_year_or_the_last(place: Place, board_member: User, year: int) -> None:
    with pytest.raises(acting.CannotBegin):
        begin(place, board_member, year)


def test_begin_is_not_for_a_host(place: Place, host: User) -> None:
    with pytest.raises(NotAllowed):
        begin(place, host)


def test_an_answer_is_kept_and_can_be_emptied(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    say(evaluation, manager, B1="  Het koor en de dansers ruilden van avond.  ", B3="")
    assert dict(evaluation.answers.values_list("question", "text")) == {
        "evaluation.B1": "Het koor en de dansers ruilden van avond."
    }
    say(evaluation, manager, B1="")
    assert not evaluation.answers.exists()


def test_an_answer_does_not_go_over_what_a_colleague_wrote(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    seen = queries.seen_of_answers({}, ["evaluation.B1"])
    say(evaluation, manager, seen, B1="Van mij")
    with pytest.raises(acting.WrittenMeanwhile):
        say(evaluation, manager, seen, B1="Van een collega")
    assert evaluation.answers.get().text == "Van mij"
    # The same press twice is no quarrel.
    say(evaluation, manager, seen, B1="Van mij")


def test_points_are_added_changed_and_taken_away(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    agree_on(
        evaluation,
        manager,
        PointSaid(PointKind.KEEP, "De soep op dinsdag", "Fatma"),
        PointSaid(PointKind.STOP, "Losse briefjes"),
        PointSaid(PointKind.CHANGE, "  "),
    )
    keep, stop = evaluation.points.order_by("pk")
    agree_on(
        evaluation,
        manager,
        PointSaid(PointKind.KEEP, "De soep op woensdag", "Fatma", TODAY, keep.pk),
        PointSaid(PointKind.STOP, "", pk=stop.pk),
    )
    assert list(evaluation.points.values_list("kind", "text", "who", "look_on")) == [
        ("keep", "De soep op woensdag", "Fatma", TODAY)
    ]


def test_points_of_another_place_stay_as_they_are(place: Place, manager: User) -> None:
    other = make_evaluation(make_place(slug="elders")).points.create(kind="keep", text="Van hen")
    agree_on(begin(place, manager), manager, PointSaid(PointKind.KEEP, "Van ons", pk=other.pk))
    other.refresh_from_db()
    assert other.text == "Van hen"


def test_points_do_not_go_over_what_a_colleague_wrote(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    seen = queries.seen_of_points([])
    agree_on(evaluation, manager, PointSaid(PointKind.KEEP, "De soep"), seen=seen)
    with pytest.raises(acting.WrittenMeanwhile):
        agree_on(evaluation, manager, PointSaid(PointKind.KEEP, "Het koor"), seen=seen)


def test_drop_is_for_what_is_empty(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    say(evaluation, manager, B1="Iets")
    with pytest.raises(acting.StillInUse):
        acting.drop(evaluation=evaluation, by=manager, now=NOW)
    say(evaluation, manager, B1="")
    acting.drop(evaluation=evaluation, by=manager, now=NOW)
    assert not Evaluation.objects.exists()


# -- Finishing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["agreed_on", "agreed_how"])
def test_finish_takes_residents(place: Place, manager: User, missing: str) -> None:
    evaluation = make_evaluation(place, **{name: said for name, said in AGREED.items() if name != missing})
    with pytest.raises(acting.NotAgreedYet):
        acting.finish(evaluation=evaluation, by=manager, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.update(finished_at=NOW)


def test_agree_then_finish_then_open_again(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    acting.agree(evaluation=evaluation, **AGREED, next_on=None, seen=None, by=manager, now=NOW)  # type: ignore[arg-type]
    acting.finish(evaluation=evaluation, by=manager, now=NOW)
    evaluation.refresh_from_db()
    assert evaluation.finished_at == NOW
    with pytest.raises(acting.IsFinished):
        say(evaluation, manager, B1="Nog iets")
    acting.publish(evaluation=evaluation, mask=(), seen=None, by=manager, now=NOW)
    acting.reopen(evaluation=evaluation, by=manager, now=NOW)
    evaluation.refresh_from_db()
    assert (evaluation.finished_at, evaluation.is_public) == (None, False)


def test_what_is_not_finished_is_never_public(place: Place, manager: User) -> None:
    evaluation = begin(place, manager)
    with pytest.raises(acting.PlaceError):
        acting.publish(evaluation=evaluation, mask=(), seen=None, by=manager, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.update(is_public=True)


def test_next_year_shows_what_was_agreed_beside_it(place: Place, manager: User) -> None:
    finished(place, year=2025).points.create(kind="change", text="De sleutel bij de bakker")
    shown = queries.look_back(begin(place, manager))
    assert [(part.kind, [one.text for one in part.before]) for part in shown.agreed] == [
        (PointKind.KEEP, []),
        (PointKind.CHANGE, ["De sleutel bij de bakker"]),
        (PointKind.STOP, []),
    ]
    assert shown.before is not None
    assert shown.before.year == 2025


# -- Showing it to everybody ----------------------------------------------------------------------


def test_publish_takes_out_what_is_marked(place: Place, manager: User) -> None:
    evaluation = finished(place)
    evaluation.answers.create(
        question="evaluation.B6", text="Bel mevrouw Jansen op 06-12345678 voor de sleutel."
    )
    found = found_in(evaluation)
    assert [one.text for one in found] == ["mevrouw Jansen", "06-12345678"]
    seen = seen_of_pieces(evaluation)
    acting.publish(evaluation=evaluation, mask=[one.mark for one in found], seen=seen, by=manager, now=NOW)
    assert evaluation.answers.get().text == "Bel [naam] op [telefoonnummer] voor de sleutel."
    assert Evaluation.objects.get().is_public


def test_publish_leaves_what_is_not_marked(place: Place, manager: User) -> None:
    evaluation = finished(place)
    evaluation.points.create(kind="keep", text="De soep van mevrouw Jansen")
    acting.publish(evaluation=evaluation, mask=(), seen=None, by=manager, now=NOW)
    assert evaluation.points.get().text == "De soep van mevrouw Jansen"


def test_publish_is_asked_again_when_a_text_changed_meanwhile(place: Place, manager: User) -> None:
    evaluation = finished(place)
    seen = seen_of_pieces(evaluation)
    evaluation.points.create(kind="keep", text="De soep van mevrouw Jansen")
    with pytest.raises(acting.WrittenMeanwhile):
        acting.publish(evaluation=evaluation, mask=(), seen=seen, by=manager, now=NOW)


def test_what_everybody_may_know_is_not_found(place: Place) -> None:
    make_contact(place, name="Mevrouw Janssen", phone="043 123 45 67")
    evaluation = finished(place)
    evaluation.answers.create(question="evaluation.B9", text="We bellen 043-1234567.")
    assert found_in(evaluation) == []


# -- When it is time again ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finished_on", "next_on", "is_time"),
    [
        (date(2025, 11, 21), None, True),
        (date(2025, 11, 22), None, False),
        (date(2025, 1, 1), date(2026, 12, 1), False),
        (date(2026, 10, 1), date(2026, 11, 21), True),
    ],
)
def test_it_is_time_again_after_twelve_months_or_on_the_day_they_chose(
    place: Place, finished_on: date, next_on: date | None, *, is_time: bool
) -> None:
    at = timezone.make_aware(datetime.combine(finished_on, time(12)))
    last = finished(place, year=2025, finished_at=at, next_on=next_on)
    assert queries.time_again(place, TODAY) == (last if is_time else None)


def test_it_is_not_time_again_once_the_next_has_begun(place: Place) -> None:
    finished(place, year=2025, finished_at=NOW - timedelta(days=400))
    make_evaluation(place, 2026)
    assert queries.time_again(place, TODAY) is None


def test_a_leap_day_is_followed_by_the_first_of_march() -> None:
    assert queries.in_a_year(date(2028, 2, 29)) == date(2029, 3, 1)


def test_what_they_would_look_at_again_waits_until_they_have(place: Place, manager: User) -> None:
    evaluation = finished(place)
    point = evaluation.points.create(kind="change", text="De sleutel", look_on=TODAY)
    evaluation.points.create(kind="change", text="Later", look_on=TODAY + timedelta(days=1))
    assert queries.to_look_at_again(place, TODAY) == [point]
    acting.look_again(point=point, note=" Gelukt. ", on=TODAY, by=manager, now=NOW)
    point.refresh_from_db()
    assert (point.done_on, point.done_note) == (TODAY, "Gelukt.")
    assert queries.to_look_at_again(place, TODAY) == []
    acting.look_later(point=point, by=manager, now=NOW)
    assert queries.to_look_at_again(place, TODAY) == [point]


def test_what_is_still_being_written_does_not_wait(place: Place) -> None:
    make_evaluation(place).points.create(kind="change", text="De sleutel", look_on=TODAY)
    assert queries.to_look_at_again(place, TODAY) == []


def test_one_friendly_mail_and_no_second(place: Place) -> None:
    make_contact(place, name="Fatma", email="plek@example.org")
    finished(place, year=2025, finished_at=NOW - timedelta(days=400))
    assert remind_of_looking_back(today=TODAY, now=NOW) == 1
    letter = Letter.objects.get()
    assert (letter.contact, letter.subject) == (
        "plek@example.org",
        f"{place.name}: kijken jullie weer samen terug?",
    )
    assert f"/beheer/plek/{place.slug}/terugblik/" in letter.text
    # Letters go after a month; that it was said once is remembered.
    letter.delete()
    assert remind_of_looking_back(today=TODAY + timedelta(days=60), now=NOW) == 0


def test_no_mail_where_nobody_ever_looked_back(place: Place) -> None:
    make_contact(place, name="Fatma", email="plek@example.org")
    make_evaluation(place, 2024)
    assert remind_of_looking_back(today=TODAY, now=NOW) == 0


def test_no_mail_without_an_address(place: Place) -> None:
    finished(place, year=2025, finished_at=NOW - timedelta(days=400))
    assert remind_of_looking_back(today=TODAY, now=NOW) == 0
    assert not Letter.objects.exists()
