"""The desk's agenda and telling more about an activity: what asks, who was earlier, what is shown when."""

import re
from datetime import date, time
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from schuifaan.apps.agenda.models import Activity, Calendar, Notice, SignUp, Suggestion
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Claim
from tests.apps.places.conftest import sent_by
from tests.factories import NOW, make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series
from tests.factories.rooms import make_claim, make_room

pytestmark = pytest.mark.usefixtures("that_saturday")


@pytest.fixture
def activity(place):
    return make_activity(place, title="Soep", cost_cents=300)


def address(name, activity):
    return reverse(f"agenda:{name}", args=[activity.place.slug, activity.pk])


def desk(client, place):
    return client.get(reverse("agenda:desk", args=[place.slug]))


# -- What asks ------------------------------------------------------------------------------------


def test_quiet_desk_asks_nothing(at_work, place):
    make_series(make_activity(place))
    assert not desk(at_work, place).context["asks"]


def test_coming_weeks_are_by_day_with_concepts(at_work, place):
    make_series(make_activity(place, title="Koffie", status="draft"), rule="FREQ=WEEKLY;COUNT=2")
    days = desk(at_work, place).context["days"]
    assert [day.day for day in days] == [MONDAY, date(2026, 11, 30)]


def test_trial_that_ends_asks_to_stop_change_or_go_on(at_work, place, manager):
    """The trial ends on 1 May."""
    activity = make_activity(place, title="Filmavond", pilot_until=date(2027, 5, 1))
    assert desk(at_work, place).context["asks"].trials == ()
    with time_machine.travel("2027-05-02 10:00+02:00", tick=False):
        # The session of months ago has ended.
        at_work.force_login(manager)
        page = desk(at_work, place)
    said = page.content.decode()
    assert page.context["asks"].trials == (activity,)
    assert "Stoppen, veranderen of doorgaan?" in said
    at_work.post(address("go_on", activity))
    activity.refresh_from_db()
    assert activity.pilot_until is None


def test_suggestion_room_and_broken_calendar_ask(at_work, place):
    Suggestion.objects.create(place=place, kind="idea", title="Kaarten", asked_at=NOW)
    Calendar.objects.create(
        place=place, name="Agenda", address="https://example.org/a.ics", cost_cents=0, problem="not_found", created_at=NOW
    )  # fmt: skip
    room = make_room(place)
    make_claim(room, NOW.replace(day=23, hour=9), NOW.replace(day=23, hour=10))
    row = make_occurrence(make_activity(place), room=room)
    asks = desk(at_work, place).context["asks"]
    assert (asks.suggestions, [one.pk for one in asks.without_room], len(asks.broken_calendars)) == (
        1,
        [row.pk],
        1,
    )


def test_host_sees_the_agenda_but_no_button_to_plan(client, host, place):
    client.force_login(host)
    said = desk(client, place).content.decode()
    assert reverse("agenda:new", args=[place.slug]) not in said


def test_desk_takes_the_same_number_of_queries_for_more(at_work, place):
    make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=1")
    desk(at_work, place)
    with CaptureQueriesContext(connection) as few:
        desk(at_work, place)
    make_series(make_activity(place), rule="FREQ=DAILY;COUNT=20", at=time(14))
    with CaptureQueriesContext(connection) as many:
        desk(at_work, place)
    assert len(many) == len(few)


def shown(client, place, **asked):
    page = client.get(reverse("agenda:desk", args=[place.slug]), asked)
    assert page.status_code == 200
    return [day.day for day in page.context["days"]], page


def links_to_weeks(page):
    return re.findall(
        r'href="(\?[^"]*#weken|[^"?]*/agenda/#weken)"', page.content.decode().replace("&amp;", "&")
    )


def test_desk_shows_two_weeks_and_leads_to_the_next(at_work, place):
    make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=6")
    days, page = shown(at_work, place)
    assert days == [MONDAY, date(2026, 11, 30)]
    assert page.context["next_since"] == date(2026, 12, 5)
    days, page = shown(at_work, place, vanaf="2026-12-05")
    assert days == [date(2026, 12, 7), date(2026, 12, 14)]
    assert "Vanaf zaterdag 5 december" in page.content.decode()


