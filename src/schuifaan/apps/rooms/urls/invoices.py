"""The desk: invoices and what became of them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
