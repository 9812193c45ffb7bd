"""The desk: a diary that was kept elsewhere."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import diary

DIARY = "beheer/plek/<slug:slug>/ruimtes/inlezen/"

urlpatterns: list[URLPattern] = [
    path(DIARY, diary.diary_imports, name="diary_imports"),
    path(f"{DIARY}<int:pk>/", diary.diary_rooms, name="diary_rooms"),
    path(f"{DIARY}<int:pk>/controle/", diary.diary_check, name="diary_check"),
    path(f"{DIARY}<int:pk>/weg/", diary.diary_discard, name="diary_discard"),
]
