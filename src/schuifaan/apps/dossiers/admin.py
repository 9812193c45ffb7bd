"""What support staff sees of dossiers: who works on them and which links work. Answers change at the desk only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier, DossierMember, OwnItem, ShareLink
from schuifaan.apps.people.audit import record


class MemberInline(admin.TabularInline):  # type: ignore[type-arg]
    model = DossierMember
    extra = 0
    autocomplete_fields = ["user"]
    raw_id_fields = ["invitation"]


class LinkInline(admin.TabularInline):  # type: ignore[type-arg]
    """The secret of a link is not shown here; a link is made and taken back at the desk."""

    model = ShareLink
    extra = 0
    fields = ["label", "step", "may_answer", "expires_at", "revoked_at"]
    readonly_fields = ["label", "step", "may_answer", "expires_at", "revoked_at"]
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False


@admin.register(Dossier)
class DossierAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["title", "variant_name", "kind", "organisation", "changed_at", "archived_at"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["title", "variant_name", "key"]
    autocomplete_fields = ["organisation"]
    raw_id_fields = ["neighbourhood", "place", "variant_of"]
    readonly_fields = ["key", "created_by", "created_at", "changed_at", "knowledge_version"]
    list_per_page = 50
    fields = [
        "title",
        "variant_name",
        "kind",
        "organisation",
        "neighbourhood",
        "place",
        "variant_of",
        "archived_at",
        "key",
        "knowledge_version",
        "created_by",
        "created_at",
        "changed_at",
    ]
    inlines = [MemberInline, LinkInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A dossier begins at the desk, with the handbook of that day."""
        del request
        return False

    def save_model(self, request: HttpRequest, obj: Dossier, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """With a line in the trail, as the actions write."""
        now = timezone.now()
        obj.changed_at = now
        super().save_model(request, obj, form, change)
        record(
            verb="dossier.support_changed",
            scope=obj.audit_scope,
            by=request.user,  # type: ignore[arg-type]
            now=now,
            subject=obj.title,
        )

    def delete_model(self, request: HttpRequest, obj: Dossier) -> None:
        record(
            verb="dossier.support_deleted",
            scope=obj.audit_scope,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            subject=obj.title,
        )
        super().delete_model(request, obj)


@admin.register(OwnItem)
class OwnItemAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To look at when an organisation asks about its own part of the handbook."""

    list_display = ["key", "kind", "organisation", "changed_at"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["key", "organisation__name"]
    readonly_fields = ["organisation", "kind", "key", "data", "created_by", "changed_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False
