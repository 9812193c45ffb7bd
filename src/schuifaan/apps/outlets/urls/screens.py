"""Addresses of the screen in the hall, and of programmes on other sites."""

from django.urls import URLPattern, path

from schuifaan.apps.outlets.views import screens

urlpatterns: list[URLPattern] = [
    path("plek/<slug:slug>/scherm/", screens.screen, name="screen"),
    path("plek/<slug:slug>/scherm/werker.js", screens.screen_worker, name="screen_worker"),
    path("plek/<slug:slug>/scherm/uitleg/", screens.screen_explained, name="screen_explained"),
]
