"""What support staff sees of places: for mending, with every change in the trail."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.places.actions.location import areas_at
from schuifaan.apps.places.actions.saving import plain
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceSource,
    PlaceText,
    PlaceTypePeriod,
    Price,
    TeamMember,
    TierName,
)


class RowsInline(admin.TabularInline):  # type: ignore[type-arg]
    extra = 0


class TextInline(admin.StackedInline):  # type: ignore[type-arg]
    model = PlaceText
    extra = 0


class ExceptionInline(RowsInline):
    model = OpeningException


class PriceInline(RowsInline):
    model = Price


class AccessInline(RowsInline):
    model = AccessFact


class TypeInline(RowsInline):
    model = PlaceTypePeriod


class TeamInline(RowsInline):
    """Photos come in through the place's own desk, where they are made anew without their metadata."""

    model = TeamMember
    autocomplete_fields = ["user"]
    raw_id_fields = ["invitation"]
    readonly_fields = ["photo"]


class ContactInline(RowsInline):
    model = ContactPerson
    autocomplete_fields = ["organisation"]


class SourceInline(RowsInline):
    model = PlaceSource


class PhotoInline(RowsInline):
    model = Photo
    fields = ["image", "alternative_text", "credit", "position"]
    readonly_fields = ["image"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False


class HouseRulesInline(RowsInline):
    """A version somebody agreed under never changes."""

    model = HouseRules
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "status", "city", "municipality", "organisation", "checked_on", "is_demo"]
    list_filter = ["status", "place_type", "tier", "is_demo"]
    list_select_related = ["municipality", "organisation"]
    search_fields = ["name", "slug", "street", "postcode", "city", "sources__external_id"]
    autocomplete_fields = ["organisation", "part_of"]
    raw_id_fields = ["neighbourhood", "municipality"]
    readonly_fields = ["version", "created_at", "changed_at", "published_at"]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [
        TextInline,
        ExceptionInline,
        PriceInline,
        AccessInline,
        TypeInline,
        TeamInline,
        ContactInline,
        PhotoInline,
        HouseRulesInline,
        SourceInline,
    ]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "organisation", "part_of", "is_demo"]}),
        (
            _("Adres"),
            {
                "fields": [
                    "street",
                    "house_number",
                    "postcode",
                    "city",
                    "lat",
                    "lon",
                    "neighbourhood",
                    "municipality",
                    "website",
                ]
            },
        ),
        (
            _("Wat er is"),
            {
                "fields": [
                    "opening_hours",
                    "quiet_day_open",
                    "free_coffee",
                    "own_drinks",
                    "has_kitchen",
                    "rooms_to_rent",
                    "languages",
                    "focus",
                    "colour",
                ]
            },
        ),
        (
            _("Wie en wat voor plek"),
            {"fields": ["place_type", "tier", "steward_kind", "steward_since", "steward_plan"]},
        ),
        (
            _("Wanneer"),
            {
                "fields": [
                    "checked_on",
                    "checked_by",
                    "version",
                    "created_at",
                    "changed_at",
                    "published_at",
                ]
            },
        ),
    ]

    def save_model(self, request: HttpRequest, obj: Place, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """As the actions do: a new version, and a line in the trail."""
        now = timezone.now()
        obj.changed_at = now
        if {"lat", "lon"} & set(form.changed_data) and not {"neighbourhood", "municipality"} & set(
            form.changed_data
        ):
            obj.neighbourhood, obj.municipality = areas_at(obj.lat, obj.lon)
        if not change:
            obj.created_at = now
        if obj.is_published and obj.published_at is None:
            obj.published_at = now
        super().save_model(request, obj, form, change)
        if change:
            # Counted by the database, so that a form opened before is told.
            Place.objects.filter(pk=obj.pk).update(version=F("version") + 1)
        pairs = {
            name: [plain(form.initial.get(name)), plain(form.cleaned_data.get(name))]
            for name in form.changed_data
        }
        # A list in a JSON field counts as changed for the form even when it is the same.
        changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        record(
            verb="place.support_changed" if change else "place.created",
            scope=obj.audit_scope,
            by=request.user,  # type: ignore[arg-type]
            now=now,
            subject=obj.name,
            changes=changes,
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Rows beside the place count as a change too: which kinds, not what they held."""
        super().save_related(request, form, formsets, change)
        touched = [
            str(formset.model._meta.verbose_name_plural)  # noqa: SLF001 - Django's own public "_meta"
            for formset in formsets
            if formset.new_objects or formset.changed_objects or formset.deleted_objects
        ]
        if touched and change:
            place: Place = form.instance
            record(
                verb="place.support_changed",
                scope=place.audit_scope,
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                subject=", ".join(touched),
            )

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        place = obj if isinstance(obj, Place) else Place.objects.get(pk=obj.pk)
        record(
            verb="place.support_deleted",
            scope=place.audit_scope,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            subject=place.name,
        )
        super().delete_model(request, obj)


@admin.register(TierName)
class TierNameAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A municipality's own words; every page follows."""

    list_display = ["municipality", "tier", "language", "name"]
    list_filter = ["tier", "language"]
    raw_id_fields = ["municipality"]
