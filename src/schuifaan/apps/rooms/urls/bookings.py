"""The desk: who asked for what, yes or no, the day sheet."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import booking, booking_said, booking_times, bookings, day_sheet, parties_desk

DESK = "beheer/plek/<slug:slug>/"
BOOKINGS = f"{DESK}reserveringen/"
PARTIES = f"{DESK}huurders/"
ONE = f"{BOOKINGS}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BOOKINGS, bookings.bookings, name="bookings"),
    path(f"{BOOKINGS}nieuw/", bookings.new_booking, name="new_booking"),
    path(f"{BOOKINGS}week/", bookings.booking_week, name="booking_week"),
    path(ONE, booking.booking, name="booking"),
    path(f"{ONE}antwoord/", booking.answer_booking, name="answer_booking"),
    path(f"{ONE}ongedaan/", booking.undo, name="undo_answer"),
    path(f"{ONE}afspraken/", booking_said.booking_said, name="booking_said"),
    path(f"{ONE}deur/", booking.booking_door, name="booking_door"),
    path(f"{ONE}wachtlijst/<int:waiting>/weg/", booking.stop_waiting, name="stop_waiting"),
    path(f"{ONE}annuleren/", booking_times.cancel_booking, name="cancel_booking"),
    path(f"{ONE}keer/<int:time>/", booking_times.booking_time, name="booking_time"),
    path(f"{ONE}keer/<int:time>/ruilen/", booking_times.swap_time, name="swap_time"),
    path(f"{ONE}keer/<int:time>/toch/", booking_times.add_back, name="add_back"),
    path(f"{ONE}keer/<int:time>/niemand/", booking_times.no_show, name="no_show"),
    path(PARTIES, parties_desk.parties, name="parties"),
    path(f"{PARTIES}<int:party>/", parties_desk.party_card, name="party_card"),
    path(f"{PARTIES}<int:party>/link/", parties_desk.send_party_link, name="send_party_link"),
    path(f"{PARTIES}<int:party>/nieuwe-link/", parties_desk.renew_party_link, name="renew_party_link"),
    path(f"{PARTIES}<int:party>/samen/", parties_desk.merge_party, name="merge_party"),
    path(f"{DESK}dagblad/", day_sheet.day_sheet, name="day_sheet"),
    path(f"{DESK}dagblad/deur/", day_sheet.door_duty, name="door_duty"),
    path(f"{DESK}dagblad/dagblad.pdf", day_sheet.day_sheet_pdf, name="day_sheet_pdf"),
]
