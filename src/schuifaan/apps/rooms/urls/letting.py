"""The desk: on what terms and at what rates a place lets its rooms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
