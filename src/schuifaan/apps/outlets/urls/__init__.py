"""Everything that leaves the building: open files, calendars, papers, screens, newsletters."""

from schuifaan.apps.outlets.urls import calendars, directory, newsletters, papers, screens

app_name = "outlets"
urlpatterns = [
    *directory.urlpatterns,
    *calendars.urlpatterns,
    *papers.urlpatterns,
    *screens.urlpatterns,
    *newsletters.urlpatterns,
]
