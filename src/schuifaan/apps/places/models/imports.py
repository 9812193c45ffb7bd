"""Lists taken over from elsewhere: what came from where, how its columns were read, what was refused."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import ImportStatus
from schuifaan.apps.places.models.place import Place


class PlaceSource(models.Model):
    """Under which number a place stands in somebody else's list, so that re-import updates it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="sources", verbose_name=_("plek"))
    source = models.CharField(_("lijst"), max_length=80)
    external_id = models.CharField(_("nummer in die lijst"), max_length=120)

    class Meta:
        verbose_name = _("herkomst")
        verbose_name_plural = _("herkomst")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_place_per_source_number")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class ColumnMapping(models.Model):
    """How one organisation's list is read: our field → its column. Found again by its columns."""

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="column_mappings",
        verbose_name=_("organisatie"),
    )
    name = models.CharField(_("naam"), max_length=120)
    columns = models.JSONField(_("kolommen"), default=list)
    mapping = models.JSONField(_("koppeling"), default=dict)
    used_at = models.DateTimeField(_("laatst gebruikt op"))

    class Meta:
        verbose_name = _("kolomkoppeling")
        verbose_name_plural = _("kolomkoppelingen")
        ordering = ["-used_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_mapping_per_name")]

    def __str__(self) -> str:
        return self.name


class PlaceImport(models.Model):
    """One file offered: checked in a dry run first, then taken over whole or not at all."""

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="place_imports",
        verbose_name=_("organisatie"),
    )
    source = models.CharField(_("lijst"), max_length=80)
    filename = models.CharField(_("bestand"), max_length=200)
    content = models.BinaryField(_("inhoud"), null=True)
    mapping = models.JSONField(_("koppeling"), default=dict)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus, default=ImportStatus.UPLOADED)
    # {"new": 3, "changed": 1, "same": 0, "kept": 0, "refused": [[row, column, reason], …]}
    report = models.JSONField(_("uitkomst"), default=dict)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField(_("aangeboden op"))
    applied_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return self.filename
