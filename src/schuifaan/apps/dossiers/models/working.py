"""What people do around the answers: comments, tasks, photos."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models.dossier import Dossier, ShareLink


def private_storage() -> Storage:
    """Beside the public files: these are only handed out by a view that checks who asks."""
    return storages["private"]


def dossier_photo_path(photo: "DossierPhoto", filename: str) -> str:
    del filename
    return f"dossiers/{photo.dossier.key}/{photo.name_on_disk}.jpg"


class Comment(models.Model):
    """A remark at a step, by somebody of the dossier or through a shared link."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="comments")
    step = models.CharField(_("stap"), max_length=80)
    text = models.TextField(_("opmerking"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    via_link = models.ForeignKey(ShareLink, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("opmerking")
        verbose_name_plural = _("opmerkingen")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Task(models.Model):
    """Something to do, whose it is and by when. `origin`: the outcome or safeguard it came from."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="tasks")
    step = models.CharField(_("stap"), max_length=80, blank=True)
    what = models.CharField(_("wat"), max_length=300)
    owner = models.CharField(_("wie"), max_length=120, blank=True)
    due_date = models.DateField(_("voor wanneer"), null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(_("gedaan op"), null=True, blank=True)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["done_at", "due_date", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="task_says_what")]

    def __str__(self) -> str:
        return self.what


class DossierPhoto(models.Model):
    """A photo of the room as it is, linked to a requirement."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="photos")
    item = models.CharField(_("eis"), max_length=80, blank=True)
    name_on_disk = models.CharField(max_length=40, editable=False)
    image = models.ImageField(
        _("foto"), upload_to=dossier_photo_path, storage=private_storage, max_length=200
    )
    alternative_text = models.CharField(_("wat zie je"), max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("foto van de ruimte")
        verbose_name_plural = _("foto's van de ruimte")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alternative_text=""), name="dossier_photo_says_what"),
        ]

    def __str__(self) -> str:
        return self.alternative_text
