"""The subjects people speak about."""

import pytest
from django.utils import translation

from schuifaan.apps.voice.models import OwnTheme, PointTheme
from schuifaan.apps.voice.queries.themes import is_in_use, theme_names, themes_for
from tests.factories import make_municipality
from tests.factories.voice import make_point, make_round

pytestmark = pytest.mark.django_db


def test_themes_are_fourteen_and_the_own_ones_after_them() -> None:
    maastricht, utrecht = make_municipality(), make_municipality("GM0344", "Utrecht")
    own = OwnTheme.objects.create(municipality=maastricht, name="Aan de Maas")
    OwnTheme.objects.create(municipality=utrecht, name="Langs de Vecht")
    assert len(themes_for(None)) == 14
    assert [theme.name for theme in themes_for(maastricht)[14:]] == ["Aan de Maas"]
    assert themes_for("GM0935")[-1].key == f"own.{own.pk}"


def test_theme_names_follow_the_language_and_leave_out_what_is_gone() -> None:
    assert theme_names(["theme.T1"]) == {"theme.T1": "Wat een plek betekent"}
    with translation.override("en"):
        assert theme_names(["theme.T1"]) == {"theme.T1": "What a place means"}
    assert theme_names(["own.99", "own.x", "own.²", "iets", "own." + "9" * 30]) == {}


def test_theme_in_use_is_one_something_was_said_about() -> None:
    own = OwnTheme.objects.create(municipality=make_municipality(), name="Aan de Maas")
    assert not is_in_use(own)
    PointTheme.objects.create(
        point=make_point(make_round(municipality=make_municipality())), theme=f"own.{own.pk}"
    )
    assert is_in_use(own)
