"""What support staff sees of rooms: to look, and to mend a name. Parts and claims only change through the actions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.support import ReadOnly
from schuifaan.apps.places.actions.saving import plain
from schuifaan.apps.rooms.models import Claim, Room


@admin.register(Room)
class RoomAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "place", "capacity", "is_active"]
    list_select_related = ["place"]
    search_fields = ["name", "place__name"]
    fields = ["place", "name", "area_m2", "capacity", "step_free", "note", "position"]
    readonly_fields = ["place"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A room needs a part of its own: the desk gives it one."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: Room, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        super().save_model(request, obj, form, change)
        changes = {
            name: [str(plain(form.initial.get(name))), str(plain(form.cleaned_data.get(name)))]
            for name in form.changed_data
        }
        record(
            verb="room.support_changed",
            scope=obj.place.audit_scope,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            subject=obj.name,
            changes=changes,
        )


@admin.register(Claim)
class ClaimAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["starts_at", "ends_at", "room", "kind", "label"]
    list_filter = ["kind"]
    list_select_related = ["room"]
    search_fields = ["label", "room__name", "room__place__name"]
    show_full_result_count = False
