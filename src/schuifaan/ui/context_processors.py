"""What every page knows about the installation it stands in."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import lazystr
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from schuifaan.ui import qr
from schuifaan.ui.npm import theme_paths

# (label, address or name of one); an installation may give its own in settings.
NAVIGATION = [(_("Te doen"), "agenda:list"), (_("Plekken"), "places:list"), (_("Kaart"), "places:map")]
FOOTER_LINKS = [
    (_("Laat iets weten"), "voice:tell_start"),
    (_("Handboek"), "dossiers:handbook"),
    (_("Toegankelijkheid"), "accessibility"),
    (_("Privacy"), "people:privacy"),
    (_("Open gegevens"), "outlets:open_data"),
    (_("API"), "api:docs"),
]


def site(request: HttpRequest) -> dict[str, Any]:
    """Neither the session nor the user is looked at unless the visitor brings a session cookie."""
    path = request.get_full_path()
    return {
        "site_name": getattr(settings, "SITE_NAME", "Schuif aan"),
        "theme_class": settings.THEME_CLASS,
        "theme_stylesheets": [lazystr(staticfiles_storage.url(item)) for item in theme_paths()],
        "languages": _languages(),
        "navigation": _links(getattr(settings, "NAVIGATION", NAVIGATION), request.path),
        "footer_links": _links(_footer(), request.path),
        "current_path": path,
        # The address people use, whatever name this request came in by: a page of refusal must render too.
        "page_address": qr.readable(f"{settings.BASE_URL}{path}"),
        "is_demo": settings.DEMO,
        "is_signed_in": lambda: _is_signed_in(request),
    }


def _is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _languages() -> list[dict[str, Any]]:
    current = get_language()
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "is_current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def _footer() -> list[tuple[Any, str]]:
    source = getattr(settings, "SOURCE_URL", "")
    links = list(getattr(settings, "FOOTER_LINKS", FOOTER_LINKS))
    return [*links, (_("Broncode"), source)] if source else links


def _links(links: Iterable[tuple[Any, str]], path: str) -> list[dict[str, Any]]:
    """Links to pages that this installation really has."""
    items = []
    for label, target in links:
        try:
            href = target if "/" in target else reverse(target)
        except NoReverseMatch:
            continue
        items.append({"label": label, "href": href, "is_current": path == href})
    return items
