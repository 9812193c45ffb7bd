"""A complaint about a person never shows to that person: not in a list, a count, a search, a mail or a trail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.places.queries.whole_place import whole_place
from schuifaan.apps.voice.actions.answering import answer
from schuifaan.apps.voice.actions.combining import combine
from schuifaan.apps.voice.actions.handling import assign, close, look_at
from schuifaan.apps.voice.actions.reminding import remind
from schuifaan.apps.voice.on_pages import matters as lines
from schuifaan.apps.voice.queries import matters as reading
from schuifaan.apps.voice.queries.likeness import likely_same
from schuifaan.apps.voice.queries.matter_people import may_take_up, to_remind
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_organisation,
    make_team_member,
    make_user,
)
from tests.factories.voice import make_matter, make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
SECRET = "De beheerder snauwt tegen bezoekers"


@pytest.fixture
def about(place, manager):
    """About the manager, with somebody to phone."""
    member = manager.place_roles.get()
    matter = make_matter(place, kind="complaint", title=SECRET, about_person="member", about_member=member)
    make_signal(matter, SECRET, contact_by="phone", contact="043 765 43 21", code="ACDEFGHJ")
    return matter


@pytest.fixture
def unnamed(place):
    matter = make_matter(place, kind="complaint", title=SECRET, about_person="unnamed")
    make_signal(matter, SECRET, code="ACDEFGHK")
    return matter


@pytest.fixture
def colleague(place):
    user = make_user("collega@example.org")
    make_team_member(place, user=user)
    return user


@pytest.fixture
def leader(organisation):
    user = make_user("leiding@example.org")
    make_membership(user, organisation, OrganisationRole.BOARD)
    return user


def seen_by(user, place):
    return list(reading.matters_of(user, place=place))


def test_list_has_it_for_colleagues_and_not_for_who_it_is_about(
    place, about, manager, colleague, board_member, leader
):
    assert seen_by(manager, place) == []
    assert [seen_by(user, place) for user in (colleague, board_member, leader)] == [[about]] * 3


def test_unnamed_is_for_the_board_and_who_leads_the_organisation_alone(
    place, unnamed, manager, colleague, board_member, leader, administrator
):
    assert [seen_by(user, place) for user in (manager, colleague)] == [[], []]
    # An administrator too: a place may have no board, nor anybody who leads its organisation.
    assert [seen_by(user, place) for user in (board_member, leader, administrator)] == [[unnamed]] * 3


def test_member_who_left_is_about_anybody_again(place, about, colleague, board_member):
    about.about_member.delete()
    assert [seen_by(user, place) for user in (colleague, board_member)] == [[], [about]]


def test_member_without_an_account_is_nobody_who_could_look(place, manager):
    host = make_team_member(place, role=PlaceRole.HOST)
    matter = make_matter(place, about_person="member", about_member=host)
    assert seen_by(manager, place) == [matter]


def test_what_is_about_nobody_is_for_all_who_run_the_place(
    place, manager, board_member, leader, administrator
):
    matter = make_matter(place)
    for user in (manager, board_member, leader, administrator):
        assert seen_by(user, place) == [matter]


def test_officer_it_is_about_does_not_see_it_at_the_municipality(place, manager):
    town = make_municipality()
    kind = {"kind": "municipality", "municipality_code": town.pk}
    make_membership(manager, make_organisation("gemeente", name="Gemeente", **kind), "municipal_officer")
    make_matter(
        place, to="municipality", municipality=town, about_person="member", about_member=manager.place_roles.get()
    )  # fmt: skip
    assert list(reading.matters_of(manager, municipality=town)) == []


def test_no_page_at_the_desk_says_anything_of_it(client, place, about, unnamed, manager):
    client.force_login(manager)
    answer(matter=about, outcome="partly", text="We praten.", by=make_board(place), now=NOW)
    other = make_matter(place, title="Over bezoekers")
    make_signal(other, "De beheerder groet bezoekers")
    slug = {"slug": place.slug}
    pages = [
        reverse("voice:matters", kwargs=slug) + query
        for query in (
            "",
            "?status=alles",
            "?status=beantwoord",
            "?status=alles&zoek=snauwt",
            "?status=alles&zoek=ACDEFGHJ",
            "?status=alles&soort=complaint",
        )
    ]
    pages += [
        reverse("voice:calls", kwargs=slug),
        reverse("voice:matter", kwargs=slug | {"pk": other.pk}),
        reverse("voice:matter_same", kwargs=slug | {"pk": other.pk}),
        reverse("voice:matter_same", kwargs=slug | {"pk": other.pk}) + "?zoek=snauwt",
        reverse("places:place_desk", kwargs=slug),
    ]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        text = response.content.decode()
        assert (SECRET in text, "043 765" in text, "telefoontje" in text) == (False, False, False), page


def make_board(place):
    user = make_user("nog-iemand@example.org")
    make_team_member(place, user=user, role=PlaceRole.BOARD)
    return user


@pytest.mark.parametrize(
    "name", ["matter", "matter_answer", "matter_arrange", "matter_same", "matter_pass_on", "matter_publish"]
)
def test_its_own_pages_are_not_there(client, place, about, unnamed, manager, board_member, name):
    for matter in (about, unnamed):
        page = reverse(f"voice:{name}", kwargs={"slug": place.slug, "pk": matter.pk})
        client.force_login(manager)
        assert client.get(page).status_code == 404
        client.force_login(board_member)
        assert client.get(page).status_code == 200


def test_nothing_can_be_done_with_it_from_outside(client, place, about, manager):
    client.force_login(manager)
    slug = {"slug": place.slug}
    other = make_matter(place)
    do = reverse("voice:matter_do", kwargs=slug | {"pk": about.pk})
    assert [client.post(do, {"what": what}).status_code for what in ("look", "close", "take")] == [
        404,
        404,
        404,
    ]
    client.post(reverse("voice:matters_combine", kwargs=slug), {"matter": [about.pk, other.pk]})
    client.post(reverse("voice:matter_same", kwargs=slug | {"pk": other.pk}), {"matter": [about.pk]})
    about.refresh_from_db()
    assert (about.state, about.signals.count()) == ("received", 1)


def test_administrator_it_is_about_can_do_nothing_with_it(place, administrator):
    member = make_team_member(place, user=administrator)
    matter = make_matter(place, about_person="member", about_member=member)
    assert seen_by(administrator, place) == []
    with pytest.raises(NotAllowed):
        look_at(matter=matter, by=administrator, now=NOW)


def test_counts_leave_it_out(place, about, unnamed, manager, board_member):
    about.due_on = TODAY - timedelta(days=9)
    about.save()
    answer(matter=about, outcome="partly", text="We praten.", by=board_member, now=NOW)
    short = reading.in_short(reading.matters_of(manager, place=place), today=TODAY)
    assert (short.waiting, short.overdue, short.held, short.calls) == (0, 0, 0, 0)
    (line,) = lines.on_place_desk(place, manager, NOW)
    assert (line.words, line.asks) == ("", False)
    (told,) = lines.on_place_desk(place, board_member, NOW)
    assert told.words == "Er wacht 1 bericht op antwoord. Er wacht 1 telefoontje."


def test_it_is_not_likely_the_same_as_anything(place, about, board_member):
    other = make_matter(place, title="De beheerder snauwt tegen bezoekers")
    here = reading.matters_of(board_member, place=place)
    assert likely_same(reading.matter_at(here, other.pk), here) == []
    assert likely_same(reading.matter_at(here, about.pk), here) == []


def test_reminder_goes_to_others_even_when_it_was_theirs_to_take_up(
    place, about, manager, colleague, board_member
):
    ContactPerson.objects.create(place=place, name="Beheerder", email=manager.email, since_date=TODAY)
    about.owner = manager
    about.save()
    assert to_remind(about) == [board_member, colleague]
    assert may_take_up(about) == [board_member, colleague]
    assert remind(now=NOW) == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == [board_member.email, colleague.email]


def test_reminder_of_unnamed_goes_to_the_board_alone(place, unnamed, manager, colleague, board_member):
    remind(now=NOW)
    assert [letter.to for letter in mail.outbox] == [[board_member.email]]


def test_trail_of_the_place_does_not_reveal_it(client, place, about, manager, board_member, colleague):
    make_team_member(place, user=manager, role=PlaceRole.BOARD)
    second = make_matter(place, about_person="member", about_member=about.about_member)
    make_signal(second)
    look_at(matter=about, by=board_member, now=NOW)
    assign(matter=about, owner=colleague, by=board_member, now=NOW)
    combine(into=about, matters=[second], by=board_member, now=NOW)
    answer(matter=about, outcome="partly", text="We praten.", by=board_member, now=NOW)
    close(matter=about, by=board_member, now=NOW)
    assert AuditEvent.objects.filter(scope=place.audit_scope).count() == 0
    assert AuditEvent.objects.filter(scope=f"matter:{about.pk}").count() == 5
    client.force_login(manager)
    page = client.get(reverse("places:trail", kwargs={"slug": place.slug}))
    assert page.status_code == 200
    assert f"nr. {about.pk}" not in page.content.decode()


def test_export_of_the_place_takes_nothing_of_it_along(place, about, manager):
    answer(matter=about, outcome="partly", text="We praten.", by=make_board(place), now=NOW)
    told = str(whole_place(place, with_photos=False))
    assert (SECRET in told, "We praten." in told) == (False, False)
