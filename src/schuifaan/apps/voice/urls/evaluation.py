"""Addresses of looking back once a year, and whom to call with a worry."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
