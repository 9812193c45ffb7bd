"""A room somewhere: free times over all places that let."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import searching

urlpatterns: list[URLPattern] = [path("ruimtes/", searching.search_page, name="search")]
