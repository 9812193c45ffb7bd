from django.urls import URLPattern, path

from schuifaan.demo.views import post

app_name = "demo"
urlpatterns: list[URLPattern] = [path("demo/post/", post, name="post")]
