"""Addresses of saying something, and finding back what became of it."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import signals

urlpatterns: list[URLPattern] = [
    path("laat-weten/<str:token>/", signals.signal, name="signal"),
]
