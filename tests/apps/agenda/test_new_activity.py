"""Entering an activity: short, complete, and nothing typed gets lost."""

from datetime import date, time

import pytest
from django.urls import reverse

from schuifaan.apps.agenda.models import Activity, Occurrence, Pause, Series
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, make_place
from tests.factories.rooms import make_claim, make_room

pytestmark = pytest.mark.usefixtures("that_saturday")

SOUP = {
    "title": "Soep op maandag", "kind": "meal", "price": "amount", "amount": "3", "first_on": "2026-12-14",
    "starts": "12:00", "ends": "13:30", "how_often": "monthly_weekday", "sign_up": "on", "seats": "24",
}  # fmt: skip


@pytest.fixture
def address(place):
    return reverse("agenda:new", args=[place.slug])


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def test_every_second_monday_soup_for_three_euro_and_twenty_four_people(at_work, address, place):
    response = at_work.post(address, SOUP)
    activity = Activity.objects.get()
    assert response["Location"] == reverse("agenda:plan", args=[place.slug, activity.pk])
    assert (activity.title, activity.kind, activity.cost_cents, activity.sign_up, activity.seats) == (
        "Soep op maandag", "meal", 300, True, 24,
    )  # fmt: skip
    assert activity.status == "published"
    series = Series.objects.get()
    assert (series.rule, series.first_on, series.at, series.minutes) == (
        "FREQ=MONTHLY;BYDAY=2MO", date(2026, 12, 14), time(12), 90,
    )  # fmt: skip
    first = [to_wall(row.starts_at).date() for row in Occurrence.objects.order_by("starts_at")[:3]]
    assert first == [date(2026, 12, 14), date(2027, 1, 11), date(2027, 2, 8)]


def test_form_asks_a_price_and_guesses_none(at_work, address):
    page = at_work.get(address)
    assert page.context["form"]["price"].value() is None
    response = at_work.post(address, {**SOUP, "price": "", "amount": ""})
    assert response.status_code == 422
    assert errors(response) == {
        "price": ["Kies of het gratis is of wat het kost. Zo weet iedereen het vooraf."]
    }
    assert not Activity.objects.exists()


def test_an_amount_alone_is_a_price(at_work, address):
    at_work.post(address, {**SOUP, "price": "", "amount": "€ 2,50"})
    assert Activity.objects.get().cost_cents == 250


def test_paid_without_an_amount_is_asked_for_it(at_work, address):
    response = at_work.post(address, {**SOUP, "amount": ""})
    assert errors(response) == {"amount": ["Schrijf het bedrag, zoals 3 of 2,50."]}


def test_free_is_free_whatever_stands_in_the_amount(at_work, address):
    at_work.post(address, {**SOUP, "price": "free", "amount": "3"})
    assert Activity.objects.get().cost_cents == 0


def test_seats_alone_mean_signing_up(at_work, address):
    at_work.post(address, {name: value for name, value in SOUP.items() if name != "sign_up"})
    assert Activity.objects.get().sign_up is True


