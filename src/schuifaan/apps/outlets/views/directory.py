"""Files to take along: for everybody what is public, for a place everything of its own."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_GET, require_safe

from schuifaan.apps.outlets.a11yjson import as_place_info
from schuifaan.apps.outlets.hsds import hsds_pieces
from schuifaan.apps.outlets.place_list import COLUMNS, csv_lines, geojson_pieces
from schuifaan.apps.outlets.queries.directory import (
    last_change,
    place_to_take_along,
    published_ids,
    published_place,
    stream_places,
)
from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.importing.whole_place import to_csv, to_json
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.queries.whole_place import whole_place
from schuifaan.ui.kept import store

View = Callable[..., HttpResponseBase]
_MAX_AGE = 300
_KEPT_PLACES = 1000
_KEPT_SECONDS = 3600


def _etag(request: HttpRequest, **_kwargs: str) -> str:
    """Changes with the directory; a question about "now" also with the minute."""
    minute = timezone.now().strftime("%Y%m%d%H%M") if "open" in request.GET else ""
    seed = f"{directory_version()}|{request.get_full_path()}|{request.headers.get('Accept-Language', '')}|{minute}"
    return f'"{hashlib.sha256(seed.encode()).hexdigest()[:24]}"'


def _last_modified(request: HttpRequest, **_kwargs: str) -> datetime | None:
    return None if "open" in request.GET else last_change()


def open_file(view: View) -> View:
    """For everybody, from any page, and not sent again when nothing changed."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = condition(_etag, _last_modified)(view)(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        patch_cache_control(response, public=True, max_age=0 if "open" in request.GET else _MAX_AGE)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return opened


def _stream(pieces: Iterator[str], content_type: str, filename: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _kept(kind: str, ids: list[int], make: Callable[[], Iterator[str]]) -> Iterator[str]:
    """A file of one city, say, is made once for each state of the directory; a larger one streams."""
    if len(ids) > _KEPT_PLACES:
        return make()
    seed = f"{kind}|{get_language()}|{directory_version()}|{ids}"
    key = f"file:{hashlib.sha256(seed.encode()).hexdigest()}"
    text: str | None = store().get(key)
    if text is None:
        text = "".join(make())
        store().set(key, text, _KEPT_SECONDS)
    return iter((text,))


@open_file
def places_csv(request: HttpRequest) -> HttpResponseBase:
    ids = published_ids(finding.read(request.GET).criteria, now=timezone.now())
    return _stream(csv_lines(stream_places(ids)), "text/csv; charset=utf-8; header=present", "plekken.csv")


@open_file
def places_geojson(request: HttpRequest) -> HttpResponseBase:
    ids = published_ids(finding.read(request.GET).criteria, now=timezone.now())
    pieces = _kept("geojson", ids, lambda: geojson_pieces(stream_places(ids)))
    return _stream(pieces, "application/geo+json", "plekken.geojson")


@open_file
def places_hsds(request: HttpRequest) -> HttpResponseBase:
    ids = published_ids(finding.read(request.GET).criteria, now=timezone.now())
    return _stream(hsds_pieces(stream_places(ids), total=len(ids)), "application/json", "plekken-hsds.json")


@open_file
def place_accessibility(request: HttpRequest, slug: str) -> HttpResponseBase:
    del request
    place = published_place(slug)
    if place is None:
        raise Http404
    return JsonResponse(as_place_info(place), json_dumps_params={"ensure_ascii": False})


@require_GET
def open_data(request: HttpRequest) -> HttpResponse:
    return render(request, "outlets/open_data.html", {"columns": COLUMNS})


@never_cache
@login_required
@require_GET
def place_export_json(request: HttpRequest, slug: str) -> HttpResponse:
    place = _own_place(request, slug)
    text = to_json(whole_place(place, with_photos=True), exported_at=timezone.now().isoformat())
    return _download(text, "application/json", f"{slug}.json")


@never_cache
@login_required
@require_GET
def place_export_csv(request: HttpRequest, slug: str) -> HttpResponse:
    place = _own_place(request, slug)
    lines = io.StringIO(newline="")
    # Photos do not fit in a spreadsheet's cells; the JSON has them.
    csv.writer(lines).writerows(to_csv(whole_place(place, with_photos=False)))
    return _download("\ufeff" + lines.getvalue(), "text/csv; charset=utf-8; header=present", f"{slug}.csv")


def _own_place(request: HttpRequest, slug: str) -> Place:
    place = place_to_take_along(slug)
    if place is None:
        raise Http404
    if not request.user.has_perm("places.export_place", place):
        raise PermissionDenied
    return place


def _download(text: str, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
