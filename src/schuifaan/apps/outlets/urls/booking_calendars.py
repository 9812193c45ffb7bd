"""Addresses of private calendars: the bookings of a party, and those of a place for who works there."""

from django.urls import URLPattern, path

from schuifaan.apps.outlets.views import booking_calendars as views

urlpatterns: list[URLPattern] = [
    path("huur/agenda/<str:key>/agenda.ics", views.party_ics, name="party_ics"),
    path("reserveringen/<str:token>/agenda.ics", views.place_bookings_ics, name="place_bookings_ics"),
    path("beheer/plek/<slug:slug>/reserveringen/agenda/", views.booking_calendar, name="booking_calendar"),
]
