"""Addresses of asking wishes, and shared goals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
