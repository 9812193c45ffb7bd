"""The desk page of rooms: named, changed, taken out of use; nothing typed is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.audit_words import label, sentence
from schuifaan.apps.rooms.models import Room, RoomPart
from tests.factories import make_place
from tests.factories.rooms import make_claim, make_room


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def main_of(response):
    said = response.content.decode()
    return said[said.index("<main") : said.index("</main>")]


def parts(room):
    return set(RoomPart.objects.filter(room=room).values_list("part", flat=True))


@pytest.mark.django_db
def test_first_room_needs_only_a_name(at_work, place):
    page = at_work.get(address("list", place))
    assert "Hier staan nog geen ruimtes" in main_of(page)
    assert "made_of" not in page.context["form"].fields
    response = at_work.post(address("list", place), {"name": "Huiskamer"}, follow=True)
    assert "Huiskamer staat erbij." in main_of(response)
    room = Room.objects.get()
    assert (room.name, room.area_m2, room.capacity, room.step_free) == ("Huiskamer", None, None, None)


@pytest.mark.django_db
def test_hall_is_made_of_what_is_ticked(at_work, place, left, right, kitchen):
    sent = {
        "name": "Zaal",
        "area_m2": "82,5",
        "capacity": "60",
        "step_free": "yes",
        "made_of": [left.pk, right.pk],
    }
    page = at_work.post(address("list", place), sent, follow=True)
    hall = Room.objects.get(name="Zaal")
    assert parts(hall) == parts(left) | parts(right)
    assert (hall.area_m2, hall.capacity, hall.step_free) == (Decimal("82.5"), 60, True)
    said = " ".join(main_of(page).split())
    assert "voor 60 mensen, 82,5 m²<br>zonder drempels<br>bestaat uit Linkerhelft, Rechterhelft" in said
    assert said.count("is een deel van Zaal") == 2
    form = at_work.get(address("room", place, pk=hall.pk)).context["form"]
    assert sorted(form["made_of"].value()) == sorted([left.pk, right.pk])
    assert form["area_m2"].value() == Decimal("82.5")
    assert set(form.fields["made_of"].queryset) == {left, right, kitchen}


@pytest.mark.django_db
def test_saving_what_stands_there_changes_nothing(at_work, place, hall, left, right):
    hall.area_m2 = Decimal("82.5")
    hall.save()
    form = at_work.get(address("room", place, pk=hall.pk)).context["form"]
    sent = {"name": "Grote zaal", "area_m2": "82,5", "made_of": form["made_of"].value()}
    assert at_work.post(address("room", place, pk=hall.pk), sent).status_code == 302
    assert parts(hall) == parts(left) | parts(right)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Geef de ruimte een naam."),
        ({"capacity": "veel"}, "Schrijf een getal, zoals 30."),
        ({"area_m2": "groot"}, "Schrijf een getal, zoals 45 of 45,5."),
        ({"name": "keuken"}, "Er is hier al een ruimte die Keuken heet."),
    ],
)
def test_errors_keep_what_was_typed(at_work, place, kitchen, left, typed, words):
    sent = {"name": "Zolder", "capacity": "12", "note": "Steile trap", "made_of": [left.pk], **typed}
    for url in (address("list", place), address("room", place, pk=make_room(place, "Atelier").pk)):
        page = at_work.post(url, sent)
        assert page.status_code == 422
        assert words in main_of(page)
        form = page.context["form"]
        assert {name: form[name].value() for name in sent} == {**sent, "made_of": [str(left.pk)]}


@pytest.mark.django_db
def test_dividing_over_plans_is_refused_in_words(at_work, place, left, right):
    room, start = make_room(place, "Zaal"), timezone.now() + timedelta(days=7)
    make_claim(room, start, start + timedelta(hours=2))
    make_claim(left, start, start + timedelta(hours=1))
    sent = {"name": "Zaal", "made_of": [left.pk, right.pk]}
    page = at_work.post(address("room", place, pk=room.pk), sent)
    assert page.status_code == 422
    assert "Dan zouden deze ruimtes dubbel bezet zijn" in main_of(page)
    assert page.context["form"]["made_of"].value() == [str(left.pk), str(right.pk)]


@pytest.mark.django_db
def test_room_with_plans_stays_and_they_are_listed(at_work, place, kitchen):
    first = timezone.now() + timedelta(days=1)
    for number in range(12):
        start = first + timedelta(days=number)
        make_claim(kitchen, start, start + timedelta(hours=1), label=f"soep {number}", is_private=number == 0)
    page = at_work.post(address("retire", place, pk=kitchen.pk))
    assert page.status_code == 422
    said = main_of(page)
    assert "Er staat nog 12 keer iets gepland in Keuken." in said
    assert [f": soep {number}<" in said for number in range(12)] == [True] * 10 + [False] * 2
    assert "En nog 2 keer." in said
    assert Room.objects.get().is_active


@pytest.mark.django_db
def test_room_goes_out_of_use_and_comes_back(at_work, place, kitchen):
    start = timezone.now() - timedelta(days=1)
    make_claim(kitchen, start, start + timedelta(hours=1))
    page = at_work.post(address("retire", place, pk=kitchen.pk), follow=True)
    assert "Keuken is niet meer in gebruik." in main_of(page)
    assert address("room", place, pk=kitchen.pk) in main_of(page)
    assert "Neem weer in gebruik" in main_of(at_work.get(address("room", place, pk=kitchen.pk)))
    at_work.post(address("room", place, pk=kitchen.pk), {"name": "Keuken"})
    assert Room.objects.get().is_active


@pytest.mark.django_db
def test_rooms_of_another_place_are_not_here(at_work, place):
    elsewhere = make_room(make_place("elders"))
    for name in ("room", "retire"):
        assert at_work.post(address(name, place, pk=elsewhere.pk), {"name": "x"}).status_code == 404
    make_room(place, "Keuken")
    page = at_work.post(address("list", place), {"name": "Zaal", "made_of": [elsewhere.pk]})
    assert page.status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["host", "officer", "professional", "stranger"])
def test_others_are_kept_out(request, client, place, kitchen, who):
    client.force_login(request.getfixturevalue(who))
    for url in (address("list", place), address("room", place, pk=kitchen.pk)):
        assert client.get(url).status_code == 403
    assert client.post(address("retire", place, pk=kitchen.pk)).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["letting", "rates", "seasons", "usage", "agreements", "invoices", "invoices_month", "payment_key"],
)
@pytest.mark.django_db
def test_every_page_about_rooms_leads_back_to_all_about_them(at_work, place, name):
    page = at_work.get(address(name, place)).content.decode()
    crumbs = page[page.index('class="breadcrumbs') : page.index("<h1")]
    assert f'href="{address("list", place)}"' in crumbs


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 6])
def test_list_asks_the_same_few_questions_however_many(at_work, place, count, django_assert_num_queries):
    for number in range(count):
        make_room(place, f"Zaal {number}")
    # The place with its lists is fourteen of them.
    with django_assert_num_queries(10):
        at_work.get(address("list", place))


@pytest.mark.once
def test_trail_says_it_in_words():
    assert sentence("room.retired") == "heeft een ruimte uit gebruik genomen"
    assert (label("room.added", "made_of"), label("room.added", "capacity")) == (
        "bestaat uit",
        "hoeveel mensen er passen",
    )


@pytest.mark.django_db
def test_support_mends_a_name_and_the_trail_knows(client, administrator, kitchen):
    client.force_login(administrator)
    url = reverse("admin:rooms_room_change", args=[kitchen.pk])
    assert client.get(reverse("admin:rooms_claim_changelist")).status_code == 200
    response = client.post(url, {"name": "Kookplek", "position": "0", "step_free": "unknown"})
    assert response.status_code == 302
    kitchen.refresh_from_db()
    assert kitchen.name == "Kookplek"
    assert client.get(reverse("admin:rooms_room_add")).status_code == 403