def test_concept_is_kept_out_of_sight(at_work, address):
    at_work.post(address, {**SOUP, "concept": "1"})
    assert Activity.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"ends": "11:00"}, "ends", "Het einde ligt niet na het begin. Gaat het door tot na middernacht? Vink dat dan hieronder aan."),
        ({"starts": "25:00"}, "starts", "Die tijd bestaat niet. Een dag loopt van 0.00 tot 24.00 uur."),
        ({"starts": "soep"}, "starts", "Schrijf een tijd, zoals 12.30."),
        ({"first_on": "2027-02-31"}, "first_on", "Deze dag staat niet op de kalender. Kijk dag, maand en jaar na."),
        ({"first_on": "1900-01-01"}, "first_on", "Kijk het jaar na: dit ligt te ver terug of te ver vooruit."),
        ({"first_on": "2026-11-20"}, "first_on", "Deze dag is al voorbij. Kies vandaag of een dag later."),
        ({"first_on": "2027-03-28", "starts": "2:30", "ends": "4", "how_often": "once"}, "starts", "Die tijd bestaat niet: in deze nacht gaat de klok een uur vooruit. Kies een andere."),
        ({"how_often": "every_n_weeks", "every": ""}, "every", "Schrijf om de hoeveel weken het is, zoals 2."),
        ({"ending": "until"}, "until", "Kies de laatste dag."),
        ({"ending": "until", "until": "2026-12-01"}, "until", "De laatste dag ligt voor de eerste keer."),
        ({"ending": "times", "times": "0"}, "times", "Kies 1 keer of meer."),
        ({"title": " "}, "title", "Hoe heet het? Een of twee woorden is genoeg."),
        ({"seats": "0"}, "seats", "Kies 1 plaats of meer."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(at_work, address, typed, field, said):
    response = at_work.post(address, {**SOUP, **typed})
    assert response.status_code == 422
    assert errors(response) == {field: [said]}
    kept = {name: response.context["form"][name].value() for name in typed}
    assert kept == typed


def test_wrong_end_opens_the_fold_where_past_midnight_is_asked(at_work, address):
    form = at_work.post(address, {**SOUP, "ends": "11:00"}).context["form"]
    assert form.fold_is_open is True


@pytest.mark.parametrize(
    ("typed", "rule", "first_on"),
    [
        ({"how_often": "once"}, "", date(2026, 12, 14)),
        ({"how_often": "daily"}, "FREQ=DAILY", date(2026, 12, 14)),
        ({"how_often": "weekly"}, "FREQ=WEEKLY;BYDAY=MO", date(2026, 12, 14)),
        ({"how_often": "weekly", "days": ["1", "3"]}, "FREQ=WEEKLY;BYDAY=TU,TH", date(2026, 12, 15)),
        ({"how_often": "every_n_weeks", "every": "2"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 12, 14)),
        ({"how_often": "monthly_date"}, "FREQ=MONTHLY;BYMONTHDAY=14", date(2026, 12, 14)),
        ({"how_often": "monthly_last"}, "FREQ=MONTHLY;BYDAY=-1MO", date(2026, 12, 28)),
        ({"first_on": "2026-12-29"}, "FREQ=MONTHLY;BYDAY=-1TU", date(2026, 12, 29)),
        ({"how_often": "weekly", "ending": "times", "times": "10"}, "FREQ=WEEKLY;BYDAY=MO;COUNT=10", date(2026, 12, 14)),
        ({"how_often": "weekly", "ending": "until", "until": "2027-03-01"}, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301T235959", date(2026, 12, 14)),
    ],
)  # fmt: skip
def test_how_often_becomes_a_rule(at_work, address, typed, rule, first_on):
    response = at_work.post(address, {**SOUP, **typed})
    assert response.status_code == 302, errors(response)
    series = Series.objects.get()
    assert (series.rule, series.first_on) == (rule, first_on)


def test_course_of_eight_evenings_makes_up_for_the_school_holidays(at_work, address):
    Pause.objects.create(region="south", name="Kerst", first_on=date(2026, 12, 19), last_on=date(2027, 1, 3))
    eight = {"first_on": "2026-12-01", "how_often": "weekly", "ending": "times", "times": "8"}
    at_work.post(address, {**SOUP, **eight, "school_region": "south"})
    assert Series.objects.get().rule == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270202T235959"
    days = [to_wall(row.starts_at).date() for row in Occurrence.objects.order_by("starts_at")]
    assert (len(days), days[2], days[3], days[-1]) == (
        8, date(2026, 12, 15), date(2027, 1, 5), date(2027, 2, 2),
    )  # fmt: skip


def test_midnight_is_an_end(at_work, address):
    at_work.post(address, {**SOUP, "starts": "20.00", "ends": "24.00"})
    assert Series.objects.get().minutes == 240


def test_past_midnight_when_said_so(at_work, address):
    at_work.post(address, {**SOUP, "starts": "20.00", "ends": "1.00", "next_day": "on"})
    assert Series.objects.get().minutes == 300


def test_title_in_arabic_with_emoji_has_an_address(at_work, address):
    at_work.post(address, {**SOUP, "title": "حساء 🍲"})
    at_work.post(address, {**SOUP, "title": "شاي"})
    assert sorted(Activity.objects.values_list("slug", flat=True)) == ["activiteit", "activiteit-2"]


# -- A room that is taken -------------------------------------------------------------------------


@pytest.fixture
def taken_room(place):
    """Taken on the first and third of four Mondays."""
    room = make_room(place)
    make_claim(room, NOW.replace(month=12, day=14, hour=11), NOW.replace(month=12, day=14, hour=12))
    make_claim(room, NOW.replace(month=12, day=28, hour=11), NOW.replace(month=12, day=28, hour=12))
    return room


@pytest.fixture
def weekly_in_room(taken_room):
    return {**SOUP, "how_often": "weekly", "ending": "times", "times": "4", "room": f"room:{taken_room.pk}"}


def test_only_day_cannot_be_left_out(at_work, address, weekly_in_room):
    once = {**weekly_in_room, "how_often": "once", "on_clash": "leave_out"}
    response = at_work.post(address, once)
    assert response.status_code == 409
    choices = response.context["form"].fields["on_clash"].choices
    assert [value for value, _label in choices] == ["refuse", "without_room"]


def test_taken_room_shows_all_days_at_once_and_keeps_what_was_typed(at_work, address, weekly_in_room):
    response = at_work.post(address, weekly_in_room)
    assert response.status_code == 409
    said = response.content.decode()
    assert "Grote zaal is op 2 dagen al bezet" in said
    assert [to_wall(one.starts_at).date() for one in response.context["clash"].clashes] == [
        date(2026, 12, 14), date(2026, 12, 28),
    ]  # fmt: skip
    assert response.context["form"]["title"].value() == "Soep op maandag"
    assert not Activity.objects.exists()


def test_taken_days_can_be_left_out(at_work, address, weekly_in_room):
    at_work.post(address, {**weekly_in_room, "on_clash": "leave_out"})
    days = [to_wall(row.starts_at).date() for row in Occurrence.objects.order_by("starts_at")]
    assert days == [date(2026, 12, 21), date(2027, 1, 4)]


def test_taken_days_can_go_without_a_room(at_work, address, weekly_in_room):
    at_work.post(address, {**weekly_in_room, "on_clash": "without_room"})
    held = [row.claim_id is None for row in Occurrence.objects.order_by("starts_at")]
    assert held == [True, False, True, False]


def test_another_room_is_a_way_out(at_work, address, place, weekly_in_room):
    other = make_room(place, "Keuken")
    at_work.post(address, {**weekly_in_room, "room": f"room:{other.pk}"})
    assert Occurrence.objects.filter(claim__room=other).count() == 4


def test_a_room_of_another_place_is_no_choice(at_work, address):
    elsewhere = make_room(make_place("elders", name="Elders"))
    response = at_work.post(address, {**SOUP, "room": f"room:{elsewhere.pk}"})
    assert response.status_code in {302, 422}
    assert not Occurrence.objects.filter(room=elsewhere).exists()
