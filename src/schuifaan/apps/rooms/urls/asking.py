"""Asking for a room, without an account: the rooms of a place, when they are free, and the form."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
