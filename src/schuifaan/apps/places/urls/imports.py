from django.urls import URLPattern, path

from schuifaan.apps.places.views import imports

urlpatterns: list[URLPattern] = [
    path("beheer/import/", imports.import_start, name="import_start"),
    path("beheer/import/<int:pk>/", imports.import_report, name="import_report"),
    path("beheer/import/<int:pk>/kolommen/", imports.import_columns, name="import_columns"),
    path("beheer/import/<int:pk>/overnemen/", imports.import_take_over, name="import_take_over"),
    path("beheer/import/<int:pk>/weggooien/", imports.import_discard, name="import_discard"),
    path("beheer/import/<int:pk>/redenen.csv", imports.import_refusals, name="import_refusals"),
]
