"""The desk: who asked for what, yes or no, the day sheet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
