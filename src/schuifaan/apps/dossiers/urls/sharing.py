"""Working together: history, tasks, remarks, people, links, variants; and the pages of a shared link."""

from django.urls import path

from schuifaan.apps.dossiers.views import (
    comments,
    history,
    keeping,
    links,
    members,
    shared,
    tasks,
    variants,
)

DOSSIER = "beheer/dossier/<uuid:key>/"

urlpatterns = [
    path(f"{DOSSIER}geschiedenis/", history.history, name="history"),
    path(f"{DOSSIER}geschiedenis/<int:pk>/terug/", history.put_answer_back, name="put_back"),
    path(f"{DOSSIER}taken/", tasks.tasks, name="tasks"),
    path(f"{DOSSIER}taken/terug/", tasks.task_restore, name="task_restore"),
    path(f"{DOSSIER}taken/<int:pk>/gedaan/", tasks.task_done, name="task_done"),
    path(f"{DOSSIER}taken/<int:pk>/weg/", tasks.task_remove, name="task_remove"),
    path(f"{DOSSIER}stap/<slug:step>/opmerking/", comments.comment, name="comment"),
    path(
        f"{DOSSIER}stap/<slug:step>/opmerking/<int:pk>/weg/", comments.comment_remove, name="comment_remove"
    ),
    path(
        f"{DOSSIER}stap/<slug:step>/opmerking/<int:pk>/terug/",
        comments.comment_restore,
        name="comment_restore",
    ),
    path(f"{DOSSIER}mensen/", members.members, name="members"),
    path(f"{DOSSIER}mensen/<int:pk>/rol/", members.member_role, name="member_role"),
    path(f"{DOSSIER}mensen/<int:pk>/weg/", members.member_remove, name="member_remove"),
    path(f"{DOSSIER}delen/", links.links, name="links"),
    path(f"{DOSSIER}delen/<int:pk>/blad/", links.link_sheet, name="link_sheet"),
    path(f"{DOSSIER}delen/<int:pk>/intrekken/", links.link_revoke, name="link_revoke"),
    path(f"{DOSSIER}varianten/", variants.variants, name="variants"),
    path(f"{DOSSIER}vergelijk/", variants.compare, name="compare"),
    path(f"{DOSSIER}versie/", variants.version_keep, name="keep_version"),
    path(f"{DOSSIER}handboek/", keeping.changes_in_handbook, name="handbook_changes"),
    path(f"{DOSSIER}naam/", keeping.rename, name="rename"),
    path(f"{DOSSIER}wegzetten/", keeping.archive, name="archive"),
    path(f"{DOSSIER}terughalen/", keeping.restore, name="restore"),
    path("d/<str:token>/", shared.shared, name="shared"),
    path("d/<str:token>/opmerking/", shared.shared_comment, name="shared_comment"),
    path("d/<str:token>/vraag/<str:question>/", shared.shared_question, name="shared_question"),
    path("d/<str:token>/vraag/<str:question>/<str:item>/", shared.shared_row, name="shared_row"),
]
