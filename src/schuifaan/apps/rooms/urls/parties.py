"""A party's own pages, by its private link: its bookings, changing and cancelling them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
