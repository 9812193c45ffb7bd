"""Addresses of what residents find."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.views import activity, finding

urlpatterns: list[URLPattern] = [
    path("agenda/", finding.everything_on, name="list"),
    path("buurt/<slug:code>/agenda/", finding.neighbourhood, name="neighbourhood"),
    path(
        "buurt/<slug:code>/agenda/maand/<slug:month>/",
        finding.neighbourhood_month,
        name="neighbourhood_month",
    ),
    path("wijk/<slug:code>/agenda/", finding.district, name="district"),
    path("gemeente/<slug:code>/agenda/", finding.municipality, name="municipality"),
    path("plek/<slug:slug>/agenda/", finding.place, name="place"),
    path("plek/<slug:slug>/agenda/maand/<slug:month>/", finding.place_month, name="place_month"),
    path("activiteit/<slug:slug>/", activity.activity, name="activity"),
]
