"""Addresses of what residents find."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
