"""Paying an invoice online, what the provider tells, and the key of a place."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import payments

KEY = "beheer/plek/<slug:slug>/verhuur/online-betalen/"

urlpatterns: list[URLPattern] = [
    path("betalen/<str:token>/", payments.pay, name="pay"),
    path("betalen/bericht/<str:key>/", payments.news, name="payment_news"),
    path(KEY, payments.payment_key, name="payment_key"),
    path(f"{KEY}weg/", payments.remove_key, name="remove_payment_key"),
    path(
        "beheer/plek/<slug:slug>/facturen/<int:pk>/betaling/<int:payment>/gezien/",
        payments.seen,
        name="payment_seen",
    ),
]
