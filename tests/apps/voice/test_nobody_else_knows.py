"""What reaches nobody it is not for: by a round, a second role, a trail, a title that stays, or a number."""

from datetime import timedelta

import pytest
from django.test import Client

from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.people.queries import everything_about
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.evaluation import look_again
from schuifaan.apps.voice.actions.handling import look_at
from schuifaan.apps.voice.actions.poll_answers import Said, take_answer
from schuifaan.apps.voice.actions.rounds_points import take_up
from schuifaan.apps.voice.actions.sharing_tips import share_tip
from schuifaan.apps.voice.actions.welcome import begin, finish
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Addition, EvaluationPoint, FreeLine, Matter, Point, Signal
from schuifaan.apps.voice.queries.matter_people import may_take_up
from schuifaan.apps.voice.queries.matters import matters_of
from schuifaan.apps.voice.queries.readers import Reads, who_reads
from schuifaan.apps.voice.queries.rounds import reactions_to_take_up
from tests.apps.pages import html
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_organisation,
    make_team_member,
    make_user,
)
from tests.factories.voice import make_evaluation, make_matter, make_poll, make_round, make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

SNAPS = "De beheerder snauwt tegen bezoekers"


@pytest.fixture
def town_hall() -> Organisation:
    kind = {"kind": "municipality", "municipality_code": make_municipality().pk}
    return make_organisation("gemeente", name="Gemeente", **kind)


def officer(town_hall: Organisation, email: str) -> User:
    user = make_user(email)
    make_membership(user, town_hall, OrganisationRole.MUNICIPAL_OFFICER)
    return user


# -- A complaint about somebody, as a reaction to a round -------------------------------------------


@pytest.mark.parametrize("about", ["member", "unnamed"])
def test_complaint_about_a_person_never_becomes_a_point(
    place: Place, manager: User, board_member: User, about: str
) -> None:
    of = make_round(place, is_public=True)
    member = manager.place_roles.get() if about == "member" else None
    matter = make_matter(place, round=of, title=SNAPS, about_person=about, about_member=member)
    make_signal(matter, SNAPS)
    assert reactions_to_take_up(of, board_member) == []
    with pytest.raises(NotAllowed):
        take_up(of=of, matter=matter, by=board_member, now=NOW)
    assert Point.objects.count() == 0


def test_administrator_it_is_about_finds_nothing_among_the_reactions(
    place: Place, administrator: User
) -> None:
    of = make_round(place)
    member = make_team_member(place, user=administrator)
    make_signal(make_matter(place, round=of, title=SNAPS, about_person="member", about_member=member), SNAPS)
    assert reactions_to_take_up(of, administrator) == []


def test_reaction_stands_in_a_public_round_without_what_tells_who_said_it(
    client: Client, place: Place, manager: User
) -> None:
    of = make_round(place, is_public=True)
    matter = make_matter(place, round=of, title="Bel me op 06 12345678, graag een bankje")
    make_signal(matter, "Bel me op 06 12345678, graag een bankje")
    take_up(of=of, matter=matter, by=manager, now=NOW)
    page = html(client, f"/rondes/{of.slug}/")
    assert ("12345678" in page, "graag een bankje" in page) == (False, True)


# -- An officer who is on the team as well -----------------------------------------------------------


def test_officer_of_the_team_does_not_see_what_may_be_about_them(
    place: Place, host: User, town_hall: Organisation
) -> None:
    make_membership(host, town_hall, OrganisationRole.MUNICIPAL_OFFICER)
    other = officer(town_hall, "gemeente@example.org")
    town = make_municipality()
    place.municipality = town
    place.save()
    unnamed = make_matter(place, municipality=town, title=SNAPS, about_person="unnamed")
    plain = make_matter(place, municipality=town)
    elsewhere = make_matter(None, municipality=town)
    assert set(matters_of(host, municipality=town)) == {plain, elsewhere}
    assert set(matters_of(other, municipality=town)) == {unnamed, plain, elsewhere}
    assert may_take_up(unnamed) == [other]
    with pytest.raises(NotAllowed):
        look_at(matter=unnamed, by=host, now=NOW)


def test_what_only_an_officer_of_the_team_could_read_goes_to_the_board(
    place: Place, host: User, board_member: User, town_hall: Organisation
) -> None:
    make_membership(host, town_hall, OrganisationRole.MUNICIPAL_OFFICER)
    place.municipality = make_municipality()
    place.save()
    asked = {"to": "municipality", "place": place, "about_person": "unnamed"}
    assert who_reads(**asked).who == Reads.BOARD
    officer(town_hall, "gemeente@example.org")
    assert who_reads(**asked).who == Reads.MUNICIPALITY


def test_who_was_named_and_left_is_read_about_by_the_board(
    place: Place, manager: User, board_member: User
) -> None:
    assert who_reads(to="place", place=place, about_person="member").who == Reads.BOARD


# -- The self-check, in no trail that others read ----------------------------------------------------


