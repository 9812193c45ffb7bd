"""Addresses of what is printed."""

from django.urls import URLPattern, path

from schuifaan.apps.outlets.views import papers as views

urlpatterns: list[URLPattern] = [
    path("plek/<slug:slug>/week.pdf", views.place_week, name="place_week_pdf"),
]
