"""Addresses of the newsletter and of texts for papers and magazines."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
