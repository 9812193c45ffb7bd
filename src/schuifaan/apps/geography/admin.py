"""Geography for support staff: to look things up; outlines and figures come from imports, not from hands."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.enums import INDICATORS
from schuifaan.apps.geography.models import (
    Area,
    District,
    Municipality,
    Neighbourhood,
    Source,
    Statistic,
)

if TYPE_CHECKING:
    AreaPages = admin.ModelAdmin[Area]
    SourcePages = admin.ModelAdmin[Source]
    StatisticPages = admin.ModelAdmin[Statistic]
else:  # Django's own class takes no type when it runs
    AreaPages = SourcePages = StatisticPages = admin.ModelAdmin


class AreaAdmin(AreaPages):
    """Names may be mended by hand; the next import of a newer division has the last word."""

    search_fields: ClassVar[tuple[str, ...]] = ("name", "code")
    list_filter: ClassVar[tuple[str, ...]] = ("outline", "year")
    exclude = ("outline_wkb",)
    readonly_fields: ClassVar[tuple[str, ...]] = (
        "code",
        "year",
        "outline",
        "centre_lat",
        "centre_lon",
        "outline_size",
    )
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description=_("omvang van de grens"))
    def outline_size(self, area: Area) -> str:
        size = len(area.outline_wkb or b"")
        return _("%s bytes") % size if size else "–"

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False


class WithoutOutlines(AreaAdmin):
    """Lists of thousands of areas need not carry their outlines along."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return super().get_queryset(request).defer("outline_wkb")


@admin.register(Municipality)
class MunicipalityAdmin(WithoutOutlines):
    list_display = ("code", "name", "province", "year", "outline")
    list_filter = ("outline", "province", "year")


@admin.register(District)
class DistrictAdmin(WithoutOutlines):
    list_display = ("code", "name", "municipality", "year", "outline")
    list_select_related = ("municipality",)
    readonly_fields = (*AreaAdmin.readonly_fields, "municipality")


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(WithoutOutlines):
    list_display = ("code", "name", "district", "municipality", "main_postcode", "outline")
    list_select_related = ("district", "municipality")
    search_fields = ("name", "code", "main_postcode")
    readonly_fields = (*AreaAdmin.readonly_fields, "district", "municipality")


@admin.register(Source)
class SourceAdmin(SourcePages):
    list_display = ("title", "publisher", "licence", "key")
    search_fields = ("title", "publisher", "key")
    readonly_fields = ("key",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class IndicatorFilter(admin.SimpleListFilter):
    """By the words people know a figure by."""

    title = _("cijfer")
    parameter_name = "indicator"

    def lookups(self, request: HttpRequest, model_admin: StatisticPages) -> list[tuple[str, str]]:
        del request, model_admin
        return [(key, str(indicator.label)) for key, indicator in INDICATORS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Statistic]) -> QuerySet[Statistic]:
        del request
        return queryset.filter(indicator=self.value()) if self.value() else queryset


@admin.register(Statistic)
class StatisticAdmin(StatisticPages):
    list_display = ("area_code", "indicator", "year", "value", "missing", "source")
    list_filter = (IndicatorFilter, "year", "missing", "source")
    list_select_related = ("source",)
    search_fields = ("^area_code",)
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Statistic | None = None) -> bool:
        """A figure is what was published; another figure is another publication."""
        del request, obj
        return False
