"""All addresses of the directory, the desk and the imports."""

from schuifaan.apps.places.urls import directory, imports, manage

app_name = "places"
urlpatterns = [*directory.urlpatterns, *manage.urlpatterns, *imports.urlpatterns]
