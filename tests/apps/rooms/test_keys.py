"""Keys: handed out to one at a time, taken back, lost and found; what is late is asked for."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from schuifaan.apps.people.audit_words import label, sentence
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import keys as acting
from schuifaan.apps.rooms.enums import KeyKind
from schuifaan.apps.rooms.models import KeyLoan, KeySet, Letter
from schuifaan.apps.rooms.queries.keys import MOST_SIGNED, overdue_keys, register_of, strokes_of
from schuifaan.apps.rooms.queries.summary import summary_of
from schuifaan.apps.rooms.tasks import keys_round
from tests.factories import NOW, TODAY, make_place, make_user
from tests.factories.rooms import make_party
from tests.racing import at_once, names_of

DAY = timedelta(days=1)
SIGNED = "10,20 30,40;5,5 5,5"


@pytest.fixture
def key(place):
    return KeySet.objects.create(place=place, number="Bos 2", opens="Voordeur")


@pytest.fixture
def choir(place):
    return make_party(place)


def hand_out(key_set, by, **fields):
    told = {"holder": "Wil", "now": NOW, "today": TODAY, **fields}
    return acting.hand_out(key_set=key_set, by=by, **told)


def verbs():
    return set(AuditEvent.objects.values_list("verb", flat=True))


# -- The register ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_manager_keeps_the_register_and_each_step_is_in_the_trail(place, manager):
    key = acting.add_key(place=place, number="1", kind=KeyKind.KEY, opens="", by=manager, now=NOW)
    for _again in range(2):
        key = acting.change_key(
            key_set=key, number="1", kind=KeyKind.TAG, opens="Voordeur", by=manager, now=NOW
        )
    acting.retire_key(key_set=key, by=manager, now=NOW)
    assert not KeySet.objects.get().is_active
    acting.use_key_again(key_set=key, by=manager, now=NOW)
    for _again in range(2):
        acting.note_lost(key_set=key, on=TODAY, by=manager, now=NOW)
    acting.note_found(key_set=key, by=manager, now=NOW)
    found = KeySet.objects.get()
    assert (found.kind, found.opens, found.is_active, found.lost_on) == ("tag", "Voordeur", True, None)
    assert AuditEvent.objects.count() == 6
    assert verbs() == {"key.added", "key.changed", "key.retired", "key.used_again", "key.lost", "key.found"}
    assert AuditEvent.objects.get(verb="key.changed").changes == {
        "kind": ["key", "tag"],
        "opens": ["", "Voordeur"],
    }
    assert sentence("key.added") == "heeft een sleutel toegevoegd"
    assert label("key.changed", "opens") == "opent"


@pytest.mark.django_db
def test_number_is_there_once_per_place(place, manager, key):
    for act in (
        lambda: acting.add_key(place=place, number="Bos 2", kind=KeyKind.KEY, opens="", by=manager, now=NOW),
        lambda: acting.change_key(
            key_set=KeySet.objects.create(place=place, number="Bos 3"),
            number="Bos 2", kind=KeyKind.KEY, opens="", by=manager, now=NOW,
        ),
    ):  # fmt: skip
        with pytest.raises(acting.NumberTaken, match="al een sleutel die Bos 2 heet") as caught:
            act()
        assert caught.value.field == "number"
    assert KeySet.objects.create(place=make_place("Elders"), number="Bos 2").pk


@pytest.mark.django_db
def test_place_has_a_thousand_keys_at_most(place, manager):
    KeySet.objects.bulk_create(KeySet(place=place, number=str(one)) for one in range(acting.MOST_KEYS))
    with pytest.raises(acting.TooManyKeys):
        acting.add_key(place=place, number="nog een", kind=KeyKind.KEY, opens="", by=manager, now=NOW)


@pytest.mark.django_db
def test_host_hands_out_and_takes_back_but_does_not_keep_the_register(place, host, key):
    loan = hand_out(key, host)
    acting.take_back(loan=loan, by=host, now=NOW + DAY)
    acting.note_lost(key_set=key, on=TODAY, by=host, now=NOW)
    acting.note_found(key_set=key, by=host, now=NOW)
    for act in (
        lambda: acting.add_key(place=place, number="9", kind=KeyKind.KEY, opens="", by=host, now=NOW),
        lambda: acting.change_key(key_set=key, number="9", kind=KeyKind.KEY, opens="", by=host, now=NOW),
        lambda: acting.retire_key(key_set=key, by=host, now=NOW),
        lambda: acting.use_key_again(key_set=key, by=host, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.django_db
def test_stranger_does_nothing_with_a_key(key, host):
    loan, stranger = hand_out(key, host), make_user("vreemde@example.org")
    for act in (
        lambda: hand_out(key, stranger),
        lambda: acting.take_back(loan=loan, by=stranger, now=NOW),
        lambda: acting.undo_take_back(loan=loan, by=stranger, now=NOW),
        lambda: acting.note_lost(key_set=key, on=TODAY, by=stranger, now=NOW),
        lambda: acting.note_found(key_set=key, by=stranger, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


# -- Handing out and taking back ------------------------------------------------------------------


@pytest.mark.django_db
def test_key_goes_to_a_party_with_signature_and_day(key, host, choir):
    loan = hand_out(key, host, holder="", party=choir, due_on=TODAY, signature=SIGNED, on_paper=True)
    loan.refresh_from_db()
    told = (loan.holder, loan.party, loan.out_at, loan.due_on, loan.signature, loan.on_paper, loan.given_by)
    assert told == ("Wil", choir, NOW, TODAY, SIGNED, False, host)
    event = AuditEvent.objects.get()
    # Who has it does not stay in the trail.
    assert (event.verb, event.subject, event.changes) == ("key.handed_out", "Bos 2", {})
    assert strokes_of(loan.signature) == ["10,20 30,40", "5,5 5,5"]


@pytest.mark.django_db
def test_names_in_any_script_fit(key, host, choir):
    choir.contact_name, choir.name = "", "🎶 كورال الحي " + "x" * 100
    loan = hand_out(key, host, holder="", party=choir, on_paper=True)
    assert (loan.holder, loan.on_paper) == (choir.name[:80], True)


@pytest.mark.django_db
def test_key_that_is_out_is_not_handed_out(key, host):
    hand_out(key, host)
    with pytest.raises(acting.KeyIsOut, match="Sleutel Bos 2 is nu bij Wil"):
        hand_out(key, host, holder="Mo")
    assert KeyLoan.objects.get().holder == "Wil"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_out_one_key_at_once_one_succeeds(key, host):
    outcomes = at_once(lambda name: hand_out(key, host, holder=name), ["Wil", "Mo", "Net"])
    assert names_of(outcomes) == ["KeyIsOut", "KeyIsOut", "NoneType"]
    winner = KeyLoan.objects.get().holder
    assert {str(one) for one in outcomes if one} == {
        f"Sleutel Bos 2 is nu bij {winner}. Neem hem eerst terug."
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "signature",
    ["M0 0", "1,2 3,4;", "<svg>", "1,2  3,4", "1,2\n", "١,٢", "12345,1", f"{'1,1 ' * (MOST_SIGNED // 4)}1,1"],
)
def test_what_is_no_signature_is_not_kept(key, host, signature):
    with pytest.raises(acting.NotASignature):
        hand_out(key, host, signature=signature)
    assert not KeyLoan.objects.exists()
    if len(signature) < MOST_SIGNED:
        assert strokes_of(signature) == []


@pytest.mark.django_db
def test_signature_of_the_longest_length_is_kept(key, host):
    longest = "1,1 " * (MOST_SIGNED // 4 - 1) + "10,1"
    assert len(longest) == MOST_SIGNED
    assert hand_out(key, host, signature=longest).signature == longest


@pytest.mark.django_db
def test_somebody_is_named_and_the_day_is_not_over(key, host, choir):
    with pytest.raises(acting.NobodyNamed):
        hand_out(key, host, holder="")
    with pytest.raises(acting.DayIsOver):
        hand_out(key, host, due_on=TODAY - DAY)
    with pytest.raises(ValueError, match="another place"):
        hand_out(key, host, party=make_party(make_place("Elders")))


@pytest.mark.django_db
def test_key_that_is_not_there_is_not_handed_out(key, manager):
    acting.note_lost(key_set=key, on=TODAY, by=manager, now=NOW)
    with pytest.raises(acting.KeyNotThere, match="Bos 2 is kwijt"):
        hand_out(key, manager)
    acting.note_found(key_set=key, by=manager, now=NOW)
    acting.retire_key(key_set=key, by=manager, now=NOW)
    with pytest.raises(acting.KeyNotThere, match="niet meer in gebruik"):
        hand_out(key, manager)


@pytest.mark.django_db
def test_taken_back_twice_it_came_back_once_and_can_be_undone(key, host, manager):
    loan = hand_out(key, host)
    for by, hours in ((manager, 1), (host, 2)):
        acting.take_back(loan=loan, by=by, now=NOW + timedelta(hours=hours))
    loan.refresh_from_db()
    assert (loan.in_at, loan.taken_by) == (NOW + timedelta(hours=1), manager)
    for _again in range(2):
        acting.undo_take_back(loan=loan, by=host, now=NOW)
    loan.refresh_from_db()
    assert (loan.in_at, loan.taken_by) == (None, None)
    assert AuditEvent.objects.count() == 3
    assert verbs() == {"key.handed_out", "key.taken_back", "key.not_back"}


@pytest.mark.django_db
def test_taking_back_is_not_undone_once_somebody_else_has_it(key, host, manager):
    loan = hand_out(key, host)
    acting.take_back(loan=loan, by=host, now=NOW)
    other = hand_out(key, host, holder="Mo")
    with pytest.raises(acting.KeyIsOut, match="nu bij Mo"):
        acting.undo_take_back(loan=loan, by=host, now=NOW)
    acting.take_back(loan=other, by=host, now=NOW)
    acting.retire_key(key_set=key, by=manager, now=NOW)
    with pytest.raises(acting.KeyNotThere):
        acting.undo_take_back(loan=loan, by=host, now=NOW)
    assert not KeyLoan.objects.filter(in_at=None).exists()


@pytest.mark.django_db
def test_lost_key_that_comes_back_is_found(key, host):
    loan = hand_out(key, host)
    acting.note_lost(key_set=key, on=TODAY, by=host, now=NOW)
    acting.take_back(loan=loan, by=host, now=NOW)
    assert KeySet.objects.get().lost_on is None
    assert verbs() == {"key.handed_out", "key.lost", "key.taken_back", "key.found"}


@pytest.mark.django_db
def test_key_that_is_out_is_not_retired_unless_it_is_lost(key, manager):
    hand_out(key, manager)
    with pytest.raises(acting.KeyIsOut):
        acting.retire_key(key_set=key, by=manager, now=NOW)
    acting.note_lost(key_set=key, on=TODAY, by=manager, now=NOW)
    assert not acting.retire_key(key_set=key, by=manager, now=NOW).is_active


# -- Who has which --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_register_sorts_by_what_asks_for_somebody(place, host, django_assert_num_queries):
    bunch = [KeySet.objects.create(place=place, number=f"Bos {one}") for one in (10, 9, 2, 1, 3, 11)]
    hand_out(bunch[0], host, due_on=TODAY)
    hand_out(bunch[1], host, due_on=TODAY - 3 * DAY, today=TODAY - 9 * DAY, now=NOW - 9 * DAY)
    hand_out(bunch[2], host, due_on=TODAY - 2 * DAY, today=TODAY - 9 * DAY, now=NOW - 9 * DAY, holder="Mo")
    acting.note_lost(key_set=bunch[3], on=TODAY, by=host, now=NOW)
    KeySet.objects.filter(pk=bunch[4].pk).update(is_active=False)
    KeySet.objects.create(place=make_place("Elders"), number="Andere")
    with django_assert_num_queries(2):
        register = register_of(place, TODAY)
    said = [
        [one.key_set.number for one in part]
        for part in (register.overdue, register.out, register.here, register.lost, register.retired)
    ]
    assert said == [["Bos 9", "Bos 2"], ["Bos 10"], ["Bos 11"], ["Bos 1"], ["Bos 3"]]
    assert [one.holder for one in overdue_keys(place, TODAY)] == ["Wil", "Mo"]
    assert summary_of(place, NOW).keys == list(overdue_keys(place, TODAY))
    assert [one.key_set.number for one in register_of(place, TODAY, "MO").all] == ["Bos 2"]
    assert not register_of(place, TODAY, "niemand")


@pytest.mark.django_db
def test_lost_key_is_not_waited_for(place, key, host):
    hand_out(key, host, due_on=TODAY)
    assert overdue_keys(place, TODAY + DAY).count() == 1
    assert overdue_keys(place, TODAY).count() == 0
    acting.note_lost(key_set=key, on=TODAY, by=host, now=NOW)
    assert overdue_keys(place, TODAY + DAY).count() == 0


# -- Asking for it --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_one_letter_in_fourteen_days_for_what_is_late(place, key, host, choir):
    hand_out(key, host, party=choir, due_on=TODAY)
    other = KeySet.objects.create(place=place, number="Zonder adres")
    hand_out(other, host, due_on=TODAY)
    nights = {}
    for night in range(31):
        keys_round(NOW + night * DAY)
        keys_round(NOW + night * DAY)
        for letter in Letter.objects.filter(written_at=NOW + night * DAY):
            nights[night] = (letter.to, letter.subject)
        call_retain(NOW + night * DAY)
    assert list(nights) == [1, 16]
    assert set(nights.values()) == {("koor@example.org", "Breng je de sleutel terug? Bos 2")}


def call_retain(now):
    with time_machine.travel(now, tick=False):
        call_command("retain", verbosity=0)
