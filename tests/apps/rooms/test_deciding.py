"""Yes, an option, no, or too late: what each does to the room, and who may say it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models.signals import pre_save

from schuifaan.apps.people import jobs
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.answering import answer_option, answer_yes
from schuifaan.apps.rooms.actions.deciding import (
    DayPast,
    WarningsStand,
    confirm,
    decline,
    expire,
    give_option,
)
from schuifaan.apps.rooms.actions.keeping import NotOpen
from schuifaan.apps.rooms.enums import BookingStatus, TimeState, Use, WaitingState
from schuifaan.apps.rooms.models import Booking, Claim, Overruling, Waiting
from tests.factories.rooms import at, make_booking, make_room, make_terms
from tests.racing import at_once, names_of

NOW = at(8, day=2)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def terms(place):
    return make_terms(place)


@pytest.fixture
def question(place, terms):
    room = make_room(place, "Achterzaal")
    week = timedelta(weeks=1)
    return make_booking(
        room, (at(18), at(20)), (at(18) + week, at(20) + week), status="requested", held_until=LATER,
        price_cents=3000,
    )  # fmt: skip


def states(booking):
    booking.refresh_from_db()
    return booking.status, list(booking.times.values_list("state", "price_cents"))


@pytest.mark.django_db
def test_yes_keeps_what_was_held(question, manager):
    claims = set(Claim.objects.values_list("pk", flat=True))
    confirm(booking=question, by=manager, now=NOW)
    assert states(question) == ("confirmed", [("planned", 3000)] * 2)
    assert (question.held_until, question.decided_at, question.decided_by) == (None, NOW, manager)
    assert (question.version, set(Claim.objects.values_list("pk", flat=True))) == (2, claims)
    assert AuditEvent.objects.values_list("verb", "subject", "actor").get() == (
        "booking.confirmed", "1 Achterzaal", manager.pk,
    )  # fmt: skip
    confirm(booking=question, by=manager, now=NOW)
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("what", [confirm, decline, give_option])
def test_deciding_is_for_who_lets_the_rooms(question, host, stranger, what):
    more = {decline: {"answer": ""}, give_option: {"until": at(8).date()}}.get(what, {})
    for by in (host, stranger):
        with pytest.raises(NotAllowed):
            what(booking=question, by=by, now=NOW, **more)
    assert states(question)[0] == "requested"


@pytest.mark.django_db
def test_option_holds_through_its_last_day_and_can_be_given_again(question, manager):
    for day in (5, 20):
        give_option(booking=question, until=at(0, day=day).date(), by=manager, now=NOW)
        assert states(question)[0] == "option"
        assert question.held_until == datetime(2026, 1, day, 23, tzinfo=UTC)
    with pytest.raises(DayPast):
        give_option(booking=question, until=at(0, day=1).date(), by=manager, now=NOW)
    confirm(booking=question, by=manager, now=NOW)
    with pytest.raises(NotOpen, match="reservering 1 is bevestigd"):
        give_option(booking=question, until=at(0, day=20).date(), by=manager, now=NOW)


@pytest.mark.django_db
def test_no_frees_the_room_and_leaves_nothing_to_pay(question, manager):
    decline(booking=question, answer="Dan is het zomerfeest.", by=manager, now=NOW)
    assert states(question) == ("declined", [("cancelled", 0)] * 2)
    assert (question.answer, question.held_until, Claim.objects.count()) == (
        "Dan is het zomerfeest.",
        None,
        0,
    )
    decline(booking=question, answer="Anders.", by=manager, now=NOW)
    question.refresh_from_db()
    assert question.answer == "Dan is het zomerfeest."
    with pytest.raises(NotOpen):
        confirm(booking=question, by=manager, now=NOW)


@pytest.mark.django_db
def test_what_nobody_answered_runs_out_on_time(question, manager):
    room = make_room(question.place, "Keuken")
    kept = make_booking(room, (at(9), at(10)))
    option = make_booking(room, (at(12), at(13)), status="option", held_until=LATER)
    later = make_booking(room, (at(14), at(15)), status="requested", held_until=LATER + timedelta(seconds=1))
    assert expire(now=LATER - timedelta(seconds=1)) == []
    assert expire(now=LATER) == [question, option]
    assert states(question) == ("expired", [("cancelled", 0)] * 2)
    assert [states(one)[0] for one in (kept, option, later)] == ["confirmed", "expired", "requested"]
    assert Claim.objects.count() == 2
    assert expire(now=LATER) == []


@pytest.mark.django_db
def test_one_that_cannot_run_out_holds_up_no_other(question):
    other = make_booking(
        make_room(question.place, "Keuken"), (at(9), at(10)), status="option", held_until=LATER
    )

    def fail(sender, instance, **_kwargs):
        if instance.pk == question.pk:
            raise ValueError

    pre_save.connect(fail, sender=Booking)
    try:
        assert expire(now=LATER) == [other]
    finally:
        pre_save.disconnect(fail, sender=Booking)
    assert states(question) == ("requested", [("planned", 3000)] * 2)
    assert expire(now=LATER) == [question]


@pytest.mark.django_db
def test_running_out_is_looked_at_every_quarter_of_an_hour(question):
    job = next(one for one in jobs.jobs() if one.name == "rooms.expire")
    assert job.minutes == 15
    job.work(LATER)
    assert states(question)[0] == "expired"


@pytest.mark.django_db
def test_waiting_for_what_is_over_ends(question):
    party = question.party
    over, coming = (
        Waiting.objects.create(
            party=party, room=question.room, starts_at=start, ends_at=at(20), use=Use.CLUB, asked_at=NOW
        )
        for start in (at(10), at(11))
    )
    expire(now=at(10))
    over.refresh_from_db()
    coming.refresh_from_db()
    assert (over.state, coming.state) == (WaitingState.GONE, WaitingState.WAITING)


@pytest.mark.django_db
def test_warning_is_overruled_by_the_board_with_a_reason(question, terms, manager, board_member):
    terms.excluded_uses, terms.no_letting = [Use.REHEARSAL], True
    terms.save()
    with pytest.raises(WarningsStand) as caught:
        confirm(booking=question, by=board_member, now=NOW)
    rules = [one.rule for one in caught.value.warnings]
    assert len(rules) == 2
    reasons = dict.fromkeys(rules, "Met de verhuurder besproken.")
    for by, given in [
        (manager, reasons), (board_member, {rules[0]: "Besproken."}), (board_member, {**reasons, rules[1]: "  "}),
    ]:  # fmt: skip
        with pytest.raises(WarningsStand):
            confirm(booking=question, by=by, now=NOW, reasons=given)
    assert (states(question)[0], Overruling.objects.count()) == ("requested", 0)
    confirm(booking=question, by=board_member, now=NOW, reasons=reasons)
    assert states(question)[0] == "confirmed"
    kept = Overruling.objects.order_by("id").values_list("rule", "told", "reason", "by", "by_name", "at")
    assert list(kept) == [
        (
            one.rule, f"{one.words}\n{one.source}", "Met de verhuurder besproken.", board_member.pk,
            str(board_member), NOW,
        )
        for one in caught.value.warnings
    ]  # fmt: skip
    verbs = AuditEvent.objects.order_by("verb").values_list("verb", flat=True)
    assert list(verbs) == ["booking.confirmed", "booking.overruled", "booking.overruled"]


@pytest.mark.django_db
def test_reasons_for_what_does_not_stand_are_not_kept(question, manager):
    confirm(booking=question, by=manager, now=NOW, reasons={"something": "Zomaar."})
    assert not Overruling.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("decide", "state"), [("yes", "taken"), ("no", "gone"), ("late", "gone")])
def test_what_was_offered_is_settled_along(question, manager, decide, state):
    waiting = Waiting.objects.create(
        party=question.party, room=question.room, starts_at=at(18), ends_at=at(20), use=Use.CLUB,
        state=WaitingState.OFFERED, booking=question, asked_at=NOW,
    )  # fmt: skip
    if decide == "yes":
        confirm(booking=question, by=manager, now=NOW)
    elif decide == "no":
        decline(booking=question, answer="", by=manager, now=NOW)
    else:
        expire(now=LATER)
    waiting.refresh_from_db()
    assert waiting.state == state


@pytest.mark.django_db(transaction=True)
def test_yes_and_running_out_at_once_never_leave_half(place, manager):
    room = make_room(place)
    for day in range(6, 11):
        booking = make_booking(room, (at(18, day=day), at(20, day=day)), status="requested", held_until=LATER)

        def yes(booking=booking):
            confirm(booking=Booking.objects.get(pk=booking.pk), by=manager, now=LATER)

        outcomes = at_once(lambda work: work(), [yes, lambda: expire(now=LATER), yes])
        booking.refresh_from_db()
        time = booking.times.get()
        if booking.status == BookingStatus.CONFIRMED:
            assert outcomes == [None] * 3
            assert (time.state, time.claim is None) == (TimeState.PLANNED, False)
        else:
            assert names_of(outcomes) == ["NoneType", "NotOpen", "NotOpen"]
            assert (booking.status, time.state, time.claim) == ("expired", TimeState.CANCELLED, None)


def test_words_that_stood_with_an_option_are_not_said_again_with_a_yes(question, manager):
    answer_option(
        booking=question, until=LATER.date(), answer="Bel even als je het wilt.", by=manager, now=NOW
    )
    answer_yes(booking=question, answer="", by=manager, now=NOW)
    question.refresh_from_db()
    assert (question.status, question.answer) == (BookingStatus.CONFIRMED, "")
