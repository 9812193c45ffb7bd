"""Addresses of what a desk does with what people said: the same below a place and below a municipality."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponse
from django.urls import URLPattern, path

from schuifaan.apps.voice.views import matter_pages, matters, noting

PAGES: Final[tuple[tuple[str, Callable[..., HttpResponse], str], ...]] = (
    ("", matters.matters, "matters"),
    ("noteren/", noting.note, "note_signal"),
    ("bellen/", noting.calls, "calls"),
    ("bellen/<int:pk>/", noting.called, "called"),
    ("samenvoegen/", matters.combine_ticked, "matters_combine"),
    ("<int:pk>/", matters.matter, "matter"),
    ("<int:pk>/doen/", matters.do, "matter_do"),
    ("<int:pk>/antwoord/", matter_pages.answer, "matter_answer"),
    ("<int:pk>/wie-en-wanneer/", matter_pages.arrange, "matter_arrange"),
    ("<int:pk>/samenvoegen/", matter_pages.same, "matter_same"),
    ("<int:pk>/doorgeven/", matter_pages.pass_on, "matter_pass_on"),
    ("<int:pk>/laten-zien/", matter_pages.publish, "matter_publish"),
)

urlpatterns: list[URLPattern] = [
    *(path(f"beheer/plek/<slug:slug>/signalen/{way}", view, name=name) for way, view, name in PAGES),
    *(
        path(f"beheer/gemeente/<slug:code>/signalen/{way}", view, name=f"city_{name}")
        for way, view, name in PAGES
    ),
    path("beheer/gemeente/<slug:code>/signalen/nieuwe-plekken/", noting.new_places, name="city_new_places"),
]
