"""An answer of a moment ago taken back: no letter about it has left, and the room is held again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.answering import answer_no, answer_yes
from schuifaan.apps.rooms.actions.changing import cancel, move_time
from schuifaan.apps.rooms.actions.deciding import confirm
from schuifaan.apps.rooms.actions.keeping import TimesTaken
from schuifaan.apps.rooms.actions.post import send_waiting_letters
from schuifaan.apps.rooms.actions.undoing import TooLateToUndo, undo_answer
from schuifaan.apps.rooms.enums import Use, WaitingState
from schuifaan.apps.rooms.models import Invoice, InvoiceLine, Letter, Waiting
from schuifaan.apps.rooms.queries.undoing import UNDO_FOR, just_answered, undo_until
from tests.apps.pages import words_of
from tests.apps.rooms.series import NOW, plan, states, times
from tests.factories.rooms import at, make_booked_time, make_booking, make_party, make_rate_card

EVENING = (at(18), at(20))
SOON = NOW + timedelta(minutes=9)
LATER = NOW + UNDO_FOR


@pytest.fixture
def asked(room, party):
    party.email = "koor@example.org"
    party.save()
    return make_booking(
        room, EVENING, party=party, status="requested", price_cents=3000, answer="", asked_at=NOW,
        held_until=NOW + timedelta(days=3),
    )  # fmt: skip


def yes(booking, manager, **told):
    return answer_yes(booking=booking, answer="Tot dan!", by=manager, **{"now": NOW, **told})


def no(booking, manager):
    return answer_no(booking=booking, answer="Dan is er feest.", by=manager, now=NOW)


def undo(booking, manager, now=SOON):
    return undo_answer(booking=booking, by=manager, now=now)


def letters():
    return [key.split(":")[0] for key in Letter.objects.order_by("id").values_list("key", flat=True)]


def post(now):
    return send_waiting_letters(clock=lambda: now)


@pytest.mark.django_db
def test_a_yes_taken_back_waits_again_and_nobody_was_told(asked, manager, mailoutbox):
    confirmed = yes(asked, manager)
    assert (letters(), post(SOON)) == (["confirmed"], 0)
    assert (undo_until(confirmed, SOON), just_answered(asked.place, SOON)) == (LATER, [(asked, LATER)])
    undone = undo(asked, manager)
    assert (undone.status, undone.held_until, undone.answer) == ("requested", NOW + timedelta(days=3), "")
    assert (undone.decided_at, undone.decided_by, undone.before) == (None, None, None)
    assert plan(asked) == [(at(18), "planned", at(18), 3000)]
    assert (letters(), post(LATER), mailoutbox) == ([], 0, [])
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {
        "booking.confirmed", "booking.answer_undone",
    }  # fmt: skip
    assert undo(asked, manager).version == undone.version
    assert just_answered(asked.place, SOON) == []
    again = yes(asked, manager, now=SOON)
    assert (again.status, letters()) == ("confirmed", ["confirmed"])


@pytest.mark.django_db
def test_after_a_while_the_letter_goes_and_the_yes_stands(asked, manager, mailoutbox):
    confirmed = yes(asked, manager)
    for late in (LATER, LATER + timedelta(days=1)):
        assert undo_until(confirmed, late) is None
        with pytest.raises(TooLateToUndo):
            undo(asked, manager, now=late)
    assert (post(LATER), len(mailoutbox)) == (1, 1)
    with pytest.raises(TooLateToUndo):
        undo(asked, manager)
    asked.refresh_from_db()
    assert asked.status == "confirmed"


@pytest.mark.django_db
def test_what_the_post_has_in_its_hands_is_not_taken_back(asked, manager):
    yes(asked, manager)
    Letter.objects.update(taken_at=SOON)
    with pytest.raises(TooLateToUndo):
        undo(asked, manager)


@pytest.mark.django_db
def test_who_has_no_address_is_told_nothing_and_it_can_be_taken_back(asked, party, manager):
    party.email = ""
    party.save()
    yes(asked, manager)
    assert (letters(), undo(asked, manager).status) == ([], "requested")


@pytest.mark.django_db
def test_only_who_lets_the_rooms_takes_back(asked, manager, host):
    yes(asked, manager)
    with pytest.raises(NotAllowed):
        undo(asked, host)


@pytest.mark.django_db
def test_a_no_taken_back_holds_the_room_at_the_rates_of_now(asked, manager):
    make_rate_card(asked.place, cents=4000, unit="time")
    declined = no(asked, manager)
    assert (states(asked), just_answered(asked.place, SOON)) == (["cancelled"], [(declined, LATER)])
    undone = undo(asked, manager)
    assert (undone.status, undone.answer, letters()) == ("requested", "", [])
    assert plan(asked) == [(at(18), "planned", at(18), 4000)]


@pytest.mark.django_db
def test_a_no_stands_when_others_have_the_room(asked, room, manager):
    no(asked, manager)
    make_booking(room, EVENING, party=make_party(room.place, "Soepgroep"))
    with pytest.raises(TimesTaken):
        undo(asked, manager)
    asked.refresh_from_db()
    assert (asked.status, letters()) == ("declined", ["declined"])


@pytest.mark.django_db
def test_times_cancelled_before_the_no_stay_cancelled(asked, room, manager):
    make_booked_time(asked, at(9), at(10), state="cancelled")
    no(asked, manager)
    undo(asked, manager)
    assert states(asked) == ["cancelled", "planned"]


@pytest.mark.django_db
@pytest.mark.parametrize("answered", [yes, no])
def test_an_option_is_an_option_again_and_who_waited_has_the_turn(asked, room, manager, answered):
    asked.status, asked.held_until = "option", NOW + timedelta(hours=3)
    asked.answer, asked.decided_at = "Nog even.", NOW - timedelta(days=1)
    asked.save()
    waiting = Waiting.objects.create(
        party=asked.party, room=room, starts_at=at(18), ends_at=at(20), use=Use.CLUB, asked_at=NOW,
        state=WaitingState.OFFERED, booking=asked,
    )  # fmt: skip
    answered(asked, manager)
    undone = undo(asked, manager)
    waiting.refresh_from_db()
    assert (undone.status, waiting.state) == ("option", "offered")
    assert (undone.answer, undone.decided_at) == ("Nog even.", NOW - timedelta(days=1))
    # There is a day for another answer.
    assert undone.held_until == SOON + timedelta(days=1)


@pytest.mark.django_db
def test_what_was_allowed_against_a_rule_is_asked_anew(asked, terms, board_member):
    terms.no_letting = True
    terms.save()
    answer_yes(booking=asked, answer="", by=board_member, now=NOW, reasons={"no_letting": "Eenmalig."})
    assert asked.overrulings.count() == 1
    undo(asked, board_member)
    assert asked.overrulings.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["moved", "cancelled"])
def test_whatever_comes_next_sends_the_yes_first(
    asked, manager, what, mailoutbox, django_capture_on_commit_callbacks
):
    yes(asked, manager)
    with django_capture_on_commit_callbacks() as called:
        if what == "moved":
            move_time(time=times(asked)[0], starts_at=at(19), ends_at=at(21), by=manager, now=SOON)
        else:
            cancel(booking=asked, by=None, now=SOON)
    assert len(called) >= 2
    with pytest.raises(TooLateToUndo):
        undo(asked, manager)
    assert post(SOON) == 2
    assert [one.subject.split(":")[0] for one in mailoutbox] == [
        "Ja",
        "Veranderd" if what == "moved" else "Gaat niet door",
    ]


@pytest.mark.django_db
def test_what_is_invoiced_is_not_taken_back(asked, manager):
    yes(asked, manager)
    invoice = Invoice.objects.create(
        place=asked.place, party=asked.party, year=2026, number=1, reference="2026-1", seller={}, buyer={},
        issued_on=NOW.date(), due_on=NOW.date(), net_cents=3000, vat_cents=0,
    )  # fmt: skip
    InvoiceLine.objects.create(
        invoice=invoice, position=1, text="x", unit_cents=3000, net_cents=3000, vat="exempt",
        booked_time=times(asked)[0],
    )  # fmt: skip
    with pytest.raises(TooLateToUndo):
        undo(asked, manager)


@pytest.mark.django_db
def test_a_yes_of_before_or_without_a_letter_is_not_left_open(asked, manager):
    confirmed = confirm(booking=asked, by=manager, now=NOW, quiet=True)
    assert (confirmed.before, undo_until(confirmed, NOW)) == (None, None)
    assert yes(asked, manager).before is None


@pytest.mark.django_db
def test_the_desk_offers_it_and_takes_back(at_work, asked, place, manager, that_saturday):
    now = timezone.now()
    answer_yes(booking=asked, answer="", by=manager, now=now)
    undoing = f"/beheer/plek/{place.slug}/reserveringen/{asked.number}/ongedaan/"
    for page in ("", f"{asked.number}/"):
        shown = at_work.get(f"/beheer/plek/{place.slug}/reserveringen/{page}")
        assert undoing in shown.content.decode()
    assert "Dit kan tot 11.10 uur. Daarna gaat de brief weg." in words_of(shown.content.decode())
    party_page = at_work.get(f"/huur/{asked.party.token}/{asked.number}/")
    assert "De plek gaf net antwoord. Tot 11.10 uur kan dat nog veranderen." in words_of(
        party_page.content.decode()
    )
    done = at_work.post(undoing, follow=True)
    assert f"Teruggenomen. {asked.party.name} wacht weer op je antwoord." in words_of(done.content.decode())
    assert undoing not in done.content.decode()
    cancel(booking=asked, by=manager, now=now)
    refused = at_work.post(undoing, follow=True)
    assert "Dit antwoord is niet meer terug te nemen. Annuleer het, of bel even." in words_of(
        refused.content.decode()
    )
