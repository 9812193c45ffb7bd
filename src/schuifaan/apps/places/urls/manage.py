"""The desk: everything below /beheer/ that is about places and their pages."""

from django.urls import URLPattern, path

from schuifaan.apps.places.queries.sections import SECTION_TITLES
from schuifaan.apps.places.views import manage, manage_lists, manage_sections, manage_team, tier_names

PLACE = "beheer/plek/<slug:slug>/"
MEMBER = f"{PLACE}team/<int:pk>/"
PHOTO = f"{PLACE}fotos/<int:pk>/"

# One address and one name for each section, so that every one of them stands in the permission matrix.
sections: list[URLPattern] = []
for key, section in manage_sections.SECTIONS.items():
    sections += [
        path(f"{PLACE}{section.slug}/", manage_sections.edit_section, {"key": key}, name=f"edit_{key}"),
        path(
            f"{PLACE}{section.slug}/voorbeeld/",
            manage_sections.preview_section,
            {"key": key},
            name=f"preview_{key}",
        ),
    ]

urlpatterns: list[URLPattern] = [
    path("beheer/", manage.desk, name="desk"),
    path("beheer/plekken/nieuw/", manage.new, name="new"),
    path("beheer/gemeente/<slug:code>/namen/", tier_names.tier_names, name="tier_names"),
    path(PLACE, manage.place_desk, name="place_desk"),
    path(f"{PLACE}voorbeeld/", manage.preview, name="preview"),
    path(f"{PLACE}logboek/", manage.trail, name="trail"),
    path(f"{PLACE}klopt-nog/", manage.confirm, name="confirm"),
    path(f"{PLACE}{SECTION_TITLES['visibility'][0]}/", manage.visibility, name="visibility"),
    path(f"{PLACE}zichtbaarheid/tonen/", manage.publish, name="publish"),
    path(f"{PLACE}zichtbaarheid/concept/", manage.unpublish, name="unpublish"),
    path(f"{PLACE}zichtbaarheid/sluiten/", manage.archive, name="archive"),
    path(f"{PLACE}zichtbaarheid/terughalen/", manage.restore, name="restore"),
    *sections,
    path(f"{PLACE}andere-tijden/", manage_lists.exceptions, name="edit_exceptions"),
    path(f"{PLACE}andere-tijden/<int:pk>/weg/", manage_lists.remove_exception, name="remove_exception"),
    path(f"{PLACE}fotos/", manage_lists.photo_list, name="edit_photos"),
    path(PHOTO, manage_lists.photo, name="photo"),
    path(f"{PHOTO}vooraan/", manage_lists.photo_first, name="photo_first"),
    path(f"{PHOTO}verwijderen/", manage_lists.remove_photo, name="remove_photo"),
    path(f"{PLACE}team/", manage_team.team_list, name="edit_team"),
    path(f"{PLACE}team/nieuw/", manage_team.add_member, name="add_team_member"),
    path(MEMBER, manage_team.member_page, name="team_member"),
    path(f"{MEMBER}toestemming-intrekken/", manage_team.withdraw_consent, name="withdraw_consent"),
    path(f"{MEMBER}foto-weg/", manage_team.remove_face, name="remove_face"),
    path(f"{MEMBER}stoppen/", manage_team.end_role, name="end_team_role"),
    path(f"{MEMBER}verder/", manage_team.resume_role, name="resume_team_role"),
    path(f"{MEMBER}opnieuw-uitnodigen/", manage_team.send_again, name="send_invitation_again"),
]
