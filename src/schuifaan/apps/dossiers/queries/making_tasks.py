"""Which advice has already become a task of the dossier."""

from schuifaan.apps.dossiers.models import Dossier


def origins_of_tasks(dossier: Dossier) -> frozenset[str]:
    """The outcomes, suggestions and safeguards that tasks came from; one query."""
    return frozenset(dossier.tasks.exclude(origin="").values_list("origin", flat=True))
