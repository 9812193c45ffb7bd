"""Addresses of the questionnaire for residents: for the team, and without an account for residents."""

from django.urls import URLPattern, path

from schuifaan.apps.dossiers.views import listening, residents, wishes

OF_DOSSIER = "beheer/dossier/<uuid:key>/vragenlijst"

urlpatterns: list[URLPattern] = [
    path(f"{OF_DOSSIER}/", listening.questionnaire, name="questionnaire"),
    path(f"{OF_DOSSIER}/sluiten/", listening.close, name="questionnaire_close"),
    path(f"{OF_DOSSIER}/openen/", listening.reopen, name="questionnaire_reopen"),
    path(f"{OF_DOSSIER}/blad/", listening.sheet, name="questionnaire_sheet"),
    path(f"{OF_DOSSIER}/papier/", listening.paper_answers, name="paper_answers"),
    path(f"{OF_DOSSIER}/wensen/<str:question>/", wishes.wishes, name="wishes"),
    path(f"{OF_DOSSIER}/wens/<int:pk>/", wishes.wish, name="wish"),
    path(f"{OF_DOSSIER}/overnemen/", wishes.take_over, name="take_over_wishes"),
    path(f"{OF_DOSSIER}/behoefte/", wishes.take_over_wanted, name="take_over_wanted"),
    path("vragenlijst/<str:token>/", residents.ask, name="ask"),
    path("vragenlijst/<str:token>/bedankt/", residents.thanks, name="thanks"),
]
