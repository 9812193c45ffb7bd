"""Everything about what is on: what residents find, what the desk plans, who comes, calendars of elsewhere."""

from schuifaan.apps.agenda.urls import calendars, desk, finding, joining

app_name = "agenda"
urlpatterns = [
    *finding.urlpatterns,
    *joining.urlpatterns,
    *desk.urlpatterns,
    *calendars.urlpatterns,
]
