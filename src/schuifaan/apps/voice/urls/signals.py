"""Addresses of saying something, and finding back what became of it."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import signals, telling

urlpatterns: list[URLPattern] = [
    path("laat-weten/", telling.tell_start, name="tell_start"),
    path("plek/<slug:slug>/laat-weten/", telling.tell_place, name="tell_place"),
    path("gemeente/<slug:code>/laat-weten/", telling.tell_municipality, name="tell_municipality"),
    path("laat-weten/terugvinden/", signals.find, name="find"),
    path("laat-weten/<slug:token>/", signals.signal, name="signal"),
    path("laat-weten/<slug:token>/dank-je-wel/", telling.thanks, name="thanks"),
    path("laat-weten/<slug:token>/toevoegen/", signals.signal_add, name="signal_add"),
    path("laat-weten/<slug:token>/helpt/", signals.signal_helped, name="signal_helped"),
]
