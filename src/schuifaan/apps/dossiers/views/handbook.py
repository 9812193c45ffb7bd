"""The handbook on the site: for everybody, and for members of an organisation with what it adds."""

from datetime import date

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET

from schuifaan.apps.dossiers.queries.handbook import knowledge_of, shipped
from schuifaan.apps.dossiers.queries.handbook_chapters import (
    address_of,
    chapter_of,
    chapter_page,
    chapter_slug,
)
from schuifaan.apps.dossiers.queries.handbook_search import LONGEST_QUERY, search
from schuifaan.apps.dossiers.queries.own import role_policies_of
from schuifaan.apps.dossiers.queries.papers import blank_documents
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.people.queries import organisation_by_slug
from schuifaan.apps.places.enums import PlaceType
from schuifaan.apps.places.naming import page_language
from schuifaan.ui.page_cache import public_page


def handbook_version() -> str:
    """Rendered pages are kept until the handbook changes; what has had its time says so the next day."""
    return f"{shipped().version}@{timezone.localdate():%Y%m%d}"


@require_GET
@public_page(version=handbook_version, vary_on_minute=False)
def handbook(request: HttpRequest) -> HttpResponse:
    knowledge = shipped()
    context = {
        "chapters": [(chapter, chapter_slug(chapter)) for chapter in knowledge.chapters],
        "documents": [document for document in knowledge.documents if document.id != "own"],
        "papers": blank_documents(),
        "version": knowledge.version,
        "today": timezone.localdate(),
    }
    return render(request, "dossiers/handbook/index.html", context)


@require_GET
@public_page(version=handbook_version, vary_on_minute=False)
def chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    if request.GET.get("organisatie"):
        return _own_chapter(request, chapter, today=timezone.localdate())
    return _chapter(request, chapter, organisation=None, today=timezone.localdate())


def _own_chapter(request: HttpRequest, name: str, *, today: date) -> HttpResponse:
    """The same chapter with the organisation's own items; never kept, for its people only."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    organisation = _organisation(request)
    response = _chapter(request, name, organisation=organisation, today=today)
    add_never_cache_headers(response)
    return response


def _organisation(request: HttpRequest) -> Organisation:
    organisation = organisation_by_slug(request.GET["organisatie"])
    if organisation is None:
        raise Http404
    if not request.user.has_perm("dossiers.see_own_handbook", organisation):
        raise PermissionDenied
    return organisation


def _chapter(
    request: HttpRequest, name: str, *, organisation: Organisation | None, today: date
) -> HttpResponse:
    knowledge = knowledge_of(organisation)
    found = chapter_of(knowledge, name)
    if found is None:
        raise Http404
    asked = request.GET.get("type", "")
    place_type = asked if asked in PlaceType.values else ""
    context = {
        "page": chapter_page(knowledge, found, place_type=place_type),
        "chapters": [(one, chapter_slug(one)) for one in knowledge.chapters],
        "types": PlaceType.choices,
        "organisation": organisation,
        "policies": role_policies_of(organisation) if organisation else {},
        "today": today,
    }
    return render(request, "dossiers/handbook/chapter.html", context)


@require_GET
@public_page(version=handbook_version, vary_on_minute=False)
def search_handbook(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    result = search(query, language=page_language()) if query else None
    return render(request, "dossiers/handbook/search.html", {"query": query, "result": result})


@require_GET
def item(request: HttpRequest, item: str) -> HttpResponse:
    """The lasting address of one item, wherever it stands now."""
    slug = request.GET.get("organisatie", "")
    if slug and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    knowledge = knowledge_of(_organisation(request)) if slug else shipped()
    address = address_of(knowledge, item, organisation=slug)
    if address is None:
        raise Http404
    return redirect(address)