def test_next_weeks_keep_what_else_the_address_asks(at_work, place):
    make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=6")
    _days, page = shown(at_work, place, ruimte="zaal")
    assert links_to_weeks(page) == ["?ruimte=zaal&vanaf=2026-12-05#weken", "?ruimte=zaal&later=1#weken"]


def test_next_weeks_begin_where_something_comes(at_work, place):
    make_series(make_activity(place), first_on=date(2027, 3, 1), rule="")
    days, page = shown(at_work, place)
    assert (days, page.context["next_since"]) == ([], date(2027, 3, 1))
    assert "Er staat nog niets in de agenda" not in page.content.decode()


def test_half_a_year_stays_together(at_work, place):
    make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=40")
    days, page = shown(at_work, place, later="1")
    assert (len(days), page.context["next_since"]) == (26, date(2027, 5, 22))


@pytest.mark.parametrize("day", ["", "morgen", "2026-13-45", "🍲", "2020-01-01", "0001-01-01"])
def test_a_day_that_is_none_or_over_is_today(at_work, place, day):
    assert shown(at_work, place, vanaf=day)[1].context["since"] == date(2026, 11, 21)


def test_a_day_out_of_sight_is_the_furthest_there_is(at_work, place):
    assert shown(at_work, place, vanaf="9999-12-31")[1].context["since"] == date(2028, 11, 20)


# -- More about it --------------------------------------------------------------------------------


def test_everything_can_be_told_in_more_languages(at_work, activity):
    page = at_work.get(address("edit", activity))
    longer = at_work.post(address("edit", activity), sent_by(page, new_language="ar", add_language="1"))
    sent = sent_by(longer, title_ar="شوربة", description_nl="Soep 🍲", professional="deliberately_not",
                   can_leave="yes", leave_note_nl="Bij het raam", languages=["nl", "ar"], welcomed_by="Ans",
                   organiser_kind="resident", organiser_name="Buurman Piet", pilot_until="2027-05-01")  # fmt: skip
    response = at_work.post(address("edit", activity), sent)
    assert response.status_code == 302, response.context["form"].errors
    activity.refresh_from_db()
    assert activity.translations == {"ar": {"title": "شوربة"}}
    assert (activity.description, activity.professional, activity.can_leave, activity.languages) == (
        "Soep 🍲", "deliberately_not", True, ["nl", "ar"],
    )  # fmt: skip
    assert (activity.organiser_name, activity.pilot_until, activity.version) == (
        "Buurman Piet",
        date(2027, 5, 1),
        2,
    )


@pytest.mark.parametrize(
    ("chosen", "first"), [("ar", "title_ar"), ("", "new_language"), ("klingon", "new_language")]
)
def test_added_language_is_where_the_page_begins(at_work, activity, chosen, first):
    page = at_work.get(address("edit", activity))
    assert "autofocus" not in page.content.decode()
    longer = at_work.post(address("edit", activity), sent_by(page, new_language=chosen, add_language="1"))
    focused = re.findall(
        r'<(?:input|select|textarea)[^>]* name="(\w+)"[^>]* autofocus', longer.content.decode()
    )
    assert focused == [first]


def test_page_that_nobody_can_open_yet_is_not_linked_to(at_work, place, activity):
    make_series(activity)
    public = reverse("agenda:activity", args=[activity.slug])
    assert public in at_work.get(address("plan", activity)).content.decode()
    Place.objects.filter(pk=place.pk).update(status="draft")
    page = at_work.get(address("plan", activity)).content.decode()
    assert public not in page
    assert "zichtbaar zodra je plek dat is" in page


def test_taking_the_tick_away_takes_the_number_of_seats_along(at_work, place):
    soup = make_activity(place, sign_up=True, seats=24)
    sent = sent_by(at_work.get(address("edit", soup)))
    del sent["sign_up"]
    response = at_work.post(address("edit", soup), sent)
    assert response.status_code == 302, response.context["form"].errors
    soup.refresh_from_db()
    assert (soup.sign_up, soup.seats) == (False, None)


def test_saved_untouched_changes_nothing(at_work, activity):
    page = at_work.get(address("edit", activity))
    assert at_work.post(address("edit", activity), sent_by(page)).status_code == 302
    activity.refresh_from_db()
    assert activity.version == 1
    assert not AuditEvent.objects.exists()


def test_visible_activity_keeps_a_price(at_work, activity):
    page = at_work.get(address("edit", activity))
    response = at_work.post(address("edit", activity), sent_by(page, price="", amount=""))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["price"]


