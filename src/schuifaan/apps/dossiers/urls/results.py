"""Addresses of what the answers come to, and of the trees."""

from django.urls import URLPattern, path

from schuifaan.apps.dossiers.views import funding, results_design, results_plan, results_trees

DOSSIER = "beheer/dossier/<uuid:key>"

urlpatterns: list[URLPattern] = [
    path("handboek/boom/<str:tree>/", results_trees.handbook_tree, name="handbook_tree"),
    path(f"{DOSSIER}/quickscan/", results_plan.quickscan, name="quickscan"),
    path(f"{DOSSIER}/type/", results_plan.types, name="types"),
    path(f"{DOSSIER}/beheerplan/", results_plan.management, name="management"),
    path(f"{DOSSIER}/partij-weg/", results_plan.without_party, name="without_party"),
    path(f"{DOSSIER}/programma/", results_design.programme, name="programme"),
    path(f"{DOSSIER}/fotos/", results_design.photos, name="photos"),
    path(f"{DOSSIER}/fotos/<int:pk>/", results_design.photo, name="photo"),
    path(f"{DOSSIER}/fotos/<int:pk>/weg/", results_design.remove_photo, name="photo_remove"),
    path(f"{DOSSIER}/revitalisatie/", results_trees.revival, name="revival"),
    path(f"{DOSSIER}/boom/<str:tree>/", results_trees.tree, name="tree"),
    path(f"{DOSSIER}/boom/<str:tree>/tekening/", results_trees.tree_drawing, name="tree_drawing"),
    path(f"{DOSSIER}/geld/fondsen/", funding.money_funds, name="money_funds"),
    path(
        f"{DOSSIER}/geld/fondsen/<str:application>/aanvraag.<slug:ext>",
        funding.application_paper,
        name="application_paper",
    ),
    path(f"{DOSSIER}/zonder-ruimte/", results_plan.without_room, name="without_room"),
]
