"""One booking at the desk: the answer, overruling, the door, who waits, and how it went."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.people.audit_words import sentence
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.rooms.enums import BookingStatus, Use, WaitingState
from schuifaan.apps.rooms.models import Booking, Overruling, Waiting
from tests.apps.pages import words_of
from tests.factories import NOW, make_team_member, make_user
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

TUESDAY = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


def evening(weeks=0):
    return TUESDAY + weeks * WEEK, TUESDAY + weeks * WEEK + timedelta(hours=2)


@pytest.fixture
def room(place):
    make_terms(place)
    make_rate_card(place)
    return make_room(place, "Achterzaal")


@pytest.fixture
def question(room):
    return make_booking(room, evening(), evening(1), status="requested", title="Repetitie", note="Met piano?")


@pytest.fixture
def forbidden(place, question):
    place.letting.excluded_uses = [Use.REHEARSAL]
    place.letting.save()
    return question


def answer(client, place, what, **sent):
    return client.post(address("answer_booking", place, number=1), {"wat": what, **sent})


def test_page_tells_everything_and_begins_a_friendly_letter(at_work, place, question):
    page = at_work.get(address("booking", place, number=1))
    said = words(page)
    for piece in ("Koor De Lijster", "aangevraagd", "Met piano?", "Anderen zien de naam.", "Repetitie"):
        assert piece in said
    letter = page.context["ja_form"]["answer"].value()
    assert letter.startswith("Leuk dat jullie komen! Achterzaal is van jullie: 2 keer op dinsdag")
    assert "Er gaat een bericht naar koor@example.org." in said


def test_yes_with_words_of_ones_own(at_work, place, question):
    sent = answer(at_work, place, "ja", **{"ja-answer": "Welkom! ‘t Is er warm. مرحبا 🎶"})
    assert sent["Location"] == address("booking", place, number=1)
    question.refresh_from_db()
    assert (question.status, question.answer) == (BookingStatus.CONFIRMED, "Welkom! ‘t Is er warm. مرحبا 🎶")
    said = words(at_work.get(address("booking", place, number=1)))
    assert "Wat is je antwoord?" not in said
    assert "heeft een reservering bevestigd" in said


def test_option_lasts_until_a_day_that_can_be(at_work, place, question):
    page = at_work.get(address("booking", place, number=1) + "?antwoord=optie")
    # Fourteen days is after the last time begins.
    assert page.context["optie_form"]["until"].value() == date(2026, 12, 1)
    wrong = answer(at_work, place, "optie", **{"optie-until": "2026-11-20", "optie-answer": "Tot gauw"})
    assert wrong.status_code == 422
    assert "Kies vandaag of een latere dag." in words(wrong)
    assert "Tot gauw" in wrong.content.decode()
    answer(at_work, place, "optie", **{"optie-until": "2026-11-27", "optie-answer": "Tot gauw"})
    question.refresh_from_db()
    assert (question.status, question.answer) == (BookingStatus.OPTION, "Tot gauw")
    assert question.held_until == datetime(2026, 11, 27, 23, tzinfo=UTC)


def test_no_keeps_the_words_and_frees_the_room(at_work, place, question):
    answer(at_work, place, "nee", **{"nee-answer": "De vloer wordt gelakt."})
    question.refresh_from_db()
    assert (question.status, question.answer) == (BookingStatus.DECLINED, "De vloer wordt gelakt.")
    assert not question.times.filter(claim__isnull=False).exists()


def test_answering_too_late_says_so(at_work, place, question):
    answer(at_work, place, "nee")
    late = answer(at_work, place, "ja")
    assert late.status_code == 422
    assert "Dit kan niet meer: reservering 1 is niet doorgegaan." in words(late)


@pytest.mark.parametrize("what", ["", "misschien"])
def test_answer_that_is_none_changes_nothing(at_work, place, question, what):
    assert answer(at_work, place, what).status_code == 422
    question.refresh_from_db()
    assert question.status == BookingStatus.REQUESTED


def test_manager_reads_the_warning_and_who_may_say_otherwise(at_work, place, forbidden):
    make_team_member(place, role=PlaceRole.BOARD, name="Truus", user=make_user("truus@example.org"))
    said = words(at_work.get(address("booking", place, number=1)))
    assert "mag de ruimte hier niet voor gebruikt worden. De overeenkomst over het gebouw" in said
    assert "Alleen het bestuur kan dit toch toestaan, met een reden: Truus." in said
    assert "Waarom mag het toch?" not in said
    assert answer(at_work, place, "ja", **{"ja-answer": "Kom maar"}).status_code == 422
    forbidden.refresh_from_db()
    assert (forbidden.status, forbidden.answer) == (BookingStatus.REQUESTED, "")


def test_board_overrules_with_a_reason_for_each_warning(client, board_member, place, forbidden):
    client.force_login(board_member)
    without = answer(client, place, "ja", **{"ja-answer": "Kom maar"})
    assert without.status_code == 422
    assert "Schrijf op waarom het toch mag. Dat bewaren we." in words(without)
    answer(
        client, place, "ja", **{"ja-answer": "Kom maar", "ja-reason_excluded_use": "De corporatie mailde ja."}
    )
    forbidden.refresh_from_db()
    assert forbidden.status == BookingStatus.CONFIRMED
    assert Overruling.objects.get().reason == "De corporatie mailde ja."
    said = words(client.get(address("booking", place, number=1)))
    assert "De corporatie mailde ja." in said
    assert "Wat is je antwoord?" not in said


def test_host_writes_down_the_code_and_who_opens(client, host, place, question):
    client.force_login(host)
    page = client.get(address("booking", place, number=1))
    assert "Wat is je antwoord?" not in words(page)
    client.post(
        address("booking_door", place, number=1), {"door_code": "1234#", "opens": "Net", "closes": "Wiel"}
    )
    question.refresh_from_db()
    assert question.door_code == "1234#"
    assert set(question.times.values_list("opens", "closes")) == {("Net", "Wiel")}
    event = AuditEvent.objects.get(verb="booking.door_set")
    assert (event.changes, sentence(event.verb)) == (
        {},
        "heeft bij een reservering gezegd hoe men binnenkomt",
    )
    too_long = client.post(address("booking_door", place, number=1), {"opens": "N" * 61})
    assert too_long.status_code == 422
    assert "N" * 61 in too_long.content.decode()


def test_who_waits_is_named_and_can_be_taken_off(at_work, place, question):
    party = make_party(place, "Rots van de Buurt")
    start, end = evening(1)
    waiting = Waiting.objects.create(
        party=party, room=question.room, starts_at=start, ends_at=end, use=Use.MEAL, asked_at=NOW
    )
    assert "Rots van de Buurt dinsdag 1 december 19.30–21.30 uur" in words(
        at_work.get(address("booking", place, number=1))
    )
    at_work.post(address("stop_waiting", place, number=1, waiting=waiting.pk))
    waiting.refresh_from_db()
    assert waiting.state == WaitingState.GONE


def test_history_is_of_this_booking_alone(at_work, manager, place, question):
    for number in range(2, 12):
        make_booking(question.room, evening(number), status="requested")
    at_work.post(address("answer_booking", place, number=11), {"wat": "ja"})
    at_work.post(address("answer_booking", place, number=1), {"wat": "nee"})
    [event] = at_work.get(address("booking", place, number=1)).context["history"]
    assert (event.who, event.what) == (str(manager), "heeft nee gezegd tegen een reservering")
    assert Booking.objects.get(number=11).status == BookingStatus.CONFIRMED
