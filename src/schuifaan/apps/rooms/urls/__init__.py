"""Everything about rooms: what they are like, who asks for them, who has the key, what is agreed and paid."""

from schuifaan.apps.rooms.urls import (
    agreements,
    asking,
    bookings,
    diary,
    invoices,
    keys,
    letting,
    parties,
    payments,
    rooms,
    searching,
    seasons,
    usage,
)

app_name = "rooms"
urlpatterns = [
    *rooms.urlpatterns,
    *letting.urlpatterns,
    *asking.urlpatterns,
    *parties.urlpatterns,
    *bookings.urlpatterns,
    *diary.urlpatterns,
    *keys.urlpatterns,
    *agreements.urlpatterns,
    *invoices.urlpatterns,
    *payments.urlpatterns,
    *seasons.urlpatterns,
    *usage.urlpatterns,
    *searching.urlpatterns,
]
