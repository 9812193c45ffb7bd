"""Addresses of the screen in the hall, and of programmes on other sites."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
