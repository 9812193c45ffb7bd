"""Ready texts: a page to copy from, and the same as files and as a piece of a page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.apps.outlets.forms import asked_of, parameters_of, text_block_form
from schuifaan.apps.outlets.queries.text_block import text_block
from schuifaan.apps.outlets.text_block import DOCX, HTML, TXT, TextBlock, as_html, as_word_file, as_words
from schuifaan.apps.places.naming import page_language
from schuifaan.ui.page_cache import public_page


def _version() -> str:
    return f"{agenda_version()}@{timezone.localdate()}"


@require_safe
@public_page(version=_version, vary_on_minute=False)
def page(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    found = _block(request, of, key)
    name = "text_block" if of is Of.NEIGHBOURHOOD else f"{of.value}_text_block"
    query = urlencode(parameters_of(found.asked))
    context = {
        "text": found,
        "words": as_words(found),
        "fragment": as_html(found),
        "form": text_block_form(found.asked),
        "files": {
            kind: f"{reverse(f'outlets:{name}_{kind}', args=[key])}?{query}" for kind in ("txt", "docx")
        },
        "fragment_address": request.build_absolute_uri(reverse(f"outlets:{name}_html", args=[key])),
        "feed_address": request.build_absolute_uri(reverse(f"outlets:{of.value}_atom", args=[key])),
        "trail": [(found.name, reverse(f"places:{of.value}", args=[key]))],
        "noindex": bool(request.GET),
    }
    return render(request, "outlets/newsletter/text_block.html", context)


@require_safe
def txt(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    return _file(as_words(_block(request, of, key)).encode(), TXT, "txt", key)


@require_safe
def docx(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    return _file(as_word_file(_block(request, of, key), at=timezone.now()), DOCX, "docx", key)


@require_safe
def fragment(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    """For other programs, on other sites too: without looks, without anything that runs."""
    response = _kept(HttpResponse(as_html(_block(request, of, key)), content_type=HTML))
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _block(request: HttpRequest, of: Of, key: str) -> TextBlock:
    asked = asked_of(request.GET, today=timezone.localdate())
    found = text_block(of, key, asked, language=page_language())
    if found is None:
        raise Http404
    return found


def _file(content: bytes, content_type: str, kind: str, key: str) -> HttpResponse:
    response = _kept(HttpResponse(content, content_type=content_type))
    name = f"{_('programma')}-{key.lower()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=300"
    response["Vary"] = "Accept-Language"
    return response
