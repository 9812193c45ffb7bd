"""The page for a form that came from an old or foreign page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed is still in the browser: the page says to go back and try again."""
    del reason
    return render(request, "403_csrf.html", status=403)
