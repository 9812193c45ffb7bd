"""The addresses of a place's desk, and what a browser would send from it."""

from django.urls import reverse


def address(name, place, **more):
    return reverse(f"places:{name}", kwargs={"slug": place.slug, **more})


def sent_by(response, **typed):
    """What a browser would send from this page, with some fields typed over."""
    form = response.context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list) or (value is not None and value is not False):
            sent[bound.html_name] = value
    return {**sent, **typed}
