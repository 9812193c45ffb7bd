"""The page of a room at the desk: each part saved by itself, and nothing typed is lost."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from schuifaan.apps.rooms.enums import Audience, ClaimKind
from schuifaan.apps.rooms.models import Access, Claim, Equipment, Window
from schuifaan.core.timeline.wallclock import from_wall
from tests.apps.pages import words_of
from tests.factories import TODAY, make_place
from tests.factories.rooms import make_booking, make_claim, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

MONDAY = date(2026, 11, 23)
PAGE_QUERIES = 25


def address(name, room, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": room.place.slug, "pk": room.pk, **more})


def local(day, hour):
    return from_wall(datetime.combine(day, time(hour)))


def main_of(response):
    said = " ".join(response.content.decode().split())
    return said[said.index("<main") : said.index("</main>")]


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["bound"].errors.items()}


@pytest.fixture
def save(at_work, kitchen):
    """Sends one part; what came back."""

    def send(part, room=kitchen, **typed):
        return at_work.post(address("describe", room, part=part), typed)

    return send


@pytest.fixture
def words(at_work, kitchen):
    return lambda room=kitchen: words_of(main_of(at_work.get(address("room", room))))


# -- Each part ------------------------------------------------------------------------------------


def test_set_ups_are_saved_and_stand_there(save, words, kitchen):
    response = save("opstelling", tables="24", rows="40")
    assert response["Location"] == address("room", kitchen) + "#opstelling"
    assert "stoelen in rijen: 40, aan tafels: 24" in words()
    save("opstelling", tables="24")
    assert list(kitchen.set_ups.values_list("kind", "capacity")) == [("tables", 24)]


def test_wrong_number_is_told_beside_it_and_stays(save):
    page = save("opstelling", tables="veel", rows="0")
    assert page.status_code == 422
    assert list(errors_of(page)) == ["tables", "rows"]
    assert page.context["bound"]["tables"].value() == "veel"
    assert "Schrijf een getal, zoals 30." in main_of(page)


def test_contents_are_kept_with_loose_things_line_by_line(save, words, kitchen):
    save(
        "inhoud",
        facilities=["sink", "screen"],
        items="12 × statafel\n\n  beamer\n2x Flip-over\n🎹 piano d’époque",
    )
    assert sorted(Equipment.objects.values_list("name", "count", "room")) == [
        ("Flip-over", 2, kitchen.pk),
        ("beamer", 1, kitchen.pk),
        ("statafel", 12, kitchen.pk),
        ("🎹 piano d’époque", 1, kitchen.pk),
    ]
    assert "beamer of scherm, kraan" in words()


@pytest.mark.parametrize(
    ("items", "error"),
    [
        ("0 × statafel", "Hoeveel zijn het er? Kijk naar: 0 × statafel"),
        ("99999 × statafel", "Hoeveel zijn het er? Kijk naar: 99999 × statafel"),
        ("x" * 81, "Deze regel is te lang: " + "x" * 80),
    ],
)
def test_thing_that_cannot_be_is_told(save, items, error):
    page = save("inhoud", items=items)
    assert errors_of(page) == {"items": [error]}
    assert page.context["bound"]["items"].value() == items


def test_thing_somebody_counts_on_is_told_beside_the_field(save, place, kitchen):
    thing = Equipment.objects.create(place=place, room=kitchen, name="Beamer")
    booking = make_booking(kitchen, (local(MONDAY, 10), local(MONDAY, 12)))
    booking.equipment.create(equipment=thing)
    page = save("inhoud", items="", facilities=["sink"])
    assert errors_of(page) == {
        "items": ["Iemand rekent nog op: Beamer. Laat dat staan tot die afspraak voorbij is."]
    }
    assert not kitchen.facilities.exists()


def test_letting_is_saved(save, words, kitchen):
    save("voor-wie", is_let="on", audience="neighbourhood", in_residents_rent="yes")
    kitchen.refresh_from_db()
    assert (kitchen.is_let, kitchen.audience, kitchen.in_residents_rent) == (True, "neighbourhood", True)
    assert "Anderen kunnen deze ruimte vragen. Bewoners en de buurt. Bewoners betalen" in words()
    assert list(errors_of(save("voor-wie", audience="iedereen!"))) == ["audience"]


def test_minutes_are_saved(save, words, kitchen):
    save("klaarzetten", before="15", after="")
    assert "15 minuten vooraf en 0 minuten erna" in words()
    assert list(errors_of(save("klaarzetten", before="-1", after="241"))) == ["before", "after"]


# -- Hours ----------------------------------------------------------------------------------------


def test_hours_are_typed_as_people_write_them_and_come_back(save, at_work, kitchen):
    typed = {
        "everyone_monday": "9-12 en 13 tot 24 uur",
        "everyone_sunday": "20.00-2.00",
        "residents_monday": "7.00–9.00",
    }
    save("tijden", **typed)
    assert list(Window.objects.values_list("weekday", "starts", "ends", "audience")) == [
        (1, time(0), time(2), "everyone"),
        (1, time(7), time(9), "residents"),
        (1, time(9), time(12), "everyone"),
        (1, time(13), time(23, 59), "everyone"),
        (7, time(20), time(23, 59), "everyone"),
    ]
    form = at_work.get(address("room", kitchen)).context["parts"]["tijden"]
    assert {name: form[name].value() for name in typed} == {
        "everyone_monday": "9.00–12.00 en 13.00–24.00",
        "everyone_sunday": "20.00–2.00",
        "residents_monday": "7.00–9.00",
    }
    assert [is_open for _audience, _fields, is_open in form.groups] == [True, False, True]


@pytest.mark.parametrize("typed", ["overdag", "17-9", "9-12, 11-14", "25.00-26.00", "🕘"])
def test_hours_that_are_none_are_told_beside_their_day(save, typed):
    page = save("tijden", everyone_monday="9-12", neighbourhood_friday=typed)
    assert list(errors_of(page)) == ["neighbourhood_friday"]
    assert page.context["bound"]["neighbourhood_friday"].value() == typed
    assert not Window.objects.exists()


def test_hours_are_taken_over_from_another_room(save, at_work, place, kitchen):
    hall = make_room(place)
    assert "Neem de tijden van een andere ruimte over" not in main_of(at_work.get(address("room", kitchen)))
    Window.objects.create(room=hall, weekday=1, starts=time(9), ends=time(12))
    save("tijden-overnemen", source=hall.pk)
    assert kitchen.windows.get().weekday == 1
    elsewhere = make_room(make_place("elders"))
    Window.objects.create(room=elsewhere, weekday=2, starts=time(9), ends=time(12))
    for source in (elsewhere.pk, kitchen.pk, "", "x"):
        assert errors_of(save("tijden-overnemen", source=source)) == {"source": ["Kies een ruimte."]}


# -- How one gets in ------------------------------------------------------------------------------


def test_way_in_as_a_rule_and_at_another_moment(save, at_work, words, kitchen):
    save(
        "binnenkomen", kind="person", told="Bel aan",
        m0_kind="code", m0_weekday="6", m0_hours="18-24", m0_told="Code 4321",
    )  # fmt: skip
    assert list(Access.objects.order_by("pk").values_list("kind", "told", "weekday", "starts", "ends")) == [
        ("person", "Bel aan", None, None, None),
        ("code", "Code 4321", 6, time(18), time(23, 59)),
    ]
    assert "Iemand doet open Met een deurcode (zaterdag 18.00–24.00 uur)" in words()
    form = at_work.get(address("room", kitchen)).context["parts"]["binnenkomen"]
    assert (form["told"].value(), form["m0_hours"].value(), len(form.moments)) == (
        "Bel aan",
        "18.00–24.00",
        2,
    )
    save("binnenkomen", kind="", m0_kind="")
    assert not Access.objects.exists()


def test_other_moment_needs_a_moment_of_one_day(save):
    for typed, field in (
        ({"m0_kind": "key"}, "m0_weekday"),
        ({"m0_kind": "key", "m0_hours": "9-12 en 13-17"}, "m0_hours"),
        ({"m0_kind": "key", "m0_hours": "20-2"}, "m0_hours"),
        ({"m0_kind": "key", "m0_weekday": "8"}, "m0_weekday"),
    ):
        assert field in errors_of(save("binnenkomen", **typed))


# -- The picture ----------------------------------------------------------------------------------


def test_picture_needs_words_and_can_go_again(own_media, at_work, save, kitchen):
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")

    def photo():
        return SimpleUploadedFile("foto.png", written.getvalue(), "image/png")

    assert list(errors_of(save("foto", photo=photo()))) == ["alternative_text"]
    broken = SimpleUploadedFile("foto.png", b"niets", "image/png")
    assert list(errors_of(save("foto", photo=broken, alternative_text="Zaal"))) == ["photo"]
    save("foto", photo=photo(), alternative_text="Een hoge zaal")
    kitchen.refresh_from_db()
    assert kitchen.picture_alt == "Een hoge zaal"
    assert 'alt="Een hoge zaal"' in main_of(at_work.get(address("room", kitchen)))
    at_work.post(address("remove_picture", kitchen))
    kitchen.refresh_from_db()
    assert not kitchen.picture


# -- Closed for a while ---------------------------------------------------------------------------


def test_host_closes_a_room_for_whole_days_and_opens_it(client, host, kitchen):
    client.force_login(host)
    sent = {"first_on": "2027-03-27", "last_on": "2027-03-28", "kind": "maintenance", "label": "Vloer"}
    page = client.post(address("block", kitchen), sent, follow=True)
    claim = Claim.objects.get()
    # The night of summer time is in it.
    assert (claim.starts_at, claim.ends_at - claim.starts_at) == (
        local(date(2027, 3, 27), 0),
        timedelta(hours=47),
    )
    assert "Vloer" in main_of(page)
    assert f'href="{address("room", kitchen)}"' not in main_of(page)
    for _twice in range(2):
        page = client.post(address("unblock", kitchen, claim=claim.pk), follow=True)
        assert "De ruimte is weer vrij." in main_of(page)
    assert not Claim.objects.exists()


def test_room_that_is_taken_is_not_closed_over_it(at_work, kitchen):
    make_claim(kitchen, local(MONDAY, 10), local(MONDAY, 12), label="koor")
    sent = {"first_on": str(MONDAY), "starts": "11:00", "ends": "13:00", "kind": "closing"}
    page = at_work.post(address("block", kitchen), sent)
    assert page.status_code == 422
    form = page.context["block_form"]
    assert form.errors == {"first_on": ["Keuken is dan al bezet: koor, maandag 23 november 10.00–12.00 uur."]}
    assert form["starts"].value() == "11:00"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first_on": ""}, "first_on"),
        ({"first_on": "morgen"}, "first_on"),
        ({"first_on": "9999-12-31"}, "first_on"),
        ({"first_on": "0001-01-01"}, "first_on"),
        ({"last_on": "2026-11-22"}, "last_on"),
        ({"last_on": "2029-11-22"}, "last_on"),
        ({"starts": "12:00", "ends": "12:00"}, "ends"),
        ({"starts": "kwart over"}, "starts"),
        ({"kind": "booking"}, "kind"),
    ],
)
def test_closing_that_cannot_be_is_told_beside_the_field(at_work, kitchen, typed, field):
    page = at_work.post(address("block", kitchen), {"first_on": str(MONDAY), "kind": "closing", **typed})
    assert (page.status_code, list(page.context["block_form"].errors)) == (422, [field])
    assert not Claim.objects.exists()


def test_booking_is_not_opened_like_a_closing(at_work, kitchen):
    claim = make_claim(kitchen, local(MONDAY, 10), local(MONDAY, 12), kind=ClaimKind.BOOKING)
    at_work.post(address("unblock", kitchen, claim=claim.pk))
    assert Claim.objects.exists()


# -- For all rooms --------------------------------------------------------------------------------


def test_things_and_ways_in_of_the_whole_place(at_work, place):
    url = reverse("rooms:equipment", args=[place.slug])
    at_work.post(url, {"items": "3 × beamer", "things": "1"})
    at_work.post(url, {"kind": "key", "told": "In het kluisje", "ways": "1"})
    assert list(Equipment.objects.values_list("name", "count", "room")) == [("beamer", 3, None)]
    assert list(Access.objects.values_list("kind", "room")) == [("key", None)]
    page = main_of(at_work.get(url))
    assert "3 × beamer" in page
    assert "In het kluisje" in page
    wrong = at_work.post(url, {"kind": "key", "told": "x" * 501, "ways": "1"})
    assert (wrong.status_code, list(wrong.context["ways"].errors), wrong.context["things"].is_bound) == (
        422,
        ["told"],
        False,
    )


# -- Who, and what is not there -------------------------------------------------------------------


def test_parts_that_are_not_there_are_not_found(at_work, save, place, kitchen):
    assert save("kleur").status_code == 404
    elsewhere = make_room(make_place("elders"))
    url = reverse("rooms:describe", kwargs={"slug": place.slug, "pk": elsewhere.pk, "part": "opstelling"})
    assert at_work.post(url, {}).status_code == 404
    kitchen.is_active = False
    kitchen.save()
    assert save("opstelling").status_code == 404


@pytest.mark.parametrize("who", ["host", "stranger"])
def test_others_change_nothing(request, client, place, kitchen, who):
    client.force_login(request.getfixturevalue(who))
    assert (
        client.post(address("describe", kitchen, part="voor-wie"), {"audience": "everyone"}).status_code
        == 403
    )
    assert client.post(address("remove_picture", kitchen)).status_code == 403
    assert client.get(reverse("rooms:equipment", args=[place.slug])).status_code == 403
    assert client.get(address("block", kitchen)).status_code == (200 if who == "host" else 403)


@pytest.mark.parametrize("count", [0, 6])
def test_page_asks_the_same_few_questions_however_much_there_is(
    at_work, place, kitchen, count, django_assert_num_queries
):
    for number in range(count):
        Equipment.objects.create(place=place, room=kitchen, name=f"ding {number}")
        Window.objects.create(
            room=kitchen, weekday=1, starts=time(number), ends=time(number + 1), audience=Audience.EVERYONE
        )
        day = TODAY + timedelta(days=number + 1)
        make_claim(kitchen, local(day, 10), local(day, 12), kind=ClaimKind.CLOSING)
    # The place with its lists is fourteen of them.
    with django_assert_num_queries(PAGE_QUERIES):
        at_work.get(address("room", kitchen))
