"""A party's own pages, by its private link or an account: its bookings, changing and cancelling them."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import own_parties, parties, party_bookings, party_said

OWN = "beheer/account/groepen/"
PARTY = "huur/<str:token>/"
BOOKING = f"{PARTY}<int:number>/"

urlpatterns: list[URLPattern] = [
    path(OWN, own_parties.own_parties, name="own_parties"),
    path(f"{OWN}<int:pk>/", own_parties.own_party, name="own_party"),
    path(PARTY, parties.party, name="party"),
    path(f"{PARTY}gegevens/", parties.details, name="party_details"),
    path(f"{PARTY}vragen/<int:pk>/", parties.ask_again, name="party_ask"),
    path(f"{PARTY}wachten/<int:pk>/", parties.waiting, name="party_waiting"),
    path(BOOKING, party_bookings.booking, name="party_booking"),
    path(f"{BOOKING}annuleren/", party_bookings.cancel, name="party_cancel"),
    path(f"{BOOKING}terug/", party_bookings.back, name="party_add_back"),
    path(f"{BOOKING}verzetten/<int:time>/", party_bookings.move, name="party_move"),
    path(f"{BOOKING}afspraken/", party_said.party_said, name="party_said"),
    path(f"{BOOKING}wijzigen/", party_bookings.change, name="party_change"),
]
