"""The desk: on what terms and at what rates a place lets its rooms."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import letting as views

DESK = "beheer/plek/<slug:slug>/"
RATES = f"{DESK}tarieven/"

urlpatterns: list[URLPattern] = [
    path(f"{DESK}verhuur/", views.letting, name="letting"),
    path(RATES, views.rates, name="rates"),
    path(f"{RATES}dagdelen/", views.day_parts, name="day_parts"),
    path(f"{RATES}<int:pk>/", views.rate_card, name="rate_card"),
    path(f"{RATES}<int:pk>/nieuw-jaar/", views.copy_rate_card, name="copy_rate_card"),
    path(f"{RATES}<int:pk>/weg/", views.remove_rate_card, name="remove_rate_card"),
]
