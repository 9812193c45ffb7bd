"""The desk: keys, and who holds which."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import key_loans, keys

KEYS = "beheer/plek/<slug:slug>/sleutels/"
ONE = f"{KEYS}<int:pk>/"
LOAN = f"{KEYS}<int:loan>/"

urlpatterns: list[URLPattern] = [
    path(KEYS, keys.keys, name="keys"),
    path(f"{KEYS}nieuw/", keys.new_key, name="new_key"),
    path(ONE, keys.key, name="key"),
    path(f"{ONE}wijzigen/", keys.change_key, name="change_key"),
    path(f"{ONE}uit-gebruik/", keys.retire_key, name="retire_key"),
    path(f"{ONE}weer-in-gebruik/", keys.use_key_again, name="use_key_again"),
    path(f"{ONE}kwijt/", keys.lose_key, name="lose_key"),
    path(f"{ONE}gevonden/", keys.find_key, name="find_key"),
    path(f"{ONE}meegeven/", key_loans.hand_out, name="hand_out_key"),
    path(f"{LOAN}terug/", key_loans.take_back, name="take_back_key"),
    path(f"{LOAN}toch-niet/", key_loans.undo_take_back, name="undo_take_back_key"),
    path(f"{LOAN}bewijs/", key_loans.receipt, name="key_receipt"),
]
