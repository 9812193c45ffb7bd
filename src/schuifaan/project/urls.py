"""Every address of the product. What each role may see stands in tests/architecture/permission_matrix.yaml."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve

from schuifaan.project.health import healthz, readyz
from schuifaan.ui.gallery import gallery
from schuifaan.ui.language import set_language
from schuifaan.ui.statement import accessibility

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(
        "favicon.ico",
        RedirectView.as_view(url=f"{settings.STATIC_URL}ui/favicon.svg", permanent=False),
        name="favicon",
    ),
    path("taal/", set_language, name="set_language"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("account/", include("allauth.urls")),
    path("support/", admin.site.urls),
    path("", include("schuifaan.apps.people.urls")),
    path("", include("schuifaan.apps.api.urls")),
    path("", include("schuifaan.apps.outlets.urls")),
    path("", include("schuifaan.apps.dossiers.urls")),
    path("", include("schuifaan.apps.voice.urls")),
    path("", include("schuifaan.apps.agenda.urls")),
    path("", include("schuifaan.apps.rooms.urls")),
    path("", include("schuifaan.apps.places.urls")),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [
        path("", include("schuifaan.demo.urls")),
        path("ui/", gallery, name="gallery"),
        # In production the web server serves what people uploaded.
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    ]
