"""Seasons: wishes of clubs, and the board on which hours are divided."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import season_party, season_wishes, seasons

SEASONS = "beheer/plek/<slug:slug>/seizoenen/"
ONE = f"{SEASONS}<int:pk>/"
WISH = f"{ONE}wens/<int:wish>/"
PARTY = "huur/<str:token>/seizoen/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(SEASONS, seasons.seasons, name="seasons"),
    path(ONE, seasons.season, name="season"),
    path(f"{ONE}wijzigen/", seasons.change_season, name="change_season"),
    path(f"{ONE}verdelen/", seasons.divide, name="divide_season"),
    path(f"{ONE}afronden/", seasons.settle_season, name="settle_season"),
    path(f"{ONE}wens/", season_wishes.add_wish, name="add_season_wish"),
    path(WISH, season_wishes.change_wish, name="change_season_wish"),
    path(f"{WISH}weg/", season_wishes.withdraw, name="withdraw_season_wish"),
    path(f"{WISH}geef/", season_wishes.allot, name="allot_hour"),
    path(f"{WISH}terug/", season_wishes.take_away, name="take_away_hour"),
    path(PARTY, season_party.season_wish, name="season_wish"),
    path(f"{PARTY}<int:wish>/weg/", season_party.withdraw, name="withdraw_own_wish"),
]
