"""Addresses of what a desk does with what people said."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