def test_trail_of_the_place_says_nothing_of_the_self_check(
    client: Client, place: Place, manager: User, organisation: Organisation, administrator: User
) -> None:
    organisation.kind = OrganisationKind.HOUSING_ASSOCIATION
    organisation.save()
    finish(check=begin(place=place, by=manager, now=NOW), by=manager, now=NOW)
    share_tip(place=place, element="element.E1", text="Zet de deur open", by=manager, now=NOW)
    landlord = make_user("corporatie@example.org")
    make_membership(landlord, organisation, OrganisationRole.BOARD)
    for reader in (landlord, administrator):
        client.force_login(reader)
        page = html(client, f"/beheer/plek/{place.slug}/logboek/")
        assert ("zelfcheck" in page, "tip gedeeld" in page) == (False, False)


def test_support_shows_the_trail_of_neither_self_checks_nor_complaints_about_somebody(
    client: Client, place: Place, manager: User, board_member: User, administrator: User
) -> None:
    about = make_matter(place, about_person="member", about_member=manager.place_roles.get())
    begin(place=place, by=manager, now=NOW)
    look_at(matter=about, by=board_member, now=NOW)
    plain = make_matter(place)
    look_at(matter=plain, by=manager, now=NOW)
    client.force_login(administrator)
    page = html(client, "/support/people/auditevent/")
    shown = [scope in page for scope in ("welcome:", f"matter:{about.pk}", f"nr. {plain.pk}")]
    assert shown == [False, False, True]


# -- What stays after what was said has gone ---------------------------------------------------------


def said_long_ago(place: Place, **fields: object) -> Matter:
    closed = {"state": MatterState.CLOSED, "closed_at": NOW - timedelta(days=731)}
    matter = make_matter(place, title="Mijn buurman Piet", policy="De regel van Piet", **{**closed, **fields})
    make_signal(matter, "Mijn buurman Piet maakt lawaai", said_at=NOW - timedelta(days=731))
    return matter


def test_first_words_of_what_was_said_go_with_it(place: Place) -> None:
    said_long_ago(place)
    said_long_ago(place, state=MatterState.HELD, closed_at=None)
    retain(today=TODAY)
    assert list(Matter.objects.all()) == []


def test_what_everybody_reads_stays_and_the_first_words_go(place: Place) -> None:
    said_long_ago(place, is_public=True, public_text="Er is lawaai.", public_response="We praten.")
    retain(today=TODAY)
    told = Matter.objects.values_list("title", "policy", "public_text", "public_response")
    assert list(told) == [("…", "", "Er is lawaai.", "We praten.")]


def test_export_of_who_it_is_about_says_nothing_of_a_complaint(place: Place, manager: User) -> None:
    make_signal(
        make_matter(place, title=SNAPS, about_person="member", about_member=manager.place_roles.get()), SNAPS
    )
    told = everything_about(Person(manager.email, manager))
    assert [one["what"] for one in told if "klacht over jou" in one["what"]] == []


def test_export_for_who_left_an_address_shows_what_they_said_and_erasing_unties_it(place: Place) -> None:
    signal = make_signal(make_matter(place), contact_by="email", contact="aicha@example.org")
    Addition.objects.create(signal=signal, text="Ook op zaterdag", said_at=NOW)
    aicha = Person("aicha@example.org")
    told = str(everything_about(aicha))
    assert ("Kunnen we vaker samen eten?" in told, "Ook op zaterdag" in told) == (True, True)
    erase_person(person=aicha, now=NOW)
    assert (Signal.objects.get().text, Addition.objects.count()) == ("Kunnen we vaker samen eten?", 1)
    assert "samen eten" not in str(everything_about(aicha))


def test_first_words_stay_as_long_as_what_was_said(place: Place) -> None:
    make_signal(make_matter(place, title="Een bankje"), "Een bankje")
    retain(today=TODAY)
    assert Matter.objects.get().title == "Een bankje"


# -- What is written down after everybody can read it ------------------------------------------------


@pytest.mark.parametrize(
    ("shown_to", "kept"), [("everybody", "Gelukt, bel [telefoonnummer]"), ("team", "Gelukt, bel 06 12345678")]
)
def test_note_on_a_public_look_back_names_nobody(
    place: Place, manager: User, shown_to: str, kept: str
) -> None:
    said = {"finished_at": NOW, "agreed_on": TODAY, "agreed_how": "Aan tafel."}
    evaluation = make_evaluation(place, is_public=shown_to == "everybody", **said)
    point = EvaluationPoint.objects.create(evaluation=evaluation, kind="keep", text="Samen eten")
    look_again(point=point, note="Gelukt, bel 06 12345678", on=TODAY, by=manager, now=NOW)
    point.refresh_from_db()
    assert point.done_note == kept


# -- What one person wrote ---------------------------------------------------------------------------


def test_numbers_of_lines_do_not_say_which_came_together(place: Place) -> None:
    poll = make_poll(place)
    question = poll.questions.get().pk
    for number in range(6):
        said = Said(lines={question: (f"regel {number}", f"nog een {number}")})
        take_answer(poll=poll, said=said, form_token=f"vel-{number}", today=TODAY)
    keys = list(FreeLine.objects.values_list("pk", flat=True))
    steps = {abs(one - other) for one in keys for other in keys if one != other}
    assert (len(set(keys)), min(steps) > 12) == (12, True)
