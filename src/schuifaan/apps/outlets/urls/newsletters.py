"""Addresses of the newsletter and of texts for papers and magazines."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.outlets.views import newsletters, text_blocks

_TEXTS = (
    ("buurt/<slug:key>/", "text_block", Of.NEIGHBOURHOOD),
    ("wijk/<slug:key>/", "district_text_block", Of.DISTRICT),
    ("plek/<slug:key>/", "place_text_block", Of.PLACE),
)

urlpatterns: list[URLPattern] = [
    path("nieuwsbrief/bevestigen/<str:token>/", newsletters.confirm, name="newsletter_confirm"),
    path("nieuwsbrief/afmelden/<str:token>/", newsletters.leave, name="newsletter_leave"),
    path("nieuwsbrief/<slug:code>/", newsletters.newsletter, name="newsletter"),
    *(path(f"{where}tekstblok/", text_blocks.page, {"of": of}, name=name) for where, name, of in _TEXTS),
    *(
        path(f"{where}tekstblok.{kind}", view, {"of": of}, name=f"{name}_{kind}")
        for where, name, of in _TEXTS
        for kind, view in (
            ("txt", text_blocks.txt),
            ("docx", text_blocks.docx),
            ("html", text_blocks.fragment),
        )
    ),
]
