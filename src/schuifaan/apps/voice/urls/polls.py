"""Addresses of asking wishes, shared goals, and sheets for a talk."""

from django.urls import URLPattern, path

from schuifaan.apps.voice.views import (
    goals,
    poll_entries,
    poll_lines,
    poll_paper,
    polls,
    talks,
    wishes,
)

_PLACE = "beheer/plek/<slug:slug>/"
_POLL = f"{_PLACE}wensen/<int:pk>/"
_GOAL = f"{_PLACE}doelen/<int:pk>/"

urlpatterns: list[URLPattern] = [
    # Open to everybody, without account or cookie
    path("wensen/<str:token>/", wishes.poll, name="poll"),
    path("wensen/<str:token>/dank/", wishes.poll_thanks, name="poll_thanks"),
    path("wensen/<str:token>/uitkomst/", wishes.poll_result, name="poll_result"),
    path("wensen/<str:token>/uitkomst/<int:position>/", wishes.poll_said, name="poll_said"),
    path("plek/<slug:slug>/doelen/", goals.goals_together, name="goals_together"),
    # The desk of a place
    path(f"{_PLACE}wensen/", polls.polls, name="polls"),
    path(f"{_PLACE}wensen/nieuw/", polls.new_poll, name="new_poll"),
    path(_POLL, polls.poll_desk, name="poll_desk"),
    path(f"{_POLL}vragen/", polls.poll_questions, name="poll_questions"),
    path(f"{_POLL}voorbeeld/", polls.poll_preview, name="poll_preview"),
    path(f"{_POLL}openen/", polls.open_poll, name="open_poll"),
    path(f"{_POLL}afsluiten/", polls.close_poll, name="close_poll"),
    path(f"{_POLL}kopie/", polls.copy_poll, name="copy_poll"),
    path(f"{_POLL}weg/", polls.drop_poll, name="drop_poll"),
    path(f"{_POLL}wensen.csv", polls.poll_csv, name="poll_csv"),
    path(f"{_POLL}formulier.pdf", poll_paper.poll_form_pdf, name="poll_form_pdf"),
    path(f"{_POLL}notitieblad.pdf", poll_paper.poll_slip_pdf, name="poll_slip_pdf"),
    path(f"{_POLL}overtypen/", poll_entries.type_over, name="type_over"),
    path(f"{_POLL}stapel/<int:entry>/", poll_entries.entry, name="poll_entry"),
    path(f"{_POLL}stapel/<int:entry>/weg/", poll_entries.take_back_entry, name="take_back_entry"),
    path(f"{_POLL}regels/", poll_lines.poll_lines, name="poll_lines"),
    path(f"{_POLL}regels/<int:line>/", poll_lines.poll_line, name="poll_line"),
    path(f"{_POLL}regels/<int:line>/activiteit/", poll_lines.line_to_activity, name="line_to_activity"),
    path(f"{_POLL}wens/<int:option>/activiteit/", poll_lines.wish_to_activity, name="wish_to_activity"),
    path(f"{_PLACE}doelen/", goals.goals, name="goals"),
    path(f"{_PLACE}doelen/nieuw/", goals.new_goal, name="new_goal"),
    path(_GOAL, goals.goal, name="goal"),
    path(f"{_GOAL}leeft/", goals.ask_goal, name="ask_goal"),
    path(f"{_GOAL}terug/", goals.undo_goal, name="undo_goal"),
    path(f"{_PLACE}gesprekken/", talks.talks, name="talks"),
    path(f"{_PLACE}gesprekken/alle.pdf", talks.talks_pdf, name="talks_pdf"),
    path(f"{_PLACE}gesprekken/<slug:sheet>.pdf", talks.talks_pdf, name="talk_pdf"),
]
