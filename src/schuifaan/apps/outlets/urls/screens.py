"""Addresses of the screen in the hall, and of programmes on other sites."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.outlets.views import embeds, screens

_EMBEDS = (
    ("plek", "place", Of.PLACE),
    ("buurt", "neighbourhood", Of.NEIGHBOURHOOD),
    ("activiteit", "activity", Of.ACTIVITY),
)

urlpatterns: list[URLPattern] = [
    path("plek/<slug:slug>/scherm/", screens.screen, name="screen"),
    path("plek/<slug:slug>/scherm/werker.js", screens.screen_worker, name="screen_worker"),
    path("plek/<slug:slug>/scherm/uitleg/", screens.screen_explained, name="screen_explained"),
    *(
        path(f"insluiten/{where}/<slug:key>/", embeds.embed, {"of": of}, name=f"{name}_embed")
        for where, name, of in _EMBEDS
    ),
    *(
        path(f"insluiten/{where}/<slug:key>/code/", embeds.embed_code, {"of": of}, name=f"{name}_embed_code")
        for where, name, of in _EMBEDS
    ),
    path("oembed", embeds.oembed, name="oembed"),
]
