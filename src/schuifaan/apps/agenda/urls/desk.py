"""The desk: planning activities, changing and calling off."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.views import (
    announcements,
    desk,
    editing,
    ideas,
    occurrences,
    pauses,
    planning,
    spots,
)

_DESK = "beheer/plek/<slug:slug>/agenda/"
_ONE = f"{_DESK}<int:pk>/"
_TIME = f"{_ONE}keer/<int:occurrence>/"

urlpatterns: list[URLPattern] = [
    path(_DESK, desk.desk, name="desk"),
    path(f"{_DESK}nieuw/", editing.new, name="new"),
    path(f"{_DESK}ideeen/", ideas.ideas, name="ideas"),
    path(f"{_DESK}dagen/", ideas.occasions, name="occasions"),
    path(f"{_DESK}pauzes/", pauses.pauses, name="pauses"),
    path(f"{_DESK}pauzes/<int:pause>/weg/", pauses.remove, name="remove_pause"),
    path(f"{_DESK}mededelingen/", announcements.announcements, name="announcements"),
    path(f"{_DESK}mededelingen/<int:announcement>/weg/", announcements.remove, name="remove_announcement"),
    path(f"{_DESK}buiten/", spots.spots, name="spots"),
    path(f"{_DESK}buiten/<int:spot>/", spots.spot, name="spot"),
    path(f"{_DESK}buiten/<int:spot>/lijst/", spots.kit_list, name="kit_list"),
    path(f"{_DESK}bezoek/<int:series>/", planning.answer_visit, name="answer_visit"),
    path(f"{_DESK}feestdag/<int:occurrence>/", occurrences.decide, name="decide_holiday"),
    path(_ONE, editing.edit, name="edit"),
    path(f"{_ONE}zichtbaar/", editing.publish, name="publish"),
    path(f"{_ONE}concept/", editing.unpublish, name="unpublish"),
    path(f"{_ONE}stop/", editing.stop, name="stop"),
    path(f"{_ONE}doorgaan/", editing.go_on, name="go_on"),
    path(f"{_ONE}weg/", editing.delete, name="delete"),
    path(f"{_ONE}kopie/", editing.copy, name="copy"),
    path(f"{_ONE}foto/", editing.picture, name="picture"),
    path(f"{_ONE}wanneer/", planning.plan, name="plan"),
    path(f"{_ONE}wanneer/erbij/", planning.add_series, name="add_series"),
    path(f"{_ONE}wanneer/<int:series>/", planning.change_series, name="change_series"),
    path(f"{_ONE}tournee/", planning.roadshow, name="roadshow"),
    path(_TIME, occurrences.occurrence, name="occurrence"),
    path(f"{_TIME}verplaatsen/", occurrences.move, name="move"),
    path(f"{_TIME}afzeggen/", occurrences.cancel, name="cancel"),
    path(f"{_TIME}toch/", occurrences.restore, name="restore"),
    path(f"{_TIME}volgende/", planning.change_following, name="change_following"),
    path("beheer/schoolvakanties/", pauses.school_holidays, name="school_holidays"),
    path("beheer/schoolvakanties/inlezen/", pauses.load, name="load_school_holidays"),
    path(
        "beheer/schoolvakanties/<int:pause>/weg/", pauses.remove_school_holiday, name="remove_school_holiday"
    ),
]
