"""The desk of dossiers: list, new, one dossier, its steps and its questions."""

from django.urls import path

from schuifaan.apps.dossiers.views import answering, desk

urlpatterns = [
    path("beheer/dossiers/", desk.dossiers, name="list"),
    path("beheer/dossiers/nieuw/", desk.new, name="new"),
    path("beheer/dossier/<uuid:key>/", desk.dossier, name="dossier"),
    path("beheer/dossier/<uuid:key>/stap/<slug:step>/", desk.step, name="step"),
    path("beheer/dossier/<uuid:key>/vraag/<str:question>/", answering.question, name="question"),
    path("beheer/dossier/<uuid:key>/vraag/<str:question>/<str:item>/", answering.row, name="row"),
    path(
        "beheer/dossier/<uuid:key>/vraag/<str:question>/<str:item>/weg/",
        answering.row_remove,
        name="row_remove",
    ),
]
