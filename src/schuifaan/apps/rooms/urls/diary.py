"""The desk: a diary that was kept elsewhere."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import diary, diary_check

DIARY = "beheer/plek/<slug:slug>/ruimtes/inlezen/"

urlpatterns: list[URLPattern] = [
    path(DIARY, diary.diary_imports, name="diary_imports"),
    path(f"{DIARY}<int:pk>/", diary.diary_rooms, name="diary_rooms"),
    path(f"{DIARY}<int:pk>/kolommen/", diary.diary_columns, name="diary_columns"),
    path(f"{DIARY}<int:pk>/controle/", diary_check.diary_check, name="diary_check"),
    path(f"{DIARY}<int:pk>/botsingen/", diary_check.diary_decide, name="diary_decide"),
    path(f"{DIARY}<int:pk>/botsingen/alle/", diary_check.diary_decide_rest, name="diary_decide_rest"),
    path(f"{DIARY}<int:pk>/weg/", diary.diary_discard, name="diary_discard"),
]
