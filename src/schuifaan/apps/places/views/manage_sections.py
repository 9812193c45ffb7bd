"""The sections of a place that are one form each: change, look at it first, or hear that a colleague was earlier."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.geography.locate import neighbourhood_at
from schuifaan.apps.places.actions import access, contacts, editing, hours, house_rules, types
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.forms.access import AccessForm
from schuifaan.apps.places.forms.basics import BasicsForm
from schuifaan.apps.places.forms.hours import HoursForm
from schuifaan.apps.places.forms.house_rules import HouseRulesForm
from schuifaan.apps.places.forms.offer import OfferForm
from schuifaan.apps.places.forms.people import AssociationContactForm, ContactForm
from schuifaan.apps.places.forms.prices import PricesForm
from schuifaan.apps.places.forms.running import RunningForm, TypeForm
from schuifaan.apps.places.forms.section import SectionForm
from schuifaan.apps.places.forms.texts import TextsForm
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.desk import find_place
from schuifaan.apps.places.queries.pages import loaded_places, place_page_for
from schuifaan.apps.places.queries.sections import SECTION_TITLES, section_summary
from schuifaan.apps.places.views.manage_access import me, of_place


@dataclass(frozen=True, slots=True)
class Section:
    """One form and the action it asks."""

    key: str
    form: type[SectionForm]
    action: Callable[..., object]
    template: str = "places/manage/section.html"

    @property
    def slug(self) -> str:
        return SECTION_TITLES[self.key][0]


SECTIONS = {
    section.key: section
    for section in (
        Section("basics", BasicsForm, editing.change_basics, "places/manage/basics.html"),
        Section("texts", TextsForm, editing.change_texts),
        Section("hours", HoursForm, hours.change_hours, "places/manage/hours.html"),
        Section("prices", PricesForm, editing.change_prices, "places/manage/prices.html"),
        Section("access", AccessForm, access.record_access_facts, "places/manage/access.html"),
        Section("offer", OfferForm, editing.change_offer),
        Section("contact", ContactForm, contacts.set_contact),
        Section("association_contact", AssociationContactForm, contacts.set_contact),
        Section(
            "house_rules", HouseRulesForm, house_rules.publish_house_rules, "places/manage/house_rules.html"
        ),
        Section("type", TypeForm, types.change_type),
        Section("running", RunningForm, types.set_running),
    )
}


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def edit_section(request: HttpRequest, place: Place, *, key: str) -> HttpResponse:
    section, now = SECTIONS[key], timezone.now()
    form = _form(section, request, place, now)
    if request.method == "GET":
        return _page(request, section, place, form)
    rearranged = form.rearranged()
    if rearranged is not None:
        # Still the version that was opened: what a colleague saved meanwhile must not be passed over.
        rearranged |= {name: request.POST.get(name, "") for name in SectionForm.HIDDEN}
        return _page(request, section, place, _form(section, request, place, now, initial=rearranged))
    if not form.is_valid():
        return _page(request, section, place, form, status=422)
    try:
        _save(section, request, place, form, now)
    except PlaceError as error:
        error.say_on(form)
        return _page(request, section, place, form, status=422)
    except ChangedMeanwhile as conflict:
        return _overtaken(request, section, conflict, now, place)
    messages.success(request, _told(section, place))
    return redirect("places:place_desk", slug=place.slug)


@require_POST
@of_place("places.change_place")
def preview_section(request: HttpRequest, place: Place, *, key: str) -> HttpResponse:
    """The page as visitors would see it. Everything happens in a transaction that is undone."""
    section, now = SECTIONS[key], timezone.now()
    form = _form(section, request, place, now)
    if not form.is_valid():
        return _page(request, section, place, form, status=422)
    with transaction.atomic():
        # The savepoint's end is not a commit: what waits for one (mail, files) never happens.
        try:
            section.action(place=place, by=me(request), now=now, **form.wanted())
            response = preview_page(request, place, now, not_saved=True)
        except PlaceError as error:
            error.say_on(form)
            response = _page(request, section, place, form, status=422)
        finally:
            transaction.set_rollback(True)
    return response


def preview_page(request: HttpRequest, place: Place, now: datetime, *, not_saved: bool) -> HttpResponse:
    """Never through the directory's caches: they would keep what was not saved."""
    fresh = loaded_places(now=now).get(pk=place.pk)
    page = place_page_for(fresh, now=now, language=page_language())
    context = {"page": page, "place": fresh, "close_by": (), "may_change": False, "not_saved": not_saved}
    return render(request, "places/manage/preview.html", context)


def _form(
    section: Section,
    request: HttpRequest,
    place: Place,
    now: datetime,
    *,
    initial: dict[str, Any] | None = None,
) -> SectionForm:
    sent = initial is None and request.method == "POST"
    return section.form(
        request.POST if sent else None,
        request.FILES if sent else None,
        place=place,
        user=me(request),
        today=timezone.localdate(now),
        initial=initial,
    )


def _save(section: Section, request: HttpRequest, place: Place, form: SectionForm, now: datetime) -> None:
    """Another section saved meanwhile is no reason to stop: only this section's own values count."""
    version = form.cleaned_data["version"] or 0
    if version != place.version and form.cleaned_data["seen"] == form.fingerprint():
        version = place.version
    section.action(place=place, by=me(request), now=now, version=version, **form.wanted())


def _overtaken(
    request: HttpRequest, section: Section, conflict: ChangedMeanwhile, now: datetime, place: Place
) -> HttpResponse:
    """The typed text stays; who was earlier and what it says now stand beside it; saving again is knowing."""
    fresh = find_place(place.slug) or place
    unbound = _form(section, request, fresh, now, initial={})
    sent = request.POST.copy()
    sent["version"], sent["seen"] = str(fresh.version), unbound.fingerprint()
    form = section.form(sent, place=fresh, user=me(request), today=timezone.localdate(now))
    there = section_summary(section.key, fresh, timezone.localdate(now))
    return _page(request, section, fresh, form, status=409, conflict=conflict, there=there)


def _page(
    request: HttpRequest,
    section: Section,
    place: Place,
    form: SectionForm,
    *,
    status: int = 200,
    conflict: ChangedMeanwhile | None = None,
    **extra: Any,
) -> HttpResponse:
    context = {
        "place": place,
        "edit_name": f"places:edit_{section.key}",
        "preview_name": f"places:preview_{section.key}",
        "title": SECTION_TITLES[section.key][1],
        "form": form,
        "groups": form.groups(),
        "conflict": conflict,
        "start_over": "opnieuw" in request.GET or form.is_bound,
        "there": section_summary(section.key, place, form.today),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_TILES_ATTRIBUTION,
        **extra,
    }
    return render(request, section.template, context, status=status)


def _told(section: Section, place: Place) -> str:
    saved = _("Bewaard: %(section)s.") % {"section": str(SECTION_TITLES[section.key][1]).lower()}
    if section.key != "basics" or place.lat is None or place.lon is None:
        return saved
    located = neighbourhood_at(place.lat, place.lon)
    where = (
        _("Deze plek ligt in de buurt %(name)s.") % {"name": place.neighbourhood}
        if place.neighbourhood
        else ""
    )
    return " ".join(part for part in (saved, where, located.message) if part)
