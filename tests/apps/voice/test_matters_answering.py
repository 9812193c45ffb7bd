"""An answer reaches everybody who raised it, each once: with the real post and two colleagues at the same moment."""

from datetime import timedelta

import pytest
from django.db import transaction

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.voice.actions import post
from schuifaan.apps.voice.actions.answering import AlreadyAnswered, answer
from schuifaan.apps.voice.actions.at_the_desk import MatterError
from schuifaan.apps.voice.actions.combining import combine, take_apart
from schuifaan.apps.voice.actions.handling import called
from schuifaan.apps.voice.models import Answer, Letter, Matter, Signal
from tests.factories import NOW, make_team_member, make_user
from tests.factories.voice import make_matter, make_signal
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db
TEXT = "Vanaf december eten we elke donderdag samen."


def by_mail(matter, who, **fields):
    return make_signal(
        matter,
        f"Kunnen we vaker samen eten? {who}",
        contact_by="email",
        contact=f"{who}@example.org",
        **fields,
    )


def send():
    return post.send_waiting_letters(clock=lambda: NOW)


def test_answer_is_kept_with_its_outcome_and_the_matter_is_answered(place, manager):
    matter = make_matter(place)
    make_signal(matter)
    given = answer(matter=matter, outcome="adopted", text=f"  {TEXT} ", by=manager, now=NOW)
    assert (given.number, given.outcome, given.text, given.given_by) == (1, "adopted", TEXT, manager)
    matter.refresh_from_db()
    assert (matter.state, matter.answered_at, matter.looked_at_at, matter.version) == (
        "answered",
        NOW,
        NOW,
        2,
    )
    event = AuditEvent.objects.get(verb="matter.answered")
    assert (event.scope, event.subject) == (place.audit_scope, f"nr. {matter.pk}")


@pytest.mark.parametrize(
    ("outcome", "text", "field", "said"),
    [
        ("not", "  ", "text", "Schrijf op waarom het niet kan. Zonder reden is het geen antwoord."),
        ("adopted", "", "text", "Schrijf op wat je ermee doet."),
        ("misschien", TEXT, "outcome", "Kies wat ermee gebeurt."),
    ],
)
def test_answer_asks_for_an_outcome_and_a_reason(place, manager, outcome, text, field, said):
    matter = make_matter(place)
    make_signal(matter)
    with pytest.raises(MatterError) as refused:
        answer(matter=matter, outcome=outcome, text=text, by=manager, now=NOW)
    assert (refused.value.field, str(refused.value)) == (field, said)
    assert Answer.objects.count() == 0


def test_answer_to_what_is_held_back_waits_until_it_is_let_through(place, manager):
    matter = make_matter(place, state="held")
    with pytest.raises(MatterError):
        answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)


def test_answer_is_for_who_runs_the_place(place, host, stranger):
    matter = make_matter(place)
    for user in (host, stranger):
        with pytest.raises(NotAllowed):
            answer(matter=matter, outcome="adopted", text=TEXT, by=user, now=NOW)


def test_three_residents_with_the_same_wish_all_get_the_answer_once(place, manager, letter_box):
    matters = [make_matter(place) for _ in range(3)]
    for matter, who in zip(matters, ("mia", "ton", "ali"), strict=True):
        by_mail(matter, who, language="en" if who == "ali" else "nl")
    into = combine(into=matters[0], matters=matters[1:], by=manager, now=NOW)
    answer(matter=into, outcome="adopted", text=TEXT, by=manager, now=NOW)
    assert (send(), send()) == (3, 0)
    assert letter_box.readers() == ["ali@example.org", "mia@example.org", "ton@example.org"]
    (letter,) = letter_box.of("mia@example.org")
    words = letter.get_content()
    signal = Signal.objects.get(contact="mia@example.org")
    assert TEXT in words
    assert "overgenomen" in words
    assert signal.token in words
    assert letter["Subject"] == "Antwoord van ’t Atrium"
    assert letter_box.of("ali@example.org")[0]["Subject"] == "Answer from ’t Atrium"
    # Of what was sent nothing stays that says to whom.
    assert set(Letter.objects.values_list("contact", "text")) == {("", "")}


def test_combined_after_the_answer_the_newcomer_hears_it_and_nobody_hears_it_twice(
    place, manager, letter_box
):
    answered, late = make_matter(place), make_matter(place)
    by_mail(answered, "mia")
    by_mail(late, "ton")
    answer(matter=answered, outcome="carrying_out", text=TEXT, by=manager, now=NOW)
    assert send() == 1
    combine(into=Matter.objects.get(pk=answered.pk), matters=[late], by=manager, now=NOW)
    assert send() == 1
    assert letter_box.addresses == ["mia@example.org", "ton@example.org"]
    # Apart and together again: they have heard it already.
    ton = Signal.objects.get(contact="ton@example.org")
    own = take_apart(signal=ton, by=manager, now=NOW)
    combine(into=Matter.objects.get(pk=answered.pk), matters=[own], by=manager, now=NOW)
    assert send() == 0
    assert len(letter_box.letters) == 2


