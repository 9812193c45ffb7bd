"""Addresses of signing up, and of suggesting something."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
