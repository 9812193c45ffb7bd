"""The self-checks of the demo city: something to read on every page of them."""

import pytest

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import SharedTip, TipChoice, WelcomeCheck
from schuifaan.apps.voice.queries.tips_tried import tips_tried
from schuifaan.apps.voice.queries.welcome import open_check, result_of, tip_words
from schuifaan.apps.voice.queries.welcome_page import element_with
from schuifaan.demo.loading import load_city
from schuifaan.demo.voice_welcome import load_welcome, welcome_is_loaded
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_self_checks_of_a_city_fill_every_page_of_them() -> None:
    load_city(city="maastricht", now=NOW)
    assert not welcome_is_loaded("maastricht")
    assert load_welcome(city="maastricht", now=NOW) == WelcomeCheck.objects.count() == 8
    assert welcome_is_loaded("maastricht")
    assert SharedTip.objects.count() == 3
    assert {element_with(shared.element) is not None for shared in SharedTip.objects.all()} == {True}
    assert set(TipChoice.objects.values_list("tip", flat=True)) <= set(tip_words())
    check = open_check(Place.objects.get(slug="t-atrium"))
    assert check is not None
    result = result_of(check)
    filled = [result.works, result.now, result.later, result.own, result.to_ask, result.said, result.to_share]
    assert all(filled)
    assert len(result.now) == 3
    assert result.since is not None
    assert result.since.when == "het voorjaar"
    seen = [
        tip.places for element in tips_tried(Municipality.objects.get(code="GM0935")) for tip in element.tips
    ]
    # One number, and elsewhere too few to tell.
    assert sorted(set(seen), key=str) == [6, None]
    assert seen.count(6) == 1


def test_a_city_without_self_checks_stays_without() -> None:
    assert welcome_is_loaded("utrecht")
