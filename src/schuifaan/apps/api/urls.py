from django.urls import URLPattern, path, re_path

from schuifaan.apps.api import views
from schuifaan.apps.api.doors import patterns, through_the_door

app_name = "api"


def _below_v1(pattern: URLPattern) -> URLPattern:
    return path(f"api/v1/{pattern.pattern}", pattern.callback, name=pattern.name)


urlpatterns: list[URLPattern] = [
    path("api/", views.docs, name="docs"),
    _below_v1(through_the_door(path("openapi.json", views.openapi, name="openapi"))),
    *(_below_v1(pattern) for pattern in patterns()),
    path("api/v1/places/<slug:slug>/welcome-check", views.belongs_to_the_place, name="belongs_to_the_place"),
    re_path(r"^api/v1(?:/.*)?$", views.nothing_here, name="nothing_here"),
]
