"""Files out of a dossier and into one, and the papers of the handbook."""

from django.urls import path

from schuifaan.apps.dossiers.views import outputs

DOSSIER = "beheer/dossier/<uuid:key>/"

urlpatterns = [
    path("handboek/papier/<slug:document>.pdf", outputs.paper, name="paper"),
    path("beheer/dossiers/overnemen/", outputs.import_dossier, name="import_dossier"),
    path(f"{DOSSIER}uitvoer/", outputs.outputs, name="outputs"),
    path(f"{DOSSIER}uitvoer/<slug:document>.<slug:ext>", outputs.document, name="document"),
]