def test_draft_may_wait_with_its_price_but_is_not_shown(at_work, place):
    draft = make_activity(place, status="draft", cost_cents=None)
    page = at_work.get(address("edit", draft))
    assert at_work.post(address("edit", draft), sent_by(page, welcomed_by="Ans")).status_code == 302
    at_work.post(address("publish", draft))
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_second_editor_keeps_the_typed_text_and_may_save_knowingly(at_work, activity, board_member):
    page = at_work.get(address("edit", activity))
    other = Client()
    other.force_login(board_member)
    theirs = sent_by(other.get(address("edit", activity)), description_nl="Van het bestuur")
    assert other.post(address("edit", activity), theirs).status_code == 302
    overtaken = at_work.post(address("edit", activity), sent_by(page, description_nl="Van mij"))
    said = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert f"{board_member} heeft dit veranderd op" in said
    assert "Van het bestuur" in said
    assert overtaken.context["form"]["description_nl"].value() == "Van mij"
    assert at_work.post(address("edit", activity), sent_by(overtaken)).status_code == 302
    activity.refresh_from_db()
    assert activity.description == "Van mij"


def test_more_seats_let_in_who_waited(at_work, place):
    activity = make_activity(place, sign_up=True, seats=1)
    row = make_occurrence(activity)
    told = {"occurrence": row, "contact_by": "none", "asked_at": NOW, "changed_at": NOW}
    SignUp.objects.create(first_name="Ans", state="placed", seat=1, **told)
    waiting = SignUp.objects.create(first_name="Bep", state="waiting", **told)
    page = at_work.get(address("edit", activity))
    at_work.post(address("edit", activity), sent_by(page, seats="2"))
    waiting.refresh_from_db()
    assert waiting.state == "placed"


def picture():
    written = BytesIO()
    Image.new("RGB", (20, 10), "red").save(written, "PNG")
    return SimpleUploadedFile("IMG_geheim.png", written.getvalue(), "image/png")


def test_picture_needs_words_and_forgets_its_name(at_work, activity, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    response = at_work.post(address("picture", activity), {"photo": picture(), "alternative_text": ""})
    assert response.status_code == 422
    assert list(response.context["picture_form"].errors) == ["alternative_text"]
    at_work.post(address("picture", activity), {"photo": picture(), "alternative_text": "Een pan soep"})
    activity.refresh_from_db()
    assert activity.picture_alt == "Een pan soep"
    assert "geheim" not in activity.picture.name
    at_work.post(address("picture", activity), {"remove": "1"})
    activity.refresh_from_db()
    assert (bool(activity.picture), activity.picture_alt) == (False, "")


# -- Stopping and taking away ---------------------------------------------------------------------


def test_stopped_activity_shows_its_coming_times_as_called_off(at_work, activity):
    make_series(activity)
    at_work.post(address("stop", activity), {"reason": "De kok verhuist"})
    states = set(activity.occurrences.values_list("state", "note"))
    assert states == {("cancelled", "De kok verhuist")}


def test_deleting_frees_the_room_and_writes_to_who_signed_up(at_work, place):
    activity = make_activity(place, sign_up=True)
    row = make_occurrence(activity, room=make_room(place))
    SignUp.objects.create(
        occurrence=row, first_name="Ans", contact_by="email", contact="ans@example.org", state="placed", seat=1,
        asked_at=NOW, changed_at=NOW,
    )  # fmt: skip
    assert Claim.objects.count() == 1
    assert "Verwijder voorgoed en mail 1 mens" in at_work.get(address("edit", activity)).content.decode()
    at_work.post(address("delete", activity))
    assert (Activity.objects.count(), Claim.objects.count(), Notice.objects.count()) == (0, 0, 1)


def test_copy_is_a_draft_with_the_words_and_without_the_times(at_work, activity):
    make_series(activity)
    at_work.post(address("copy", activity))
    copied = Activity.objects.exclude(pk=activity.pk).get()
    assert (copied.title, copied.cost_cents, copied.status, copied.series.count()) == (
        "Soep",
        300,
        "draft",
        0,
    )


def test_activity_of_another_place_is_not_found(at_work, place):
    other = make_activity(make_place("elders", name="Elders"))
    assert at_work.get(reverse("agenda:edit", args=[place.slug, other.pk])).status_code == 404
