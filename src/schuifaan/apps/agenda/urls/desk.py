"""The desk: planning activities, changing and calling off."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
