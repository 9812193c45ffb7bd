"""Addresses of feedback and what was done, of themes, and of the same form again."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import (
    burden,
    rounds,
    rounds_import,
    rounds_points,
    rounds_public,
    rounds_versions,
    themes,
)

PLACE = "beheer/plek/<slug:slug>/"
MUNICIPALITY = "beheer/gemeente/<slug:code>/"
ROUND = "beheer/rondes/<slug:slug>/"
MEETING = f"{ROUND}gesprekken/<int:pk>/"
POINT = f"{ROUND}punten/<int:number>/"
VERSION = f"{ROUND}versies/<int:number>/"
# By their kind, as the directory names their pages.
SAID = {
    "place": "plek/<slug:slug>",
    "neighbourhood": "buurt/<slug:code>",
    "district": "wijk/<slug:code>",
    "municipality": "gemeente/<slug:code>",
}

said: list[URLPattern] = []
for kind, whose in SAID.items():
    here = f"{whose}/gezegd-en-gedaan"
    said += [
        path(f"{here}/", rounds_public.said, {"kind": kind}, name=f"said_{kind}"),
        path(f"{here}.pdf", rounds_public.said_pdf, {"kind": kind}, name=f"said_{kind}_pdf"),
    ]

urlpatterns: list[URLPattern] = [
    *said,
    path("rondes/<slug:slug>/", rounds_public.public_round, name="round"),
    path("rondes/<slug:slug>.pdf", rounds_public.round_pdf, name="round_pdf"),
    path("rondes/<slug:slug>/versie/<int:number>/", rounds_public.round_version, name="round_version"),
    path(f"{PLACE}rondes/", rounds.place_rounds, name="place_rounds"),
    path(f"{PLACE}rondes/nieuw/", rounds.new_place_round, name="new_place_round"),
    path(f"{MUNICIPALITY}rondes/", rounds.municipality_rounds, name="municipality_rounds"),
    path(f"{MUNICIPALITY}rondes/nieuw/", rounds.new_municipality_round, name="new_municipality_round"),
    path(ROUND, rounds.round_desk, name="round_desk"),
    path(f"{ROUND}gegevens/", rounds.change_round, name="change_round"),
    path(f"{ROUND}gesprekken/nieuw/", rounds.new_meeting, name="new_meeting"),
    path(MEETING, rounds.meeting, name="meeting"),
    path(f"{MEETING}weg/", rounds.remove_meeting, name="remove_meeting"),
    path(f"{ROUND}punten/nieuw/", rounds_points.new_point, name="new_point"),
    path(f"{ROUND}punten/inlezen/", rounds_import.import_points, name="import_points"),
    path(POINT, rounds_points.point, name="point"),
    path(f"{POINT}veranderen/", rounds_points.change_point, name="change_point"),
    path(f"{POINT}antwoord/", rounds_points.answer_point, name="answer_point"),
    path(f"{POINT}weg/", rounds_points.remove_point, name="remove_point"),
    path(f"{ROUND}plek-in-tekst/<int:pk>/weg/", rounds_points.remove_landing, name="remove_landing"),
    path(f"{ROUND}reacties/", rounds_points.reactions, name="reactions"),
    path(f"{ROUND}reacties/<int:pk>/overnemen/", rounds_points.take_up, name="take_up"),
    path(f"{ROUND}versies/nieuw/", rounds_versions.new_version, name="new_version"),
    path(VERSION, rounds_versions.version, name="version"),
    path(f"{VERSION}tekst/", rounds_versions.change_version, name="change_version"),
    path(f"{VERSION}zin/", rounds_versions.link_sentence, name="link_sentence"),
    path(f"{VERSION}vaststellen/", rounds_versions.mark_final, name="mark_final"),
    path(f"{MUNICIPALITY}themas/", themes.themes, name="themes"),
    path(f"{MUNICIPALITY}themas/<int:pk>/", themes.theme, name="theme"),
    path(f"{MUNICIPALITY}themas/<int:pk>/weg/", themes.remove_theme, name="remove_theme"),
    path(f"{PLACE}regels/", burden.place_rules, name="place_rules"),
    path(f"{PLACE}regels/<int:pk>/weg/", burden.take_back_rule, name="take_back_rule"),
    path(f"{MUNICIPALITY}regels/", burden.municipality_rules, name="municipality_rules"),
    path(f"{MUNICIPALITY}regels/<int:pk>/", burden.answer_rule, name="answer_rule"),
]
