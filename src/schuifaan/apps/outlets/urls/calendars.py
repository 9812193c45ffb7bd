"""Addresses of what calendars and feed readers subscribe to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
