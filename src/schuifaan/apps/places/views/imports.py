"""Lists of places at the desk: offer, say what the columns are, look at what would change, take over."""

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.models import User
from schuifaan.apps.people.rules import is_administrator
from schuifaan.apps.places.actions.imports import (
    ImportRefused,
    check_offered_list,
    discard_list,
    offer_list,
    table_of,
    take_over_list,
)
from schuifaan.apps.places.enums import ImportStatus
from schuifaan.apps.places.forms.imports import ColumnsForm, OfferForm
from schuifaan.apps.places.importing.columns import FIELD_LABELS, ListReading
from schuifaan.apps.places.importing.formula import guard
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.places.models import PlaceImport
from schuifaan.apps.places.queries.imports import imports_seen_by, organisations_of

View = Callable[..., HttpResponse]
_REFUSALS_SHOWN = 200
_LATEST_SHOWN = 20


def for_importers(view: View) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("places.import_places"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return cast("View", checked)


@require_http_methods(["GET", "POST"])
@for_importers
def import_start(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = OfferForm(
        request.POST or None,
        request.FILES or None,
        organisations=organisations_of(user),
        may_be_nobodys=bool(is_administrator(user)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            offered = offer_list(
                content=form.cleaned_data["file"].read(),
                filename=form.cleaned_data["file"].name,
                source=form.cleaned_data["source"],
                organisation=form.cleaned_data["organisation"],
                by=user,
                now=timezone.now(),
            )
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("places:import_columns", offered.pk)
    latest = imports_seen_by(user)[:_LATEST_SHOWN]
    return render(request, "places/imports/start.html", {"form": form, "latest": latest})


@require_http_methods(["GET", "POST"])
@for_importers
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    offered = _offered(request, pk)
    if offered.status == ImportStatus.APPLIED:
        return redirect("places:import_report", pk)
    table = table_of(offered)
    reading = ListReading.from_json(offered.mapping)
    form = ColumnsForm(request.POST or None, table=table, reading=reading)
    if request.method == "POST" and form.is_valid():
        user = cast("User", request.user)
        check_offered_list(offered=offered, reading=form.reading(), by=user, now=timezone.now())
        return redirect("places:import_report", pk)
    return render(
        request, "places/imports/columns.html", {"offered": offered, "form": form, "table_read": table}
    )


@require_GET
@for_importers
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    offered = _offered(request, pk)
    if offered.status == ImportStatus.UPLOADED:
        return redirect("places:import_columns", pk)
    report = offered.report
    changed = [
        (row, name, [(_label(key), before, after) for key, (before, after) in changes.items()])
        for row, name, changes in report.get("changed_rows", [])
    ]
    context = {
        "offered": offered,
        "report": report,
        "changed": changed,
        "refused": report["refused"][:_REFUSALS_SHOWN],
        "refused_count": len(report["refused"]),
        "can_take_over": offered.status == ImportStatus.READY,
        "is_applied": offered.status == ImportStatus.APPLIED,
    }
    return render(request, "places/imports/report.html", context)


@require_POST
@for_importers
def import_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    offered = _offered(request, pk)
    try:
        take_over_list(offered=offered, by=cast("User", request.user), now=timezone.now())
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De lijst is overgenomen. De plekken staan in de gids."))
    return redirect("places:import_report", pk)


@require_POST
@for_importers
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    discard_list(offered=_offered(request, pk), by=cast("User", request.user))
    messages.success(request, _("De lijst is weggegooid. Aan de plekken is niets veranderd."))
    return redirect("places:import_start")


@require_GET
@for_importers
def import_refusals(request: HttpRequest, pk: int) -> HttpResponse:
    offered = _offered(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = 'attachment; filename="redenen.csv"'
    response.write("\ufeff")
    lines = csv.writer(response)
    lines.writerow([_("rij"), _("kolom"), _("reden")])
    for row, column, reason in offered.report.get("refused", []):
        lines.writerow([row, guard(column), guard(reason)])
    return response


def _offered(request: HttpRequest, pk: int) -> PlaceImport:
    found = imports_seen_by(cast("User", request.user)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _label(key: str) -> str:
    own = {
        "neighbourhood_id": _("Buurt"),
        "municipality_id": _("Gemeente"),
        "contact_phone": _("Telefoon"),
        "contact_email": _("E-mailadres"),
        "contact_name": _("Contactpersoon"),
    }
    return own.get(key) or str(FIELD_LABELS.get(key, key))
