"""Addresses of feedback and what was done, and the same form again."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
