"""The page of one activity."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.forms.finding import is_language
from schuifaan.apps.agenda.outlet_links import outlet_links
from schuifaan.apps.agenda.queries.activity_page import ActivityPage, activity_page, stopped_activity
from schuifaan.apps.agenda.queries.scope import of_activity
from schuifaan.apps.agenda.views.finding import programme_version
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page

_LONGEST_CODE = 8
_LONGEST_CURSOR = 120


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    told_in = request.GET.get("tekst", "")[:_LONGEST_CODE]
    page = activity_page(
        slug,
        now=timezone.now(),
        language=page_language(),
        text_language=told_in if is_language(told_in) else "",
        all_dates=request.GET.get("datums") == "alle",
        after=request.GET.get("na", "")[:_LONGEST_CURSOR],
    )
    if page is None:
        return _stopped(request, slug)
    context = {
        "page": page,
        "trail": _trail(page),
        "links": outlet_links(of_activity(page.activity.pk), slug=slug),
        "more_address": f"?{urlencode({'datums': 'alle', 'na': page.next_cursor})}",
        "edit_address": _edit_address(request, page),
    }
    return render(request, "agenda/finding/activity.html", context)


def _stopped(request: HttpRequest, slug: str) -> HttpResponse:
    stopped = stopped_activity(slug)
    if stopped is None:
        raise Http404
    return render(request, "agenda/finding/stopped.html", {"activity": stopped}, status=410)


def _trail(page: ActivityPage) -> list[tuple[str, str]]:
    place = page.place
    return [
        *trail(),
        (place.name, reverse("places:place", args=[place.slug])),
        (gettext("Agenda"), reverse("agenda:place", args=[place.slug])),
    ]


def _edit_address(request: HttpRequest, page: ActivityPage) -> str:
    # Without a session cookie nobody is asked who they are: the page stays the same for everyone.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    if not request.user.has_perm("agenda.change_agenda", page.place):
        return ""
    return reverse("agenda:edit", args=[page.place.slug, page.activity.pk])
