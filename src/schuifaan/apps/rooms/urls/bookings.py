"""The desk: who asked for what, yes or no, the day sheet."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import booking, bookings

DESK = "beheer/plek/<slug:slug>/"
BOOKINGS = f"{DESK}reserveringen/"
ONE = f"{BOOKINGS}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BOOKINGS, bookings.bookings, name="bookings"),
    path(ONE, booking.booking, name="booking"),
    path(f"{ONE}antwoord/", booking.answer_booking, name="answer_booking"),
    path(f"{ONE}deur/", booking.booking_door, name="booking_door"),
    path(f"{ONE}wachtlijst/<int:waiting>/weg/", booking.stop_waiting, name="stop_waiting"),
]
