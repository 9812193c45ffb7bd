"""Following a calendar: adding, fetching, failing, believing it empty, letting go; and the page for it."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any, get_args

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from schuifaan.apps.agenda.actions.calendars import (
    CalendarRefused,
    add_calendar,
    fetch,
    fetch_due,
    stop_following,
    upload_calendar,
)
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.enums import ActivityStatus, CalendarProblem
from schuifaan.apps.agenda.importing.fetching import Fetched, NotFetched
from schuifaan.apps.agenda.models import Activity, Calendar, Occurrence, Series
from schuifaan.apps.agenda.queries.calendars import REASONS, calendars_of
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.core.calendars.events import Reason
from tests.factories import NOW
from tests.factories.calendars import calendar_file, event

pytestmark = pytest.mark.django_db

ADDRESS = "https://agenda.example/geheim/basic.ics"
COFFEE = event("koffie", "Koffieochtend", "20261123T100000", "20261123T120000", "RRULE:FREQ=WEEKLY")
SOUP = event("soep", "Soep", "20261125T180000", "20261125T200000")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Elsewhere:
    """The other side: says `content`, or fails with `problem`; remembers what it was asked."""

    def __init__(self, *events: str) -> None:
        self.content = calendar_file(*events)
        self.problem: CalendarProblem | None = None
        self.asked: list[dict[str, str]] = []

    def __call__(self, _address: str, **validators: str) -> Fetched:
        self.asked.append(validators)
        if self.problem is not None:
            raise NotFetched(self.problem)
        same = validators.get("etag") == self.etag
        return Fetched(None) if same else Fetched(self.content, etag=self.etag)

    @property
    def etag(self) -> str:
        return f'"{hash(self.content)}"'


def follow(place: Place, by: User, elsewhere: Callable[..., Fetched], **fields: Any) -> Calendar:
    values = {"address": ADDRESS, "name": "", "kind": "other", "cost_cents": 0, **fields}
    return add_calendar(place=place, by=by, now=NOW, fetch=elsewhere, **values)[0]


def test_following_an_address_brings_its_events_at_once(place: Place, manager: User) -> None:
    calendar = follow(
        place,
        manager,
        Elsewhere(COFFEE, SOUP),
        address="webcal://agenda.example/geheim/basic.ics",
        cost_cents=250,
    )
    assert (calendar.address, calendar.name, calendar.next_fetch_at) == (
        ADDRESS,
        "agenda.example",
        NOW + HOUR,
    )
    assert list(Activity.objects.values_list("title", "cost_cents")) == [
        ("Koffieochtend", 250),
        ("Soep", 250),
    ]


def test_who_does_not_change_the_agenda_follows_nothing(place: Place, host: User) -> None:
    with pytest.raises(NotAllowed):
        follow(place, host, Elsewhere(COFFEE))


@pytest.mark.parametrize("problem", list(CalendarProblem))
def test_what_cannot_be_fetched_is_not_saved(place: Place, manager: User, problem: CalendarProblem) -> None:
    elsewhere = Elsewhere()
    elsewhere.problem = problem
    with pytest.raises(CalendarRefused) as refused:
        follow(place, manager, elsewhere)
    assert (refused.value.field, Calendar.objects.count()) == ("address", 0)


def test_our_own_calendar_is_not_followed(place: Place, manager: User, settings: Any) -> None:
    settings.BASE_URL = "https://agenda.example"
    with pytest.raises(CalendarRefused) as refused:
        follow(place, manager, Elsewhere(COFFEE))
    assert refused.value.code == CalendarProblem.OURS
    settings.BASE_URL = "https://schuif.example"
    elsewhere = Elsewhere()
    elsewhere.content = calendar_file(COFFEE, product="-//Schuif aan//Agenda//NL")
    with pytest.raises(CalendarRefused) as refused:
        follow(place, manager, elsewhere)
    assert refused.value.code == CalendarProblem.OURS


def test_twice_the_same_address_is_once(place: Place, manager: User) -> None:
    follow(place, manager, Elsewhere(COFFEE))
    with pytest.raises(AgendaError):
        follow(place, manager, Elsewhere(COFFEE))


def test_every_hour_and_nothing_new_costs_nothing(
    place: Place, manager: User, django_assert_max_num_queries: Any
) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    assert fetch_due(now=NOW + timedelta(minutes=59), fetcher=elsewhere).fetched == 0
    with django_assert_max_num_queries(3):
        done = fetch_due(now=NOW + HOUR, fetcher=elsewhere)
    assert (done.fetched, done.broken, elsewhere.asked[-1]["etag"]) == (1, 0, elsewhere.etag)
    # The whole thing again, byte by byte the same: read no further either.
    elsewhere.asked.clear()
    calendar.refresh_from_db()
    calendar.etag = ""
    with django_assert_max_num_queries(1):
        assert fetch(calendar=calendar, now=NOW + 2 * HOUR, fetch=elsewhere).taken is None


def test_once_a_month_it_is_read_anew(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    outcome = fetch(calendar=calendar, now=NOW + 20 * DAY, fetch=elsewhere)
    assert elsewhere.asked[-1] == {}
    assert outcome.taken is not None


def test_a_broken_calendar_leaves_the_agenda_and_is_asked_ever_less_often(
    place: Place, manager: User
) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    before = list(Occurrence.objects.values_list("pk", "sequence"))
    elsewhere.problem = CalendarProblem.NO_ANSWER
    waits = []
    now = NOW + HOUR
    for _ in range(8):
        fetch(calendar=calendar, now=now, fetch=elsewhere)
        waits.append((calendar.next_fetch_at or now) - now)
        now = calendar.next_fetch_at or now
    assert waits == [HOUR, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR]
    assert list(Occurrence.objects.values_list("pk", "sequence")) == before
    assert (calendar.problem, calendar.problem_since) == (CalendarProblem.NO_ANSWER, NOW + HOUR)


def test_half_a_calendar_changes_nothing(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE, SOUP)
    calendar = follow(place, manager, elsewhere)
    elsewhere.content = elsewhere.content[:150]
    assert fetch(calendar=calendar, now=NOW + HOUR, fetch=elsewhere).problem == CalendarProblem.NOT_A_CALENDAR
    assert set(Activity.objects.values_list("status", flat=True)) == {ActivityStatus.PUBLISHED}


def test_the_manager_gets_one_letter_for_one_outage(place: Place, manager: User, board_member: User) -> None:
    elsewhere = Elsewhere(COFFEE)
    follow(place, manager, elsewhere, name="Onze Google-agenda")
    elsewhere.problem = CalendarProblem.NOT_FOUND
    for hours in range(1, 80):
        fetch_due(now=NOW + hours * HOUR, fetcher=elsewhere)
        assert len(mail.outbox) == (0 if hours < 25 else 2)
    assert {letter.to[0] for letter in mail.outbox} == {manager.email, board_member.email}
    assert "Onze Google-agenda" in mail.outbox[0].body
    assert "geheim" not in mail.outbox[0].body
    # Well again, and then the next outage is told anew.
    elsewhere.problem = None
    fetch_due(now=NOW + 100 * HOUR, fetcher=elsewhere)
    elsewhere.problem = CalendarProblem.NOT_FOUND
    fetch_due(now=NOW + 110 * HOUR, fetcher=elsewhere)
    fetch_due(now=NOW + 140 * HOUR, fetcher=elsewhere)
    assert len(mail.outbox) == 4


def test_a_calendar_that_is_suddenly_empty_is_believed_after_a_day(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    elsewhere.content = calendar_file()
    for hours in (1, 2, 20):
        assert (
            fetch(calendar=calendar, now=NOW + hours * HOUR, fetch=elsewhere).problem == CalendarProblem.EMPTY
        )
        assert Activity.objects.get().occurrences.filter(state="on").exists()
    taken = fetch(calendar=calendar, now=NOW + 26 * HOUR, fetch=elsewhere).taken
    assert taken is not None
    assert taken.removed == 1
    assert not Occurrence.objects.filter(state="on", starts_at__gt=NOW + 26 * HOUR).exists()


def test_empty_and_full_again_is_nothing_at_all(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    before = list(Occurrence.objects.values_list("pk", "sequence"))
    elsewhere.content = calendar_file()
    fetch(calendar=calendar, now=NOW + HOUR, fetch=elsewhere)
    elsewhere.content = calendar_file(COFFEE)
    assert fetch(calendar=calendar, now=NOW + 2 * HOUR, fetch=elsewhere).problem == ""
    assert (
        calendar.__class__.objects.get().problem,
        list(Occurrence.objects.values_list("pk", "sequence")),
    ) == ("", before)


def test_an_event_that_cannot_be_read_any_more_stays_as_it_was(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE, SOUP)
    calendar = follow(place, manager, elsewhere)
    elsewhere.content = calendar_file(
        COFFEE.replace("WEEKLY", "SECONDLY"), SOUP.replace("END:VEVENT", "CLASS:PRIVATE\r\nEND:VEVENT")
    )
    taken = fetch(calendar=calendar, now=NOW + HOUR, fetch=elsewhere).taken
    assert taken is not None
    # What is private there from now on goes here too.
    assert ([one.code for one in taken.left_behind], taken.removed) == (["rule_sub_daily", "private"], 1)
    assert Series.objects.get(feed_uid="koffie").rule == "FREQ=WEEKLY"


def test_letting_go_and_keeping(place: Place, manager: User) -> None:
    elsewhere = Elsewhere(COFFEE)
    calendar = follow(place, manager, elsewhere)
    stop_following(calendar=calendar, keep=True, by=manager, now=NOW)
    assert fetch_due(now=NOW + DAY, fetcher=elsewhere).fetched == 0
    assert Activity.objects.get().occurrences.filter(state="on").exists()
    # Following it again finds what it brought before.
    follow(place, manager, elsewhere)
    assert Activity.objects.count() == 1


def test_letting_go_and_calling_off(place: Place, manager: User) -> None:
    calendar = follow(place, manager, Elsewhere(COFFEE, SOUP))
    assert stop_following(calendar=calendar, keep=False, by=manager, now=NOW) == 2
    assert not Occurrence.objects.filter(state="on", starts_at__gt=NOW).exists()


def test_a_newer_file_of_the_same_name_is_followed(place: Place, manager: User) -> None:
    for events in ((COFFEE, SOUP), (COFFEE,)):
        _calendar, taken = upload_calendar(
            place=place,
            content=calendar_file(*events),
            name="Rooster",
            kind="other",
            cost_cents=0,
            by=manager,
            now=NOW,
        )
    assert (Calendar.objects.count(), taken.removed) == (1, 1)


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(get_args(Reason))


# -- The page -------------------------------------------------------------------------------------


def test_a_file_is_read_through_the_page(client: Client, place: Place, manager: User) -> None:
    client.force_login(manager)
    address = reverse("agenda:calendars", args=[place.slug])
    made = calendar_file(COFFEE, event("x", "Vergadering", "20261124T100000", "", "CLASS:PRIVATE"))
    file = SimpleUploadedFile("rooster.ics", made, "text/calendar")
    answer = client.post(
        address, {"file": file, "kind": "meal", "price": "free", "name": "Rooster"}, follow=True
    )
    page = answer.content.decode()
    assert answer.redirect_chain == [(address, 302)]
    assert "Gelukt: 1 activiteit erbij." in page
    assert ("1 ding kwam niet mee" in page, "Vergadering" in page) == (True, True)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"price": "free"}, "address"),
        ({"address": ADDRESS}, "price"),
        ({"address": "http://127.0.0.1/a.ics", "price": "free"}, "address"),
        ({"address": "https://piet:geheim@agenda.example/a.ics", "price": "free"}, "address"),
        ({"address": "\u202e🎉", "price": "free"}, "address"),
        ({"file": SimpleUploadedFile("a.ics", b"%PDF"), "price": "free"}, "file"),
        ({"file": SimpleUploadedFile("a.ics", b""), "price": "free"}, "file"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    client: Client, place: Place, manager: User, data: dict[str, Any], field: str
) -> None:
    client.force_login(manager)
    answer = client.post(reverse("agenda:calendars", args=[place.slug]), {"kind": "other", **data})
    assert (answer.status_code, list(answer.context["form"].errors), Calendar.objects.count()) == (
        422,
        [field],
        0,
    )


@pytest.mark.parametrize(
    "words", ["mijn agenda", "agenda.ics", "https://", "https://mijn agenda", "http://[", "🎉"]
)
def test_words_are_told_what_an_address_looks_like(
    client: Client, place: Place, manager: User, words: str
) -> None:
    client.force_login(manager)
    sent = {"kind": "other", "price": "free", "address": words}
    answer = client.post(reverse("agenda:calendars", args=[place.slug]), sent)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (
        422,
        {"address": ["Dit is geen adres. Een adres ziet er zo uit: https://example.org/agenda.ics"]},
    )


def test_refreshing_and_stopping_through_the_page(client: Client, place: Place, manager: User) -> None:
    calendar = follow(place, manager, Elsewhere(COFFEE))
    # It has moved to where we never go.
    Calendar.objects.filter(pk=calendar.pk).update(address="http://127.0.0.1/a.ics")
    client.force_login(manager)
    answer = client.post(reverse("agenda:refresh_calendar", args=[place.slug, calendar.pk]), follow=True)
    assert "Wat er al stond, blijft staan" in answer.content.decode()
    client.post(reverse("agenda:stop_calendar", args=[place.slug, calendar.pk]), {"keep": "yes"})
    assert calendars_of(place, now=NOW) == []
    assert client.post(reverse("agenda:refresh_calendar", args=[place.slug, calendar.pk])).status_code == 404


def test_the_page_takes_as_many_queries_for_three_as_for_one(
    client: Client, place: Place, manager: User, django_assert_max_num_queries: Any
) -> None:
    follow(place, manager, Elsewhere(COFFEE))
    with django_assert_max_num_queries(1):
        assert [row.brought for row in calendars_of(place, now=NOW)] == [1]
    for number in range(2):
        follow(place, manager, Elsewhere(SOUP), address=f"{ADDRESS}?{number}")
    with django_assert_max_num_queries(1):
        assert len(calendars_of(place, now=NOW)) == 3


def test_the_command_says_what_it_did() -> None:
    out = StringIO()
    call_command("fetch_calendars", stdout=out)
    assert out.getvalue() == "Calendars fetched: 0; not working: 0; letters: 0\n"