def test_second_answer_goes_to_everybody_again_once(place, manager, letter_box):
    matter = make_matter(place)
    signal = by_mail(matter, "mia", helped=False)
    answer(matter=matter, outcome="carrying_out", text=TEXT, by=manager, now=NOW)
    matter.refresh_from_db()
    second = answer(matter=matter, outcome="adopted", text="De eerste keer is geweest.", by=manager, now=NOW)
    assert second.number == 2
    assert send() == 2
    signal.refresh_from_db()
    assert signal.helped is None


def test_new_answer_takes_the_earlier_one_off_the_public_page(place, manager):
    matter = make_matter(place, is_public=True, public_text="Samen eten")
    answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)
    matter.refresh_from_db()
    assert (matter.is_public, matter.public_text) == (False, "Samen eten")


def test_answer_given_meanwhile_is_said_and_nothing_is_sent(place, manager, board_member):
    matter = make_matter(place)
    by_mail(matter, "mia")
    stale = Matter.objects.get(pk=matter.pk)
    answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)
    with pytest.raises(AlreadyAnswered) as refused:
        answer(
            matter=stale,
            outcome="not",
            text="Er is geen kok.",
            by=board_member,
            now=NOW + timedelta(minutes=1),
        )
    assert str(refused.value) == f"{manager} heeft net antwoord gegeven. Jouw antwoord is niet verstuurd."
    with pytest.raises(AlreadyAnswered):
        answer(
            matter=Matter.objects.get(pk=matter.pk), number=1, outcome="not", text="Nee.", by=board_member, now=NOW
        )  # fmt: skip
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_press_answer_at_once_give_one_answer_and_one_message(place, manager):
    colleague = make_user("collega@example.org")
    make_team_member(place, user=colleague)
    matter = make_matter(place)
    for who in ("mia", "ton", "ali"):
        by_mail(matter, who)

    def press(by):
        found = Matter.objects.get(pk=matter.pk)
        answer(matter=found, outcome="adopted", text=TEXT, number=1, by=by, now=NOW)

    assert names_of(at_once(press, [manager, colleague])) == ["AlreadyAnswered", "NoneType"]
    assert Answer.objects.count() == 1
    assert Letter.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_combining_and_answering_at_once_still_tells_everybody_once(place, manager):
    for _ in range(3):
        first, second = make_matter(place), make_matter(place)
        by_mail(first, "mia")
        by_mail(second, "ton")

        def work(what, first=first, second=second):
            if what == "answer":
                answer(matter=first, outcome="adopted", text=TEXT, by=manager, now=NOW)
            else:
                combine(into=first, matters=[second], by=manager, now=NOW)

        assert at_once(work, ["answer", "combine"]) == [None, None]
        told = Letter.objects.filter(signal__matter=first).values_list("signal__contact", flat=True)
        assert sorted(told) == ["mia@example.org", "ton@example.org"]
        Letter.objects.all().delete()


def test_letter_that_a_worker_died_with_is_not_sent_twice_and_the_others_go(place, manager, letter_box):
    matter = make_matter(place)
    for who in ("mia", "ton"):
        by_mail(matter, who)
    answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)
    letter_box.dies_after = "mia@example.org"
    send()
    letter_box.dies_after = ""
    post.send_waiting_letters(clock=lambda: NOW + timedelta(hours=3))
    assert letter_box.readers() == ["mia@example.org", "ton@example.org"]


def test_answer_that_fails_tells_nobody(place, manager):
    matter = make_matter(place)
    by_mail(matter, "mia")

    def fails():
        with transaction.atomic():
            answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (Answer.objects.count(), Letter.objects.count()) == (0, 0)


def test_who_gave_a_number_is_on_the_list_to_call_until_somebody_did(place, manager):
    matter = make_matter(place)
    make_signal(matter, contact_by="phone", contact="043 123 45 67")
    make_signal(matter, "Ik eet ook graag mee.")
    answer(matter=matter, outcome="adopted", text=TEXT, by=manager, now=NOW)
    letter = Letter.objects.get()
    assert (letter.by, letter.contact) == ("phone", "043 123 45 67")
    called(letter=letter, by=manager, now=NOW)
    called(letter=letter, by=manager, now=NOW)
    letter.refresh_from_db()
    assert (letter.contact, letter.text, letter.done_at) == ("", "", NOW)
    assert AuditEvent.objects.filter(verb="matter.called").count() == 1
