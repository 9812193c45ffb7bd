"""Addresses of the welcome self-check."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
