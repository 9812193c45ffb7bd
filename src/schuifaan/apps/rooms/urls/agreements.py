"""The desk: agreements about the use of rooms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
