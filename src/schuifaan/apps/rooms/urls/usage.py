"""The desk: how much of the rooms is used."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
