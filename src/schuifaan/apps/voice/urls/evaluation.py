"""Addresses of looking back once a year, and whom to call with a worry."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import care, evaluation, evaluation_public

_DESK = "beheer/plek/<slug:slug>"
_YEAR = f"{_DESK}/terugblik/<int:year>"
_CARE = f"{_DESK}/zorgen"

urlpatterns: list[URLPattern] = [
    path(
        "plek/<slug:slug>/terugblik/<int:year>/", evaluation_public.public_look_back, name="public_evaluation"
    ),
    path(
        "plek/<slug:slug>/terugblik/<int:year>.pdf",
        evaluation_public.public_look_back_pdf,
        name="public_evaluation_pdf",
    ),
    path(f"{_DESK}/terugblik/", evaluation.evaluations, name="evaluations"),
    path(f"{_YEAR}/", evaluation.evaluation, name="evaluation"),
    path(f"{_YEAR}.pdf", evaluation.evaluation_pdf, name="evaluation_pdf"),
    path(f"{_YEAR}/begin/", evaluation.begin_evaluation, name="begin_evaluation"),
    path(f"{_YEAR}/vragen/<int:number>/", evaluation.evaluation_questions, name="evaluation_questions"),
    path(f"{_YEAR}/afspraken/", evaluation.evaluation_points, name="evaluation_points"),
    path(f"{_YEAR}/bewoners/", evaluation.evaluation_agreed, name="evaluation_agreed"),
    path(f"{_YEAR}/afronden/", evaluation.finish_evaluation, name="finish_evaluation"),
    path(f"{_YEAR}/heropenen/", evaluation.reopen_evaluation, name="reopen_evaluation"),
    path(f"{_YEAR}/weg/", evaluation.drop_evaluation, name="drop_evaluation"),
    path(f"{_YEAR}/openbaar/", evaluation.publish_evaluation, name="publish_evaluation"),
    path(f"{_YEAR}/niet-openbaar/", evaluation.unpublish_evaluation, name="unpublish_evaluation"),
    path(f"{_DESK}/terugblik/afspraak/<int:pk>/", evaluation.looked_again, name="looked_again"),
    path("plek/<slug:slug>/zorgen/", care.care, name="care"),
    path("plek/<slug:slug>/zorgen.pdf", care.care_pdf, {"size": "a4"}, name="care_pdf"),
    path("plek/<slug:slug>/zorgen-klein.pdf", care.care_pdf, {"size": "a5"}, name="care_pdf_small"),
    path(f"{_CARE}/", care.care_contacts, name="care_contacts"),
    path(f"{_CARE}/erbij/", care.new_care_contact, name="new_care_contact"),
    path(f"{_CARE}/terugzetten/", care.put_back_care_contact, name="put_back_care_contact"),
    path(f"{_CARE}/<int:pk>/", care.change_care_contact, name="change_care_contact"),
    path(f"{_CARE}/<int:pk>/klopt/", care.check_care_contact, name="check_care_contact"),
    path(f"{_CARE}/<int:pk>/omhoog/", care.move_care_contact, name="move_care_contact"),
    path(f"{_CARE}/<int:pk>/weg/", care.remove_care_contact, name="remove_care_contact"),
]
