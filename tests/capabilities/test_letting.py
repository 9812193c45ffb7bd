"""Capabilities of letting rooms: what it costs, on what terms, and how much of them is used."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from schuifaan.apps.rooms.actions.letting import RateLine, add_rate_card, change_rate_card, set_day_parts
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Booking, InvoiceLine
from schuifaan.apps.rooms.queries.rates import day_parts, price_of, rates_shown
from tests.apps.pages import html, words_of
from tests.capabilities.conftest import signed_in
from tests.capabilities.dossier_desk import words
from tests.factories import NOW, TODAY
from tests.factories.rooms import make_claim, make_rate_card, make_room, make_terms

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def evening(until):
    day = datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    return {"starts_at": day.replace(hour=18), "ends_at": day.replace(hour=until)}


@pytest.mark.django_db
def test_f02_length_of_a_day_part_decides_the_price(place, manager):
    room = make_room(place)
    make_rate_card(place)
    asked = {"place": place, "room": room, "party_kind": "association"}
    assert [(str(kind), starts.hour, ends.hour) for kind, starts, ends in day_parts(place)] == [
        ("morning", 8, 12),
        ("afternoon", 13, 17),
        ("evening", 18, 22),
    ]
    assert price_of(**asked, **evening(23)).cents == 3750
    set_day_parts(place=place, day_parts={"evening": (time(18), time(23))}, by=manager, now=NOW)
    assert price_of(**asked, **evening(23)).cents == 3000


@pytest.mark.django_db
def test_l01_each_kind_of_party_has_its_rate(place, manager):
    room = make_room(place, is_let=True)
    card = add_rate_card(place=place, name="Tarieven", first_on=TODAY, by=manager, now=NOW)
    stated = {"resident": 1000, "initiative": 2000, "association": 3000, "commercial": 6000}
    lines = [RateLine(kind, cents) for kind, cents in stated.items()]
    change_rate_card(
        card=card, name=card.name, first_on=TODAY, last_on=None, rates=lines, by=manager, now=NOW
    )
    costs = {kind: price_of(place=place, room=room, party_kind=kind, **evening(22)).cents for kind in stated}
    assert costs == stated
    assert price_of(place=place, room=room, party_kind="association", **evening(23)).cents == 3750
    assert price_of(place=place, room=room, party_kind="welfare", **evening(22)) is None
    assert [rate.kind for rate in rates_shown(place, TODAY).groups[0].rates] == [
        "bewoner",
        "buurtinitiatief",
        "vereniging of stichting",
        "bedrijf",
    ]


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_f08_empty_thursday_mornings_are_offered_when_the_board_agreed(client, place):
    room, terms = make_room(place, "Grote zaal", is_let=True), make_terms(place)
    # Of every week, eight back and eight ahead, everything is taken but for Thursday morning.
    for number in range(-57, 57):
        day = datetime.combine(TODAY, time(0), AMSTERDAM) + timedelta(days=number)
        begins = 13 if day.isoweekday() == 4 else 8
        make_claim(room, day.replace(hour=begins), day.replace(hour=23), kind=ClaimKind.BOOKING)
    address = reverse("rooms:offered", args=[place.slug])
    assert "Vaak vrij" not in html(client, address)
    terms.offers_empty = True
    terms.save()
    often = words_of(html(client, address).split('id="often"')[1].split("</section>")[0])
    assert often.endswith("Grote zaal donderdagochtend")
    # Somebody takes one of those mornings.
    thursday = datetime(2026, 12, 10, 9, tzinfo=AMSTERDAM)
    make_claim(room, thursday, thursday.replace(hour=11), kind=ClaimKind.BOOKING)
    terms.save()
    assert "Vaak vrij" not in html(client, address)


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_f06_420_of_1008_day_parts_is_41_7_percent_and_nobody_is_counted(place, manager):
    room = make_room(place, "Grote zaal")
    # Three day-parts on each of 336 days; all three of them on 140 days.
    first, last = date(2025, 12, 15), date(2026, 11, 15)
    for number in range(140):
        day = datetime.combine(first + timedelta(days=number), time(8), AMSTERDAM)
        make_claim(room, day, day.replace(hour=22))
    address = reverse("rooms:usage", args=[place.slug])
    said = words(signed_in(manager).get(address, {"van": first, "tot": last})).replace(".008", "008")
    assert "In gebruik 420 van de 1008 dagdelen: 41,7%" in said
    # A room has seats, somebody may ask, a visitor may pay: of what happens there, nothing says how many came.
    people = re.compile(
        r"attend|visitor|guest|people|person|head.?count|turnout|capacity|bezoek|deelnem|opkomst|aanwezig|mensen"
    )
    counted = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("rooms").get_models()
        for field in model._meta.fields
        if people.search(f"{field.name} {field.verbose_name}".lower())
    }
    assert counted == {"Room.capacity", "SetUp.capacity", "LettingTerms.is_open", "Booking.entry_cents"}


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_l02_coffee_that_is_included_stands_in_the_one_line_of_the_room(place, manager, fill_in):
    room = make_room(place, "Grote zaal", is_let=True)
    make_terms(
        place, legal_name="Stichting De Tafel", address="Dorpsstraat 1", postcode="6200 AA", town="Maastricht",
        iban="NL91ABNA0417164300", trade_number="12345678",
    )  # fmt: skip
    make_rate_card(place, coffee_included=True)
    desk = f"/beheer/plek/{place.slug}/"
    typed = {"room": room.pk, "day": "2026-11-24", "starts": "18:00", "ends": "22:00", "coffee": "on"}
    assert (
        fill_in(
            manager, f"{desk}reserveringen/nieuw/", name="Koor", phone="043 321 00 00", **typed
        ).status_code
        == 302
    )
    board = signed_in(manager)
    board.post(f"{desk}reserveringen/1/antwoord/", {"wat": "ja", "lijst": "1"})
    booking = Booking.objects.get()
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        times = list(booking.times.values_list("pk", flat=True))
        made = signed_in(manager).post(f"{desk}facturen/nieuw/?reservering=1", {"times": times})
        assert made.status_code == 302
        page = words(signed_in(manager).get(made["Location"]))
    line = InvoiceLine.objects.get()
    assert line.net_cents == 3000
    assert ", Grote zaal. " in line.text
    assert line.text.endswith(". Koffie en thee zijn inbegrepen")
    assert line.text.replace("\N{NO-BREAK SPACE}", " ") in page.replace("\N{NO-BREAK SPACE}", " ")
    assert page.count("Koffie") == 1


@pytest.mark.django_db
def test_l04_own_drinks_are_welcome_and_the_page_says_so(client, place, manager, fill_in):
    address, said = f"/plek/{place.slug}/", "Je mag je eigen drinken meenemen."
    form = f"/beheer/plek/{place.slug}/voor-wie-en-talen/"
    for answer, is_said in (("yes", True), ("no", False), ("", False)):
        assert fill_in(manager, form, own_drinks=answer).status_code == 302
        assert (said in words_of(html(client, address))) is is_said
