"""Addresses of signing up, and of suggesting something."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.views import joining, sign_ups, suggestions

_DESK = "beheer/plek/<slug:slug>/agenda/"
_LIST = f"{_DESK}<int:pk>/keer/<int:occurrence>/aanmeldingen/"

urlpatterns: list[URLPattern] = [
    path("activiteit/<slug:slug>/aanmelden/<int:occurrence>/", joining.sign_up, name="sign_up"),
    path("aanmelding/<str:token>/", joining.my_sign_up, name="my_sign_up"),
    path("plek/<slug:slug>/idee/", suggestions.suggest, name="suggest"),
    path("plek/<slug:slug>/idee/dank/", suggestions.suggested, name="suggested"),
    path(_LIST, sign_ups.sign_ups, name="sign_ups"),
    path(f"{_LIST}<int:sign_up>/afmelden/", sign_ups.cancel, name="cancel_sign_up"),
    path(f"{_DESK}bellen/", sign_ups.calls, name="calls"),
    path(f"{_DESK}bellen/<int:notice>/gebeld/", sign_ups.called, name="called"),
    path(f"{_DESK}voorstellen/", suggestions.suggestions, name="suggestions"),
    path(f"{_DESK}voorstellen/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path(f"{_DESK}voorstellen/<int:pk>/antwoord/", suggestions.answer, name="answer_suggestion"),
]
