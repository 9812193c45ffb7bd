"""Pages of the demo's dossiers and of the handbook, each with the cookie of somebody who may open it, as JSON."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from schuifaan.apps.dossiers.models import Dossier  # noqa: E402
from schuifaan.apps.dossiers.queries.handbook import shipped  # noqa: E402
from schuifaan.apps.people.models import User  # noqa: E402

# For everybody, so measured without the cookie.
PUBLIC = "chapter of the handbook"
ASKED = ["goal.role", "needs.evidence", "partners.parties", "type.goals", "management.tasks"]


def addresses() -> dict[str, list[str]]:
    """Only of ideas: a silent room has most of its pages empty."""
    keys = list(Dossier.objects.filter(kind="idea").values_list("key", flat=True))
    chapters = [chapter.id.removeprefix("chapter.").replace("_", "-") for chapter in shipped().chapters]
    return {
        "overview of a dossier": [reverse("dossiers:dossier", args=[key]) for key in keys],
        "a question of a dossier": [
            reverse("dossiers:question", args=[key, question]) for key in keys for question in ASKED
        ],
        "quickscan": [reverse("dossiers:quickscan", args=[key]) for key in keys],
        "management plan": [reverse("dossiers:management", args=[key]) for key in keys],
        PUBLIC: [reverse("dossiers:chapter", args=[chapter]) for chapter in chapters],
    }


def main() -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email="applicatiebeheer@example.org"))
    found = addresses()
    for path in (path for paths in found.values() for path in paths):
        status = client.get(path).status_code
        if status != 200:
            raise SystemExit(f"{path}: {status}")
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    print(json.dumps({what: [paths, "" if what == PUBLIC else cookie] for what, paths in found.items()}))


if __name__ == "__main__":
    main()
