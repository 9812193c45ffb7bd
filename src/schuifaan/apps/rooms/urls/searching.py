"""A room somewhere: free times over all places that let."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
