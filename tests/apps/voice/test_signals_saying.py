"""Saying something, adding to it, and whether the answer helps."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import saying as doing
from schuifaan.apps.voice.actions.closing import close_answered
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Addition, Answer, Letter, Matter, Signal
from tests.factories import NOW, make_membership, make_municipality, make_place, make_team_member, make_user
from tests.factories.voice import make_matter, make_signal

pytestmark = pytest.mark.django_db


def say(place: Place | None, text: str = "Kunnen we vaker samen eten?", **told: Any) -> Signal:
    return doing.say(**{"to": "place", "place": place, "kind": "wish", "text": text, "now": NOW, **told})


def answered(place: Place, *signals: str, given_at: Any = NOW) -> Matter:
    matter = make_matter(place, state=MatterState.ANSWERED, answered_at=given_at)
    for text in signals or ("Kunnen we vaker samen eten?",):
        make_signal(matter, text)
    Answer.objects.create(
        matter=matter, number=1, outcome="adopted", text="Ja, op dinsdag.", given_at=given_at
    )
    return matter


def test_what_somebody_says_is_received_with_a_code_and_a_term(place: Place, manager: User) -> None:
    signal = say(place)
    matter = signal.matter
    assert (matter.to, matter.place, matter.state, matter.due_on) == (
        "place", place, "received", date(2026, 12, 5),
    )  # fmt: skip
    assert (matter.title, matter.municipality, len(signal.code)) == ("Kunnen we vaker samen eten?", None, 8)
    assert (signal.contact_by, signal.contact, Letter.objects.count()) == ("none", "", 0)
    assert len(signal.shown_code) == 9


def test_a_title_is_the_first_words(place: Place, manager: User) -> None:
    matter = say(place, "Er is\n\n" + "een heel lang verhaal " * 20).matter
    assert (len(matter.title), matter.title[:20], matter.title[-1]) == (80, "Er is een heel lang ", "…")


def test_nothing_said_is_refused(place: Place) -> None:
    with pytest.raises(doing.NothingSaid) as refused:
        say(place, "  \n ")
    assert (refused.value.field, Matter.objects.count()) == ("text", 0)


def test_the_same_form_twice_is_said_once(place: Place, manager: User) -> None:
    first, second = say(place, form_token="een-formulier"), say(place, form_token="een-formulier")
    assert (first.pk, Matter.objects.count(), Signal.objects.count()) == (second.pk, 1, 1)


def test_who_leaves_an_address_hears_the_code(
    place: Place, manager: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        signal = say(place, contact_by="email", contact="aicha@example.org")
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["aicha@example.org"],
        f"Ontvangen: je code is {signal.shown_code}",
    )
    assert f"/laat-weten/{signal.token}/" in str(letter.body)
    assert "Uiterlijk 5 december krijg je antwoord." in str(letter.body)


def test_somebody_who_writes_in_english_hears_it_in_english(place: Place, manager: User) -> None:
    signal = say(place, contact_by="email", contact="sam@example.org", language="en")
    assert signal.letters.get().subject == f"Received: your code is {signal.shown_code}"


def test_what_a_machine_seems_to_send_is_held_and_still_has_a_code(place: Place, manager: User) -> None:
    signal = say(place, looks_automatic=True, contact_by="email", contact="a@example.org")
    assert (signal.matter.state, len(signal.code), Letter.objects.count()) == ("held", 8, 0)


def test_noting_what_somebody_said_at_the_counter_is_for_the_team(
    place: Place, host: User, stranger: User
) -> None:
    make_team_member(place, user=make_user("beheerder@example.org"))
    noted = say(place, way="talk", by=host)
    assert (noted.way, AuditEvent.objects.get().verb, AuditEvent.objects.get().subject) == (
        "talk", "signal.noted", "een wens",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        say(place, way="talk", by=stranger)


# ------------------------------------------------------------------ who it is about never reads it


def about(place: Place, member: Any = None, **told: Any) -> Matter:
    return say(
        place, kind="complaint", about_person="member" if member else "unnamed", about_member=member, **told
    ).matter  # fmt: skip


def readers(matter: Matter, *users: User) -> list[User]:
    fresh = User.objects.filter(pk__in=[user.pk for user in users]).order_by("pk")
    return [user for user in fresh if user.has_perm("voice.handle_matter", matter)]


def test_a_complaint_about_a_host_is_read_by_who_runs_the_place(
    place: Place, manager: User, host: User
) -> None:
    matter = about(place, host.place_roles.get())
    assert (matter.to, readers(matter, manager, host)) == ("place", [manager])


def test_a_complaint_about_a_manager_is_read_by_the_others(
    place: Place, manager: User, board_member: User
) -> None:
    matter = about(place, manager.place_roles.get())
    assert (matter.to, readers(matter, manager, board_member)) == ("place", [board_member])


def test_a_complaint_about_the_only_manager_goes_to_the_municipality_that_hears(
    place: Place, manager: User, officer: User, organisation: Organisation
) -> None:
    chair = make_user("voorzitter@example.org")
    make_membership(chair, organisation, OrganisationRole.BOARD)
    place.municipality = make_municipality()
    place.save()
    Organisation.objects.filter(memberships__user=officer).update(municipality_code="GM0935")
    matter = about(place, manager.place_roles.get())
    assert (matter.to, matter.municipality, matter.place) == ("municipality", place.municipality, place)
    assert readers(matter, manager, officer, chair) == [officer]


def test_a_complaint_about_the_only_manager_goes_to_who_leads_the_organisation(
    place: Place, manager: User, organisation: Organisation
) -> None:
    chair = make_user("voorzitter@example.org")
    make_membership(chair, organisation, OrganisationRole.BOARD)
    matter = about(place, manager.place_roles.get())
    assert (matter.to, readers(matter, manager, chair)) == ("place", [chair])


def test_the_only_manager_who_also_leads_the_organisation_and_works_for_the_municipality_reads_nothing(
    place: Place, manager: User, organisation: Organisation, officer: User, administrator: User
) -> None:
    make_membership(manager, organisation, OrganisationRole.BOARD)
    place.municipality = make_municipality()
    place.save()
    town = Organisation.objects.get(memberships__user=officer)
    Organisation.objects.filter(pk=town.pk).update(municipality_code="GM0935")
    officer.memberships.update(user=manager)
    matter = about(place, manager.place_roles.get())
    assert (matter.to, readers(matter, manager, administrator)) == ("place", [administrator])
    chosen = about(place, manager.place_roles.get(), to="municipality")
    assert (chosen.to, readers(chosen, manager, administrator)) == ("place", [administrator])


def test_a_complaint_about_nobody_by_name_is_read_by_the_board(
    place: Place, manager: User, board_member: User
) -> None:
    matter = about(place)
    assert (matter.about_person, matter.to, readers(matter, manager, board_member)) == (
        "unnamed", "place", [board_member],
    )  # fmt: skip


def test_without_a_board_nobody_by_name_goes_to_the_municipality(
    place: Place, manager: User, officer: User
) -> None:
    place.municipality = make_municipality()
    place.save()
    Organisation.objects.filter(memberships__user=officer).update(municipality_code="GM0935")
    matter = about(place)
    assert (matter.to, readers(matter, manager, officer)) == ("municipality", [officer])


def test_with_nobody_else_at_all_it_goes_to_who_administers_the_site(
    place: Place, manager: User, administrator: User
) -> None:
    assert readers(about(place), manager, administrator) == [administrator]
    assert readers(about(place, manager.place_roles.get()), manager, administrator) == [administrator]


def test_a_former_manager_is_no_reader(place: Place, manager: User, administrator: User) -> None:
    gone = make_user("oud@example.org")
    make_team_member(place, user=gone, role=PlaceRole.BOARD, until_date=date(2025, 1, 1))
    matter = about(place, manager.place_roles.get())
    assert readers(matter, manager, gone, administrator) == [administrator]


def test_a_place_without_a_team_is_heard_by_its_municipality(db: None, officer: User) -> None:
    Organisation.objects.filter(memberships__user=officer).update(municipality_code="GM0935")
    assert say(make_place(municipality=make_municipality())).matter.to == "municipality"


# ------------------------------------------------------------------ adding, and whether it helps


def test_something_is_added_once(place: Place) -> None:
    signal = make_signal(make_matter(place))
    doing.add(signal=signal, text=" Ook op zaterdag. ", now=NOW)
    doing.add(signal=signal, text="Ook op zaterdag.", now=NOW)
    assert list(Addition.objects.values_list("text", flat=True)) == ["Ook op zaterdag."]


def test_nothing_is_added_to_what_is_closed(place: Place) -> None:
    signal = make_signal(make_matter(place, state=MatterState.CLOSED, closed_at=NOW))
    with pytest.raises(doing.AlreadyClosed):
        doing.add(signal=signal, text="Nog iets", now=NOW)
    with pytest.raises(doing.NothingSaid):
        doing.add(signal=signal, text=" ", now=NOW)


def test_adding_ends_somewhere(place: Place) -> None:
    signal = make_signal(make_matter(place))
    for number in range(doing.MOST_ADDITIONS):
        doing.add(signal=signal, text=f"Nog iets: {number}", now=NOW)
    with pytest.raises(doing.SaidTooMuch):
        doing.add(signal=signal, text="En nog iets", now=NOW)


def test_nobody_says_that_nothing_helps(place: Place) -> None:
    with pytest.raises(doing.NotAnswered):
        doing.say_helped(signal=make_signal(make_matter(place)), helped=False, now=NOW)


def test_a_no_opens_the_matter_again_once(place: Place) -> None:
    matter = answered(place)
    later = NOW + timedelta(days=7)
    signal = doing.say_helped(signal=matter.signals.get(), helped=False, now=later)
    matter.refresh_from_db()
    assert (matter.state, matter.reopened_at, matter.due_on, matter.looked_at_at) == (
        "received", later, date(2026, 12, 12), None,
    )  # fmt: skip
    assert (signal.helped, signal.reopened_at) == (False, later)
    Matter.objects.update(state=MatterState.ANSWERED)
    again = doing.say_helped(signal=signal, helped=False, now=later + timedelta(days=1))
    matter.refresh_from_db()
    assert (again.helped, matter.state, matter.reopened_at) == (False, "answered", later)


def test_the_matter_closes_when_everybody_said_yes(place: Place) -> None:
    matter = answered(place, "Biljarten", "Meer voor mannen")
    first, second = matter.signals.all()
    doing.say_helped(signal=first, helped=True, now=NOW)
    matter.refresh_from_db()
    assert matter.state == "answered"
    doing.say_helped(signal=second, helped=True, now=NOW)
    matter.refresh_from_db()
    assert (matter.state, matter.closed_at) == ("closed", NOW)


@pytest.mark.parametrize(("days", "state"), [(30, "received"), (31, "closed")])
def test_a_no_comes_in_time_until_a_month_after_closing(place: Place, days: int, state: str) -> None:
    matter = answered(place)
    Matter.objects.update(state=MatterState.CLOSED, closed_at=NOW)
    doing.say_helped(signal=matter.signals.get(), helped=False, now=NOW + timedelta(days=days))
    matter.refresh_from_db()
    assert (matter.state, matter.closed_at is None) == (state, state == "received")


def test_what_is_answered_two_weeks_ago_closes_by_itself(place: Place) -> None:
    quiet, fresh = answered(place), answered(place, given_at=NOW + timedelta(seconds=1))
    doing.say_helped(signal=answered(place).signals.get(), helped=False, now=NOW)
    later = NOW + timedelta(days=14)
    assert [close_answered(now=later), close_answered(now=later)] == [1, 0]
    quiet.refresh_from_db()
    fresh.refresh_from_db()
    assert (quiet.state, quiet.closed_at, fresh.state) == ("closed", later, "answered")


def test_a_second_answer_begins_the_two_weeks_anew(place: Place) -> None:
    matter = answered(place)
    again = NOW + timedelta(days=10)
    Answer.objects.create(matter=matter, number=2, outcome="partly", text="Ook op donderdag.", given_at=again)
    Matter.objects.filter(pk=matter.pk).update(answered_at=again)
    assert close_answered(now=NOW + timedelta(days=14)) == 0
    assert close_answered(now=NOW + timedelta(days=24)) == 1
