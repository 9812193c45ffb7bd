"""All addresses of the handbook and of dossiers."""

from schuifaan.apps.dossiers.urls import desk, handbook, listening, money, outputs, results, sharing

app_name = "dossiers"
urlpatterns = [
    *handbook.urlpatterns,
    *desk.urlpatterns,
    *results.urlpatterns,
    *money.urlpatterns,
    *outputs.urlpatterns,
    *sharing.urlpatterns,
    *listening.urlpatterns,
]
