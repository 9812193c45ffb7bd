"""The desk: calendars kept elsewhere."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
