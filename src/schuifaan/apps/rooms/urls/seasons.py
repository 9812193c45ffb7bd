"""Seasons: wishes of clubs, and the board on which hours are divided."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
