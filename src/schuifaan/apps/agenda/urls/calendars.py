"""The desk: calendars kept elsewhere."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.views import calendars

_CALENDARS = "beheer/plek/<slug:slug>/agenda/kalenders/"

urlpatterns: list[URLPattern] = [
    path(_CALENDARS, calendars.calendars, name="calendars"),
    path(f"{_CALENDARS}<int:calendar>/ophalen/", calendars.refresh, name="refresh_calendar"),
    path(f"{_CALENDARS}<int:calendar>/stop/", calendars.stop, name="stop_calendar"),
]
