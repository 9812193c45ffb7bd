"""Everything that leaves the building: open files, calendars, papers, screens, newsletters."""

from schuifaan.apps.outlets.urls import booking_calendars, calendars, directory, newsletters, papers, screens

app_name = "outlets"
urlpatterns = [
    *directory.urlpatterns,
    *calendars.urlpatterns,
    *booking_calendars.urlpatterns,
    *papers.urlpatterns,
    *screens.urlpatterns,
    *newsletters.urlpatterns,
]
