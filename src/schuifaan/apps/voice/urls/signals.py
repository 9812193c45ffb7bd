"""Addresses of saying something, and finding back what became of it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
