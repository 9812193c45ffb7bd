"""The desk: keys, who holds which, who opens and who closes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
