"""Addresses of the business case."""

from django.urls import URLPattern, path

from schuifaan.apps.dossiers.views import money

MONEY = "beheer/dossier/<uuid:key>/geld"

urlpatterns: list[URLPattern] = [
    path(f"{MONEY}/", money.money, name="money"),
    path(f"{MONEY}/bronnen/", money.money_sources, name="money_sources"),
    path(f"{MONEY}/bronnen/<slug:source>/", money.money_source, name="money_source"),
    path(f"{MONEY}/bronnen/<slug:source>/gebruik/", money.money_source_use, name="money_source_use"),
    path(f"{MONEY}/beste/", money.money_best, name="money_best"),
]
