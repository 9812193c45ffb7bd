"""The desk: agreements about the use of rooms."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import agreement_steps, agreements

AGREEMENTS = "beheer/plek/<slug:slug>/overeenkomsten/"
ONE = f"{AGREEMENTS}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(AGREEMENTS, agreements.agreements, name="agreements"),
    path(f"{AGREEMENTS}nieuw/", agreements.new_agreement, name="new_agreement"),
    path(f"{AGREEMENTS}dagen.ics", agreements.agreement_days, name="agreement_days"),
    path(ONE, agreements.agreement, name="agreement"),
    path(f"{ONE}tekst/", agreements.change_agreement, name="change_agreement"),
    path(f"{ONE}versie-<int:number>.<str:extension>", agreements.agreement_file, name="agreement_file"),
    path(f"{ONE}weg/", agreement_steps.discard, name="discard_agreement"),
    path(f"{ONE}afronden/", agreement_steps.close, name="close_agreement"),
    path(f"{ONE}opvolger/<int:signatory>/", agreement_steps.successor, name="agreement_successor"),
    path(f"{ONE}<slug:step>/", agreement_steps.step, name="agreement_step"),
]
