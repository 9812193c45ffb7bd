"""Addresses of the handbook, of what an organisation adds to it, and of its roles per type of place."""

from django.urls import URLPattern, path

from schuifaan.apps.dossiers.views import fund_proposals, handbook, local_rules, own_handbook

OWN = "beheer/organisaties/<slug:slug>/handboek"
LOCAL = "beheer/organisaties/<slug:slug>/gemeenteregels"

urlpatterns: list[URLPattern] = [
    path("handboek/", handbook.handbook, name="handbook"),
    path("handboek/zoek/", handbook.search_handbook, name="search"),
    path("handboek/item/<str:item>/", handbook.item, name="item"),
    path("handboek/<slug:chapter>/", handbook.chapter, name="chapter"),
    path(f"{OWN}/", own_handbook.own_handbook, name="own_handbook"),
    path(f"{OWN}/nieuw/<slug:kind>/", own_handbook.own_new, name="own_new"),
    path(f"{OWN}/<int:pk>/", own_handbook.own_edit, name="own_edit"),
    path(f"{OWN}/<int:pk>/weg/", own_handbook.own_remove, name="own_remove"),
    path(f"{OWN}/overnemen/", own_handbook.own_import, name="own_import"),
    path(f"{OWN}/eigen-kennis.yaml", own_handbook.own_export, name="own_export"),
    path(f"{LOCAL}/", local_rules.local_rules, name="local_rules"),
    path(f"{LOCAL}/<int:pk>/", local_rules.local_rule_edit, name="local_rule_edit"),
    path(f"{LOCAL}/<int:pk>/weg/", local_rules.local_rule_remove, name="local_rule_remove"),
    path(f"{OWN}/voorstel/<int:pk>/", fund_proposals.fund_proposal, name="fund_proposal"),
    path("beheer/organisaties/<slug:slug>/rollen/", own_handbook.role_policies, name="role_policies"),
]
