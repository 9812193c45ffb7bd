from django.urls import URLPattern

app_name = "outlets"
urlpatterns: list[URLPattern] = []
