"""Capabilities of letting rooms: what it costs, on what terms."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from schuifaan.apps.rooms.actions.letting import RateLine, add_rate_card, change_rate_card, set_day_parts
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.queries.rates import day_parts, price_of, rates_shown
from tests.apps.pages import html, words_of
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
