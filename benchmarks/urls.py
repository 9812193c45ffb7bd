from django.http import HttpRequest, HttpResponse
from django.urls import include, path

CONSTANT = (b"<!doctype html><title>constant</title>" + b"<p>Schuif aan, er is koffie.</p>\n" * 700)[:20_000]


def constant(request: HttpRequest) -> HttpResponse:
    """The floor every page is compared with: fixed bytes through the same server and middleware."""
    del request
    return HttpResponse(CONSTANT)


urlpatterns = [path("bench/constant", constant), path("", include("schuifaan.project.urls"))]
